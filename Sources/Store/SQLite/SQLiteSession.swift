internal import Foundation
internal import GRDB

/// A transaction on a GRDB connection.
struct SQLiteSession: Session {
    let database: GRDB.Database
    let failure: SQLiteFailure
    let told: ToldChannels

    func query(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (words, values) = sql.rendered(mark: { _ in "?" })
        let cursor: RowCursor
        let shape: RowShape
        do {
            // Not from GRDB's cache: `body` may run the same statement again while this one is still being read.
            let statement = try database.makeStatement(sql: words)
            cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments(values, words))
            shape = RowShape(columns: statement.columnNames, statement: words)
        } catch {
            throw failure.translated(error, words: words)
        }
        while let row = try next(cursor, shape, words) { try body(row) }
    }

    func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        try query(sql, body)
    }

    private func next(_ cursor: RowCursor, _ shape: RowShape, _ words: String) throws -> Row? {
        do {
            guard let row = try cursor.next() else { return nil }
            return Row(shape: shape, values: row.databaseValues.map(SQLValue.init))
        } catch {
            throw failure.translated(error, words: words)
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let (words, values) = sql.rendered(mark: { _ in "?" })
        do {
            let before = database.totalChangesCount
            try database.cachedStatement(sql: words).execute(arguments: arguments(values, words))
            // Without the rows that went with them (ON DELETE CASCADE), which PostgreSQL does not count either.
            return database.totalChangesCount == before ? 0 : database.changesCount
        } catch {
            throw failure.translated(error, words: words)
        }
    }

    func define(_ schema: Schema) throws {
        let words = schema.createsTable ? schema.statement + " STRICT" : schema.statement
        do {
            try database.makeStatement(sql: words).execute()
        } catch {
            throw failure.translated(error, words: words)
        }
    }

    func control(_ words: String) throws {
        do {
            try database.execute(sql: words)
        } catch {
            throw failure.translated(error, words: words)
        }
    }

    func notify(_ channel: String) throws {
        told.channels.insert(channel)
    }

    var skipLocked: SQL { "" }

    func tables() throws -> [TableShape] {
        do {
            let names = try String.fetchAll(
                database,
                sql:
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_' ORDER BY rowid"
            )
            return try names.map { name in
                TableShape(name: name, columns: try database.columns(in: name).map(\.name))
            }
        } catch {
            throw failure.translated(error)
        }
    }

    func putOffReferences() throws -> [String] {
        // Until the commit, which tells what is broken.
        try control("PRAGMA defer_foreign_keys = ON")
        return []
    }

    func identity() throws -> String {
        "sqlite " + URL(fileURLWithPath: failure.path).resolvingSymlinksInPath().path
    }

    func hasTable(_ name: String) throws -> Bool {
        do {
            return try database.tableExists(name)
        } catch {
            throw failure.translated(error)
        }
    }

    private func arguments(_ values: [SQLValue], _ words: String) throws -> StatementArguments {
        for case .text(let text) in values where text.utf8.contains(0) {
            // SQLite would cut the text there when reading, PostgreSQL refuses it.
            throw StoreError.statement(reason: "a text holds a NUL character", words: words)
        }
        return StatementArguments(values.map(\.databaseValue))
    }
}

/// What a transaction wants told when it is committed.
final class ToldChannels {
    var channels: Set<String> = []
}

extension SQLValue {
    init(_ stored: DatabaseValue) {
        switch stored.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): bytes.withUnsafeBytes { Data($0) }.databaseValue
        }
    }
}
