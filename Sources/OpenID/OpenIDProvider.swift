public import AsyncHTTPClient

/// Sign-in through an identity provider: OpenID Connect, authorisation code, PKCE, state, nonce.
///
/// One value for each provider, kept as long as the server: it remembers the provider's keys.
public struct OpenIDProvider: Sendable {
    private let settings: OpenIDSettings
    private let exchange: ProviderExchange
    private let keys: ProviderKeys

    /// - Parameter client: made with `clientConfiguration`, shut down by whoever made it.
    public init(settings: OpenIDSettings, client: HTTPClient) {
        self.settings = settings
        exchange = ProviderExchange(client: client, limits: settings.limits)
        keys = ProviderKeys(settings: settings, exchange: exchange)
    }

    /// Redirects are not followed: a redirect would carry the client's secret to wherever it points.
    public static var clientConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout.connect = .seconds(5)
        configuration.timeout.read = .seconds(10)
        return configuration
    }

    /// The first half: where to send the browser, and what to keep for it.
    ///
    /// - Parameters:
    ///   - redirect: the absolute address, known to the provider, where the browser comes back.
    ///   - now: UTC milliseconds.
    public func begin(
        redirect: String, now: Int64
    ) async throws(OpenIDError) -> (address: String, pending: PendingSignIn) {
        guard ProviderAddress.isSecure(redirect) else { throw .wrongRedirect }
        let provider = try await keys.provider(now: now)
        let pending = PendingSignIn(issuer: settings.issuer, redirect: redirect, startedAt: now)
        var fields = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
            ("scope", settings.scopes.joined(separator: " ")), ("state", pending.state), ("nonce", pending.nonce),
            ("code_challenge", pending.challenge), ("code_challenge_method", "S256"),
        ]
        if !settings.acrValues.isEmpty { fields.append(("acr_values", settings.acrValues.joined(separator: " "))) }
        if let maxAge = settings.maxAge { fields.append(("max_age", "\(maxAge)")) }
        return (FormText.address(provider.authorizationEndpoint, fields), pending)
    }

    /// The second half: the browser is back.
    ///
    /// - Parameters:
    ///   - query: what stands in the address that the browser came back to, unescaped.
    ///   - pending: what `begin` gave for this browser, already taken out of where it was kept.
    ///   - now: UTC milliseconds.
    public func finish(
        query: [String: String], pending: PendingSignIn, now: Int64
    ) async throws(OpenIDError) -> ProviderIdentity {
        let rules = ReturnRules(settings: settings, pending: pending, query: query)
        try rules.checkBrowser(now: now)
        let provider = try await keys.provider(now: now)
        let code = try rules.code(from: provider)
        let tokens = try await TokenRequest(settings: settings, provider: provider, exchange: exchange)
            .tokens(code: code, pending: pending)
        let claims = try await verified(tokens, pending: pending, now: now)
        guard let subject = claims.subject else { throw .token(.subject) }
        let facts = try await facts(claims, subject: subject, tokens: tokens, provider: provider, now: now)
        let address = ProvidedAddress(claims, facts, rule: settings.addresses)
        return ProviderIdentity(
            issuer: settings.issuer, subject: subject, email: address.email, emailVerified: address.isVerified,
            name: claims.fullName ?? facts?.fullName, idToken: tokens.idToken, amr: claims.amr ?? [], acr: claims.acr)
    }

    /// Where the browser ends its session at the provider too (OpenID Connect RP-Initiated Logout 2). Nil if the provider has no such
    /// place.
    ///
    /// - Parameters:
    ///   - redirect: where the browser comes back afterwards; must be known to the provider.
    ///   - state: comes back with the browser.
    public func logoutAddress(
        idToken: String, redirect: String, state: String, now: Int64
    ) async throws(OpenIDError) -> String? {
        guard ProviderAddress.isSecure(redirect) else { throw .wrongRedirect }
        guard let endpoint = try await keys.provider(now: now).endSessionEndpoint else { return nil }
        return FormText.address(
            endpoint,
            [
                ("id_token_hint", idToken), ("post_logout_redirect_uri", redirect), ("state", state),
                ("client_id", settings.clientID),
            ])
    }

    private func verified(
        _ tokens: TokenRequest.Tokens, pending: PendingSignIn, now: Int64
    ) async throws(OpenIDError) -> Claims {
        let token = try SignedToken(tokens.idToken)
        try await keys.verify(token, now: now)
        let claims: Claims
        do { claims = try Claims(token.payload) } catch { throw .token(.malformed) }
        try IDTokenRules(
            issuer: settings.issuer, clientID: settings.clientID, nonce: pending.nonce, accessToken: tokens.accessToken,
            maxAge: settings.maxAge, clockSkew: settings.limits.clockSkew
        ).check(claims, now: now)
        return claims
    }

    private func facts(
        _ claims: Claims, subject: String, tokens: TokenRequest.Tokens, provider: ProviderMetadata, now: Int64
    ) async throws(OpenIDError) -> Claims? {
        guard claims.email == nil || claims.emailVerified == nil, settings.scopes.contains("email"),
            let address = provider.userInfoEndpoint
        else { return nil }
        return try await UserInfoRequest(settings: settings, keys: keys, exchange: exchange)
            .claims(from: address, accessToken: tokens.accessToken, subject: subject, now: now)
    }
}
