internal import CLibPQ
internal import Foundation

/// One connection through libpq. Belongs to one thread; only `token` is for others.
final class PostgresLink {
    let place: PostgresPlace
    let token: CancelToken
    private var connection: OpaquePointer?
    private var statements = StatementCache()
    /// What the last failure was; `nil` after a success.
    private(set) var failure: PostgresFailure?
    private var number = 0

    init(_ place: PostgresPlace, token: CancelToken = CancelToken()) {
        self.place = place
        self.token = token
    }

    deinit { close() }

    /// Whether it was ever open.
    private(set) var wasOpen = false

    var isOpen: Bool { connection != nil && PQstatus(connection) == CONNECTION_OK }

    /// Whether the last failure was the loss of the server.
    var isLost: Bool { !isOpen || failure?.meansLoss == true }

    var socket: Int32 { PQsocket(connection) }

    /// Opens the connection, and prepares it for our statements. Blocks as long as `connectTimeout` allows.
    func open() throws {
        close()
        let pairs = place.parameters.sorted { $0.key < $1.key }
        let names = pairs.map { strdup($0.key) } + [nil]
        let values = pairs.map { strdup($0.value) } + [nil]
        defer { for pointer in names + values { free(pointer) } }
        let opened = names.map { UnsafePointer($0) }.withUnsafeBufferPointer { names in
            values.map { UnsafePointer($0) }.withUnsafeBufferPointer { values in
                PQconnectdbParams(names.baseAddress, values.baseAddress, 0)
            }
        }
        connection = opened
        guard isOpen else {
            let message = place.address.withoutSecret(spoken(PQerrorMessage(opened)))
            close()
            throw place.refusal(message)
        }
        wasOpen = true
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        token.renew(PQgetCancel(opened))
        do {
            try run(place.preparation(version: PQserverVersion(opened)))
            if spoken(PQparameterStatus(opened, "server_encoding")) != "UTF8" {
                throw StoreError.accessRefused(
                    address: place.shown, reason: "its encoding is not UTF8: make it with ENCODING 'UTF8'")
            }
        } catch {
            close()
            throw error
        }
    }

    func close() {
        if connection == nil { return }
        token.renew(nil)
        PQfinish(connection)
        connection = nil
        statements = StatementCache()
    }

    /// Whether a transaction is open, in order or failed.
    var isInTransaction: Bool { PQtransactionStatus(connection) != PQTRANS_IDLE }

    var serverVersion: String { spoken(PQparameterStatus(connection, "server_version")) }

    func newNumber() -> Int {
        number += 1
        return number
    }

    // MARK: Statements

    /// One or several statements without values; the last answer.
    @discardableResult
    func run(_ words: String) throws -> PostgresAnswer {
        try answer(PQexec(connection, words), words)
    }

    /// Several statements, each answer in turn: what was answered before a loss is known.
    func run(_ words: String, each: (PostgresAnswer) -> Void) throws {
        guard PQsendQuery(connection, words) == 1 else { throw lost(words) }
        var fault: (any Error)?
        while let result = PQgetResult(connection) {
            do { each(try answer(result, words)) } catch { fault = fault ?? error }
        }
        if let fault { throw fault }
    }

    /// A statement with bound values, prepared once and kept.
    func run(_ words: String, _ values: [SQLValue], isKept: Bool = true) throws -> PostgresAnswer {
        for case .text(let text) in values where text.utf8.contains(0) {
            throw StoreError.statement(reason: "a text holds a NUL character", words: words)
        }
        let parameters = PostgresParameters(values)
        // A long statement (a batch of rows) hardly comes twice: it would push the others out.
        guard isKept, words.utf8.count <= 4_000 else {
            let result = parameters.withPointers { pointers, lengths, formats in
                PQexecParams(connection, words, parameters.count, parameters.types, pointers, lengths, formats, 1)
            }
            return try answer(result, words)
        }
        let name = try prepared(words, parameters)
        let result = parameters.withPointers { pointers, lengths, formats in
            PQexecPrepared(connection, name, parameters.count, pointers, lengths, formats, 1)
        }
        return try answer(result, words)
    }

    private func prepared(_ words: String, _ parameters: PostgresParameters) throws -> String {
        if let name = statements.name(words, parameters.types) { return name }
        if let old = statements.surplus() { try run("DEALLOCATE \(old)") }
        let name = statements.newName()
        _ = try answer(PQprepare(connection, name, words, parameters.count, parameters.types), words)
        statements.keep(name, words, parameters.types)
        return name
    }

