import Synchronization
import Web

/// What the API says of a service, encoded once for each language and kept as long as the snapshot lives.
final class ItemCache: Sendable {
    private struct Slot: Hashable {
        var kind: String
        var language: String
        var position: Int
    }

    private let items = Mutex<[Slot: JSONText]>([:])

    func item(_ kind: String, _ language: String, _ position: Int, make: () -> JSONText) -> JSONText {
        let slot = Slot(kind: kind, language: language, position: position)
        if let item = items.withLock({ $0[slot] }) { return item }
        let item = make()
        items.withLock { $0[slot] = item }
        return item
    }
}
