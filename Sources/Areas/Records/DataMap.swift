/// What a table holds of people. Every table of the program declares it: a test refuses one that does not, the keys are rotated by it,
/// and the register of processing (GDPR, article 30) is printed from it.
public struct DataTable: Sendable, Hashable {
    /// Whom the facts are about.
    public enum About: String, Sendable, Hashable, CaseIterable {
        /// Places, services, promises: published anyway.
        case nobody
        /// People who work here: account, sign-in, contact at work.
        case members
        /// People who seek refuge.
        case persons
        /// What the machine needs to run; no person in it.
        case machine
    }

    public enum Column: Sendable, Hashable {
        /// Sealed (AES-256-GCM), bound to table, column and the row named by the table's `row`.
        case sealed(StaticName)
        /// Sealed bytes of a file.
        case sealedBytes(StaticName)
        /// A keyed hash by which equal values are found (HMAC-SHA256).
        case blindIndex(StaticName)
        /// Hash of a secret that is shown once, or of a password.
        case secretHash(StaticName)
        /// Tells something of a person and stands in clear, with the reason.
        case clear(StaticName, because: String)

        public var name: String {
            switch self {
            case .sealed(let name), .sealedBytes(let name), .blindIndex(let name), .secretHash(let name),
                .clear(let name, _):
                "\(name)"
            }
        }
    }

    public let name: StaticName
    public let about: About
    /// The column that names the row in the seal.
    public let row: StaticName
    public let columns: [Column]
    /// Why the facts are held, and on which legal ground.
    public let purpose: String
    /// How long.
    public let kept: String

    public init(
        _ name: StaticName, about: About, row: StaticName = "id", _ columns: [Column] = [], purpose: String = "",
        kept: String = ""
    ) {
        self.name = name
        self.about = about
        self.row = row
        self.columns = columns
        self.purpose = purpose
        self.kept = kept
    }

    /// Columns whose values are sealed.
    public var sealed: [(name: StaticName, isBytes: Bool)] {
        columns.compactMap {
            switch $0 {
            case .sealed(let name): (name, false)
            case .sealedBytes(let name): (name, true)
            default: nil
            }
        }
    }
}

/// A name written in the program, so that it may stand in a statement.
public struct StaticName: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let text: StaticString

    public init(stringLiteral text: StaticString) { self.text = text }

    public var description: String { text.description }

    public static func == (left: StaticName, right: StaticName) -> Bool { left.description == right.description }
    public func hash(into hasher: inout Hasher) { hasher.combine(description) }
}
