import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Areas

@Suite("Pages of rights and steps")
struct RightsPageTests {
    @Test func aSheetSaysRightsDatesPapersAndThatNoLawyerHasCheckedIt() async throws {
        let page = try await TestCity.paris.value.get("/fr/rights/oqtf").text
        for id in ["rights", "deadlines", "papers", "services", "changes"] {
            #expect(page.contains("<h2 id=\"\(id)\">"), "\(id)")
        }
        #expect(page.contains("À valider par un juriste."))
        #expect(page.contains("Droit au 1er janvier 2025."))
        #expect(page.contains("CESEDA, art."))
        #expect(page.contains("Version 1, en vigueur depuis"))
        #expect(page.contains("/fr/search?need=legal-help"))
        #expect(page.contains("hreflang=\"ti\" href=\"/ti/rights/oqtf\""))
    }

    @Test func theVersionForProfessionalsSaysOtherWordsAndStaysOutOfSearchEngines() async throws {
        let paris = try await TestCity.paris.value
        let content = try await paris.database.read { try Rights.load($0) }
        let right = try #require(content.sheets.first { $0.key == "refugee" }?.current.rights.first)
        let words = try #require(right.professional["fr"]).prefix(30)
        let plain = try await paris.get("/fr/rights/refugee").text
        let professional = try await paris.get("/fr/rights/refugee?for=professional").text
        #expect(!plain.contains(words) && professional.contains(words))
        #expect(professional.contains("noindex") && !plain.contains("noindex"))
    }

    @Test func whereALanguageHasNoTextTheNearestIsDeclaredAndTheOthersAreOffered() async throws {
        let paris = try await TestCity.paris.value
        let page = try await paris.get("/ar/rights/dublin").text
        #expect(page.contains("<span lang=\"fr-simple\" dir=\"ltr\">"))
        #expect(page.contains("هذا النص غير موجود بلغتكم بعد"))
        #expect(page.contains("href=\"/ar/rights/dublin?text=en\""))
        let english = try await paris.get("/ar/rights/dublin?text=en").text
        #expect(english.contains("<span lang=\"en\" dir=\"ltr\">") && !english.contains("<span lang=\"fr-simple\""))
        #expect(try await !paris.get("/en/rights/dublin").text.contains("not in your language"))
    }

    @Test func aChecklistHasARealBoxForEachStepAndSendsNothing() async throws {
        let paris = try await TestCity.paris.value
        let content = try await paris.database.read { try Rights.load($0) }
        let list = try #require(content.checklists.first { $0.key == "bank-account" }?.current)
        let page = try await paris.get("/fr/steps/bank-account").text
        let boxes = list.steps.count + list.steps.map(\.bring.count).reduce(0, +)
        #expect(page.components(separatedBy: "type=\"checkbox\"").count - 1 == boxes)
        #expect(!page.contains("method=\"post\""))
    }

    @Test func aSearchShowsTheTextOfLawAboveTheServices() async throws {
        let page = try await TestCity.paris.value.get("/fr/search?q=titre+de+s%C3%A9jour").text
        let link = try #require(page.range(of: "/fr/steps/residence-permit"))
        let results = try #require(page.range(of: "class=\"results\""))
        #expect(link.lowerBound < results.lowerBound)
        #expect(try await !TestCity.paris.value.get("/fr/search?q=douche").text.contains("law-links"))
    }

    @Test func theFirstPageLeadsToThem() async throws {
        let page = try await TestCity.paris.value.get("/so/").text
        for path in ["my-situation", "rights", "steps"] { #expect(page.contains("href=\"/so/\(path)\""), "\(path)") }
    }

    @Test func mySituationKeepsNothing() async throws {
        let paris = try await TestCity.paris.value
        let first = try await paris.get("/fr/my-situation")
        #expect(first.text.contains("href=\"/fr/my-situation?answers=no\""))
        let third = try await paris.get("/fr/my-situation?answers=no,no")
        #expect(third.text.contains("href=\"/fr/my-situation?answers=no\""), "back")
        #expect(third.text.contains("noindex"))
        let end = try await paris.get("/en/my-situation?answers=no,no,yes")
        #expect(end.text.contains("href=\"/en/rights/oqtf\"") && end.text.contains("/en/search?need=legal-help"))
        for answer in [first, third, end] {
            #expect(answer.headers[.setCookie] == nil)
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[HTTPField.Name("Referrer-Policy")!] == "no-referrer")
        }
        #expect(try await paris.get("/fr/my-situation?answers=%3Cscript%3E").status == .ok)
        #expect(try await !paris.get("/fr/my-situation?answers=%3Cscript%3E").text.contains("answers=%3C"))
    }

    @Test(arguments: ["rights/nothing", "steps/nothing", "rights/oqtf?version=7", "rights/oqtf?version=x"])
    func whatIsNotThereIsNotFound(_ path: String) async throws {
        #expect(try await TestCity.paris.value.get("/fr/\(path)").status == .notFound)
    }

    @Test func anotherCountryHasItsOwnLaw() async throws {
        let demo = try await TestCity.demo.value
        let page = try await demo.get("/es/rights/harbour-arrival").text
        #expect(page.contains("Llegada por mar") && page.contains("1 mes"))
        #expect(try await demo.get("/en/rights/oqtf").status == .notFound)
    }

    @Test func programsReadTheSame() async throws {
        let paris = try await TestCity.paris.value
        let list = try await paris.get("/api/v1/rights?limit=2&lang=en").object()
        #expect((list["items"] as? [Any])?.count == 2)
        let one = try await paris.get("/api/v1/rights/oqtf?lang=en").object()
        #expect(one["lawAsOf"] as? String == "2025-01-01")
        #expect((one["check"] as? [String: Any])?["state"] as? String == "waiting")
        #expect(try await paris.get("/api/v1/steps/bank-account").status == .ok)
        #expect(try await paris.get("/api/v1/steps/nothing").status == .notFound)
        #expect(try await paris.get("/sitemap.xml").text.contains("/bo/rights/refugee</loc>"))
    }
}
