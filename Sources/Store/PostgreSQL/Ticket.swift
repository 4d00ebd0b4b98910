internal import Synchronization

/// What a piece of work asks while it runs: is it still wanted?
protocol Cancelled: Sendable {
    var isCancelled: Bool { get }
}

/// One call that waits for its answer: answered once, by whoever comes first.
final class Ticket<Value: Sendable>: Cancelled {
    private struct State {
        var continuation: CheckedContinuation<Value, any Error>?
        var running: CancelToken?
        var isCancelled = false
        var isEnded = false
    }

    private let state = Mutex(State())
    private let number: UInt64
    /// A reader goes on at once when it is cancelled. A writer waits until it is known what became of the transaction.
    private let goesAtOnce: Bool

    init(goesAtOnce: Bool) {
        self.goesAtOnce = goesAtOnce
        self.number = ticketNumbers.withLock { number in
            number += 1
            return number
        }
    }

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// - Returns: whether there is something to do: not when the task was cancelled before.
    func wait(_ continuation: CheckedContinuation<Value, any Error>) -> Bool {
        let isWanted = state.withLock { state in
            if state.isCancelled { return false }
            state.continuation = continuation
            return true
        }
        if !isWanted { continuation.resume(throwing: CancellationError()) }
        return isWanted
    }

    /// A thread takes the work.
    /// - Returns: whether it is still wanted.
    func begin(_ token: CancelToken) -> Bool {
        state.withLock { state in
            if state.isEnded || state.isCancelled { return false }
            token.begin(number)
            state.running = token
            return true
        }
    }

    func end(_ result: Result<Value, any Error>) {
        let continuation = state.withLock { state in
            defer { (state.continuation, state.running, state.isEnded) = (nil, nil, true) }
            return state.continuation
        }
        continuation?.resume(with: result)
    }

    /// No thread came free in time: nothing was begun. What runs is not touched.
    func abandon(_ error: any Error) {
        let continuation = state.withLock { state in
            guard state.running == nil else { return CheckedContinuation<Value, any Error>?.none }
            defer { (state.continuation, state.isEnded) = (nil, true) }
            return state.continuation
        }
        continuation?.resume(throwing: error)
    }

    func cancel() {
        let (running, continuation) = state.withLock { state in
            state.isCancelled = true
            let running = state.running
            guard running == nil || goesAtOnce else { return (running, CheckedContinuation<Value, any Error>?.none) }
            defer { state.continuation = nil }
            return (running, state.continuation)
        }
        running?.cancel(number)
        continuation?.resume(throwing: CancellationError())
    }
}

private let ticketNumbers = Mutex<UInt64>(0)
