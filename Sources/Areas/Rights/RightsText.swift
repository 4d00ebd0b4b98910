import Rules

/// What sheets and checklists have in common: a key, a version, the date of the law, a list of changes.
protocol RightsText: Codable, Sendable, Hashable {
    static var kind: RightsKind { get }
    var key: String { get }
    var version: Int { get }
    var lawAsOf: PartialDate { get }
    var pictogram: String? { get }
    var title: LocalisedText { get }
    /// One or two sentences for a list.
    var summary: LocalisedText { get }
    /// Names of papers by which people search for it, besides its title.
    var papers: [LocalisedText] { get }
    /// What is to be done.
    var acts: [LocalisedText] { get }
    var changes: [RightsChange] { get }
    /// Wordings, in any language, of who looks for it; each word of one must be typed. `nil`: none is known.
    var asked: [String]? { get }
    var needs: [String] { get }
    /// How many parts the writer was not certain of.
    var unsure: Int { get }
}

/// What a version changed.
struct RightsChange: Sendable, Hashable, Codable {
    var version: Int
    var date: PartialDate
    var text: LocalisedText
}

/// One version of one text.
struct RightsName: Sendable, Hashable {
    var kind: RightsKind
    var key: String
    var version: Int

    init(kind: RightsKind, key: String, version: Int) {
        self.kind = kind
        self.key = key
        self.version = version
    }

    init<Text: RightsText>(_ text: Text) { self.init(kind: Text.kind, key: text.key, version: text.version) }
}

/// All versions of one text that the database holds.
struct RightsVersions<Text: RightsText>: Sendable {
    let current: Text
    /// The newest first.
    let earlier: [Text]

    /// `nil` when there is none.
    init?(_ versions: [Text]) {
        let ordered = versions.sorted { $0.version > $1.version }
        guard let current = ordered.first else { return nil }
        self.current = current
        earlier = Array(ordered.dropFirst())
    }

    var key: String { current.key }

    func version(_ number: Int) -> Text? { ([current] + earlier).first { $0.version == number } }

    /// Since when a version is, or was, in force.
    func start(of version: Int) -> PartialDate? { current.changes.first { $0.version == version }?.date }

    /// Until when: the day of the version after it; `nil`: it still is.
    func end(of version: Int) -> PartialDate? {
        current.changes.filter { $0.version > version }.min { $0.version < $1.version }?.date
    }
}
