/// What must be true of the way back before anything is asked of the provider.
struct ReturnRules: Sendable {
    let settings: OpenIDSettings
    let provider: ProviderMetadata

    /// - Returns: the code. State comes first: without it, not even an error is believed.
    func code(in query: [String: String], pending: PendingSignIn, now: Int64) throws(OpenIDError) -> String {
        guard let state = query["state"], ConstantTime.isEqual(state, pending.state) else { throw .stateMismatch }
        guard (0...settings.limits.signInTime).contains(now - pending.startedAt) else { throw .tooLate }
        try checkIssuer(query["iss"], pending)
        if let error = query["error"] { throw Self.refusal(error) }
        guard let code = query["code"], !code.isEmpty else { throw .providerFault(.invalidRequest) }
        return code
    }

    /// RFC 9207 2.4: the code of one provider must never be shown to another.
    private func checkIssuer(_ said: String?, _ pending: PendingSignIn) throws(OpenIDError) {
        guard pending.issuer == settings.issuer else { throw .issuerMixUp }
        if let said {
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
