internal import Dispatch
internal import Synchronization

/// Carries a few batches at a time from the thread that reads one database to the thread that writes the other.
final class Conveyor: Sendable {
    enum Load: Sendable {
        case tables([TableShape])
        case rows([[SQLValue]])
        /// The table is read to its end, with what it held.
        case end(TableSum)
    }

    private struct State {
        var loads: [Load] = []
        var failure: (any Error)?
    }

    private let state = Mutex(State())
    private let room = DispatchSemaphore(value: 0)
    private let ready = DispatchSemaphore(value: 0)

    init() {
        for _ in 0..<4 { room.signal() }
    }

    /// Waits for room. Blocks: only from an engine's own thread.
    func put(_ load: Load) throws {
        room.wait()
        let failure = state.withLock { state in
            if state.failure == nil { state.loads.append(load) }
            return state.failure
        }
        if let failure {
            room.signal()
            throw failure
        }
        ready.signal()
    }

    /// Waits for the next load. Blocks: only from an engine's own thread.
    func take() throws -> Load {
        ready.wait()
        let (load, failure) = state.withLock { state in
            (state.failure == nil && !state.loads.isEmpty ? state.loads.removeFirst() : nil, state.failure)
        }
        guard let load else {
            ready.signal()
            throw failure ?? MoveError.interrupted
        }
        room.signal()
        return load
    }

    /// One side cannot go on: the other stops too.
    func fail(_ error: any Error) {
        state.withLock { $0.failure = $0.failure ?? error }
        room.signal()
        ready.signal()
    }
}
