internal import Dispatch
internal import Foundation
internal import Synchronization

/// A server that follows the primary. A thread of its own asks both, four times a second, how far they are.
final class PostgresReplica: Sendable {
    private struct State {
        var replayed: LogPosition?
        var lag: Duration?
        var isStopped = false
    }

    let name: String
    let lane: WorkLane
    private let state = Mutex(State())
    private let stopping = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()
    private let primary: PostgresPlace
    private let place: PostgresPlace

    init(_ host: PostgresAddress.Host, address: PostgresAddress, options: Database.Options) {
        name = host.description
        primary = PostgresPlace(address: address, part: .primary, options: options)
        place = PostgresPlace(address: address, part: .replica(host), options: options)
        lane = WorkLane(place, threads: options.readers)
    }

    func start() {
        ended.enter()
        let thread = Thread { [self] in
            follow()
            ended.leave()
        }
        thread.name = "store replica"
        thread.start()
    }

    /// Whether it has replayed the log up to `mark`, and is not too far behind.
    func mayAnswer(_ mark: LogPosition, within limit: Duration) -> Bool {
        state.withLock { state in
            guard let replayed = state.replayed, let lag = state.lag else { return false }
            return replayed >= mark && lag <= limit
        }
    }

    var lag: Duration? { state.withLock { $0.lag } }

    /// A read failed there: nothing goes there until it has answered again.
    func rest() {
        state.withLock { ($0.replayed, $0.lag) = (nil, nil) }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        stopping.signal()
        lane.stop()
    }

    func waitForEnd() {
        lane.waitForEnd()
        _ = ended.wait(timeout: .now() + 5)
    }

    private func follow() {
        let head = PostgresLink(primary)
        let tail = PostgresLink(place)
        // When the primary's log stood where: what the replica has not replayed yet is as old as its entry.
        var history: [(moment: ContinuousClock.Instant, position: LogPosition)] = []
        var pause = 0.25
        while true {
            if stopping.wait(timeout: .now() + pause) == .success, state.withLock({ $0.isStopped }) { break }
            let now = ContinuousClock.now
            if let position = try? ask(head, "SELECT pg_current_wal_flush_lsn()::text") {
                history.append((now, position))
            }
            do {
                guard let replayed = try ask(tail, "SELECT pg_last_wal_replay_lsn()::text") else {
                    // A server that replays nothing is no replica: it stands still, or is a primary of its own.
                    rest()
                    continue
                }
                history.removeAll { $0.position <= replayed }
                if history.count > 10_000 { history.removeSubrange(1..<5_000) }
                let lag = history.first.map { $0.moment.duration(to: now) } ?? .zero
                state.withLock { ($0.replayed, $0.lag) = (replayed, lag) }
                pause = 0.25
            } catch {
                rest()
                pause = min(pause * 2, 4)
            }
        }
    }

    private func ask(_ link: PostgresLink, _ words: String) throws -> LogPosition? {
        do {
            if !link.isOpen { try link.open() }
            return try link.run(words).text(0, 0).flatMap(LogPosition.init)
        } catch {
            link.close()
            throw error
        }
    }
}
