public import Store
public import Vault

/// Seals everything anew with the current key, some rows at a time. Each value names its key, so a rotation that was killed goes on
/// where it stopped, and one that is run twice does nothing the second time.
public struct KeyRotation: Sendable {
    public struct Tally: Sendable, Hashable, Codable {
        public var table: String
        public var column: String
        /// Values that were sealed anew now.
        public var resealed: Int
        /// Values that were current already.
        public var current: Int
    }

    static let batch = 200

    let database: Database
    let keys: KeyRing
    let map: [DataTable]

    public init(database: Database, keys: KeyRing, map: [DataTable] = City.dataMap) {
        self.database = database
        self.keys = keys
        self.map = map
    }

    /// - Parameter progress: called after each batch, with the table and how many values were sealed anew so far.
    /// - Throws: `VaultError` when a value cannot be opened: nothing of its batch is changed.
    public func run(_ progress: @Sendable (String, Int) -> Void = { _, _ in }) async throws -> [Tally] {
        var tallies: [Tally] = []
        for table in map {
            for column in table.sealed {
                tallies.append(try await rotate(table, column.name, isBytes: column.isBytes, progress))
            }
        }
        return tallies
    }

    /// Opens every value, changes nothing.
    /// - Returns: how many values each key seals.
    public func verify() async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        for table in map {
            for column in table.sealed {
                for (key, count) in try await verify(table, column.name, isBytes: column.isBytes) {
                    counts[key, default: 0] += count
                }
            }
        }
        return counts
    }

    private func rotate(
        _ table: DataTable, _ column: StaticName, isBytes: Bool, _ progress: @Sendable (String, Int) -> Void
    ) async throws -> Tally {
        var tally = Tally(table: "\(table.name)", column: "\(column)", resealed: 0, current: 0)
        var last = ""
        while true {
            let (from, keys) = (last, keys)
            let step = try await database.write { connection -> (seen: Int, changed: Int, last: String) in
                try KeyStanding.mayWrite(connection, keys)
                var step = (seen: 0, changed: 0, last: from)
                for row in try Self.rows(connection, table, column, after: from) {
                    let id: String = try row.get("row_name")
                    step.seen += 1
                    step.last = id
                    let place = FieldPlace(table: "\(table.name)", column: "\(column)", row: id)
                    guard let value = try Self.resealed(row, isBytes, keys, place) else { continue }
                    try connection.execute(
                        """
                        UPDATE \(name: table.name.text) SET \(name: column.text) = \(value)
                        WHERE \(name: table.row.text) = \(id)
                        """)
                    step.changed += 1
                }
                return step
            }
            tally.resealed += step.changed
            tally.current += step.seen - step.changed
            last = step.last
            progress("\(table.name)", tally.resealed)
            if step.seen < Self.batch { return tally }
        }
    }

    private static func rows(
        _ connection: Connection, _ table: DataTable, _ column: StaticName, after: String
    ) throws -> [Row] {
        try connection.rows(
            """
            SELECT \(name: table.row.text) AS row_name, \(name: column.text) AS value FROM \(name: table.name.text)
            WHERE \(name: column.text) IS NOT NULL AND \(name: table.row.text) > \(after)
            ORDER BY \(name: table.row.text) LIMIT \(batch)
            """)
    }

    private static func resealed(_ row: Row, _ isBytes: Bool, _ keys: KeyRing, _ place: FieldPlace) throws -> SQLValue?
    {
        if isBytes {
            return try keys.reseal(row.get("value", as: [UInt8].self), for: place).map { .blob($0) }
        }
        return try keys.reseal(row.get("value", as: String.self), for: place).map { .text($0) }
    }

    private func verify(_ table: DataTable, _ column: StaticName, isBytes: Bool) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        var last = ""
        while true {
            let (from, keys) = (last, keys)
            let step = try await database.read { connection -> (counts: [String: Int], seen: Int, last: String) in
                var step = (counts: [String: Int](), seen: 0, last: from)
                for row in try Self.rows(connection, table, column, after: from) {
                    let id: String = try row.get("row_name")
                    let place = FieldPlace(table: "\(table.name)", column: "\(column)", row: id)
                    let key: String
                    if isBytes {
                        let value: [UInt8] = try row.get("value")
                        _ = try keys.open(value, for: place)
                        key = try keys.keyID(of: value)
                    } else {
                        let value: String = try row.get("value")
                        _ = try keys.open(value, for: place)
                        key = try keys.keyID(of: value)
                    }
                    step.counts[key, default: 0] += 1
                    step.seen += 1
                    step.last = id
                }
                return step
            }
            counts.merge(step.counts, uniquingKeysWith: +)
            last = step.last
            if step.seen < Self.batch { return counts }
        }
    }
}
