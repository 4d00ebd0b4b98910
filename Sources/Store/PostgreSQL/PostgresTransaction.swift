internal import Foundation

/// How a transaction begins, ends, and when it is run again.
struct PostgresTransaction: Sendable {
    enum Kind: Sendable { case read, write, claim }

    struct Outcome<Value: Sendable>: Sendable {
        var value: Value
        /// Where the log stood after the commit, when that was asked for.
        var position: LogPosition?
    }

    let kind: Kind
    let isLong: Bool
    let wantsPosition: Bool
    let place: PostgresPlace
    /// Until when a lost server is waited for.
    let deadline: ContinuousClock.Instant
    let isStopped: @Sendable () -> Bool
    let noteOpening: @Sendable (_ version: String, _ isAgain: Bool) -> Void

    /// `pg_advisory_xact_lock`'s key of the writers of a database: «vrefuge» in ASCII.
    private static let writersLock = 0x76_7265_6675_6765
    /// How often a transaction is begun at most.
    private static let attempts = 4

    func run<Value: Sendable>(
        _ link: PostgresLink, _ ticket: any Cancelled, _ body: (Connection) throws -> Value
    ) throws -> Outcome<Value> {
        var attempt = 1
        while true {
            try open(link, ticket)
            do {
                return try once(link, ticket, body)
            } catch {
                let isLost = link.isLost || (kind != .read && link.failure?.state == "25006")
                let mayBeTriedAgain = isLost || link.failure?.mayBeTriedAgain == true
                settle(link, isLost: isLost)
                if case StoreError.outcomeUnknown = error { throw error }
                guard mayBeTriedAgain, !isLong, attempt < Self.attempts, !ticket.isCancelled,
                    ContinuousClock.now < deadline
                else { throw error }
                Thread.sleep(forTimeInterval: Double.random(in: 0.01...0.04) * Double(attempt))
                attempt += 1
            }
        }
    }

    private func once<Value: Sendable>(
        _ link: PostgresLink, _ ticket: any Cancelled, _ body: (Connection) throws -> Value
    ) throws -> Outcome<Value> {
        try link.run(beginning)
        let connection = Connection(PostgresSession(link: link, ticket: ticket))
        let value = try body(connection)
        try connection.end()
        if ticket.isCancelled { throw CancellationError() }
        return Outcome(value: value, position: try commit(link))
    }

    private var beginning: String {
        var statements: [String] = []
        switch kind {
        case .read: statements.append("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        case .write, .claim: statements.append("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        }
        if isLong {
            statements += [
                "SET LOCAL statement_timeout = 0", "SET LOCAL idle_in_transaction_session_timeout = 0",
                "SET LOCAL lock_timeout = 60000",
            ]
        }
        // Whoever holds it sees all that the writers before have committed, and nobody writes beside.
        if case .write = kind { statements.append("SELECT pg_advisory_xact_lock(\(Self.writersLock))") }
        return statements.joined(separator: ";")
    }

    private func commit(_ link: PostgresLink) throws -> LogPosition? {
        var tag: String?
        var position: LogPosition?
        do {
            let words = wantsPosition ? "COMMIT;SELECT pg_current_wal_insert_lsn()::text" : "COMMIT"
            try link.run(words) { answer in
                if tag == nil { tag = answer.tag } else { position = answer.text(0, 0).flatMap(LogPosition.init) }
            }
        } catch {
            if tag == "COMMIT" || kind == .read {
                // It is kept; only what came after was lost. A mark that no replica reaches sends reads to the primary.
                return wantsPosition ? LogPosition(bytes: .max) : nil
            }
            if link.isLost { throw StoreError.outcomeUnknown(address: place.shown) }
            throw error
        }
        guard tag == "COMMIT" else {
            throw StoreError.statement(reason: "the transaction was undone by the server", words: "COMMIT")
        }
        return position
    }

    /// Leaves the connection as the next transaction wants it, or closes it.
    private func settle(_ link: PostgresLink, isLost: Bool) {
        if isLost { return link.close() }
        do {
            if link.isInTransaction { try link.run("ROLLBACK") }
            link.forgetStaleStatements()
        } catch {
            link.close()
        }
    }

    /// Opens the connection if there is none; waits for a server that is not there, longer after each attempt.
    private func open(_ link: PostgresLink, _ ticket: any Cancelled) throws {
        var pause = 0.02
        while !link.isOpen {
            if ticket.isCancelled { throw CancellationError() }
            if isStopped() { throw StoreError.closed(path: place.shown) }
            let isAgain = link.wasOpen
            do {
                try link.open()
                noteOpening(link.serverVersion, isAgain)
                try expectTables(link)
            } catch let error as StoreError {
                guard case .unreachable = error, ContinuousClock.now + .seconds(pause) < deadline else { throw error }
                Thread.sleep(forTimeInterval: pause * Double.random(in: 0.7...1))
                pause = min(pause * 2, 1)
            }
        }
    }

    /// A database that «must be there» holds tables.
    private func expectTables(_ link: PostgresLink) throws {
        if case .readWrite = place.options.mode { return }
        let answer = try link.run("SELECT to_regclass('schema_migration') IS NULL")
        if answer.text(0, 0) == "t" {
            link.close()
            throw StoreError.noTables(address: place.shown)
        }
    }
}
