import Hummingbird
import Rules
import Web

/// The glossary and the sound of its words, in a city of the country that they belong to.
struct GlossaryRoutes {
    let guide: @Sendable () throws -> GuideSnapshot
    let glossary: Glossary
    let shop: SoundShop?
    let visits: VisitMaker

    func add(to router: Router<AppContext>) {
        let pages = router.group(":language")
        pages.get("glossary") { request, context in
            let visit = try visit(request, context)
            return Answer.page(
                Layout(GlossaryPage(glossary: glossary, visit: visit).page, visit).html, language: visit.language)
        }
        guard let shop, let ending = visits.ending else { return }
        pages.get(RouterPath("glossary/:key/speech.\(ending)")) { request, context in
            // The word is said as it is said in its own country, whatever the page's language.
            let asked = try visit(request, context)
            let spoken = visits.visit(language: glossary.language, path: asked.path, settings: asked.settings)
            guard let word = glossary.word(context.parameters.get("key") ?? "") else { throw Problem.nothing }
            return try await shop.answer(word.said(spoken, in: glossary.language), to: request)
        }
    }

    private func visit(_ request: Request, _ context: AppContext) throws -> Visit {
        let settings = try guide().settings
        let visit = try visits.visit(request, context, settings: settings)
        guard glossary.isOf(settings) else { throw Problem.nothing }
        return visit
    }
}

extension Glossary.Word {
    /// How it is said, and what it stands for.
    /// - Parameter language: of the glossary's words.
    func said(_ visit: Visit, in language: String) -> SpokenText {
        var text = SpokenText(visit)
        text.say(spoken, in: language)
        if let full { text.say(full, in: language) }
        return text
    }

    /// The same with what it means, as a person explains it.
    func explained(_ visit: Visit, in language: String) -> SpokenText {
        var text = SpokenText(visit)
        text.say(word, in: language)
        if let full { text.say(full, in: language) }
        text.say(meaning)
        return text
    }
}

extension Glossary {
    /// The words of another country's offices would mislead.
    func isOf(_ settings: TerritorySettings) -> Bool { !words.isEmpty && settings.country == country }
}
