internal import Crypto

/// One statement of a schema, in the portable part of SQL.
///
/// Columns are INTEGER, REAL, TEXT or BLOB. The engine adds what is its own: SQLite appends `STRICT` to every
/// `CREATE TABLE`; PostgreSQL maps INTEGER to BIGINT, REAL to DOUBLE PRECISION, BLOB to BYTEA.
public struct Schema: Sendable, Hashable, ExpressibleByStringLiteral {
    public let statement: String

    public init(stringLiteral statement: StaticString) {
        self.statement = statement.description
    }

    var createsTable: Bool {
        statement.drop(while: \.isWhitespace).prefix(12).uppercased() == "CREATE TABLE"
    }
}

/// A step from one shape of the database to the next. It belongs to one area, and is never edited once shipped.
public struct Migration: Sendable, Hashable {
    public let area: String
    public let number: Int
    public let name: String
    public let statements: [Schema]

    public init(area: String, number: Int, name: String, _ statements: [Schema]) {
        self.area = area
        self.number = number
        self.name = name
        self.statements = statements
    }

    /// `guide 1 (sites)`
    public var title: String { "\(area) \(number) (\(name))" }

    /// SHA-256 of the statements, in hexadecimal: what tells a changed migration from the shipped one.
    public var checksum: String {
        var hash = SHA256()
        for schema in statements {
            hash.update(data: Array(schema.statement.utf8))
            hash.update(data: [0])
        }
        return hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined()
    }
}