    private func answer(_ result: OpaquePointer?, _ words: String) throws -> PostgresAnswer {
        guard let result else { throw lost(words) }
        let answer = PostgresAnswer(result)
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
            failure = nil
            return answer
        default:
            let failure = PostgresFailure(
                state: answer.field("C"), message: place.address.withoutSecret(answer.field("M")))
            if PQstatus(connection) == CONNECTION_BAD && !failure.meansLoss { throw lost(words) }
            self.failure = failure
            if failure.mayBeTriedAgain { statements.isStale = true }
            if failure.state == "57014", token.wasAsked { throw CancellationError() }
            throw failure.error(address: place.shown, words: words)
        }
    }

    private func lost(_ words: String) -> StoreError {
        let message = place.address.withoutSecret(spoken(PQerrorMessage(connection)))
        failure = PostgresFailure(state: "08006", message: message)
        return .unreachable(address: place.shown, reason: message)
    }

    /// After a plan of yesterday: all prepared statements are made anew.
    func forgetStaleStatements() {
        guard statements.isStale else { return }
        _ = try? run("DEALLOCATE ALL")
        statements = StatementCache()
    }

    // MARK: Notices

    /// Names of channels that were told something since the last call.
    func notices() throws -> [String] {
        guard PQconsumeInput(connection) == 1 else { throw lost("LISTEN") }
        var names: [String] = []
        while let notice = PQnotifies(connection) {
            names.append(String(cString: notice.pointee.relname))
            PQfreemem(notice)
        }
        return names
    }
}

/// libpq's messages are lines; ours are one sentence.
private func spoken(_ pointer: UnsafePointer<CChar>?) -> String {
    guard let pointer else { return "" }
    return String(cString: pointer).split(separator: "\n").joined(separator: "; ")
}

private func spoken(_ pointer: UnsafeMutablePointer<CChar>?) -> String {
    spoken(UnsafePointer(pointer))
}

/// An answer of the server, freed with it.
final class PostgresAnswer {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) {
        self.result = result
    }

    deinit { PQclear(result) }

    /// `SELECT 3`, `COMMIT`, `ROLLBACK` …
    var tag: String { spoken(PQcmdStatus(result)) }
    /// Rows inserted, updated or deleted.
    var changed: Int { tag.hasPrefix("SELECT") ? 0 : Int(spoken(PQcmdTuples(result))) ?? 0 }
    var rowCount: Int { Int(PQntuples(result)) }
    var columns: [String] { (0..<PQnfields(result)).map { spoken(PQfname(result, $0)) } }

    /// A field of an error: `C` its state, `M` its message.
    func field(_ name: Unicode.Scalar) -> String {
        spoken(PQresultErrorField(result, Int32(name.value)))
    }

    /// The text of a field that came as text.
    func text(_ row: Int, _ column: Int) -> String? {
        PQgetisnull(result, Int32(row), Int32(column)) == 1
            ? nil : spoken(PQgetvalue(result, Int32(row), Int32(column)))
    }

    func types() -> [Oid] { (0..<PQnfields(result)).map { PQftype(result, $0) } }

    /// The values of a row that came in binary form.
    func values(_ row: Int, types: [Oid], columns: [String], words: String) throws -> [SQLValue] {
        try types.enumerated().map { column, type in
            let (row, column) = (Int32(row), Int32(column))
            if PQgetisnull(result, row, column) == 1 { return .null }
            let bytes = UnsafeRawBufferPointer(
                start: PQgetvalue(result, row, column), count: Int(PQgetlength(result, row, column)))
            guard let value = PostgresValue.decoded(bytes, type: type) else {
                throw StoreError.statement(
                    reason:
                        "the column \(columns[Int(column)]) is of the server's type \(type), which has no portable form",
                    words: words)
            }
            return value
        }
    }
}

/// Prepared statements of one connection, by their words and the types of their values: the last ones used.
struct StatementCache {
    private struct Key: Hashable {
        let words: String
        let types: [Oid]
    }

    static let capacity = 200
    private var names: [Key: (name: String, use: Int)] = [:]
    private var uses = 0
    var isStale = false

    mutating func name(_ words: String, _ types: [Oid]) -> String? {
        let key = Key(words: words, types: types)
        guard let entry = names[key] else { return nil }
        uses += 1
        names[key] = (entry.name, uses)
        return entry.name
    }

    /// The one that was not used for the longest time, when there are too many.
    mutating func surplus() -> String? {
        guard names.count >= Self.capacity, let oldest = names.min(by: { $0.value.use < $1.value.use }) else {
            return nil
        }
        names[oldest.key] = nil
        return oldest.value.name
    }

    mutating func newName() -> String {
        uses += 1
        return "s\(uses)"
    }

    mutating func keep(_ name: String, _ words: String, _ types: [Oid]) {
        names[Key(words: words, types: types)] = (name, uses)
    }
}
