import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// Port-Alder in more languages, with its translators.
struct TranslationTown {
    let town: DeskTown
    let desk: TestDesk
    var city: TestCity { town.city }

    static let translator = TestDesk.Member.some(.translator, of: "lantern-house", name: "translator")
    static let reviewer = TestDesk.Member.some(.translator, of: "port-alder-council", name: "reviewer")
    static let coordinator = DeskTown.coordinator
    static let showers = TextName(kind: "service", key: "lantern-showers", field: "bring")

    init(machine: (any TranslationMachine)? = nil, people: [TestDesk.Member] = [translator, reviewer]) async throws {
        town = try await DeskTown { $0 = $0.replacing("offered: [en, es]", with: "offered: [en, es, ti, ar, fr]") }
        let published = town.city.city
        let translations = TranslationDesk(
            workplace: town.city.workplace, sources: [GuideTexts(), RightsTexts()], machine: machine,
            city: { try published.snapshot().translations })
        desk = TestDesk(city: town.city, workplace: town.city.workplace, routes: translations.routes)
        // Everybody else who could review has left.
        try await town.city.database.write { try $0.execute("UPDATE membership SET ended_at = 1") }
        for member in people {
            try await TestGate.remember(member.caller, town.city.workplace)
            let membership = member.caller.membership?.id
            try await town.city.database.write {
                try $0.execute("UPDATE membership SET ended_at = NULL WHERE id = \(membership)")
            }
        }
    }

    static func path(_ name: TextName = showers, _ language: String = "ti", _ act: String? = nil) -> String {
        (["translations", name.kind, name.key, name.field, language] + [act].compactMap { $0 }).joined(separator: "/")
    }

    /// What a program reads of a text.
    func sight(
        _ name: TextName = showers, _ language: String = "ti", as member: TestDesk.Member = translator
    ) async throws -> [String: Any] {
        let answer = try await desk.api(.get, Self.path(name, language), as: member)
        #expect(answer.status == .ok, "\(answer.text)")
        return try answer.object()
    }

    func state(_ name: TextName = showers, _ language: String = "ti") async throws -> String {
        try await sight(name, language)["state"] as? String ?? ""
    }

    /// The marks that a form carries.
    func marks(_ name: TextName = showers, _ language: String = "ti") async throws -> [String: any Sendable] {
        let sight = try await sight(name, language)
        let source = sight["source"] as? [String: Any]
        return ["seen": sight["seen"] as? String ?? "", "source": source?["mark"] as? String ?? ""]
    }

    @discardableResult
    func act(
        _ act: String, _ values: [String: any Sendable] = [:], on name: TextName = showers, _ language: String = "ti",
        as member: TestDesk.Member = translator
    ) async throws -> TestResponse {
        let form = try await marks(name, language).merging(values) { $1 }
        let taken: [String: Set<String>] = [
            "draft": ["words", "seen", "source", "confirmed"], "review": ["words", "seen", "source", "confirmed"],
            "approval": ["seen", "source", "checked", "alone"], "return": ["seen", "remark"],
            "minor": ["seen", "source"], "suggestion": [],
        ]
        let sent = form.filter { taken[act]?.contains($0.key) == true }
        return try await desk.api(.post, Self.path(name, language, act), json: sent, as: member)
    }

    /// Written by one, accepted by the other.
    func translate(_ words: String, of name: TextName = showers, into language: String = "ti") async throws {
        let sent = try await act("review", ["words": words, "confirmed": "on"], on: name, language)
        #expect(sent.status.code < 300, "\(sent.text)")
        let accepted = try await act("approval", ["checked": "on"], on: name, language, as: Self.reviewer)
        #expect(accepted.status.code < 300, "\(accepted.text)")
        try await city.city.refresh()
    }

    /// An editor changes the source.
    func change(_ words: String, of name: TextName = showers, es: String = "Se prestan toalla y jabón.") async throws {
        let field = try #require(EditableField.OfService(rawValue: name.field))
        try await city.database.write {
            try Guide.edit(
                $0, .service(field), of: name.key,
                to: .object(["en": .string(words), "es": .string(es)]), why: "a test",
                now: TestCity.now.milliseconds)
        }
        try await city.city.refresh()
    }

    func page(_ path: String) async throws -> String {
        try await city.city.refresh()
        let answer = try await city.get(path)
        #expect(answer.status == .ok)
        return answer.text
    }

    func file(
        _ format: City.TranslationFormat = .xliff, _ states: Set<TranslationState> = [], _ language: String = "ti"
    )
        async throws -> String
    {
        try await City.exportTranslations(city.database, language: language, format: format, states: states, kind: nil)
    }

    func take(_ text: String, isRehearsal: Bool = false) async throws -> TranslationImportReport {
        try await City.importTranslations(
            city.database, bytes: Array(text.utf8), isRehearsal: isRehearsal, now: TestCity.now)
    }
}
