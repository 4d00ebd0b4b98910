internal import Foundation
internal import Synchronization

/// PostgreSQL through libpq. One thread writes, some read, and each replica has some of its own.
final class PostgresEngine: Engine {
    let address: PostgresAddress
    private let primary: PostgresPlace
    private let options: Database.Options
    private let writer: WorkLane
    private let readers: WorkLane
    private let replicas: [PostgresReplica]
    private let listener: PostgresListener
    private let history = Mutex<(version: String?, reconnections: Int, turn: Int)>((nil, 0, 0))

    init(address: PostgresAddress, options: Database.Options) {
        self.address = address
        self.options = options
        primary = PostgresPlace(address: address, part: .primary, options: options)
        writer = WorkLane(primary, threads: 1)
        readers = WorkLane(primary, threads: options.readers)
        listener = PostgresListener(primary)
        replicas = address.replicas.map { PostgresReplica($0, address: address, options: options) }
        for replica in replicas { replica.start() }
    }

    deinit { stop() }

    var shownAddress: String { primary.shown }

    func read<T: Sendable>(
        _ manner: Manner, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        if case .ordinary = manner, let mark = ReadMark.current, let replica = replica(mark.position) {
            do {
                return try await perform(replica.lane, .read, manner, deadline: .now, body).value
            } catch let error as StoreError where error.isOfTheServer {
                replica.rest()
            }
        }
        return try await perform(readers, .read, manner, deadline: deadline, body).value
    }

    func write<T: Sendable>(
        _ manner: Manner, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T {
        if case .readOnly = options.mode { throw StoreError.notWritable(path: primary.shown) }
        let mark = ReadMark.current
        let (lane, kind): (WorkLane, PostgresTransaction.Kind) =
            if case .claim = manner { (readers, .claim) } else { (writer, .write) }
        let outcome = try await perform(lane, kind, manner, deadline: deadline, wantsPosition: mark != nil, body)
        if let position = outcome.position { mark?.advance(to: position) }
        return outcome.value
    }

    private var deadline: ContinuousClock.Instant { .now + options.waitTimeout }

    /// In turn, one of those that have come as far as the reader.
    private func replica(_ mark: LogPosition) -> PostgresReplica? {
        if replicas.isEmpty { return nil }
        let able = replicas.filter { $0.mayAnswer(mark, within: options.replicaLag) }
        if able.isEmpty { return nil }
        let turn = history.withLock { history in
            history.turn &+= 1
            return history.turn
        }
        return able[abs(turn % able.count)]
    }

    private func perform<T: Sendable>(
        _ lane: WorkLane, _ kind: PostgresTransaction.Kind, _ manner: Manner, deadline: ContinuousClock.Instant,
        wantsPosition: Bool = false, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> PostgresTransaction.Outcome<T> {
        let isLong = if case .long = manner { true } else { false }
        let transaction = PostgresTransaction(
            kind: kind, isLong: isLong, wantsPosition: wantsPosition, place: lane.place, deadline: deadline,
            isStopped: { lane.isStopped }, noteOpening: { [weak self] in self?.noteOpening($0, $1) })
        let ticket = Ticket<PostgresTransaction.Outcome<T>>(goesAtOnce: kind == .read)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard ticket.wait(continuation) else { return }
                let work = WorkLane.Work(
                    run: { link in
                        guard ticket.begin(link.token) else { return }
                        let result = Result { try transaction.run(link, ticket, body) }
                        // The request to stop may still be on its way to that connection.
                        if link.token.end() { link.close() }
                        ticket.end(result)
                    }, abandon: { ticket.abandon($0) })
                lane.submit(work)
            }
        } onCancel: {
            ticket.cancel()
        }
    }

    private func noteOpening(_ version: String, _ isAgain: Bool) {
        history.withLock { history in
            history.version = version
            if isAgain { history.reconnections += 1 }
        }
    }

    func checkIntegrity() async throws -> [String] {
        try await read(.long) { connection in
            let references = try connection.rows(
                "SELECT conname AS name, conrelid::regclass::text AS place FROM pg_constraint WHERE NOT convalidated")
            let indexes = try connection.rows(
                """
                SELECT indexrelid::regclass::text AS name, indrelid::regclass::text AS place
                FROM pg_index WHERE NOT indisvalid
                """)
            return try references.map { row in
                "the constraint \(try row.get("name", as: String.self)) of \(try row.get("place", as: String.self)) was not checked"
            }
                + indexes.map { row in
                    "the index \(try row.get("name", as: String.self)) of \(try row.get("place", as: String.self)) is broken"
                }
        }
    }

    func changes(_ channel: String) -> AsyncStream<Void> {
        listener.stream(channel)
    }

    var statistics: DatabaseStatistics {
        let lanes = ([writer, readers] + replicas.map(\.lane)).map(\.figures)
        let (version, reconnections) = history.withLock { ($0.version, $0.reconnections) }
        return DatabaseStatistics(
            engine: .postgres, address: primary.shown, serverVersion: version,
            open: lanes.reduce(0) { $0 + $1.open }, idle: lanes.reduce(0) { $0 + $1.idle },
            waiting: lanes.reduce(0) { $0 + $1.waiting }, reconnections: reconnections,
            replicas: replicas.map { replica in
                .init(
                    name: replica.name, isUsed: replica.mayAnswer(LogPosition(bytes: 0), within: options.replicaLag),
                    lag: replica.lag)
            })
    }

    func close() throws {
        stop()
        for replica in replicas { replica.waitForEnd() }
        readers.waitForEnd()
        writer.waitForEnd()
    }

    private func stop() {
        for replica in replicas { replica.stop() }
        writer.stop()
        readers.stop()
        listener.stop()
    }
}

extension StoreError {
    /// A replica's own trouble: the primary can answer in its place.
    var isOfTheServer: Bool {
        switch self {
        case .unreachable, .accessRefused, .locked, .noFreeConnection, .tooSlow, .noTables: true
        default: false
        }
    }
}
