internal import Foundation
internal import Synchronization

/// Who listens to which channel, in this process.
final class ChangeHub: Sendable {
    private struct State {
        var listeners: [String: [UUID: AsyncStream<Void>.Continuation]] = [:]
        var isEnded = false
    }

    private let state = Mutex(State())

    /// A stream that keeps at most one yield that nobody has taken yet.
    /// - Parameter onEnd: called when nobody listens to any channel any more.
    func stream(_ channel: String, onEnd: @escaping @Sendable () -> Void = {}) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        let isEnded = state.withLock { state in
            if !state.isEnded { state.listeners[channel, default: [:]][id] = continuation }
            return state.isEnded
        }
        if isEnded {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            guard let self else { return }
            let isAlone = state.withLock { state in
                state.listeners[channel]?[id] = nil
                if state.listeners[channel]?.isEmpty == true { state.listeners[channel] = nil }
                return state.listeners.isEmpty
            }
            if isAlone { onEnd() }
        }
        return stream
    }

    var channels: Set<String> { state.withLock { Set($0.listeners.keys) } }

    func tell(_ channel: String) {
        for listener in state.withLock({ $0.listeners[channel]?.values.map(\.self) ?? [] }) { listener.yield() }
    }

    func tellAll() {
        for listener in state.withLock({ $0.listeners.values.flatMap(\.values) }) { listener.yield() }
    }

    func end() {
        let all = state.withLock { state in
            state.isEnded = true
            defer { state.listeners = [:] }
            return state.listeners.values.flatMap(\.values)
        }
        for listener in all { listener.finish() }
    }
}
