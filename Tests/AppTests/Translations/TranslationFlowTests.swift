import Foundation
import Rules
import Store
import Testing
import Web

@testable import Areas

/// From the first word to what the public reads.
@Suite struct TranslationFlowTests {
    static let words = "ሽጎማኖን ሳሙናን ንህብ።"
    static let source = "Towel and soap are lent."

    @Test func theFirstWordsGoFromDraftToReviewToThePublicPage() async throws {
        let town = try await TranslationTown()
        #expect(try await town.state() == "missing")
        #expect(try await town.page("/ti/services/lantern-showers").contains(Self.source))

        #expect(try await town.act("draft", ["words": Self.words]).status.code < 300)
        #expect(try await town.state() == "draft")
        #expect(try await !town.page("/ti/services/lantern-showers").contains(Self.words), "a draft is not shown")

        #expect(try await town.act("review", ["words": Self.words]).status.code < 300)
        #expect(try await town.state() == "review")
        let own = try await town.act("approval")
        #expect(own.status == .unprocessableContent, "nobody reviews their own work")
        #expect(try await town.state() == "review")

        #expect(try await town.act("approval", as: TranslationTown.reviewer).status.code < 300)
        #expect(try await town.state() == "reviewed")
        let page = try await town.page("/ti/services/lantern-showers")
        #expect(page.contains(Self.words))
        #expect(!page.contains(Self.source))
        #expect(try await town.page("/en/services/lantern-showers").contains(Self.source))
    }

    @Test func otherWordsOfTheSourceAreSaidAndOtherFiguresAreShown() async throws {
        let town = try await TranslationTown()
        try await town.translate(Self.words)
        try await town.change("We lend towel and soap.")
        #expect(try await town.state() == "outdated")
        let marked = try await town.page("/ti/services/lantern-showers")
        #expect(marked.contains(Self.words))
        #expect(marked.contains("hreflang=\"en\">English</a>"), "the way to the source")
        #expect(marked.contains("እዚ ጽሑፍ ድሕሪ ምትርጓሙ ተቐይሩ እዩ።"))

        try await town.change("Towel and soap cost 2 pounds.")
        let fallen = try await town.page("/ti/services/lantern-showers")
        #expect(!fallen.contains(Self.words), "never silently old")
        #expect(fallen.contains("<span lang=\"en\" dir=\"ltr\">Towel and soap cost 2 pounds.</span>"))

        // The source goes back to what it said: the translation is as good as it was.
        try await town.change(Self.source)
        #expect(try await town.state() == "reviewed")
        let back = try await town.page("/ti/services/lantern-showers")
        #expect(back.contains(Self.words) && !back.contains("hreflang=\"en\">English</a></p>"))
    }

    @Test func aMinorChangeKeepsItValidAndIsWrittenDown() async throws {
        let town = try await TranslationTown()
        try await town.translate(Self.words)
        try await town.change("Towel and soap are lent!")
        #expect(try await town.state() == "outdated")
        #expect(try await town.act("minor", as: TranslationTown.reviewer).status.code < 300)
        #expect(try await town.state() == "reviewed")
        let row = try #require(
            try await town.city.database.read { try $0.row("SELECT account, at FROM translation_minor") })
        #expect(try row.get("account", as: String.self) == TranslationTown.reviewer.caller.account)
        #expect(try row.get("at", as: Int64.self) == TestCity.now.milliseconds)

