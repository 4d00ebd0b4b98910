import HTTPTypes
import Testing

@testable import Web

@Suite("A form whose session ended")
struct WaitingFormTests {
    private static let here: HTTPFields = [.secFetchSite: "same-origin"]
    private static let typed = [("name", "Rose O’Hara-B. Ndiaye"), ("language", "fr")]

    @Test("waits with all that was typed, goes out after the sign-in with one look, and is done once")
    func waits() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("one", .volunteer)
        _ = try await browser.get("/fr/work/account")
        city.pass(minutes: 60 * 24 * 15)
        let held = try await browser.post("/fr/work/account", Self.typed, headers: Self.here)
        #expect(held.status == .forbidden && held.headers[.cacheControl] == "no-store")
        #expect(held.text.contains("value=\"Rose O’Hara-B. Ndiaye\""))
        #expect(held.text.contains("action=\"/fr/work/account\"") && held.text.contains("target=\"_blank\""))
        #expect(held.text.contains("Rose O’Hara-B. Ndiaye</textarea>"), "to be copied if all else fails")
        #expect(held.text.contains("<label for=\"typed-0\">Nom</label>"), "under the name of its field")

        // Another window; the mark of the page that waits is of before.
        let mark = browser.mark.withLock { $0 }
        try await browser.signIn("one")
        let older = try await browser.post("/fr/work/account", Self.typed, headers: Self.here, mark: mark)
        #expect(older.status == .forbidden && older.text.contains("value=\"Rose O’Hara-B. Ndiaye\""))
        #expect(older.text.contains("<label for=\"typed-0\">Nom</label>"))
        #expect(older.text.contains("Ce sera envoyé au nom de\u{A0}: "))
        #expect(
            try await !browser.get("/fr/work/account").text.contains("Ndiaye"),
            "nothing is done before the person says so")

        let done = try await browser.post("/fr/work/account", Self.typed, headers: Self.here)
        #expect(done.status == .seeOther)
        #expect(try await browser.get("/fr/work/account").text.contains("value=\"Rose O’Hara-B. Ndiaye\""))
    }

    @Test("is not shown when another site may have sent it, or when it holds a password")
    func strangers() async throws {
        let city = try await WorkingCity()
        let (browser, _, _) = try await city.member("one", .volunteer)
        for headers: HTTPFields in [[:], [.origin: "https://evil.example"], [.secFetchSite: "none"], [.origin: "null"]]
        {
            let answer = try await browser.post("/fr/work/account", Self.typed, headers: headers, mark: "forged")
            #expect(answer.status == .forbidden && !answer.text.contains("Ndiaye"), "\(headers)")
        }
        let crossing = try await browser.post(
            "/fr/work/account", Self.typed, headers: [.secFetchSite: "cross-site"], mark: "forged")
        #expect(crossing.status == .forbidden && !crossing.text.contains("Ndiaye"))
        let secrets = [("current", longPassword), ("password", "cinq hiboux comptent les nuages")]
        let wrong = try await browser.post("/fr/work/account/password", secrets, headers: Self.here, mark: "forged")
        #expect(!wrong.text.contains("hiboux") && !wrong.text.contains(longPassword))
        city.pass(minutes: 60 * 24 * 15)
        #expect(try await browser.post("/fr/work/account", Self.typed).isTurnedAway)
        #expect(try await browser.post("/fr/work/account/password", secrets, headers: Self.here).isTurnedAway)
        #expect(try await browser.post("/fr/work/account", [], headers: Self.here).isTurnedAway, "nothing was typed")
    }

    @Test("says the same of an address that exists and of one that does not")
    func uniform() async throws {
        let city = try await WorkingCity()
        let browser = Browser(city)
        let script = ("text", "</textarea><script>alert(1)</script>\"'")
        var pages: Set<String> = []
        for path in ["account", "persons/none/contact", "no/such/address"] {
            let answer = try await browser.post("/fr/work/\(path)", [script], headers: Self.here)
            #expect(answer.status == .forbidden && !answer.text.contains("<script>alert"))
            let mark = try #require(Browser.value(FormValues.mark, in: answer.text))
            pages.insert(answer.text.replacing(mark, with: "").replacing("/fr/work/\(path)", with: ""))
        }
        #expect(pages.count == 1)
    }
}
