import Rules
import Web

/// Pieces that every item of the API has in common.
struct ItemJSON {
    let guide: GuideSnapshot
    let language: String

    private var fallbacks: [String] { guide.settings.languages.required + [guide.settings.languages.preferred, "en"] }

    /// The words in the language asked for, or in the nearest that exists: `<name>Language` then says which.
    func text(_ name: String, _ text: LocalisedText?) -> [(String, JSONText?)] {
        guard let text, !text.isEmpty else { return [] }
        let (words, written) = text.read(in: language, fallbacks: fallbacks)
        return [(name, JSONText(words)), ("\(name)Language", written.map { JSONText($0) })]
    }

    func strings(_ values: [String]) -> JSONText? { values.isEmpty ? nil : JSONText(values) }
    func string(_ value: String?) -> JSONText? { value.map { JSONText($0) } }
    func date(_ date: PartialDate?) -> JSONText? { date.map { JSONText($0.description) } }

    func point(_ point: Coordinate?) -> JSONText? {
        point.map { JSONText(members: [("lat", JSONText($0.latitude)), ("lon", JSONText($0.longitude))]) }
    }

    func figures(_ figures: [Figure]) -> JSONText? {
        figures.isEmpty ? nil : JSONText(figures.map(figure))
    }

    func figure(_ figure: Figure) -> JSONText {
        JSONText(
            members: [("value", JSONText(figure.value)), ("to", figure.to.map { JSONText($0) })]
                + text("label", figure.label) + text("unit", figure.unit) + [
                    ("qualifier", string(figure.qualifier?.rawValue)), ("per", string(figure.per?.rawValue)),
                    ("on", date(figure.on)), ("source", figure.source.map(source)),
                ])
    }

    func sources(_ notes: [SourceNote]) -> JSONText? {
        notes.isEmpty ? nil : JSONText(notes.map(source))
    }

    func source(_ note: SourceNote) -> JSONText {
        let document = guide.documents[note.document]
        return JSONText(
            members: [("document", JSONText(note.document)), ("place", string(note.place))]
                + text("title", document?.title) + text("publisher", document?.publisher) + [
                    ("date", date(document?.date)), ("licence", string(document?.licence)), ("url", string(document?.url)),
                ])
    }

    func closures(_ closures: [DatedClosure]) -> JSONText? {
        closures.isEmpty
            ? nil
            : JSONText(
                closures.map { closure in
                    JSONText(
                        members: [
                            ("from", date(closure.from)), ("to", date(closure.to)), ("closed", JSONText(closure.hours == nil)),
                            ("hours", string(closure.hours)),
                        ] + text("reason", closure.reason))
                })
    }

    func organisationReference(_ organisation: Organisation?) -> JSONText? {
        organisation.map { JSONText(members: [("id", JSONText($0.key)), ("name", JSONText($0.name))]) }
    }

    func address(_ path: SitePath) -> JSONText { JSONText(path.url(language)) }
}