        try await town.change("2 towels and soap are lent!")
        let refused = try await town.act("minor", as: TranslationTown.reviewer)
        #expect(refused.status == .unprocessableContent, "a figure changed")
        #expect(try await town.state() == "outdated")
    }

    @Test func whatIsGivenBackComesWithAWord() async throws {
        let town = try await TranslationTown()
        try await town.act("review", ["words": Self.words])
        #expect(try await town.act("return", as: TranslationTown.reviewer).status == .unprocessableContent)
        let back = try await town.act("return", ["remark": "Say “lend”, not “give”."], as: TranslationTown.reviewer)
        #expect(back.status.code < 300)
        #expect(try await town.state() == "draft")
        let page = try await town.desk.get("/en/work/\(TranslationTown.path())", as: TranslationTown.translator)
        expectSound(page)
        #expect(page.text.contains("Say “lend”, not “give”."))
    }

    @Test func twoWhoWriteAtOnceLoseNothing() async throws {
        let town = try await TranslationTown()
        let seen = try await town.marks()
        try await town.act("draft", ["words": "first"])
        let form: [(String, String)] = [("words", "second")] + seen.map { ($0.key, $0.value as? String ?? "") }
        let late = try await town.desk.post(
            "/en/work/\(TranslationTown.path())/draft", form, as: TranslationTown.reviewer)
        #expect(late.status == .conflict)
        #expect(late.text.contains("second</textarea>"), "what was typed stands there still")
        #expect(late.text.contains("<del>") && late.text.contains("<ins>"), "and what the other wrote")
        let now = try await town.sight()
        #expect(now["words"] as? String == "first")
        // Once compared, it goes through, and the first version is kept too.
        #expect(try await town.act("draft", ["words": "second"], as: TranslationTown.reviewer).status.code < 300)
        let kept = try await town.city.database.read {
            try $0.rows("SELECT words FROM translation_version ORDER BY number").map {
                try $0.get("words", as: String.self)
            }
        }
        #expect(kept == ["first", "second"])
    }

    @Test func aSourceThatChangesWhileOneWritesIsReadFirst() async throws {
        let town = try await TranslationTown()
        let before = try await town.marks()
        try await town.change("Only soap is lent.")
        let late = try await town.act("draft", before.merging(["words": Self.words]) { $1 })
        #expect(late.status == .conflict)
        // What waits for review from older words cannot be accepted.
        try await town.act("review", ["words": Self.words])
        try await town.change("Only a towel is lent.")
        let accepted = try await town.act("approval", as: TranslationTown.reviewer)
        #expect(accepted.status == .unprocessableContent)
        #expect(accepted.text.contains("source"))
    }

    @Test func wordsThatTheRecordGotAfterwardsAreNewer() async throws {
        let town = try await TranslationTown()
        let spanish = "Prestamos toalla y jabón."
        #expect(try await town.state(TranslationTown.showers, "es") == "draft", "of a file: nobody reviewed it")
        try await town.translate(spanish, into: "es")
        #expect(try await town.page("/es/services/lantern-showers").contains(spanish))
        // Somebody corrects the Spanish where the service is kept.
        try await town.change(Self.source, es: "Le prestamos toalla y jabón.")
        #expect(try await town.page("/es/services/lantern-showers").contains("Le prestamos toalla y jabón."))
        #expect(try await town.state(TranslationTown.showers, "es") == "draft")
    }

    @Test func whoIsAloneSaysSo() async throws {
        let town = try await TranslationTown(people: [TranslationTown.translator])
        try await town.act("review", ["words": Self.words])
        #expect(try await town.act("approval").status == .unprocessableContent)
        #expect(try await town.act("approval", ["alone": "on"]).status.code < 300)
        let row = try #require(
            try await town.city.database.read { try $0.row("SELECT is_alone FROM translation_version") })
        #expect(try row.get("is_alone", as: Int.self) == 1)
    }

    @Test func onlyThoseWhoWereNamedReviewALanguage() async throws {
        let people = [TranslationTown.translator, TranslationTown.reviewer, TranslationTown.coordinator]
        let town = try await TranslationTown(people: people)
        let named = try await town.desk.api(
            .post, "glossary/reviewers",
            json: ["language": "ti", "reviewers": [TranslationTown.coordinator.caller.account]],
            as: TranslationTown.coordinator)
        #expect(named.status.code < 300, "\(named.text)")
        try await town.act("review", ["words": Self.words])
        #expect(try await town.act("approval", as: TranslationTown.reviewer).status == .unprocessableContent)
        #expect(try await town.act("approval", as: TranslationTown.coordinator).status.code < 300)
        let foreign = try await town.desk.api(
            .post, "glossary/reviewers", json: ["language": "ti", "reviewers": ["nobody"]],
            as: TranslationTown.coordinator)
        #expect(foreign.status == .unprocessableContent)
    }

    @Test func protectedPlacesAreNotThereForTranslators() async throws {
        let town = try await TranslationTown()
        let sites = try await town.city.database.read {
            try $0.rows("SELECT key FROM site WHERE is_protected = 1").map { try $0.get("key", as: String.self) }
        }
        #expect(!sites.isEmpty)
        let texts = try town.city.city.snapshot().translations.texts
        for key in sites {
            #expect(!texts.contains { $0.name.kind == "site" && $0.name.key == key })
            for field in ["name", "description"] {
                let answer = try await town.desk.api(
                    .get, TranslationTown.path(TextName(kind: "site", key: key, field: field)),
                    as: TranslationTown.translator)
                #expect(answer.status == .notFound)
            }
        }
    }

    @Test func aSheetOfRightsIsTranslatedPartByPart() async throws {
        let town = try await TranslationTown()
        let text = try #require(
            town.city.city.snapshot().translations.texts.first {
                $0.name.kind == "sheet" && $0.name.field == "title" && $0.words.byLanguage["ti"] == nil
            })
        try await town.translate("መሰላት", of: text.name)
        #expect(try await town.page("/ti/rights/\(text.name.key)").contains("መሰላት"))
        let parts = try town.city.city.snapshot().translations.texts.filter { $0.name.key == text.name.key }
        #expect(parts.count > 5)
        #expect(Set(parts.map(\.name)).count == parts.count, "each part has a name of its own")
    }
}

