/// Where a fact comes from: a document of the territory, and the place in it.
public struct SourceNote: Sendable, Hashable, Codable {
    /// Key of a `SourceDocument` of the territory.
    public var document: String
    /// Where in the document: "action 9", "annex".
    public var place: String?

    public init(document: String, place: String? = nil) {
        self.document = document
        self.place = place
    }
}

/// A document that facts come from: a plan, a report, a data set.
public struct SourceDocument: Sendable, Hashable, Codable {
    public var key: String
    public var title: LocalisedText
    public var publisher: LocalisedText?
    public var date: PartialDate?
    public var url: String?
    public var licence: String?
    /// Where the text of the licence stands.
    public var licenceURL: String?

    public init(
        key: String, title: LocalisedText, publisher: LocalisedText? = nil, date: PartialDate? = nil,
        url: String? = nil, licence: String? = nil, licenceURL: String? = nil
    ) {
        self.key = key
        self.title = title
        self.publisher = publisher
        self.date = date
        self.url = url
        self.licence = licence
        self.licenceURL = licenceURL
    }
}

/// A number that a document states, with what it counts.
public struct Figure: Sendable, Hashable, Codable {
    public enum Qualifier: String, Sendable, Hashable, Codable { case approximate, atLeast, atMost }
    public enum Rate: String, Sendable, Hashable, Codable, CaseIterable { case day, night, week, month, year }

    public var value: Double
    /// The upper end, when the source gives a range.
    public var to: Double?
    public var unit: LocalisedText?
    public var label: LocalisedText?
    public var qualifier: Qualifier?
    public var per: Rate?
    public var on: PartialDate?
    public var source: SourceNote?

    public init(
        value: Double, to: Double? = nil, unit: LocalisedText? = nil, label: LocalisedText? = nil,
        qualifier: Qualifier? = nil, per: Rate? = nil, on: PartialDate? = nil, source: SourceNote? = nil
    ) {
        self.value = value
        self.to = to
        self.unit = unit
        self.label = label
        self.qualifier = qualifier
        self.per = per
        self.on = on
        self.source = source
    }
}
