import Rules
import Web

/// Words of offices on paper: how each is said in the letters of the reader, what it means.
extension PaperDocument {
    var words: HTML {
        """
        \(head("glossary.title", lead: "glossary.lead"))\
        <table class="words">\(texts.glossary.words.map(row))</table>\(colophon())
        """
    }

    /// The name of the guide, then the title in each language.
    private func head(_ title: String, lead: String) -> HTML {
        """
        <header class="paper-head"><p class="guide">\(sides.lines { HTML(guideName($0)) })</p>\
        \(sides.block { "<h1>\($0.say(title))</h1><p>\($0.say(lead))</p>" })</header>
        """
    }

    private func row(_ word: Glossary.Word) -> HTML {
        let language = texts.glossary.language
        let full = word.full.map { "<p class=\"full\">\($0)</p>" as HTML }
        return """
            <tr><td class="term" lang="\(language)" dir="ltr"><h3>\(word.word)</h3>\(full)\
            <p class="ipa" lang="\(language)-fonipa">/\(word.ipa)/</p></td>\
            <td>\(sides.block { meaning(word, $0) })</td></tr>
            """
    }

    /// A meaning that another column has already is not said twice.
    private func meaning(_ word: Glossary.Word, _ visit: Visit) -> HTML {
        let said = PhoneticSpelling.spelled(word.ipa, for: visit.language).map {
            "<p class=\"said\">\($0)</p>" as HTML
        }
        let read = word.meaning.read(in: visit.language, fallbacks: visit.fallbacks).written
        let isElsewhere = read != nil && sides.visits.contains { $0.language == read }
        return "\(said)\(if: !isElsewhere, "<p>\(visit.text(word.meaning))</p>")"
    }
}
