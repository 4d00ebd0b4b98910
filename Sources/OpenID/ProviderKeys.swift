/// What we know of the provider: its addresses and its keys, read when needed and kept for a while.
///
/// Many sign-ins at once make one reading. A token with an unknown key makes at most one reading in `keyRefetchPause`, so that a flood
/// of invented keys does not become a flood on the provider.
actor ProviderKeys {
    private let settings: OpenIDSettings
    private let exchange: ProviderExchange
    private var metadata: Kept<ProviderMetadata>?
    private var keys: Kept<[ProviderKey]>?
    private var unknownAskedAt: Int64?
    private var metadataReading: Task<ProviderMetadata, any Error>?
    private var keysReading: Task<[ProviderKey], any Error>?

    private struct Kept<Value: Sendable>: Sendable {
        let value: Value
        let readAt: Int64
    }

    init(settings: OpenIDSettings, exchange: ProviderExchange) {
        self.settings = settings
        self.exchange = exchange
    }

    func provider(now: Int64) async throws(OpenIDError) -> ProviderMetadata {
        if let metadata, isFresh(metadata.readAt, now) { return metadata.value }
        let reading =
            metadataReading
            ?? Task { [settings, exchange] in
                guard ProviderAddress.isSecure(settings.issuer) else { throw OpenIDError.insecureAddress(.discovery) }
                let answer = try await exchange.get(ProviderAddress.discovery(of: settings.issuer), step: .discovery)
                guard answer.status == 200 else { throw OpenIDError.refused(.discovery, status: answer.status) }
                return try ProviderMetadata.reading(answer.body, issuer: settings.issuer)
            }
        metadataReading = reading
        defer { if metadataReading == reading { metadataReading = nil } }
        let value = try await Self.value(of: reading, step: .discovery)
        metadata = Kept(value: value, readAt: now)
        return value
    }

    /// - Throws: `OpenIDError.token` unless one of the provider's keys signed it.
    func verify(_ token: SignedToken, now: Int64) async throws(OpenIDError) {
        var known = try await currentKeys(now: now)
        if Self.candidates(for: token, among: known).isEmpty, mayAskAgain(now) {
            unknownAskedAt = now
            known = try await readKeys(now: now)
        }
        let candidates = Self.candidates(for: token, among: known)
        guard !candidates.isEmpty else { throw .token(.unknownKey) }
        for key in candidates where try await key.isValid(token.signature, signs: token.signedText, by: token.algorithm)
        {
            return
        }
        throw .token(.signature)
    }

    /// A token that names no key is for a provider that has one only (OpenID Connect Core 10.1).
    private static func candidates(for token: SignedToken, among keys: [ProviderKey]) -> [ProviderKey] {
        let serving = keys.filter { $0.serves(token.algorithm) }
        guard let id = token.keyID else { return serving.count == 1 ? serving : [] }
        return serving.filter { $0.id == id }
    }

    private func currentKeys(now: Int64) async throws(OpenIDError) -> [ProviderKey] {
        if let keys, isFresh(keys.readAt, now) { return keys.value }
        return try await readKeys(now: now)
    }

    private func readKeys(now: Int64) async throws(OpenIDError) -> [ProviderKey] {
        let address = try await provider(now: now).keysAddress
        let reading =
            keysReading
            ?? Task { [exchange] in
                let answer = try await exchange.get(address, step: .keys)
                guard answer.status == 200 else { throw OpenIDError.refused(.keys, status: answer.status) }
                return try ProviderKey.reading(answer.body)
            }
        keysReading = reading
        defer { if keysReading == reading { keysReading = nil } }
        let value = try await Self.value(of: reading, step: .keys)
        keys = Kept(value: value, readAt: now)
        return value
    }

    /// Those who come while a reading is under way share it.
    private func mayAskAgain(_ now: Int64) -> Bool {
        guard keysReading == nil, let unknownAskedAt else { return true }
        return now - unknownAskedAt >= settings.limits.keyRefetchPause
    }

    private func isFresh(_ readAt: Int64, _ now: Int64) -> Bool {
        (0..<settings.limits.keyLifetime).contains(now - readAt)
    }

    private static func value<Value>(
        of reading: Task<Value, any Error>, step: OpenIDError.Step
    ) async throws(OpenIDError) -> Value {
        do { return try await reading.value } catch let error as OpenIDError { throw error } catch {
            throw .unreachable(step)
        }
    }
}
