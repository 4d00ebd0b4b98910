public import Rules

/// Pieces that items of the API have in common, in the language asked for: words, dates, figures, sources.
public struct ItemText: Sendable {
    public let language: String
    private let fallbacks: [String]
    private let documents: [String: SourceDocument]

    public init(language: String, settings: TerritorySettings, documents: [String: SourceDocument]) {
        self.language = language
        self.documents = documents
        fallbacks = settings.languages.required + [settings.languages.preferred, "en"]
    }

    /// The words in the language asked for, or in the nearest that exists: `<name>Language` then says which.
    public func text(_ name: String, _ text: LocalisedText?) -> [(String, JSONText?)] {
        guard let text, !text.isEmpty else { return [] }
        let (words, written) = text.read(in: language, fallbacks: fallbacks)
        return [(name, JSONText(words)), ("\(name)Language", written.map { JSONText($0) })]
    }

    public func strings(_ values: [String]) -> JSONText? { values.isEmpty ? nil : JSONText(values) }
    public func string(_ value: String?) -> JSONText? { value.map { JSONText($0) } }
    public func date(_ date: PartialDate?) -> JSONText? { date.map { JSONText($0.description) } }
    public func address(_ path: SitePath) -> JSONText { JSONText(path.url(language)) }

    public func figures(_ figures: [Figure]) -> JSONText? {
        figures.isEmpty ? nil : JSONText(figures.map(figure))
    }

    public func figure(_ figure: Figure) -> JSONText {
        JSONText(
            members: [("value", JSONText(figure.value)), ("to", figure.to.map { JSONText($0) })]
                + text("label", figure.label) + text("unit", figure.unit) + [
                    ("qualifier", string(figure.qualifier?.rawValue)), ("per", string(figure.per?.rawValue)),
                    ("on", date(figure.on)), ("source", figure.source.map(source)),
                ])
    }

    public func sources(_ notes: [SourceNote]) -> JSONText? {
        notes.isEmpty ? nil : JSONText(notes.map(source))
    }

    public func source(_ note: SourceNote) -> JSONText {
        let document = documents[note.document]
        return JSONText(
            members: [("document", JSONText(note.document)), ("place", string(note.place))]
                + text("title", document?.title) + text("publisher", document?.publisher) + [
                    ("date", date(document?.date)), ("licence", string(document?.licence)),
                    ("url", string(document?.url)),
                ])
    }
}
