internal import Foundation

/// A table that was moved, counted and compared on both sides.
public struct MovedTable: Sendable, Hashable, Codable {
    public var name: String
    public var rows: Int
    /// The sum of the SHA-256 of its rows, in hexadecimal: the same on both sides.
    public var checksum: String
}

extension Database {
    /// Names of the tables that a move takes along: all but the record of migrations, which the target makes itself.
    public var tables: [String] {
        get async throws { try await engine.read(.long) { try $0.tables().map(\.name) } }
    }

    /// Copies everything into an empty database, of this engine or the other: one snapshot of the source, one transaction
    /// on the target. Every table is counted and compared before anything is kept. The source is only read.
    /// - Parameters:
    ///   - migrations: of every area; the source must have them all, the target gets them.
    ///   - progress: told the name of each table when it begins.
    /// - Throws: `MoveError` or `StoreError`; then the target is as it was.
    public func move(
        to target: Database, migrations: [Migration], progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> [MovedTable] {
        let missing = try await pendingMigrations(migrations)
        if !missing.isEmpty {
            throw MoveError.sourceLacksMigrations(address: shownAddress, missing: missing.map(\.title))
        }
        let here = try await engine.read(.long) { try $0.identity() }
        let there = try await target.engine.read(.long) { try $0.identity() }
        if here == there { throw MoveError.sameDatabase(address: shownAddress) }

        let plan = try MigrationPlan(migrations)
        let now = Int64((Date().timeIntervalSince1970 * 1000).rounded())
        let conveyor = Conveyor()
        let address = target.shownAddress
        async let sent: Void = send(on: conveyor)
        do {
            let moved = try await target.engine.write(.long) { connection in
                _ = try plan.apply(connection, now: now)
                return try Arrival(connection: connection, conveyor: conveyor, address: address).receive(progress)
            }
            try await sent
            return moved
        } catch {
            conveyor.fail(error)
            // What it throws is what the conveyor was told, or comes too late to matter.
            try? await sent
            throw error
        }
    }

    private func send(on conveyor: Conveyor) async throws {
        do {
            try await engine.read(.long) { connection in
                let tables = try connection.tables()
                try conveyor.put(.tables(tables))
                for table in tables { try Self.send(table, connection, conveyor) }
            }
        } catch {
            conveyor.fail(error)
            throw error
        }
    }

    private static func send(_ table: TableShape, _ connection: Connection, _ conveyor: Conveyor) throws {
        // As many rows as both engines take values in one statement, and not too many bytes at a time.
        let most = max(1, min(200, 4_000 / max(1, table.columns.count)))
        var sum = TableSum()
        var batch: [[SQLValue]] = []
        var weight = 0
        try connection.each(table.reading) { row in
            sum.add(row.values)
            batch.append(row.values)
            weight += row.values.reduce(0) { $0 + $1.weight }
            if batch.count == most || weight > 4_000_000 {
                try conveyor.put(.rows(batch))
                (batch, weight) = ([], 0)
            }
        }
        if !batch.isEmpty { try conveyor.put(.rows(batch)) }
        try conveyor.put(.end(sum))
    }
}

/// The target's side of a move.
private struct Arrival {
    let connection: Connection
    let conveyor: Conveyor
    let address: String

    func receive(_ progress: (String) -> Void) throws -> [MovedTable] {
        guard case .tables(let tables) = try conveyor.take() else { throw MoveError.interrupted }
        try compare(tables, try connection.tables())
        for table in tables
        where try connection.row("SELECT 1 AS one FROM \(SQL(identifier: table.name)) LIMIT 1") != nil {
            throw MoveError.targetHoldsRows(address: address, table: table.name)
        }
        let restoring = try connection.putOffReferences()
        let moved = try tables.map { table in
            progress(table.name)
            return try receive(table)
        }
        // Where a reference leads nowhere, it is told here, and nothing is kept.
        for statement in restoring { try connection.control(statement) }
        return moved
    }

    private func compare(_ source: [TableShape], _ target: [TableShape]) throws {
        func lines(_ shapes: [TableShape]) -> Set<String> {
            Set(shapes.map { "\($0.name) (\($0.columns.sorted().joined(separator: ", ")))" })
        }
        let (source, target) = (lines(source), lines(target))
        if source == target { return }
        throw MoveError.otherTables(
            source: source.subtracting(target).sorted(), target: target.subtracting(source).sorted())
    }

    private func receive(_ table: TableShape) throws -> MovedTable {
        while true {
            switch try conveyor.take() {
            case .tables: throw MoveError.interrupted
            case .rows(let rows): try connection.execute(table.insertion(rows))
            case .end(let sum):
                var found = TableSum()
                try connection.each(table.reading) { found.add($0.values) }
                guard found == sum else {
                    throw MoveError.differs(table: table.name, read: sum.rows, written: found.rows)
                }
                return MovedTable(name: table.name, rows: sum.rows, checksum: sum.description)
            }
        }
    }
}

extension SQLValue {
    fileprivate var weight: Int {
        switch self {
        case .null: 1
        case .integer, .real: 8
        case .text(let text): text.utf8.count
        case .blob(let bytes): bytes.count
        }
    }
}
