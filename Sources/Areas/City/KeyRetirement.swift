public import Rules
public import Store
public import Vault

/// Takes an old key, stolen perhaps, out of a city for good. Nothing goes while a single value still needs it.
public struct KeyRetirement: Sendable {
    public enum Outcome: Sendable, Hashable {
        case retired, wasRetired
    }

    let database: Database
    let keys: KeyRing

    public init(database: Database, keys: KeyRing) {
        self.database = database
        self.keys = keys
    }

    /// The caller takes the key out of the file afterwards: a ring with one key too many still opens everything.
    /// - Throws: `KeyRetirementFault`, `VaultError`; then everything is as before.
    public func run(_ id: String, now: Instant) async throws -> Outcome {
        guard try await KeyProof.beginRetirement(database, keys, of: id) else { return .wasRetired }
        do {
            // After the mark, so that no server seals and signs anew with the key behind our back.
            let count = try await KeyRotation(database: database, keys: keys).verify()[id] ?? 0
            if count > 0 { throw KeyRetirementFault.stillSeals(id, count) }
            try await KeyProof.finishRetirement(database, keys, of: id, now: now)
        } catch {
            try await KeyProof.abandonRetirement(database, of: id)
            throw error
        }
        return .retired
    }
}
