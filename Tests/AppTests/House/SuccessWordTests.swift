import Areas
import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Web

/// After a form was taken, the next page says what was done, in the reader's language, and never anything that somebody else wrote.
@Suite struct SuccessWordTests {
    static let codes: @Sendable ([DeskRoute]) -> Set<String> = { Set($0.flatMap { $0.success?.codes ?? [] }) }

    @Test func everyFormOfTheDeskSaysWhatWasDoneOrWhyItSaysNothing() async throws {
        let routes = try await PermissionMatrixTests.town().desk.routes
        #expect(routes.filter { $0.method == .post }.count >= 70)
        for route in routes where route.method == .post {
            let success = route.success
            #expect(success != nil, "\(route.path): says: \"code\", or .silent(because:)")
            if case .silent(let reason) = success { #expect(reason.count > 10, "\(route.path): why?") }
            if case .says(let codes) = success { #expect(!codes.isEmpty, "\(route.path)") }
        }
        #expect(routes.allSatisfy { $0.method == .post || $0.success == nil }, "only forms say something")
    }

    @Test(arguments: ["en", "fr", "ar", "es"])
    func everyWordIsSaidInEveryLanguageAndNoneIsLeftOver(_ language: String) async throws {
        let (books, _) = try TestCity.resources.get()
        let book = books.book(language)
        let codes = Self.codes(try await PermissionMatrixTests.town().desk.routes)
        for code in codes { #expect(book.has("done.\(code)"), "\(language): done.\(code)") }
        let said = Set(book.keys.filter { $0.hasPrefix("done.") }.map { String($0.dropFirst(5)) })
        #expect(said.subtracting(codes).sorted() == [])
        for code in codes { #expect(!code.contains { !($0.isLowercase && $0.isASCII) && $0 != "-" }, "\(code)") }
    }

    @Test func theNextPageSaysItOnceInTheReadersLanguage() async throws {
        let town = try await PermissionMatrixTests.town()
        let manager = TestDesk.Member.some(.manager, of: PermissionMatrixTests.own)
        let service = try #require(town.own.values["services{key}"])
        let answer = try await town.desk.post("/es/work/services/\(service)/confirmation", [], as: manager)
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/es/work/services/\(service)?done=confirmed")
        let page = try await town.desk.get("/es/work/services/\(service)?done=confirmed", as: manager).text
        #expect(page.components(separatedBy: "role=\"status\"").count == 2)
        #expect(page.contains("role=\"status\">Confirmado hoy. Gracias.</p>"))
        let place = try #require(page.range(of: "role=\"status\""))
        let head = try #require(page.range(of: "<h1"))
        #expect(place.lowerBound < head.lowerBound, "before all else")
        // The ways on do not carry it along.
        #expect(!page.contains("done=confirmed"))
        #expect(
            try await town.desk.get("/en/work/services/\(service)?done=confirmed", as: manager).text
                .contains("role=\"status\">Confirmed today. Thank you.</p>"))
    }

    @Test(arguments: [
        "nonsense", "%3Cscript%3Ealert(1)%3C/script%3E", "", "confirmed%0d%0aSet-Cookie:x=1", "title", "Confirmed",
        "../done.confirmed", "confirmed,saved",
    ])
    func aWordThatNobodyDeclaredSaysNothing(_ code: String) async throws {
        let town = try await PermissionMatrixTests.town()
        let manager = TestDesk.Member.some(.manager, of: PermissionMatrixTests.own)
        let plain = try await town.desk.get("/es/work/services", as: manager)
        let asked = try await town.desk.get("/es/work/services?done=\(code)", as: manager)
        #expect(asked.status == .ok)
        #expect(asked.text == plain.text)
    }

    @Test func aFormThatHasToBeMendedSaysNothingOfSuccess() async throws {
        let town = try await PermissionMatrixTests.town()
        let manager = TestDesk.Member.some(.manager, of: PermissionMatrixTests.own)
        let service = try #require(town.own.values["services{key}"])
        let answer = try await town.desk.post(
            "/es/work/services/\(service)/rhythm?done=saved", [("days", "1")], as: manager)
        #expect(answer.status == .unprocessableContent)
        #expect(!answer.text.contains("role=\"status\""))
    }

    @Test func onlyPagesOfTheDeskCarryAWord() {
        let route = DeskRoute(.post, "leave", says: ["left", "gone"], .open(because: "a test"), "") { _ in
            .done(.home, data: .null)
        }
        let words = SuccessWord([route])
        #expect(
            words.path(SitePath("work", "sign-in"), after: route, says: nil).url("es") == "/es/work/sign-in?done=left")
        #expect(words.path(SitePath("work"), after: route, says: "gone").url("es") == "/es/work?done=gone")
        #expect(words.path(SitePath("work"), after: route, says: "other").url("es") == "/es/work")
        #expect(words.path(.home, after: route, says: nil) == .home)
    }
}
