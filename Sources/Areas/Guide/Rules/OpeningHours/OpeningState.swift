/// Whether a place is open at a moment, and what was written about it.
public struct OpeningState: Sendable, Hashable, Codable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case open, closed
        /// It may be open: the comment says on what it depends.
        case unknown
    }

    public var kind: Kind
    public var note: Note?

    public init(_ kind: Kind, note: Note? = nil) {
        self.kind = kind
        self.note = note
    }

    public static let closed = OpeningState(.closed)

    /// The note in words. Comments and names of holidays are as the data gives them; the words around them are English
    /// (pages make their own from `note`).
    public var comment: String? { note?.english }

    /// What stands beside a state.
    public enum Note: Sendable, Hashable, Codable {
        /// The comment of the rule that decided.
        case text(String)
        /// The rule holds because of a public or a school holiday; `offset` in days from it (-1: the day before).
        case holiday(name: String, offset: Int)
        /// The opening time is known, the closing time is not (`17:00+`).
        case openEnd
        /// A dated exception decided; the reason by language tag.
        case exception(reason: [String: String])

        var english: String? {
            switch self {
            case .text(let text): text
            case .holiday(let name, 0): name
            case .holiday(let name, let offset): "Day \(offset < 0 ? "before" : "after") \(name)"
            case .openEnd: "Specified as open end. Closing time was guessed."
            case .exception(let reason): reason["en"] ?? reason.min { $0.key < $1.key }?.value
            }
        }
    }
}

/// A stretch of time in one state; `end` is not part of it.
public struct OpeningInterval: Sendable, Hashable, Codable {
    public var start: Instant
    public var end: Instant
    public var state: OpeningState

    public init(start: Instant, end: Instant, state: OpeningState) {
        self.start = start
        self.end = end
        self.state = state
    }
}

/// The moment at which a state begins.
public struct OpeningChange: Sendable, Hashable, Codable {
    public var at: Instant
    public var state: OpeningState

    public init(at: Instant, state: OpeningState) {
        self.at = at
        self.state = state
    }
}
