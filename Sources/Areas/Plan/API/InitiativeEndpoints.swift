import Foundation
import Rules
import Web

/// The part of the API about initiatives.
struct InitiativeEndpoints {
    let plan: @Sendable () throws -> PlanSnapshot

    var all: [Endpoint] { [initiatives, initiative] }

    private var initiatives: Endpoint {
        Endpoint(
            "initiatives", operation: "listInitiatives",
            summary: "What a city or an association tried, told so that others can do it",
            parameters: [
                .init(
                    "theme", "“themeKey” of the initiatives wanted, exactly", Schema.string(),
                    example: "Accès au logement"),
                .init(
                    "q", "Words of the title, summary, method or place, in any language", Schema.string(),
                    example: "emploi"),
            ] + ListWindow.parameters, answer: Schema.list(of: "Initiative")
        ) { call in
            let content = try plan()
            let window = try ListWindow(call)
            let words = call["q"].map(Self.fold)
            let shown = content.initiatives.filter { initiative in
                (call["theme"].map { content.themeKey(initiative) == $0 } ?? true)
                    && (words.map { Self.says(initiative, $0) } ?? true)
            }
            let json = InitiativeJSON(content: content, language: call.language)
            return window.answer(shown) { json.whole($0) }
        }
    }

    private var initiative: Endpoint {
        Endpoint(
            "initiatives/{id}", operation: "getInitiative", summary: "One initiative",
            answer: Schema.reference("Initiative"), canMiss: true
        ) { call in
            let content = try plan()
            guard let initiative = content.initiative(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such initiative.")
            }
            return InitiativeJSON(content: content, language: call.language).whole(initiative)
        }
    }

    private static func says(_ initiative: Initiative, _ words: String) -> Bool {
        let texts = [initiative.title, initiative.summary, initiative.method, initiative.place].compactMap { $0 }
        return texts.contains { $0.byLanguage.values.contains { fold($0).contains(words) } }
    }

    /// Accents and case do not count.
    private static func fold(_ words: String) -> String {
        words.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
    }
}
