/// What is asked of a workshop: one ticket, one thing.
public protocol WorkTicket: Hashable, Sendable {
    /// Made for an earlier state of the world: nobody asks for it once `other` is there.
    func isOlder(than other: Self) -> Bool
}

public struct WorkshopLimits: Sendable {
    /// Things made at the same moment; each takes a processor.
    public var atOnce = 1
    /// That wait for their turn; who comes after is asked to come back.
    public var waiting = 6
    /// New things in a row, then one each `pause`.
    public var burst = 40
    public var pause = Duration.seconds(2)
    /// Of all things that are kept.
    public var bytes = 64_000_000
    public var time = Duration.seconds(60)

    public init() {}
}

/// Makes for readers what costs a processor for some seconds (a PDF, a sound): few at once, and each thing once.
///
/// Nothing is kept of who asked. What is counted is counted over all readers together.
public actor Workshop<Ticket: WorkTicket> {
    private let limits: WorkshopLimits
    /// What is told to who finds no room.
    private let refusal: String
    private var kept: [Ticket: [UInt8]] = [:]
    /// From the one that was made first.
    private var age: [Ticket] = []
    private var size = 0
    private var making: [Ticket: Task<[UInt8], any Error>] = [:]
    private var running = 0
    private var queue: [CheckedContinuation<Void, Never>] = []
    private var credit: Double
    private var counted = ContinuousClock.now

    public init(_ limits: WorkshopLimits, refusal: String) {
        self.limits = limits
        self.refusal = refusal
        credit = Double(limits.burst)
    }

    /// The bytes of the thing, kept or made now. Whoever asks for what is kept does not wait for what is being made.
    /// - Throws: `Problem(.unavailable)` when too many are being made; what `make` throws.
    public func bytes(_ ticket: Ticket, _ make: @escaping @Sendable () async throws -> [UInt8]) async throws -> [UInt8]
    {
        if let bytes = kept[ticket] { return bytes }
        if let task = making[ticket] { return try await task.value }
        guard making.count < limits.atOnce + limits.waiting, spend() else { throw Problem(.unavailable, refusal) }
        let task = Task { try await inTurn(make) }
        making[ticket] = task
        defer { making[ticket] = nil }
        let bytes = try await task.value
        keep(ticket, bytes)
        return bytes
    }

    private func inTurn(_ make: @Sendable () async throws -> [UInt8]) async throws -> [UInt8] {
        await turn()
        defer { next() }
        return try await make()
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
        // One that was begun before the world changed comes too late to be kept.
        guard !age.contains(where: { ticket.isOlder(than: $0) }) else { return }
        for old in age where old.isOlder(than: ticket) { drop(old) }
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
