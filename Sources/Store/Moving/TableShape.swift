/// A table as the database itself tells it.
struct TableShape: Sendable, Hashable {
    var name: String
    var columns: [String]

    /// Every row, its columns in our order.
    var reading: SQL {
        "SELECT \(SQL(columns.map(SQL.init(identifier:)), separator: ", ")) FROM \(SQL(identifier: name))"
    }

    func insertion(_ rows: [[SQLValue]]) -> SQL {
        let lines = rows.map { row -> SQL in
            "(\(SQL(row.map { "\($0)" }, separator: ", ")))"
        }
        return """
            INSERT INTO \(SQL(identifier: name)) (\(SQL(columns.map(SQL.init(identifier:)), separator: ", ")))
            VALUES \(SQL(lines, separator: ", "))
            """
    }
}
