/// One row of an answer, read by column name.
public struct Row: Sendable {
    let shape: RowShape
    let values: [SQLValue]

    /// The names of the columns, in the order of the statement.
    public var columns: [String] { shape.columns }

    /// The value of a column that is never NULL.
    /// - Throws: `StoreError.column` naming table and column when it is missing, NULL or of another type.
    public func get<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws -> T {
        let stored = try value(of: column)
        if case .null = stored, T.self != SQLValue.self { throw shape.error(column, .isNull) }
        guard let value = T.decoded(from: stored) else {
            throw shape.error(column, .hasAnotherType(expected: "\(T.self)", found: stored.kind))
        }
        return value
    }

    /// The value of a column that may be NULL.
    /// - Throws: `StoreError.column` when it is missing or of another type.
    public func optional<T: SQLDecodable>(_ column: String, as type: T.Type = T.self) throws -> T? {
        if case .null = try value(of: column) { return nil }
        return try get(column, as: type)
    }

    private func value(of column: String) throws -> SQLValue {
        guard let index = shape.positions[column] else {
            throw shape.error(column, .isMissing(present: shape.columns))
        }
        return values[index]
    }
}

/// What the rows of one answer share.
final class RowShape: Sendable {
    let columns: [String]
    let positions: [String: Int]
    private let statement: String

    init(columns: [String], statement: String) {
        self.columns = columns
        self.positions = Dictionary(zip(columns, columns.indices), uniquingKeysWith: { first, _ in first })
        self.statement = statement
    }

    func error(_ column: String, _ problem: StoreError.ColumnProblem) -> StoreError {
        .column(table: table, column: column, problem: problem)
    }

    /// The first table that the statement names: after FROM, INTO or UPDATE.
    private var table: String {
        let words = statement.split(whereSeparator: { $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == "," })
        for (index, word) in words.enumerated().dropLast() where ["FROM", "INTO", "UPDATE"].contains(word.uppercased())
        {
            return String(words[index + 1])
        }
        return "(no table)"
    }
}
