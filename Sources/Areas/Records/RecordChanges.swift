/// What an import did to the records of one kind.
public struct ImportTally: Sendable, Hashable, Codable {
    /// In a person's words, singular: `site`.
    public var kind: String
    public var added = 0
    public var changed = 0
    public var unchanged = 0
    /// No longer in the source: kept in the database, no longer shown.
    public var retired = 0
    /// Were retired, and are in the source again.
    public var back = 0
    /// No longer in the source, but still shown because something else stands on them.
    public var kept = 0

    public init(kind: String) {
        self.kind = kind
    }

    public var changesSomething: Bool { added + changed + retired + back > 0 }
}

struct RecordChanges {
    var tally: ImportTally
    /// Key → new facts, of the records that the source changed.
    var changedFacts: [String: String] = [:]
    var retired: [String] = []

    init(kind: String) {
        self.tally = ImportTally(kind: kind)
    }
}
