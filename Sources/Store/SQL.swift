/// One statement, with its values apart from its words.
///
/// Every interpolation is bound, never pasted: `"SELECT name FROM site WHERE key = \(key)"` sends the key beside the
/// statement. Words can only come from the program's own text, because literals are `StaticString`: no value that was
/// made while running can become part of a statement.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Piece: Sendable {
        case words(StaticString)
        case value(SQLValue)
        /// The name of a table or a column that the database itself told, quoted.
        case name(String)
    }

    var pieces: [Piece]

    public init(stringLiteral words: StaticString) {
        self.pieces = [.words(words)]
    }

    public init(stringInterpolation: StringInterpolation) {
        self.pieces = stringInterpolation.pieces
    }

    /// Fragments one after the other, with `separator` between them.
    public init(_ fragments: [SQL], separator: SQL) {
        self.pieces = []
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { pieces += separator.pieces }
            pieces += fragment.pieces
        }
    }

    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum.pieces += right.pieces
        return sum
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { pieces.append(.words(literal)) }
        }

        /// A value, bound.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            pieces.append(.value(value.sqlValue))
        }

        /// A value or NULL, bound.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            pieces.append(.value(value?.sqlValue ?? .null))
        }

        /// Another fragment, with its own bound values.
        public mutating func appendInterpolation(_ fragment: SQL) {
            pieces += fragment.pieces
        }

        /// Values for `IN (…)`, bound one by one. An empty list is `NULL`, which is equal to nothing.
        public mutating func appendInterpolation(list values: [some SQLBindable]) {
            if values.isEmpty { pieces.append(.words("NULL")) }
            for (index, value) in values.enumerated() {
                if index > 0 { pieces.append(.words(", ")) }
                pieces.append(.value(value.sqlValue))
            }
        }

        /// The name of a table or a column, written in the program: lower-case letters, digits and `_`.
        public mutating func appendInterpolation(name: StaticString) {
            let lawful = name.withUTF8Buffer { bytes in
                !bytes.isEmpty && bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
            }
            precondition(lawful, "\(name) is not the name of a table or a column")
            pieces.append(.words(name))
        }
    }

    public typealias StringLiteralType = StaticString

    /// The name of a table or a column, as the database told it. Only for moves.
    init(identifier: String) {
        self.pieces = [.name(identifier)]
    }

    /// The words with a mark for each value, and the values: `?` for SQLite, `$1`, `$2` … for PostgreSQL.
    /// - Parameter writesNull: NULL stands among the words, because PostgreSQL would ask for the type of one that is bound.
    func rendered(writesNull: Bool = false, mark: (Int) -> String) -> (words: String, values: [SQLValue]) {
        var words = ""
        var values: [SQLValue] = []
        for piece in pieces {
            switch piece {
            case .words(let text):
                words += text.description
            case .name(let name):
                words +=
                    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
                    + "\""
            case .value(.null) where writesNull:
                words += "NULL"
            case .value(let value):
                values.append(value)
                words += mark(values.count)
            }
        }
        return (words, values)
    }
}
