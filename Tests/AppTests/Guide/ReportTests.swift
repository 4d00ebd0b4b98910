import Areas
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing

@Suite struct ReportTests {
    static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    static let path = "/fr/services/halte-femmes-shower/report"

    @Test func theSameFormTwiceMakesOneRecord() async throws {
        let city = try await TestCity("paris")
        let body = "id=\(UUIDv7())&matter=hours&words=Ferm%C3%A9+le+lundi"
        for _ in 0..<2 {
            #expect(try await city.request(Self.path, method: .post, headers: Self.form, body: body).status == .ok)
        }
        let open = try await city.reports.open()
        #expect(open.count == 1)
        #expect(open.first?.words == "Fermé le lundi")
        #expect(try await city.reports.close(try #require(open.first?.id), now: TestCity.now))
        #expect(try await city.reports.open().isEmpty)
    }

    @Test func faultyFormKeepsWhatWasTyped() async throws {
        let city = try await TestCity.paris.value
        let body = "words=Appelez+moi+au+06+12+34+56+78+%3Cb%3E"
        let answer = try await city.request(Self.path, method: .post, headers: Self.form, body: body)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("Appelez moi au 06 12 34 56 78 &lt;b&gt;"))
        #expect(answer.text.contains("Choisissez ce qui ne va pas."))
    }

    @Test func tooManyReportsAnHourAreHeldBack() async throws {
        let city = try await TestCity("demo-ville")
        let services = try await city.get("/api/v1/services?limit=1").object()["items"] as? [[String: Any]]
        let key = try #require(services?.first?["id"] as? String)
        for number in 0...ReportDesk.hourly {
            let answer = try await city.request(
                "/en/services/\(key)/report", method: .post, headers: Self.form, body: "id=\(UUIDv7())&matter=hours")
            #expect(answer.status == (number < ReportDesk.hourly ? .ok : .tooManyRequests))
        }
    }

    @Test(arguments: [
        ("06 12 34 56 78", true), ("appelez le 01.02.03.04.05", true), ("moi@exemple.org", true),
        ("ouvert de 9h à 12h", false),
        ("depuis 2019, 3 fois", false), ("@", false),
    ])
    func contactsAreRefused(_ words: String, _ isRefused: Bool) {
        let (report, faults) = VisitorReport.read(matter: "hours", words: words)
        #expect((report == nil) == isRefused)
        #expect(faults.contains(.wordsHoldContact) == isRefused)
    }
}
