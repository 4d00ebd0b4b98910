/// One value as both engines store it.
///
/// Dates are TEXT (`YYYY-MM-DD`), instants INTEGER (UTC milliseconds), truths INTEGER (0 or 1), money INTEGER (cents).
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// The storage class, in the words of the schema: what an error message shows.
    public var kind: String {
        switch self {
        case .null: "NULL"
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        case .blob: "BLOB"
        }
    }
}

/// A value that can be bound to a statement.
public protocol SQLBindable {
    var sqlValue: SQLValue { get }
}

/// A value that can be read from a column.
public protocol SQLDecodable {
    /// `nil` when the stored value is of another type, or means nothing here.
    static func decoded(from value: SQLValue) -> Self?
}

extension SQLValue: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { self }

    public static func decoded(from value: SQLValue) -> SQLValue? { value }
}

extension Int: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }

    public static func decoded(from value: SQLValue) -> Int? {
        guard case .integer(let number) = value else { return nil }
        return Int(exactly: number)
    }
}

extension Int64: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(self) }

    public static func decoded(from value: SQLValue) -> Int64? {
        guard case .integer(let number) = value else { return nil }
        return number
    }
}

extension Double: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .real(self) }

    public static func decoded(from value: SQLValue) -> Double? {
        switch value {
        case .real(let number): number
        case .integer(let number): Double(exactly: number)
        default: nil
        }
    }
}

extension Bool: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(self ? 1 : 0) }

    public static func decoded(from value: SQLValue) -> Bool? {
        switch value {
        case .integer(0): false
        case .integer(1): true
        default: nil
        }
    }
}

extension String: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(self) }

    public static func decoded(from value: SQLValue) -> String? {
        guard case .text(let text) = value else { return nil }
        return text
    }
}

extension [UInt8]: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .blob(self) }

    public static func decoded(from value: SQLValue) -> [UInt8]? {
        guard case .blob(let bytes) = value else { return nil }
        return bytes
    }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}

/// An enum of words binds and reads as its word: `extension Status: SQLBindable, SQLDecodable {}`.
extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    public var sqlValue: SQLValue { rawValue.sqlValue }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    public static func decoded(from value: SQLValue) -> Self? {
        RawValue.decoded(from: value).flatMap(Self.init(rawValue:))
    }
}
