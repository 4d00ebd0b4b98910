internal import CLibPQ
internal import Dispatch
internal import Synchronization

/// Lets another thread stop the statement that a connection is running.
final class CancelToken: Sendable {
    private struct State {
        /// A `PGcancel*`: libpq allows its use from any thread while it is not freed, which only the lock's holder does.
        var handle: UInt = 0
        /// Which piece of work may be stopped; 0: none.
        var work: UInt64 = 0
        var wasAsked = false
    }

    private let state = Mutex(State())
    private static let queue = DispatchQueue(label: "store.cancel")

    /// A connection was opened or closed.
    func renew(_ handle: OpaquePointer?) {
        state.withLock { state in
            if let old = OpaquePointer(bitPattern: state.handle) { PQfreeCancel(old) }
            state.handle = UInt(bitPattern: handle)
        }
    }

    func begin(_ work: UInt64) {
        state.withLock { ($0.work, $0.wasAsked) = (work, false) }
    }

    /// Waits for a request that is on its way, so that it cannot hit what comes next.
    /// - Returns: whether the server was asked to stop.
    func end() -> Bool {
        state.withLock { state in
            state.work = 0
            return state.wasAsked
        }
    }

    var wasAsked: Bool { state.withLock { $0.wasAsked } }

    /// Asks the server, from a thread that may wait for it, and again as long as the work goes on: a request that comes
    /// between two statements stops neither.
    func cancel(_ work: UInt64, after pause: Double = 0) {
        Self.queue.asyncAfter(deadline: .now() + pause) {
            let goesOn = self.state.withLock { state in
                guard state.work == work else { return false }
                state.wasAsked = true
                guard let handle = OpaquePointer(bitPattern: state.handle) else { return true }
                var message = [CChar](repeating: 0, count: 256)
                _ = PQcancel(handle, &message, Int32(message.count))
                return true
            }
            if goesOn { self.cancel(work, after: min(1, pause + 0.05)) }
        }
    }

    deinit { renew(nil) }
}
