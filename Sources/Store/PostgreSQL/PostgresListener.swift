internal import Foundation
internal import Synchronization

/// Hears what is told with NOTIFY, on a connection and a thread of its own, from the first listener on.
final class PostgresListener: Sendable {
    private struct State {
        var isStarted = false
        var isStopped = false
        /// The writing end of a pipe that wakes the thread.
        var bell: Int32 = -1
    }

    private let hub = ChangeHub()
    private let state = Mutex(State())
    private let place: PostgresPlace

    init(_ place: PostgresPlace) {
        self.place = place
    }

    func stream(_ channel: String) -> AsyncStream<Void> {
        let stream = hub.stream(channel)
        let bell = state.withLock { state -> Int32? in
            if state.isStopped || state.isStarted { return nil }
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { return nil }
            state.isStarted = true
            state.bell = ends[1]
            return ends[0]
        }
        if let bell { start(bell) } else { ring() }
        return stream
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        hub.end()
        ring()
    }

    private func ring() {
        state.withLock { state in
            var byte: UInt8 = 1
            if state.bell >= 0 { _ = write(state.bell, &byte, 1) }
        }
    }

    private func start(_ bell: Int32) {
        let thread = Thread { [self] in
            listen(bell)
            state.withLock { state in
                close(bell)
                close(state.bell)
                state.bell = -1
            }
        }
        thread.name = "store listener"
        thread.start()
    }

    private func listen(_ bell: Int32) {
        let link = PostgresLink(place)
        var heard: Set<String> = []
        var pause: Int32 = 50
        while !state.withLock({ $0.isStopped }) {
            do {
                if !link.isOpen {
                    heard = []
                    try link.open()
                    pause = 50
                }
                for channel in hub.channels.subtracting(heard) {
                    try link.run("LISTEN \(channel)")
                    heard.insert(channel)
                    // What was told before LISTEN was not heard.
                    hub.tell(channel)
                }
                if !wait(link.socket, bell, 20_000) { try link.run("SELECT 1") }
                for channel in try link.notices() { hub.tell(channel) }
            } catch {
                link.close()
                _ = wait(-1, bell, pause)
                pause = min(pause * 2, 2_000)
            }
        }
    }

    /// - Returns: whether something came within so many milliseconds.
    private func wait(_ socket: Int32, _ bell: Int32, _ milliseconds: Int32) -> Bool {
        var ends = [
            pollfd(fd: bell, events: Int16(POLLIN), revents: 0), pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&ends, 2, milliseconds)
        if ends[0].revents != 0 {
            var bytes = [UInt8](repeating: 0, count: 64)
            _ = read(bell, &bytes, bytes.count)
        }
        return count > 0
    }
}
