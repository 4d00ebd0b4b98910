internal import Foundation
internal import JWTKit

/// One public key of the provider (RFC 7517), of a kind that we accept. Private and symmetric keys are not read at all.
struct ProviderKey: Sendable {
    let id: String?
    private let key: JWK
    private let kind: String
    private let algorithm: String?

    /// Nil for keys that do not sign, or not as we want: a set may hold others.
    private init?(_ entry: Entry) {
        guard entry.use ?? "sig" == "sig", entry.operations?.contains("verify") ?? true else { return nil }
        let id = JWKIdentifier(string: entry.kid ?? "")
        switch entry.kty {
        case "RSA":
            guard let modulus = entry.n, let exponent = entry.e else { return nil }
            key = .rsa(nil, identifier: id, modulus: modulus, exponent: exponent)
        case "EC":
            guard entry.crv == "P-256", let x = entry.x, let y = entry.y else { return nil }
            key = .ecdsa(nil, identifier: id, x: x, y: y, curve: .p256)
        default: return nil
        }
        self.id = entry.kid
        kind = entry.kty
        algorithm = entry.alg
    }

    static func reading(_ body: [UInt8]) throws(OpenIDError) -> [ProviderKey] {
        guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(body)) else { throw .unreadable(.keys) }
        return set.keys.prefix(100).compactMap { $0.entry.flatMap(ProviderKey.init) }
    }

    /// The kind of key decides, never the token alone: a public key used as a password (HS256) has no way in here.
    func serves(_ wanted: SigningAlgorithm) -> Bool {
        kind == wanted.keyType && (algorithm ?? wanted.rawValue) == wanted.rawValue
    }

    /// - Throws: `unusableKey` if the key is broken or too short (RSA below 2048 bits).
    func isValid(
        _ signature: [UInt8], signs text: [UInt8], by algorithm: SigningAlgorithm
    ) async throws(OpenIDError) -> Bool {
        do {
            let keys = try await JWTKeyCollection().add(jwk: key)
            let verifier = try await keys.getKey(for: key.keyIdentifier, alg: algorithm.rawValue)
            guard verifier.name == algorithm.rawValue else { throw OpenIDError.token(.unusableKey) }
            // A signature of the wrong shape is a wrong signature.
            return (try? verifier.verify(signature, signs: text)) ?? false
        } catch {
            throw .token(.unusableKey)
        }
    }

    private struct KeySet: Decodable {
        let keys: [Tolerant]
    }

    /// An entry that cannot be read must not spoil the others.
    private struct Tolerant: Decodable {
        let entry: Entry?
        init(from decoder: any Decoder) { entry = try? Entry(from: decoder) }
    }

    private struct Entry: Decodable {
        let kty: String
        let kid, use, alg, n, e, crv, x, y: String?
        let operations: [String]?

        enum CodingKeys: String, CodingKey {
            case kty, kid, use, alg, n, e, crv, x, y
            case operations = "key_ops"
        }
    }
}

/// The signatures that we accept. Never `none`, never a shared secret.
enum SigningAlgorithm: String, Sendable {
    case rs256 = "RS256"
    case ps256 = "PS256"
    case es256 = "ES256"

    var keyType: String { self == .es256 ? "EC" : "RSA" }
}
