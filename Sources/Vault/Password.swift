internal import Crypto
internal import CryptoExtras
internal import Foundation

/// A password as it is kept: scrypt (RFC 7914) with its parameters beside it, so that they can grow:
/// `$scrypt$ln=15,r=8,p=1$<salt>$<hash>`, both in base64.
public struct Password: Sendable {
    /// 2^15 rounds of 8 blocks: 32 MB and some 100 ms of one core for each try (OWASP, Password Storage, 2023: 2^17 or less with p;
    /// this machine serves a city's guide on two cores beside it).
    static let rounds = 15

    /// Hashes a password. Takes a tenth of a second of one core: go through `ScryptPool`.
    static func hash(_ password: String, rounds: Int = rounds) throws -> String {
        let salt = Array(KeyRing.randomKey().prefix(16))
        let hash = try derive(password, salt: salt, rounds: rounds)
        return "$scrypt$ln=\(rounds),r=8,p=1$\(base64(salt))$\(base64(hash))"
    }

    /// Whether the password is the one that was kept. What cannot be read is nobody's password.
    static func matches(_ password: String, _ kept: String) throws -> Bool {
        guard let parts = Parts(kept) else { return false }
        let hash = try derive(password, salt: parts.salt, rounds: parts.rounds)
        return ConstantTime.areEqual(hash, parts.hash)
    }

    /// Kept with fewer rounds than those.
    static func isOutdated(_ kept: String, rounds: Int = rounds) -> Bool {
        Parts(kept).map { $0.rounds < rounds } ?? true
    }

    /// Spends what a password that was kept with fewer rounds saves: 2^a + 2^a + 2^(a+1) … + 2^(b-1) = 2^b. Otherwise the time would
    /// tell that there is an account, and an old one.
    static func spendTheRest(_ password: String, _ kept: String, rounds: Int) throws {
        guard let parts = Parts(kept), parts.rounds < rounds else { return }
        for step in parts.rounds..<rounds { _ = try derive(password, salt: parts.salt, rounds: step) }
    }

    /// Nobody's password: hashed against when there is no account, so that the answer takes as long.
    static func decoy(_ rounds: Int) -> String {
        "$scrypt$ln=\(rounds),r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    }

    private struct Parts {
        var rounds: Int
        var salt: [UInt8]
        var hash: [UInt8]

        init?(_ kept: String) {
            let parts = kept.split(separator: "$", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[1] == "scrypt", parts[2].hasPrefix("ln="), parts[2].hasSuffix(",r=8,p=1"),
                let rounds = Int(parts[2].dropFirst(3).prefix { $0 != "," }), (10...17).contains(rounds),
                let salt = Data(base64Encoded: String(parts[3])), let hash = Data(base64Encoded: String(parts[4])),
                salt.count == 16, hash.count == 32
            else { return nil }
            self.rounds = rounds
            self.salt = [UInt8](salt)
            self.hash = [UInt8](hash)
        }
    }

    static func derive(
        _ password: String, salt: [UInt8], rounds: Int, blockSize: Int = 8, parallelism: Int = 1, count: Int = 32
    ) throws -> [UInt8] {
        // Longer than any that is taken: nobody's, and not worth the time of preparing it.
        let password = password.utf8.count <= 1_024 ? password : ""
        // The same password typed on two keyboards may be two sequences of code points (NIST SP 800-63B, 5.1.1.2).
        let bytes = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        return try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: count, rounds: 1 << rounds, blockSize: blockSize,
            parallelism: parallelism
        ).withUnsafeBytes { Array($0) }
    }

    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
}

enum ConstantTime {
    /// Takes as long whatever differs.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        var difference: UInt8 = 0
        for (a, b) in zip(left, right) { difference |= a ^ b }
        return difference == 0
    }
}
