/// One transaction on one database. Lives as long as the closure of `Database.read` or `Database.write`.
public struct Connection {
    let session: any Session

    init(_ session: any Session) {
        self.session = session
    }

    /// All rows of an answer.
    public func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try session.query(sql) { rows.append($0) }
        return rows
    }

    /// The first row of an answer.
    public func row(_ sql: SQL) throws -> Row? {
        try rows(sql).first
    }

    /// Each row of an answer in turn, without keeping them all.
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try session.query(sql, body)
    }

    /// Runs a statement that answers nothing.
    /// - Returns: the number of rows that it inserted, updated or deleted.
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        try session.execute(sql)
    }

    func define(_ schema: Schema) throws {
        try session.define(schema)
    }

    func hasTable(_ name: String) throws -> Bool {
        try session.hasTable(name)
    }
}

/// What an engine must be able to do within a transaction. PostgreSQL will be the second one.
protocol Session {
    func query(_ sql: SQL, _ body: (Row) throws -> Void) throws
    func execute(_ sql: SQL) throws -> Int
    func define(_ schema: Schema) throws
    func hasTable(_ name: String) throws -> Bool
}
