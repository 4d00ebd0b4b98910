internal import Foundation

/// A code for tokens (RFC 6749 4.1.3).
struct TokenRequest: Sendable {
    let settings: OpenIDSettings
    let provider: ProviderMetadata
    let exchange: ProviderExchange

    struct Tokens: Decodable, Sendable {
        let idToken: String
        let accessToken: String

        enum CodingKeys: String, CodingKey {
            case idToken = "id_token"
            case accessToken = "access_token"
        }
    }

    func tokens(code: String, pending: PendingSignIn) async throws(OpenIDError) -> Tokens {
        var form = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", pending.redirect),
            ("code_verifier", pending.verifier),
        ]
        let authorization = proof(&form)
        let answer = try await exchange.post(
            provider.tokenEndpoint, form: form, authorization: authorization, step: .token)
        guard answer.status == 200 else { throw Self.failure(answer) }
        guard let tokens = try? JSONDecoder().decode(Tokens.self, from: Data(answer.body)),
            // It becomes a header; a token is made of visible ASCII (RFC 6750 2.1).
            tokens.accessToken.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw .unreadable(.token) }
        return tokens
    }

    private func proof(_ form: inout [(String, String)]) -> String? {
        guard let secret = settings.clientSecret else {
            form.append(("client_id", settings.clientID))
            return nil
        }
        switch provider.proof(wanted: settings.clientProof) {
        case .basic:
            // RFC 6749 2.3.1: each half is escaped as in a form before they are joined.
            let pair = "\(FormText.escaped(settings.clientID)):\(FormText.escaped(secret.text))"
            return "Basic \(Data(pair.utf8).base64EncodedString())"
        case .post:
            form += [("client_id", settings.clientID), ("client_secret", secret.text)]
            return nil
        }
    }

    /// RFC 6749 5.2.
    private static func failure(_ answer: ProviderExchange.Answer) -> OpenIDError {
        struct Refusal: Decodable { let error: String }
        switch (try? JSONDecoder().decode(Refusal.self, from: Data(answer.body)))?.error {
        case "invalid_grant": return .codeRefused
        case "invalid_client", "unauthorized_client": return .clientRefused
        default: return answer.status == 401 ? .clientRefused : .refused(.token, status: answer.status)
        }
    }
}