/// Situations that users of Integreat reported as wrong (digitalfabrik/integreat-cms, by number): they cannot occur here.
@Suite struct IntegreatTranslationTests {
    static let words = "ሽጎማኖን ሳሙናን ንህብ።"

    /// 4254: a machine was asked for one more language, the page was saved unchanged, and translations that were up to date became outdated.
    @Test func oneMoreLanguageOutdatesNoOther() async throws {
        let town = try await TranslationTown(machine: EchoMachine())
        try await town.translate(Self.words)
        #expect(try await town.act("suggestion", on: TranslationTown.showers, "ar").status.code < 300)
        #expect(try await town.state(TranslationTown.showers, "ar") == "draft")
        #expect(try await town.state() == "reviewed")
    }

    /// 4201: saving a page without a change said that it was changed, and outdated what machines had translated.
    @Test func whatIsSavedUnchangedChangesNothing() async throws {
        let town = try await TranslationTown()
        try await town.translate(Self.words)
        try await town.change("Towel and soap are lent.")
        #expect(try await town.state() == "reviewed")
        // Nor does the same translation make a second version.
        try await town.act("draft", ["words": "ካልእ"], on: TranslationTown.showers, "ar")
        try await town.act("draft", ["words": "ካልእ"], on: TranslationTown.showers, "ar")
        let row = try await town.city.database.read {
            try $0.row("SELECT count(*) AS count FROM translation_version WHERE language = 'ar'")
        }
        #expect(try row?.get("count", as: Int.self) == 1)
    }

    /// 4396 and 4398: an outdated translation stayed outdated although it was published again, the second time or at once; from one of two
    /// views, whether a machine or a person had made it.
    @Test(arguments: [true, false])
    func whatIsMendedIsUpToDateEachTime(_ isMachine: Bool) async throws {
        let town = try await TranslationTown(machine: EchoMachine())
        if isMachine {
            try await town.act("suggestion")
            try await town.act("review", ["words": "Towel and soap are lent. [ti]"])
            try await town.act("approval", as: TranslationTown.reviewer)
        } else {
            try await town.translate(Self.words)
        }
        for round in 1...3 {
            try await town.change("Towel and soap are lent, always\(String(repeating: "!", count: round))")
            #expect(try await town.state() == "outdated", "round \(round)")
            // The words still fit: sent again as they are.
            let words = try #require(try await town.sight()["words"] as? String)
            try await town.translate(words)
            #expect(try await town.state() == "reviewed", "round \(round)")
            let list = try await town.desk.api(
                .get, "translations?language=ti&state=outdated", as: TranslationTown.translator
            ).object()
            #expect(list["total"] as? Int == 0, "the list says the same as the page")
        }
    }

    /// 4397: after mending, texts written from right to left went back to «machine translated».
    @Test(arguments: ["ar", "ti", "es", "fr"])
    func theStateIsTheSameInEveryLanguageAndFromEveryOrigin(_ language: String) async throws {
        let town = try await TranslationTown(machine: EchoMachine())
        let name = TextName(kind: "service", key: "lantern-laundry", field: "price")
        if language != "es" { try await town.act("suggestion", on: name, language) }
        try await town.translate("words of a person", of: name, into: language)
        #expect(try await town.state(name, language) == "reviewed")
        try await town.change(
            "One pound a wash.", of: name, es: "Una libra por lavado; gratis con un vale de recepción.")
        #expect(try await town.state(name, language) == "outdated")
        try await town.translate("mended", of: name, into: language)
        #expect(try await town.state(name, language) == "reviewed")
    }
}

/// Says the same again.
struct EchoMachine: TranslationMachine {
    var name: String { "echo.example" }

    func translate(_ text: String, from source: String, to language: String) async throws -> String {
        "\(text) [\(language)]"
    }
}
