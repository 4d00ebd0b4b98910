/// What must be true of the way back before the code in it is shown to the provider.
struct ReturnRules: Sendable {
    let settings: OpenIDSettings
    let pending: PendingSignIn
    let query: [String: String]

    /// Comes first: without the right state not even an error is believed, and nothing is asked of the provider.
    func checkBrowser(now: Int64) throws(OpenIDError) {
        guard let state = query["state"], ConstantTime.isEqual(state, pending.state) else { throw .stateMismatch }
        guard (0...settings.limits.signInTime).contains(now - pending.startedAt) else { throw .tooLate }
    }

    func code(from provider: ProviderMetadata) throws(OpenIDError) -> String {
        try checkIssuer(provider)
        if let error = query["error"] { throw Self.refusal(error) }
        guard let code = query["code"], !code.isEmpty else { throw .providerFault(.invalidRequest) }
        return code
    }

    /// RFC 9207 2.4: the code of one provider must never be shown to another.
    private func checkIssuer(_ provider: ProviderMetadata) throws(OpenIDError) {
        guard pending.issuer == settings.issuer else { throw .issuerMixUp }
        if let said = query["iss"] {
            guard said == settings.issuer else { throw .issuerMixUp }
        } else if provider.saysIssuerOnReturn ?? false {
            throw .issuerMixUp
        }
    }

    private static func refusal(_ error: String) -> OpenIDError {
        // The text comes through the browser: only words that we know go further.
        error == "access_denied" ? .declined : .providerFault(OpenIDError.ProtocolFault(rawValue: error) ?? .other)
    }
}
