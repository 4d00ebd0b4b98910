/// The person's facts, where the ID token lacks them (OpenID Connect Core 5.3). ProConnect signs them, others do not.
struct UserInfoRequest: Sendable {
    let settings: OpenIDSettings
    let keys: ProviderKeys
    let exchange: ProviderExchange

    /// - Throws: `otherSubject` unless they are about the subject of the token (5.3.2).
    func claims(
        from address: String, accessToken: String, subject: String, now: Int64
    ) async throws(OpenIDError) -> Claims {
        let answer = try await exchange.get(address, step: .userInfo, token: accessToken)
        guard answer.status == 200 else { throw .refused(.userInfo, status: answer.status) }
        let claims =
            answer.type.hasPrefix("application/jwt")
            ? try await signed(answer.body, now: now) : try Self.read(answer.body)
        guard claims.subject == subject else { throw .otherSubject }
        return claims
    }

    private func signed(_ body: [UInt8], now: Int64) async throws(OpenIDError) -> Claims {
        var text = String(decoding: body, as: UTF8.self)
        while text.last?.isNewline ?? false { text.removeLast() }
        let token = try SignedToken(text)
        try await keys.verify(token, now: now)
        let claims = try Self.read(token.payload)
        // Signed facts say who made them and for whom; times are theirs to give.
        guard claims.issuer == settings.issuer else { throw .token(.issuer) }
        try IDTokenRules.checkAudience(claims, settings.clientID)
        if let expires = claims.expires, Double(now - settings.limits.clockSkew) / 1000 >= expires {
            throw .token(.expired)
        }
        return claims
    }

    private static func read(_ payload: [UInt8]) throws(OpenIDError) -> Claims {
        do { return try Claims(payload) } catch { throw .unreadable(.userInfo) }
    }
}
