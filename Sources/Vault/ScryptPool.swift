internal import Dispatch
internal import Synchronization

/// Where passwords are hashed: on a thread of its own, one after the other, with a short waiting line. A flood of sign-ins waits for
/// itself; who reads the guide does not feel it.
public final class ScryptPool: Sendable {
    public enum Fault: Error, Sendable, Hashable {
        /// Too many wait already: say so at once instead of keeping them.
        case busy
    }

    private let queue: DispatchQueue
    private let gate: DispatchSemaphore?
    private let waiting = Mutex(0)
    private let longest: Int
    private let rounds: Int

    /// - Parameters:
    ///   - atOnce: how many are hashed at the same time.
    ///   - waiting: how many may wait.
    ///   - rounds: logarithm of scrypt's N; smaller only in tests.
    public init(atOnce: Int = 1, waiting: Int = 50, rounds: Int = 15) {
        queue = DispatchQueue(
            label: "scrypt", qos: .utility, attributes: atOnce > 1 ? .concurrent : [])
        gate = atOnce > 1 ? DispatchSemaphore(value: atOnce) : nil
        longest = waiting
        self.rounds = rounds
    }

    /// How many wait or are hashed now.
    public var load: Int { waiting.withLock { $0 } }

    /// - Throws: `Fault.busy`.
    public func hash(_ password: String) async throws -> String {
        let rounds = rounds
        return try await run { try Password.hash(password, rounds: rounds) }
    }

    /// - Parameter kept: `nil`: nobody; takes as long and is false.
    /// - Throws: `Fault.busy`.
    public func matches(_ password: String, _ kept: String?) async throws -> Bool {
        let (decoy, rounds) = (Password.decoy(rounds), rounds)
        return try await run {
            let isRight = try Password.matches(password, kept ?? decoy)
            if let kept { try Password.spendTheRest(password, kept, rounds: rounds) }
            return kept != nil && isRight
        }
    }

    /// Whether a password was kept with fewer rounds than are used now: hash it again when its owner types it next.
    public func isOutdated(_ kept: String) -> Bool { Password.isOutdated(kept, rounds: rounds) }

    private func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        let isAdmitted = waiting.withLock { count in
            guard count < longest else { return false }
            count += 1
            return true
        }
        guard isAdmitted else { throw Fault.busy }
        defer { waiting.withLock { $0 -= 1 } }
        let hasLeft = Leaving()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { [gate] in
                    gate?.wait()
                    defer { gate?.signal() }
                    // Who hung up while waiting costs nothing any more.
                    if hasLeft.isTrue.withLock({ $0 }) { return continuation.resume(throwing: CancellationError()) }
                    continuation.resume(with: Result { try body() })
                }
            }
        } onCancel: {
            hasLeft.isTrue.withLock { $0 = true }
        }
    }

    private final class Leaving: Sendable {
        let isTrue = Mutex(false)
    }
}
