internal import Foundation

/// What the provider publishes of itself (OpenID Connect Discovery 3).
struct ProviderMetadata: Decodable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keysAddress: String
    let userInfoEndpoint: String?
    let endSessionEndpoint: String?
    let clientProofs: [String]?
    /// RFC 9207 3.
    let saysIssuerOnReturn: Bool?

    enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case keysAddress = "jwks_uri"
        case userInfoEndpoint = "userinfo_endpoint"
        case endSessionEndpoint = "end_session_endpoint"
        case clientProofs = "token_endpoint_auth_methods_supported"
        case saysIssuerOnReturn = "authorization_response_iss_parameter_supported"
    }

    static func reading(_ body: [UInt8], issuer: String) throws(OpenIDError) -> ProviderMetadata {
        guard let metadata = try? JSONDecoder().decode(ProviderMetadata.self, from: Data(body)) else {
            throw .unreadable(.discovery)
        }
        guard metadata.issuer == issuer else { throw .otherIssuerInDiscovery }
        try metadata.checkAddresses()
        return metadata
    }

    private func checkAddresses() throws(OpenIDError) {
        let addresses: [(OpenIDError.Step, String?)] = [
            (.authorization, authorizationEndpoint), (.token, tokenEndpoint), (.keys, keysAddress),
            (.userInfo, userInfoEndpoint), (.logout, endSessionEndpoint),
        ]
        // A provider out there must not send us to a service on this machine.
        let isLocal = issuer.hasPrefix("http:")
        for (step, address) in addresses {
            guard let address else { continue }
            guard ProviderAddress.isSecure(address), isLocal || address.hasPrefix("https:") else {
                throw .insecureAddress(step)
            }
        }
    }

    /// Basic is what every provider must know when it says nothing (RFC 8414 2).
    func proof(wanted: OpenIDSettings.ClientProof?) -> OpenIDSettings.ClientProof {
        if let wanted { return wanted }
        let offered = clientProofs ?? [OpenIDSettings.ClientProof.basic.rawValue]
        let offersOnlyPost =
            !offered.contains(OpenIDSettings.ClientProof.basic.rawValue)
            && offered.contains(OpenIDSettings.ClientProof.post.rawValue)
        return offersOnlyPost ? .post : .basic
    }
}
