import Rules

/// Size, margins and running lines of a document's pages, as rules of CSS paged media (CSS Page 3, GCPM).
struct PaperForm {
    private let document: PaperDocument

    init(_ document: PaperDocument) {
        self.document = document
    }

    /// Class of the body, for the style sheet.
    var name: String {
        document.order.kind == .leaflet
            ? (document.fit == .folded ? "panels" : "leaflet") : document.order.kind.rawValue
    }

    var rules: String {
        switch document.order.kind {
        case .card: page("size: A5; margin: 10mm 11mm")
        case .poster: page("size: A3; margin: 14mm")
        case .week: page("size: A4 landscape; margin: 10mm 10mm 12mm", numbers: true)
        case .glossary, .sheet, .checklist: page("size: A4; margin: 14mm 15mm 16mm", numbers: true)
        case .leaflet:
            document.fit == .folded
                ? page("size: 99mm 210mm; margin: 8mm") : page("size: A4; margin: 14mm 15mm 16mm", numbers: true)
        case .booklet:
            // The inner margin is wider: it disappears in the fold. Which side it is follows from the writing.
            page("size: A5; margin: 15mm 10mm 14mm", numbers: true)
                + "@page :left { margin-right: 15mm } @page :right { margin-left: 15mm }"
                + "@page :first { margin: 15mm 12mm; @top-center { content: none } @bottom-center { content: none } }"
                + "@page { @top-center { content: string(guide) ' · ' string(section); \(running) } }"
        }
    }

    private func page(_ form: String, numbers: Bool = false) -> String {
        let number = numbers ? "@bottom-center { content: counter(page, \(digits)); \(running) }" : ""
        return "@page { \(form); \(number) } td.page a::after { content: target-counter(attr(href), page, \(digits)) }"
    }

    /// Lines in the margin know nothing of the page's language.
    private var running: String {
        let direction = document.first.say.isRightToLeft ? "rtl" : "ltr"
        return "font-family: \(PaperFonts.family(document.first.language)); font-size: 8pt; direction: \(direction)"
    }

    /// Digits in which a reader of the language counts pages. Arabic, Urdu and the others are read with Western ones here.
    private var digits: String {
        switch document.first.language {
        case "fa", "ps": "persian"
        case "bn": "bengali"
        default: "decimal"
        }
    }
}

/// Fonts of Debian that hold every letter of a language, the best first.
enum PaperFonts {
    static func family(_ language: String) -> String {
        let own: [String] =
            switch language.prefix(2) {
            case "ar", "fa", "ps": ["Noto Sans Arabic", "Noto Naskh Arabic"]
            case "ur": ["Noto Sans", "Noto Nastaliq Urdu", "Noto Naskh Arabic"]
            case "am", "ti": ["Noto Sans Ethiopic", "Noto Serif Ethiopic"]
            case "bn": ["Noto Sans Bengali", "Noto Serif Bengali"]
            case "ta": ["Noto Sans Tamil", "Noto Serif Tamil"]
            case "ka": ["Noto Sans Georgian"]
            case "bo": ["Noto Serif Tibetan"]
            case "zh": ["WenQuanYi Micro Hei", "Noto Sans CJK SC"]
            default: []
            }
        return (own + ["Noto Sans", "Noto Sans Arabic", "Noto Sans Ethiopic"]).map { "'\($0)'" }.joined(separator: ",")
    }

    /// For the words of each language, wherever they stand.
    static func rules(_ languages: [String]) -> String {
        "html { font-family: \(family("fr")) }"
            + languages.map { ":lang(\($0)) { font-family: \(family($0)) }" }.joined()
    }
}
