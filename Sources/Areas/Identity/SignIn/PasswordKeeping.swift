internal import Vault

/// Why a password is not taken.
public enum PasswordFault: String, Sendable, Hashable, CaseIterable {
    /// NIST SP 800-63B, 5.1.1.2: length counts, composition does not.
    case tooShort = "too-short"
    case tooLong = "too-long"
    case common
    /// It is made of the person's own name or address.
    case likeYou = "like-you"
}

/// Keeps passwords so that they can be checked and never read. Slow on purpose, and bounded in parallel.
public protocol PasswordKeeping: Sendable {
    /// - Parameter words: name and address of the person.
    func faults(_ password: String, about words: [String]) -> [PasswordFault]
    func seal(_ password: String) async throws -> String
    /// Takes as long when there is nothing to compare with: `nil` is checked against a password that nobody knows.
    func isRight(_ password: String, for stored: String?) async throws -> Bool
}
