import Rules
import Testing

@testable import Areas

/// What can be asked of the press, and how the rest is refused.
@Suite struct PaperOrderTests {
    static let refusals: [(PaperRequest, PaperRefusal)] = [
        (
            PaperDocumentTests.request(.leaflet, "fr") { $0.theme = "hygeine" },
            .unknown(what: "theme", key: "hygeine", near: "hygiene")
        ),
        (
            PaperDocumentTests.request(.leaflet, "fr") { $0.need = "showr" },
            .unknown(what: "need", key: "showr", near: "shower")
        ),
        (
            PaperDocumentTests.request(.booklet, "fr") { $0.district = "pariss-18" },
            .unknown(what: "district", key: "pariss-18", near: "paris-18")
        ),
        (PaperDocumentTests.request(.booklet, "tii"), .notOffered(language: "tii", near: "ti")),
        (PaperDocumentTests.request(.booklet, "fr") { $0.beside = "fr" }, .sameLanguage("fr")),
        (
            PaperDocumentTests.request(.booklet, "fr") {
                $0.theme = "food"
                $0.need = "meal"
            }, .severalSubjects(["theme", "need"])
        ),
        (PaperDocumentTests.request(.card, "fr"), .wrongSubject(kind: "card", takes: ["service"])),
        (
            PaperDocumentTests.request(.card, "fr") { $0.theme = "food" },
            .wrongSubject(kind: "card", takes: ["service"])
        ),
        (
            PaperDocumentTests.request(.card, "fr") {
                $0.service = "halte-femmes-shower"
                $0.isFoldable = true
            }, .notFoldable("card")
        ),
        (PaperDocumentTests.request(.week, "fr") { $0.week = "2026-W54" }, .wrongWeek("2026-W54")),
        (PaperDocumentTests.request(.week, "fr") { $0.week = "next week" }, .wrongWeek("next week")),
    ]

    @Test func whatIsNotThereIsRefusedWithWhatWasPerhapsMeant() async throws {
        let guide = try await TestCity.paris.value.city.snapshot().guide
        for (request, refusal) in Self.refusals {
            #expect(throws: refusal) { try PaperOrderReading(guide: guide).order(request) }
        }
    }

    @Test(arguments: [
        ("2026-W48", "2026-11-23"), ("2026-W01", "2025-12-29"), ("2026-W53", "2026-12-28"), ("2024-W1", "2024-01-01"),
        ("2027-w01", "2027-01-04"),
    ])
    func weekBeginsOnItsMonday(_ name: String, _ monday: String) {
        #expect(WeekName.monday(name)?.description == monday)
    }

    @Test(arguments: ["2025-W53", "2026-W00", "2026-48", "26-W48", "2026-W", "2026-W48-1", ""])
    func weekThatDoesNotExistIsNone(_ name: String) {
        #expect(WeekName.monday(name) == nil)
    }

    @Test func weekIsNamedAfterTheYearOfItsThursday() throws {
        #expect(WeekName.name(try #require(LocalDate("2026-01-01"))) == "2026-W01")
        #expect(WeekName.name(try #require(LocalDate("2027-01-01"))) == "2026-W53")
    }
}
