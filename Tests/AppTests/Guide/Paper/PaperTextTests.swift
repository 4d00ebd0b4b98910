import Foundation
import Hummingbird
import HummingbirdTesting
import Printing
import Rules
import Testing

@testable import Areas
@testable import Web

/// Words of offices and texts of law on paper, in one language or two.
@Suite struct PaperTextTests {
    private func html(_ kind: PaperOrder.Kind, _ language: String, _ change: (inout PaperRequest) -> Void = { _ in })
        async throws -> String
    {
        let city = try await TestCity.paris.value
        return try PaperDocumentTests.document(PaperDocumentTests.request(kind, language, change), of: city).html.text
    }

    @Test func wordsOfOfficesStandInBothScriptsAndTheirMeaningOnce() async throws {
        let text = try await html(.glossary, "fr") { $0.beside = "ti" }
        let glossary = try TestCity.glossary.get()
        for word in glossary.words {
            #expect(text.contains("/\(word.ipa)/"), "\(word.key)")
            let spelled = try #require(PhoneticSpelling.spelled(word.ipa, for: "ti"))
            #expect(text.contains("<p class=\"said\">\(spelled)</p>"), "\(word.key)")
            let meaning = HTML(try #require(word.meaning["fr"])).text
            #expect(text.components(separatedBy: "<p>\(meaning)</p>").count == 2, "\(word.key)")
        }
        #expect(text.contains("<td lang=\"ti\" dir=\"ltr\">") && text.contains("dir=\"ltr\"><h3>OFPRA</h3>"))
    }

    @Test func aReaderAloneIsToldTheMeaningInWhateverLanguageThereIs() async throws {
        let glossary = try TestCity.glossary.get()
        let word = try #require(glossary.word("cada"))
        #expect(try await html(.glossary, "ti").contains(HTML(try #require(word.meaning["fr"])).text))
        let arabic = try await html(.glossary, "ar")
        #expect(arabic.contains(HTML(try #require(word.meaning["ar"])).text) && arabic.contains("ريسيبيسي"))
    }

    @Test func aSheetSaysTheSameInBothLanguagesAndNamesItsArticlesOnce() async throws {
        let content = try await TestCity.paris.value.city.snapshot().rights
        let sheet = try #require(content.sheets("oqtf")).current
        let text = try await html(.sheet, "fr") {
            $0.sheet = "oqtf"
            $0.beside = "en"
        }
        let (books, _) = try TestCity.resources.get()
        for tag in ["fr", "en"] {
            for right in sheet.rights {
                let words = try #require(right.plain[tag])
                #expect(text.contains(String(HTML(words).text.prefix(20))), "\(tag) \(right.key)")
            }
            #expect(text.contains(HTML(books.book(tag)("rights.toValidate")).text), "\(tag): no lawyer has checked it")
        }
        let article = try #require(sheet.rights.flatMap(\.basis).first)
        let named = text.components(separatedBy: HTML(article).text).count - 1
        let told = (sheet.rights.map(\.basis) + sheet.deadlines.map(\.basis) + sheet.documents.map(\.basis)).flatMap {
            $0
        }
        #expect(named >= 1 && named <= told.count { $0.contains(article) })
    }

    @Test func aChecklistHasABoxForEachStep() async throws {
        let content = try await TestCity.paris.value.city.snapshot().rights
        let list = try #require(content.checklists("bank-account")).current
        let text = try await html(.checklist, "ar") { $0.checklist = "bank-account" }
        #expect(text.components(separatedBy: "<td class=\"box\">").count == list.steps.count + 1)
    }

    @Test func whatIsNotThereIsRefusedWithWhatWasMeant() async throws {
        await #expect(throws: PaperRefusal.unknown(what: "sheet", key: "oqft", near: "oqtf")) {
            try await html(.sheet, "fr") { $0.sheet = "oqft" }
        }
        await #expect(throws: PaperRefusal.wrongSubject(kind: "glossary", takes: [])) {
            try await html(.glossary, "fr") { $0.theme = "food" }
        }
        await #expect(throws: PaperRefusal.wrongSubject(kind: "sheet", takes: ["sheet"])) {
            try await html(.sheet, "fr")
        }
        // Words of French offices would mislead in another country.
        let town = try await TestCity.demo.value
        #expect(throws: PaperRefusal.nothingToPrint) {
            try PaperDocumentTests.document(PaperDocumentTests.request(.glossary, "en"), of: town)
        }
    }

    @Test(arguments: [
        ("/fr/glossary", "/fr/glossary/words.pdf"), ("/ar/rights/oqtf", "/ar/rights/oqtf/sheet.pdf"),
        ("/en/steps/bank-account", "/en/steps/bank-account/list.pdf"),
        ("/ti/themes/hygiene", "/ti/themes/hygiene/leaflet.pdf"),
        ("/fr/districts/paris-18", "/fr/districts/paris-18/leaflet.pdf"),
    ])
    func thePageLeadsToItsPaperInOneLanguageOrTwo(_ page: String, _ paper: String) async throws {
        let fake = try FakePress(PaperRouteTests.counting)
        try await PaperRouteTests.application(fake).test(.router) { client in
            let shown = String(buffer: try await client.execute(uri: page, method: .get).body)
            let language = String(page.split(separator: "/")[0])
            #expect(shown.contains("href=\"\(paper)\"") && shown.contains("method=\"get\" action=\"\(paper)\""))
            #expect(shown.contains("<option value=\"ps\" lang=\"ps\" dir=\"rtl\">"))
            let form = try #require(shown.range(of: "class=\"paper-choice\"")).upperBound
            let choice = shown[form...].components(separatedBy: "</form>")[0]
            #expect(!choice.contains("value=\"\(language)\""), "beside itself it says nothing more")
            for address in [paper, paper + "?with=ps"] {
                let answer = try await client.execute(uri: address, method: .get)
                #expect(answer.status == .ok && answer.headers[.contentType] == "application/pdf", "\(address)")
            }
        }
        #expect(PaperRouteTests.count(fake) == 2)
    }
}
