import Rules
import Web

/// The words of a text of law for one reader. The interface is in the page's language; the text is in the nearest that it has, and says so.
struct RightsWords {
    /// Where a text lacks the page's language: easy French first, because the letters and the counters speak French.
    static let nearest = ["fr-simple", "en", "fr"]

    let visit: Visit
    /// The language in which the text is read.
    let tag: String
    /// All languages of the text.
    let languages: [String]

    /// - Parameter text: one of the texts that are shown: it tells the languages.
    init(_ visit: Visit, of text: LocalisedText, asked: String? = nil) {
        self.visit = visit
        languages = text.languages
        let wished = [asked, visit.language].compactMap { $0 } + Self.nearest
        tag = wished.first { text.byLanguage[$0] != nil } ?? text.languages.first ?? visit.language
    }

    func text(_ text: LocalisedText) -> HTML {
        let (words, written) = text.read(in: tag, fallbacks: Self.nearest)
        return visit.foreign(visit.dialling(words), in: text.isProperName ? nil : written ?? tag)
    }

    func plain(_ text: LocalisedText) -> String { text.read(in: tag, fallbacks: Self.nearest).words }

    /// Articles of law, in the language of the city, which is that of its law.
    func articles(_ basis: [String]) -> HTML {
        guard !basis.isEmpty else { return HTML() }
        let law = visit.settings.languages.required.first ?? visit.settings.languages.preferred
        let articles = basis.map { visit.foreign($0, in: law) }
        return "<p class=\"kind basis\">\(visit.say("rights.basis")) \(visit.say.list(articles))</p>"
    }

    /// Where the text is not in the page's language: one line, and the languages that there are.
    func languageNote(_ path: (String) -> SitePath) -> HTML {
        guard tag != visit.language else { return HTML() }
        let links = languages.map { language -> HTML in
            """
            <a class="chip" href="\(visit.url(path(language)))" lang="\(language)"\
            \(attribute: "aria-current", language == tag ? "true" : nil)>\(visit.books.book(language).language.name)</a>
            """
        }
        return "<p class=\"note\">\(visit.say("rights.language"))</p><div class=\"chips\">\(links)</div>"
    }

    /// The same line where the languages cannot be chosen: it names the one that stands there.
    var languageLine: HTML {
        guard tag != visit.language else { return HTML() }
        let name = visit.foreign(visit.books.book(tag).language.name, in: tag)
        return "<p class=\"note\">\(visit.say("rights.language")) \(name)</p>"
    }

    /// Within which time, and from when on; what is to be done at once is counted from nothing.
    func counted(_ deadline: Sheet.Deadline) -> HTML? {
        let time = deadline.within.map { "<strong class=\"deadline\">\(period($0))</strong> " as HTML }
        let counted = deadline.within?.isAtOnce == true ? nil : deadline.from
        let from = counted.map { "\(visit.say("rights.from")) \(text($0))" as HTML }
        return time == nil && from == nil ? nil : "<p>\(time)\(from)</p>"
    }

    func period(_ period: LegalPeriod) -> String {
        period.isAtOnce ? visit.say("time.atOnce") : visit.say("time.\(period.unit.rawValue)", count: period.count)
    }
}
