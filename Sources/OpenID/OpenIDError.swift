/// Why a sign-in through the provider did not succeed, by who can do something about it. Holds no token, code, name or address.
public enum OpenIDError: Error, Hashable, Sendable {
    // The person can try again.
    /// The way back does not belong to a sign-in begun in this browser.
    case stateMismatch
    /// More than `OpenIDLimits.signInTime` passed.
    case tooLate
    /// The person said no, or closed the provider's page.
    case declined
    /// The code was used before or has expired.
    case codeRefused

    // The provider's side: wait, or ask its operator.
    case unreachable(Step)
    case tooSlow(Step)
    case tooLarge(Step)
    /// A redirect where an answer belongs; never followed, since it would carry the secret elsewhere.
    case redirected(Step)
    case refused(Step, status: Int)
    case unreadable(Step)
    /// The provider answered an error of the protocol (RFC 6749 4.1.2.1, OpenID Connect Core 3.1.2.6).
    case providerFault(ProtocolFault)

    // The settings: the city's operator.
    /// An address that is neither https nor on this machine.
    case insecureAddress(Step)
    /// The provider calls itself otherwise than the settings do.
    case otherIssuerInDiscovery
    /// The provider does not know the client or its secret.
    case clientRefused
    /// The address to come back to is not one that may be used.
    case wrongRedirect

    // An attack, or a provider that breaks the rules: nobody is signed in.
    /// The way back comes from another provider than the one asked (RFC 9207).
    case issuerMixUp
    case token(TokenFault)
    /// The person's facts are about someone else than the token.
    case otherSubject

    public enum Step: String, Sendable {
        case discovery, keys, token, userInfo, authorization, logout
    }

    public enum ProtocolFault: String, Sendable {
        case loginRequired = "login_required"
        case consentRequired = "consent_required"
        case interactionRequired = "interaction_required"
        case accountSelectionRequired = "account_selection_required"
        case invalidRequest = "invalid_request"
        case invalidScope = "invalid_scope"
        case unauthorizedClient = "unauthorized_client"
        case unsupportedResponseType = "unsupported_response_type"
        case serverError = "server_error"
        case temporarilyUnavailable = "temporarily_unavailable"
        case other
    }

    public enum TokenFault: String, Sendable {
        case malformed, algorithm, unknownKey, unusableKey, signature, issuer, audience, authorizedParty, expired,
            notYetValid
        case issuedInTheFuture, nonce, accessTokenHash, signInTooOld, subject, missing
    }
}

extension OpenIDError {
    /// Who can do something about it.
    public enum Remedy: String, Sendable {
        /// The person: sign in again.
        case tryAgain
        /// Time, or the provider's operator.
        case provider
        /// The city's operator: settings.
        case settings
        /// Nobody should: look at the log.
        case distrust
    }

    public var remedy: Remedy {
        switch self {
        case .stateMismatch, .tooLate, .declined, .codeRefused: .tryAgain
        case .unreachable, .tooSlow, .tooLarge, .redirected, .refused, .unreadable, .providerFault: .provider
        case .insecureAddress, .otherIssuerInDiscovery, .clientRefused, .wrongRedirect: .settings
        case .issuerMixUp, .token, .otherSubject: .distrust
        }
    }
}

extension OpenIDError: CustomStringConvertible {
    /// For the log and the operator.
    public var description: String {
        switch self {
        case .stateMismatch: "the way back from the provider belongs to no sign-in begun here; begin again"
        case .tooLate: "the sign-in at the provider took too long; begin again"
        case .declined: "the person did not agree at the provider"
        case .codeRefused: "the provider refuses the code: used before, or expired; begin again"
        case .unreachable(let step):
            "the provider cannot be reached (\(step.rawValue)); check the network and its certificate"
        case .tooSlow(let step): "the provider did not answer in time (\(step.rawValue))"
        case .tooLarge(let step): "the provider's answer is too large (\(step.rawValue))"
        case .redirected(let step): "the provider redirects where it should answer (\(step.rawValue)); check the issuer"
        case .refused(let step, let status): "the provider answered \(status) (\(step.rawValue))"
        case .unreadable(let step): "the provider's answer cannot be read (\(step.rawValue)); check the issuer"
        case .providerFault(let fault): "the provider answered the error \(fault.rawValue)"
        case .insecureAddress(let step): "the provider's address must begin with https:// (\(step.rawValue))"
        case .otherIssuerInDiscovery:
            "the provider gives itself another name than the issuer of the settings; copy it exactly"
        case .clientRefused: "the provider does not know this client or its secret; check the settings"
        case .wrongRedirect: "the address to come back to must be an absolute https address"
        case .issuerMixUp: "the way back comes from another provider than the one that was asked"
        case .token(let fault): "the provider's token is not accepted: \(fault.rawValue)"
        case .otherSubject: "the provider's facts are about another person than its token"
        }
    }
}
