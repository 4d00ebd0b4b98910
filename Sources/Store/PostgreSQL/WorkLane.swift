internal import Dispatch
internal import Foundation
internal import Synchronization

/// A fixed number of threads, each with a connection of its own, and a queue before them.
///
/// Threads begin with the first work that finds none free. Work may block: these threads are ours alone.
final class WorkLane: Sendable {
    struct Work: Sendable {
        let run: @Sendable (PostgresLink) -> Void
        let abandon: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Work] = []
        var first = 0
        var threads = 0
        var free = 0
        var open = 0
        var isStopped = false

        var count: Int { waiting.count - first }

        mutating func next() -> Work? {
            guard first < waiting.count else { return nil }
            let work = waiting[first]
            first += 1
            if first > 64, first * 2 > waiting.count {
                waiting.removeFirst(first)
                first = 0
            }
            return work
        }
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()
    private let limit: Int
    let place: PostgresPlace
    private static let timers = DispatchQueue(label: "store.deadlines")

    init(_ place: PostgresPlace, threads: Int) {
        self.place = place
        self.limit = max(1, threads)
    }

    /// Queues work; it is abandoned when no thread came free within the time that the options allow.
    func submit(_ work: Work) {
        enum Next { case refuse, start, wait, nothing }
        let next = state.withLock { state -> Next in
            if state.isStopped { return .refuse }
            state.waiting.append(work)
            if state.count <= state.free { return .nothing }
            if state.threads < limit {
                state.threads += 1
                return .start
            }
            return .wait
        }
        switch next {
        case .refuse: return work.abandon(StoreError.closed(path: place.shown))
        case .start: start()
        case .wait:
            let limit = place.options.waitTimeout
            Self.timers.asyncAfter(deadline: .now() + limit.inSeconds) { [shown = place.shown] in
                work.abandon(StoreError.noFreeConnection(address: shown, after: limit))
            }
        case .nothing: break
        }
        signal.signal()
    }

    private func start() {
        ended.enter()
        let thread = Thread { self.work() }
        thread.name = "store"
        thread.stackSize = 8 << 20
        thread.start()
    }

    private func work() {
        let link = PostgresLink(place)
        while true {
            state.withLock { $0.free += 1 }
            signal.wait()
            let (work, isStopped) = state.withLock { state in
                state.free -= 1
                return (state.next(), state.isStopped)
            }
            if isStopped { break }
            guard let work else { continue }
            let wasOpen = link.isOpen
            work.run(link)
            let change = (link.isOpen ? 1 : 0) - (wasOpen ? 1 : 0)
            if change != 0 { state.withLock { $0.open += change } }
        }
        link.close()
        ended.leave()
    }

    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Connections that are open, those that do nothing, and work that waits.
    var figures: (open: Int, idle: Int, waiting: Int) {
        state.withLock { state in
            (state.open, min(state.open, state.free), max(0, state.count - state.free))
        }
    }

    /// No more work: what waits is abandoned, what runs comes to its end.
    func stop() {
        let (waiting, threads) = state.withLock { state in
            defer {
                state.isStopped = true
                state.waiting = []
                state.first = 0
            }
            return (Array(state.waiting.dropFirst(state.first)), state.isStopped ? 0 : state.threads)
        }
        for work in waiting { work.abandon(StoreError.closed(path: place.shown)) }
        for _ in 0..<threads { signal.signal() }
    }

    /// Waits until the connections are closed, for a few seconds at most.
    func waitForEnd() {
        _ = ended.wait(timeout: .now() + 5)
    }
}
