internal import Rules
internal import Web

/// How the translators' desk says things.
struct TranslationWords {
    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func language(_ tag: String) -> String { visit.books[tag]?.language.name ?? tag }

    /// A language in its own words, declared as such.
    func languageName(_ tag: String) -> HTML { visit.foreign(language(tag), in: tag) }

    /// The field of a record; a part of a text of law by its place in it.
    func field(_ name: TextName) -> String {
        let known = ["name", "description", "price", "bring"]
        return known.contains(name.field) ? visit.say("translation.field.\(name.field)") : name.field
    }

    func kind(_ kind: String) -> String { visit.say("translation.kind.\(kind)") }

    /// Words in a language that is not the page's, in a block of their own.
    func block(_ words: String, in language: String, class style: String = "quoted") -> HTML {
        """
        <div class="\(style)" lang="\(language)" dir="\(visit.books[language]?.language.direction ?? "ltr")">\
        \(paragraphs(words))</div>
        """
    }

    private func paragraphs(_ words: String) -> [HTML] {
        words.split(separator: "\n", omittingEmptySubsequences: true).map { "<p>\($0)</p>" }
    }

    /// What changed, as marks and as words for who hears the page.
    func diff(_ diff: WordDiff, in language: String) -> HTML {
        let pieces = diff.pieces.map { piece -> HTML in
            switch piece {
            case .same(let words): HTML(words)
            case .deleted(let words): "<del>\(spoken("translation.diff.deleted"))\(words)</del>"
            case .inserted(let words): "<ins>\(spoken("translation.diff.inserted"))\(words)</ins>"
            }
        }
        return """
            <p class="quoted" lang="\(language)" dir="\(visit.books[language]?.language.direction ?? "ltr")">\(pieces)</p>
            """
    }

    private func spoken(_ phrase: String) -> HTML {
        "<span class=\"sr\" lang=\"\(visit.language)\">\(visit.say(phrase)) </span>"
    }

    func plain(_ warning: TranslationWarning) -> String {
        let say = visit.say
        return switch warning {
        case .figureMissing(let figure): say("translation.warning.figure-missing", ["figure": figure])
        case .figureAdded(let figure): say("translation.warning.figure-added", ["figure": figure])
        case .holeMissing(let name): say("translation.warning.hole-missing", ["name": "{\(name)}"])
        case .holeUnknown(let name): say("translation.warning.hole-unknown", ["name": "{\(name)}"])
        case .wordMissing(let source, let demanded):
            say("translation.warning.word-missing", ["source": source, "demanded": demanded])
        case .wordForbidden(let word, let demanded):
            say("translation.warning.word-forbidden", ["word": word, "demanded": demanded])
        }
    }

    func moment(_ instant: Instant) -> String {
        let day = visit.zone.date(instant)
        return visit.date(PartialDate(day))
    }

    func badge(_ state: TranslationState) -> HTML {
        let style =
            switch state {
            case .reviewed: "open"
            case .draft, .review: "soon"
            case .missing, .outdated: "closed"
            }
        return "<span class=\"badge badge-\(style)\">\(visit.say("translation.state.\(state.rawValue)"))</span>"
    }
}
