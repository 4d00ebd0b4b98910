import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Areas
@testable import Web

/// What strangers do, for the tests of what it must not lead to.
enum Strangers {
    static let new = "cinq hiboux comptent les nuages"

    /// Tries from one network until it has to wait.
    static func exhaust(_ city: WorkingCity, _ name: String, network: String) async throws {
        for _ in 0..<5 {
            #expect(
                try await Browser(city, network: network).signIn(name, "wrong").status == .unprocessableContent)
        }
        #expect(try await Browser(city, network: network).signIn(name).status == .tooManyRequests)
    }

    /// As if many networks had tried: `count` tries are counted against the address.
    static func attack(_ city: WorkingCity, _ name: String, _ count: Int) async throws {
        let counter = SignInTries.counter(city.workplace.keys, "\(name)@example.org")
        let now = city.now
        try await city.city.database.write { connection in
            for _ in 0..<count {
                // The pauses passed by: an attacker has time.
                try connection.execute("UPDATE limit_count SET blocked_until = NULL WHERE name = \(counter)")
                _ = try TryTable().take(connection, counter, LockOut.address, now: now)
            }
        }
    }
}
