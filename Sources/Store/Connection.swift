/// One transaction on one database. Lives as long as the closure of `Database.read` or `Database.write`.
///
/// A statement that fails ends the transaction, whatever the closure does with the error: later statements throw it
/// again and nothing is changed (PostgreSQL's law, kept on SQLite too). What may fail goes into `nested`.
public struct Connection {
    let session: any Session
    private let course = Course()

    init(_ session: any Session) {
        self.session = session
    }

    /// All rows of an answer.
    public func rows(_ sql: SQL) throws -> [Row] {
        var rows: [Row] = []
        try course.follow { try session.query(sql) { rows.append($0) } }
        return rows
    }

    /// The first row of an answer.
    public func row(_ sql: SQL) throws -> Row? {
        try rows(sql).first
    }

    /// Each row of an answer in turn, without keeping them all.
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        if let failure = course.failure { throw failure }
        var isOfBody = false
        do {
            try session.stream(sql) { row in
                do {
                    try body(row)
                } catch {
                    isOfBody = true
                    throw error
                }
            }
        } catch {
            if !isOfBody { course.failure = error }
            throw error
        }
    }

    /// Runs a statement that answers nothing.
    /// - Returns: the number of rows that it inserted, updated or deleted itself (not those that went with them).
    @discardableResult
    public func execute(_ sql: SQL) throws -> Int {
        try course.follow { try session.execute(sql) }
    }

    /// Statements that may fail without ending the transaction: when `body` throws, what it changed is undone, what
    /// came before stays, and the error goes on to whoever called.
    public func nested<T>(_ body: () throws -> T) throws -> T {
        let name = "nested_\(course.depth)"
        try course.follow { try session.control("SAVEPOINT \(name)") }
        course.depth += 1
        defer { course.depth -= 1 }
        do {
            let value = try body()
            try course.follow { try session.control("RELEASE SAVEPOINT \(name)") }
            return value
        } catch {
            course.failure = nil
            try course.follow {
                try session.control("ROLLBACK TO SAVEPOINT \(name)")
                try session.control("RELEASE SAVEPOINT \(name)")
            }
            throw error
        }
    }

    /// Tells whoever listens to `Database.changes` of that name, on every server, when this transaction is committed.
    public func notify(_ channel: StaticString) throws {
        try course.follow { try session.notify(channel.lawfulName) }
    }

    /// The end of a `SELECT` that claims rows: `FOR UPDATE SKIP LOCKED` where several may write at a time, nothing on
    /// SQLite, where `claim` is alone.
    public var skipLocked: SQL { session.skipLocked }

    func define(_ schema: Schema) throws {
        try course.follow { try session.define(schema) }
    }

    func hasTable(_ name: String) throws -> Bool {
        try course.follow { try session.hasTable(name) }
    }

    func tables() throws -> [TableShape] {
        try course.follow { try session.tables().filter { $0.name != "schema_migration" }.sorted { $0.name < $1.name } }
    }

    func putOffReferences() throws -> [String] {
        try course.follow { try session.putOffReferences() }
    }

    func control(_ words: String) throws {
        try course.follow { try session.control(words) }
    }

    func identity() throws -> String {
        try course.follow { try session.identity() }
    }

    /// - Throws: the error of a statement that failed and that `body` kept to itself.
    func end() throws {
        if let failure = course.failure { throw failure }
    }
}

/// What became of a transaction's statements so far.
private final class Course {
    var failure: (any Error)?
    var depth = 0

    func follow<T>(_ statement: () throws -> T) throws -> T {
        if let failure { throw failure }
        do {
            return try statement()
        } catch {
            failure = failure ?? error
            throw error
        }
    }
}
