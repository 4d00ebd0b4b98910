extension Database {
    /// Copies the whole database into one file while others read and write: the state of one moment.
    /// - Parameter path: of a file that is empty, or not there.
    /// - Returns: the rows of each table in the copy.
    public func backup(to path: String) async throws -> [String: Int] {
        try await engine.backup(to: path)
    }

    /// The rows of each table, at one moment.
    public func rowCounts() async throws -> [String: Int] {
        try await engine.read(.long) { try $0.rowCounts() }
    }
}

extension Connection {
    func rowCounts() throws -> [String: Int] {
        var rows: [String: Int] = [:]
        for table in try session.tables() {
            rows[table.name] = try row("SELECT COUNT(*) AS count FROM \(SQL(identifier: table.name))")?.get("count")
        }
        return rows
    }
}
