internal import Rules
internal import Store

extension Identity {
    /// Counts a try of somebody who is not signed in, by a name of their network that changes every hour and cannot be turned back.
    /// - Parameter purpose: each has its own counters.
    /// - Returns: whether it may be made.
    static func takeTry(
        _ workplace: Workplace, _ connection: Connection, _ purpose: String, from address: String, now: Instant
    ) throws -> Bool {
        let counters = NetworkName(keys: workplace.keys).hourly(purpose, address, LockOut.network, at: now)
        return try TryTable().takeAll(connection, counters, now: now)
    }
}
