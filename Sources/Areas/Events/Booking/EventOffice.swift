internal import Rules
internal import Store
internal import Vault
internal import Web

/// Keeps places for people of whom nothing is asked. The same form sent twice makes one record and shows the same code.
public struct EventOffice: Sendable {
    /// Of one date, from everybody together.
    static let hourly = 120
    static let mostWaiting = 300

    enum Outcome: Sendable, Hashable {
        case kept(code: String, BookingTable.State, persons: Int)
        case tooMany
        /// The date is over, called off, or not one of the event.
        case noDate
    }

    let workplace: Workplace

    public init(workplace: Workplace) { self.workplace = workplace }

    /// - Parameters:
    ///   - id: made with the form, so that a second sending is recognised.
    ///   - address: where the request comes from, for limits; not stored.
    func take(
        _ event: Event, on moment: EventMoment, persons: Int, id: UUIDv7, from address: String, now: Instant
    ) async throws -> Outcome {
        guard moment.end > now, !moment.date.isCancelled, event.registration == .code else { return .noDate }
        let code = code(of: id)
        let wanted = BookingTable.Booking(
            id: id.description, event: event.key, date: moment.date.original, persons: persons, state: .held)
        return try await workplace.database.write { connection in
            if let present = try BookingTable.find(connection, id: wanted.id) {
                return present.event == event.key
                    ? .kept(code: code, present.state, persons: present.persons) : .noDate
            }
            guard try Identity.takeTry(workplace, connection, "event-places", from: address, now: now) else {
                return .tooMany
            }
            let load = try BookingTable.load(connection, event.key, wanted.date, now: now)
            guard load.recent < Self.hourly, load.waiting < Self.mostWaiting else { return .tooMany }
            try workplace.mayWrite(connection)
            let state = try BookingTable.take(
                connection, wanted, mark: mark(of: code), capacity: event.capacity, ends: moment.end, now: now)
            return .kept(code: code, state, persons: persons)
        }
    }

    /// What a code stands for, of this event.
    /// - Returns: `nil` when it is not known.
    /// - Throws: `Problem(.tooMany)`
    func look(_ typed: String, event: String, from address: String, now: Instant) async throws
        -> BookingTable.Booking?
    {
        try await find(typed, event, address, now) { _, booking in booking }
    }

    /// - Returns: what it stood for; `nil` when it is not known.
    func giveBack(_ typed: String, event: String, from address: String, now: Instant) async throws
        -> BookingTable.Booking?
    {
        try await find(typed, event, address, now) { connection, booking in
            _ = try BookingTable.giveBack(connection, booking)
            return try BookingTable.find(connection, id: booking.id)
        }
    }

    private func find(
        _ typed: String, _ event: String, _ address: String, _ now: Instant,
        _ act: @escaping @Sendable (Connection, BookingTable.Booking) throws -> BookingTable.Booking?
    ) async throws -> BookingTable.Booking? {
        guard let code = BookingCode.read(typed) else { return nil }
        let mark = mark(of: code)
        let (found, isHeard) = try await workplace.database.write { connection -> (BookingTable.Booking?, Bool) in
            guard try Identity.takeTry(workplace, connection, "event-code", from: address, now: now) else {
                return (nil, false)
            }
            guard let booking = try BookingTable.find(connection, mark: mark, event: event) else { return (nil, true) }
            return (try act(connection, booking), true)
        }
        if !isHeard { throw Problem(.tooMany, "Too many codes were tried from here. Wait a few minutes.") }
        return found
    }

    /// How many places are left on each date that somebody asked for; dates that are not named have all of theirs.
    func left(_ event: Event) async throws -> [WallTime: Int] {
        guard let capacity = event.capacity, event.registration == .code else { return [:] }
        let tallies = try await workplace.database.read { try BookingTable.tallies($0, event.key) }
        return tallies.mapValues { max(0, capacity - $0.taken) }
    }

    func mark(of code: String) -> String { workplace.keys.blindIndex(code, purpose: "event-code") }

    /// Made of the form's own id with a key of ours: nobody can guess it, and the same form leads to it again.
    private func code(of id: UUIDv7) -> String {
        let seed = workplace.keys.blindIndex(id.description, purpose: "event-code-of-form")
        var bits = UInt64(seed.prefix(16), radix: 16) ?? 0
        var signs: [UInt8] = []
        for _ in 0..<BookingCode.length {
            signs.append(BookingCode.alphabet[Int(bits & 31)])
            bits >>= 5
        }
        return String(decoding: signs, as: UTF8.self)
    }
}
