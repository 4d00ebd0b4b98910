internal import Foundation

/// The facts of an ID token or of userinfo (OpenID Connect Core 2 and 5.1). Times in seconds since 1970.
struct Claims: Decodable, Sendable {
    let issuer, subject, nonce, authorizedParty, accessTokenHash, acr: String?
    let audience: Audience?
    let expires, notBefore, issuedAt, signedInAt: Double?
    let amr: [String]?
    let email: String?
    let emailVerified: Mark?
    let name, givenName, familyName, usualName: String?

    enum CodingKeys: String, CodingKey {
        case issuer = "iss"
        case subject = "sub"
        case audience = "aud"
        case authorizedParty = "azp"
        case expires = "exp"
        case notBefore = "nbf"
        case issuedAt = "iat"
        case signedInAt = "auth_time"
        case accessTokenHash = "at_hash"
        case nonce, acr, amr, email, name
        case emailVerified = "email_verified"
        case givenName = "given_name"
        case familyName = "family_name"
        case usualName = "usual_name"
    }

    init(_ payload: [UInt8]) throws {
        self = try JSONDecoder().decode(Claims.self, from: Data(payload))
    }

    /// ProConnect gives `usual_name` instead of `family_name`.
    var fullName: String? {
        let parts = [givenName, familyName ?? usualName].compactMap { $0 }.filter { !$0.isEmpty }
        return name ?? (parts.isEmpty ? nil : parts.joined(separator: " "))
    }

    /// One audience as a text, or several as a list.
    struct Audience: Decodable, Sendable {
        let all: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                all = [one]
            } else {
                all = try container.decode([String].self)
            }
        }
    }

    /// Some providers write the mark as a text. Anything else is no mark that we could trust: false.
    struct Mark: Decodable, Sendable {
        let isTrue: Bool

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            isTrue = (try? container.decode(Bool.self)) ?? ((try? container.decode(String.self)) == "true")
        }
    }
}
