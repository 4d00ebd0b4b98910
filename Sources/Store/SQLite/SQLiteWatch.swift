internal import Foundation
internal import GRDB
internal import Synchronization

/// Tells who listens: at once what this process commits, within a quarter of a second what another one does.
final class SQLiteWatch: Sendable {
    private let hub = ChangeHub()
    private let looking = Mutex<Task<Void, Never>?>(nil)
    private let path: String

    init(path: String) {
        self.path = path
    }

    deinit { stop() }

    func stream(_ channel: String) -> AsyncStream<Void> {
        let stream = hub.stream(channel) { [weak self] in self?.rest() }
        looking.withLock { task in
            if task == nil {
                task = Task { [hub, path] in await Self.look(path, hub) }
            } else {
                hub.tell(channel)
            }
        }
        return stream
    }

    func tell(_ channel: String) { hub.tell(channel) }

    func stop() {
        hub.end()
        rest()
    }

    private func rest() {
        looking.withLock { task in
            // Someone may have come while the last one went.
            guard hub.channels.isEmpty else { return }
            task?.cancel()
            task = nil
        }
    }

    /// `data_version` is another number on a connection that writes nothing whenever someone else has committed.
    private static func look(_ path: String, _ hub: ChangeHub) async {
        var configuration = Configuration()
        configuration.readonly = true
        var queue: DatabaseQueue?
        var known: Int?
        while !Task.isCancelled {
            do {
                let connection = try queue ?? DatabaseQueue(path: path, configuration: configuration)
                queue = connection
                let version = try await connection.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
                // The first look too: what is committed from now on will be seen, so listening has begun.
                if known != version { hub.tellAll() }
                known = version
            } catch {
                // The file is not there or in someone's way: what happened meanwhile is told by its next answer.
                queue = nil
                known = .min
            }
            // Cancelled: the loop ends.
            try? await Task.sleep(for: .milliseconds(250))
        }
    }
}
