/// What must be true of an ID token whose signature is good (OpenID Connect Core 3.1.3.7), in the order of that list.
struct IDTokenRules: Sendable {
    let issuer: String
    let clientID: String
    let nonce: String
    let accessToken: String
    /// Seconds.
    let maxAge: Int?
    /// Milliseconds.
    let clockSkew: Int64

    /// - Parameter now: UTC milliseconds.
    func check(_ claims: Claims, now: Int64) throws(OpenIDError) {
        guard claims.issuer == issuer else { throw .token(.issuer) }
        try Self.checkAudience(claims, clientID)
        try checkTimes(claims, now: Double(now) / 1000, skew: Double(clockSkew) / 1000)
        guard let said = claims.nonce, ConstantTime.isEqual(said, nonce) else { throw .token(.nonce) }
        if let hash = claims.accessTokenHash {
            let half = Base64URL.text(Array(Digest256.of(Array(accessToken.utf8)).prefix(16)))
            guard ConstantTime.isEqual(hash, half) else { throw .token(.accessTokenHash) }
        }
        guard let subject = claims.subject, (1...255).contains(subject.utf8.count) else { throw .token(.subject) }
    }

    /// A token for several clients must say that it was made for us.
    static func checkAudience(_ claims: Claims, _ clientID: String) throws(OpenIDError) {
        let audience = claims.audience?.all ?? []
        guard audience.contains(clientID) else { throw .token(.audience) }
        if audience.count > 1, claims.authorizedParty == nil { throw .token(.authorizedParty) }
        if let party = claims.authorizedParty, party != clientID { throw .token(.authorizedParty) }
    }

    private func checkTimes(_ claims: Claims, now: Double, skew: Double) throws(OpenIDError) {
        guard let expires = claims.expires, let issuedAt = claims.issuedAt else { throw .token(.missing) }
        guard now < expires + skew else { throw .token(.expired) }
        guard issuedAt <= now + skew else { throw .token(.issuedInTheFuture) }
        if let notBefore = claims.notBefore, notBefore > now + skew { throw .token(.notYetValid) }
        if let maxAge {
            guard let signedInAt = claims.signedInAt, signedInAt <= now + skew,
                now - signedInAt <= Double(maxAge) + skew
            else { throw .token(.signInTooOld) }
        }
    }
}
