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
        case stranger(network: String?, pair: String, address: String)
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
            network: networks.hourly("from", around.address, at: around.now),
            pair: "\(name)/" + networks.daily(around.address, with: name, at: around.now), address: name)
    }

    static func counter(_ keys: KeyRing, _ address: String) -> String {
        "sign-in/\(Secrets(keys: keys).emailIndex(address))"
    }

    /// Counts a try before it is made. One that is refused by a narrow counter takes nothing from the wide ones.
    /// - Returns: whether it may be made.
    func take(_ connection: Connection, _ way: Way, now: Instant) throws -> Bool {
        switch way {
        case .known(let name): return try tries.take(connection, name, LockOut.person, now: now) == nil
        case .stranger(let network, let pair, let address):
            if try tries.take(connection, pair, LockOut.person, now: now) != nil { return false }
            if let network, try tries.take(connection, network, LockOut.network, now: now) != nil { return false }
            return try tries.take(connection, address, LockOut.address, now: now) == nil
        }
    }

    /// It was the right password: the narrow counter is forgotten, the wide ones have this try back.
    func giveBack(_ connection: Connection, _ way: Way) throws {
        switch way {
        case .known(let name): try tries.clear(connection, name)
        case .stranger(let network, let pair, let address):
            try tries.clear(connection, pair)
            if let network { try tries.giveBack(connection, network, LockOut.network) }
            try tries.giveBack(connection, address, LockOut.address)
        }
    }
}
