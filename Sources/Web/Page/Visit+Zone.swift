public import Rules
internal import Synchronization

extension Visit {
    /// The city's clock. Reading it from the system's database takes a fraction of a millisecond, and a page may ask for each of its lines.
    public var zone: CivilZone {
        let name = settings.timeZone
        if let known = Self.zones.withLock({ $0[name] }) { return known }
        guard let zone = CivilZone(name) else { return .utc }
        Self.zones.withLock { $0[name] = zone }
        return zone
    }

    /// There are no more of them than cities in this process.
    private static let zones = Mutex<[String: CivilZone]>([:])
}
