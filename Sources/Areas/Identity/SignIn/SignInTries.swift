internal import Rules
internal import Store
internal import Vault

/// Which counters a try at a password goes through. All are in the database: they outlive a restart, and hold for all servers.
///
/// A browser that is known to the account has a counter of its own and no other. Everybody else is counted by the network, by address and
/// network together (the strict rule), and by address alone (a slow-down): see decision 0019.
struct SignInTries {
    enum Way {
        case known(String)
        /// - pairs: of the address from its network, the strict one first; wide: of the network and of the address alone.
        case stranger(pairs: [TryTable.Counter], wide: [TryTable.Counter])

        var isKnown: Bool { if case .known = self { true } else { false } }
    }

    let keys: KeyRing
    private let tries = TryTable()

    init(keys: KeyRing) {
        self.keys = keys
    }

    func way(
        _ address: String, _ account: AccountTable.Account?, _ around: SignIn.Circumstances
    ) -> Way {
        // Looked for and counted the same whether there is such an account or not.
        let known = KnownBrowser(keys: keys).name(around.known, of: account, at: around.now)
        let name = Self.counter(keys, address)
        let networks = NetworkName(keys: keys)
        if let known { return .known("\(name)/\(known.name)") }
        return .stranger(
            pairs: networks.daily(around.address, with: name, LockOut.person, at: around.now),
            wide: networks.hourly("from", around.address, LockOut.network, at: around.now)
                + [TryTable.Counter(name: name, allowance: LockOut.address)])
    }

    static func counter(_ keys: KeyRing, _ address: String) -> String {
        "sign-in/\(Secrets(keys: keys).emailIndex(address))"
    }

    /// Counts a try before it is made. One that is refused counts nowhere, and leaves no row behind.
    /// - Returns: whether it may be made.
    func take(_ connection: Connection, _ way: Way, now: Instant) throws -> Bool {
        switch way {
        case .known(let name): return try tries.take(connection, name, LockOut.person, now: now) == nil
        case .stranger(let pairs, let wide): return try tries.takeAll(connection, pairs + wide, now: now)
        }
    }

    /// It was the right password: the narrow counter is forgotten, the wide ones have this try back.
    func giveBack(_ connection: Connection, _ way: Way) throws {
        switch way {
        case .known(let name): try tries.clear(connection, name)
        case .stranger(let pairs, let wide):
            if let strict = pairs.first { try tries.clear(connection, strict.name) }
            try tries.giveBack(connection, pairs.dropFirst() + wide)
        }
    }
}
