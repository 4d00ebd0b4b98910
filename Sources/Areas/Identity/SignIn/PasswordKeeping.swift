public import Vault
internal import Web

/// Keeps passwords so that they can be checked and never read. Slow on purpose, and bounded in parallel.
public protocol PasswordKeeping: Sendable {
    func seal(_ password: String) async throws -> String
    /// Takes as long when there is nothing to compare with: `nil` is checked against a password that nobody knows.
    func isRight(_ password: String, for stored: String?) async throws -> Bool
    /// Whether it was sealed at a lower cost than today's, and is sealed anew when its owner types it next.
    func isOutdated(_ stored: String) -> Bool
}

extension ScryptPool: PasswordKeeping {
    public func seal(_ password: String) async throws -> String { try await asked { try await hash(password) } }

    public func isRight(_ password: String, for stored: String?) async throws -> Bool {
        try await asked { try await matches(password, stored) }
    }

    /// Too many wait: said at once, and the same to everybody.
    private func asked<T>(_ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch Fault.busy {
            throw Problem(.tooMany, "Many people sign in at this moment. Try again in a minute.")
        }
    }
}
