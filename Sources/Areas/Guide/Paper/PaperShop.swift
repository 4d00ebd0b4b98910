internal import Foundation
public import Printing
internal import Rules
internal import Web

/// Prints what readers ask for from the pages: few at once, and each document once for its day and its state of the guide.
///
/// Nothing is kept of who asked. What is counted is counted over all readers together.
public actor PaperShop {
    /// What makes one document differ from another.
    struct Ticket: Hashable {
        var origin: String
        var city: String
        var version: Int
        var day: LocalDate
        var order: PaperOrder
    }

    public struct Limits: Sendable {
        /// Documents made at the same moment; each takes a processor and some 110 MB.
        public var atOnce = 1
        /// That wait for their turn; who comes after is asked to come back.
        public var waiting = 6
        /// New documents in a row, then one each `pause`.
        public var burst = 40
        public var pause = Duration.seconds(2)
        /// Of all documents that are kept.
        public var bytes = 64_000_000
        public var time = Duration.seconds(60)

        public init() {}
    }

    private let press: Press
    private let limits: Limits
    private var kept: [Ticket: [UInt8]] = [:]
    /// From the one that was made first.
    private var age: [Ticket] = []
    private var size = 0
    private var making: [Ticket: Task<[UInt8], any Error>] = [:]
    private var running = 0
    private var queue: [CheckedContinuation<Void, Never>] = []
    private var credit: Double
    private var counted = ContinuousClock.now

    public init(_ press: Press, limits: Limits = Limits()) {
        self.press = press
        self.limits = limits
        credit = Double(limits.burst)
    }

    /// The bytes of the document.
    /// - Throws: `Problem(.unavailable)` when too many are being made or it takes too long; `PressFault`, which is ours to mend.
    func pdf(_ ticket: Ticket, _ write: @escaping @Sendable () -> OrderedPaper) async throws -> [UInt8] {
        if let bytes = kept[ticket] { return bytes }
        if let task = making[ticket] { return try await task.value }
        guard making.count < limits.atOnce + limits.waiting, spend() else {
            throw Problem(.unavailable, "Many documents are being printed. Try again in half a minute.")
        }
        let task = Task { try await make(write) }
        making[ticket] = task
        defer { making[ticket] = nil }
        let bytes = try await task.value
        keep(ticket, bytes)
        return bytes
    }

    private func make(_ write: @Sendable () -> OrderedPaper) async throws -> [UInt8] {
        await turn()
        defer { next() }
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "ville-refuge-\(UUID().uuidString).pdf")
        // The bytes are in memory then.
        defer { try? FileManager.default.removeItem(at: file) }
        do {
            return try await Self.printed(write, on: press, to: file, within: limits.time)
        } catch PressFault.outOfTime {
            throw Problem(.unavailable, "The document took too long to print.")
        }
    }

    /// Away from the shop: whoever asks for a document that is kept does not wait for one that is being written.
    private nonisolated static func printed(
        _ write: @Sendable () -> OrderedPaper, on press: Press, to file: URL, within time: Duration
    ) async throws -> [UInt8] {
        _ = try await write().print(on: press, to: file, within: time)
        return [UInt8](try Data(contentsOf: file))
    }

    private func turn() async {
        if running < limits.atOnce {
            running += 1
        } else {
            await withCheckedContinuation { queue.append($0) }
        }
    }

    private func next() {
        if queue.isEmpty { running -= 1 } else { queue.removeFirst().resume() }
    }

    /// A credit for each pause that has gone by, up to the burst.
    private func spend() -> Bool {
        let moment = ContinuousClock.now
        credit = min(Double(limits.burst), credit + (moment - counted) / limits.pause)
        counted = moment
        guard credit >= 1 else { return false }
        credit -= 1
        return true
    }

    private func keep(_ ticket: Ticket, _ bytes: [UInt8]) {
        // One that was begun before the guide changed comes too late to be kept.
        let isLate = age.contains {
            $0.city == ticket.city && $0.origin == ticket.origin && $0.version > ticket.version
        }
        guard !isLate else { return }
        // Of yesterday, or of an older state of the guide: nobody asks for it again.
        for old in age
        where old.city == ticket.city && old.origin == ticket.origin
            && (old.version != ticket.version || old.day != ticket.day)
        { drop(old) }
        guard kept.updateValue(bytes, forKey: ticket) == nil else { return }
        age.append(ticket)
        size += bytes.count
        while size > limits.bytes, let oldest = age.first { drop(oldest) }
    }

    private func drop(_ ticket: Ticket) {
        size -= kept.removeValue(forKey: ticket)?.count ?? 0
        age.removeAll { $0 == ticket }
    }
}
