public import Rules

/// The values that every area's files share: texts, dates, points, figures, sources.
extension Record {
    /// A name: the same in every language, or one for each.
    public func name(_ field: String) -> LocalisedText? {
        self.field(field)?.text(mayBeProperName: true)
    }

    /// A sentence: one for each language.
    public func prose(_ field: String) -> LocalisedText? {
        self.field(field)?.text(mayBeProperName: false)
    }

    public func date(_ field: String) -> PartialDate? { self.field(field)?.date() }
    public func point(_ field: String) -> Coordinate? { self.field(field)?.point() }

    /// A telephone line of an organisation: international, or short as it is dialled.
    public func phone(_ field: String) -> String? { self.field(field)?.phone() }
    public func webAddress(_ field: String) -> String? { self.field(field)?.webAddress() }

    /// An expression of opening hours that the engine of the guide accepts.
    public func hours(_ field: String) -> String? {
        guard let place = self.field(field), let words = place.string() else { return nil }
        if let problem = reading.hoursProblem(words) {
            let position = problem.position.map { " at character \($0 + 1)" } ?? ""
            place.fault(
                "the hours «\(words)» are not understood\(position): \(problem.message)",
                mend: "write them as OpenStreetMap does, for example \"Mo-Fr 09:00-17:00\"")
        }
        return words
    }

    /// BCP 47 tags.
    public func languages(_ field: String) -> [String] {
        self.field(field)?.items().compactMap { $0.language() } ?? []
    }

    public func source(_ field: String = "source") -> SourceNote? {
        record(field)?.sourceNote()
    }

    public func sources(_ field: String = "sources") -> [SourceNote] {
        records(field).compactMap { $0.sourceNote() }
    }

    public func figures(_ field: String) -> [Figure] {
        records(field).compactMap { $0.figure() }
    }

    private func sourceNote() -> SourceNote? {
        let document = needed("document")?.mention(of: "document")
        let place = string("place")
        finish()
        return document.map { SourceNote(document: $0, place: place) }
    }

    public func figure() -> Figure? {
        let value = needed("value")?.number()
        let to = number("to")
        let unit = name("unit")
        let label = name("label")
        let per = choice("per", of: Figure.Rate.self)
        let on = date("on")
        let source = source()
        let qualifiers: [Figure.Qualifier] = [.approximate, .atLeast, .atMost].filter { flag($0.rawValue) == true }
        finish()
        if qualifiers.count > 1 {
            fault("a figure is \(qualifiers.map(\.rawValue).joined(separator: " and "))", mend: "keep one")
        }
        guard let value else { return nil }
        if let to, to <= value { fault("the upper end (to) is not above the value", mend: "check «to»", at: "to") }
        return Figure(
            value: value, to: to, unit: unit, label: label, qualifier: qualifiers.first, per: per, on: on,
            source: source)
    }
}
