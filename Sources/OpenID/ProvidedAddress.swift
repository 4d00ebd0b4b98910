/// Which address the provider gives, and whether it answers for it.
struct ProvidedAddress: Sendable {
    let email: String?
    let isVerified: Bool

    /// A mark counts only for the address that it stands beside.
    init(_ token: Claims, _ facts: Claims?, rule: OpenIDSettings.AddressRule) {
        let email = token.email ?? facts?.email
        let marks = [token, facts].compactMap { claims in claims?.email == email ? claims?.emailVerified : nil }
        self.email = email
        isVerified = email != nil && (marks.isEmpty ? rule == .vouchedByProvider : marks.allSatisfy(\.isTrue))
    }
}
