import Foundation
import OpenID
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileReturnTests {
    private static let now = HostileProvider.now

    @Test(arguments: [
        ("declines", OpenIDError.declined), ("login-required", .providerFault(.loginRequired)),
        ("strange-error", .providerFault(.other)), ("no-code", .providerFault(.invalidRequest)),
        ("mix-up", .issuerMixUp),
        ("forgets-issuer", .issuerMixUp),
    ])
    func `an answer without a good code asks nothing more of the provider`(wrong: String, expected: OpenIDError)
        async throws
    {
        try await HostileProvider.doing(wrong) { hostile in
            let error = await #expect(throws: OpenIDError.self) { try await hostile.signIn() }
            #expect(error == expected)
            #expect(error.map { !"\($0)".contains("script") } ?? false)
            let asked = try await hostile.asked
            #expect(asked.token == 0)
        }
    }

    @Test func `without the right state not even an error is believed`() async throws {
        try await HostileProvider.doing("good") { hostile in
            let (address, pending) = try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now)
            let query = try await hostile.browser.back(from: address)
            for state in ["", "x", pending.state + "x", String(pending.state.dropLast()), pending.nonce] {
                for other in [query, ["error": "access_denied"]] {
                    await #expect(throws: OpenIDError.stateMismatch) {
                        try await hostile.provider.finish(
                            query: other.merging(["state": state]) { $1 }, pending: pending, now: Self.now)
                    }
                }
            }
            await #expect(throws: OpenIDError.stateMismatch) {
                try await hostile.provider.finish(query: ["code": "c"], pending: pending, now: Self.now)
            }
            #expect(try await hostile.asked.token == 0)
            // The right one still opens.
            _ = try await hostile.provider.finish(query: query, pending: pending, now: Self.now)
        }
    }

    @Test func `a forged way back makes no question to the provider`() async throws {
        let pending = try await HostileProvider.doing("good") { hostile in
            try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now).pending
        }
        try await HostileProvider.doing("good") { hostile in
            await #expect(throws: OpenIDError.stateMismatch) {
                try await hostile.provider.finish(query: ["state": "x", "code": "y"], pending: pending, now: Self.now)
            }
            let asked = try await hostile.asked
            #expect(asked == .init(discovery: 0, keys: 0, token: 0, userinfo: 0))
        }
    }

    @Test func `a code works once, for whoever began, in time`() async throws {
        try await HostileProvider.doing("good") { hostile in
            let (address, pending) = try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now)
            let query = try await hostile.browser.back(from: address)
            for late in [Self.now + 600_001, Self.now - 1] {
                await #expect(throws: OpenIDError.tooLate) {
                    try await hostile.provider.finish(query: query, pending: pending, now: late)
                }
            }
            _ = try await hostile.provider.finish(query: query, pending: pending, now: Self.now + 600_000)
            await #expect(throws: OpenIDError.codeRefused) {
                try await hostile.provider.finish(query: query, pending: pending, now: Self.now)
            }
        }
    }

    @Test(arguments: ["verifier", "redirect"])
    func `a stolen code is worth nothing without what the browser's session keeps`(field: String) async throws {
        try await HostileProvider.doing("good") { hostile in
            let (address, pending) = try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now)
            let query = try await hostile.browser.back(from: address)
            let other = try Self.changing(
                pending, [field: "https://ville.example/other-value-of-more-than-43-characters"])
            await #expect(throws: OpenIDError.codeRefused) {
                try await hostile.provider.finish(query: query, pending: other, now: Self.now)
            }
        }
    }

    @Test func `a sign-in begun at one provider cannot end at another`() async throws {
        try await HostileProvider.doing("good") { hostile in
            let (address, pending) = try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now)
            let query = try await hostile.browser.back(from: address)
            let other = try Self.changing(pending, ["issuer": "https://other.example"])
            await #expect(throws: OpenIDError.issuerMixUp) {
                try await hostile.provider.finish(query: query, pending: other, now: Self.now)
            }
            #expect(try await hostile.asked.token == 0)
        }
    }

    @Test func `each sign-in has secrets of its own, and none is printed`() async throws {
        try await HostileProvider.doing("good", HostileProvider.Agreed(maxAge: 60, acrValues: ["eidas2", "eidas1"])) {
            hostile in
            let first = try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now)
            let second = try await hostile.provider.begin(redirect: HostileProvider.redirect, now: Self.now)
            let secrets = [first.pending, second.pending].flatMap { [$0.state, $0.nonce, $0.verifier] }
            #expect(Set(secrets).count == 6 && secrets.allSatisfy { $0.utf8.count == 43 })
            #expect(!first.address.contains(first.pending.verifier))
            #expect(first.address.contains("&acr_values=eidas2%20eidas1&max_age=60"))
            let identity = try await hostile.signIn()
            var dumped = ""
            dump(first.pending, to: &dumped)
            dump(identity, to: &dumped)
            dump(ClientSecret(identity.idToken), to: &dumped)
            for secret in secrets + [identity.idToken, "amina"] { #expect(!dumped.contains(secret)) }
        }
    }

    private static func changing(_ pending: PendingSignIn, _ fields: [String: String]) throws -> PendingSignIn {
        let whole = try JSONSerialization.jsonObject(with: JSONEncoder().encode(pending)) as? [String: Any] ?? [:]
        let changed = whole.merging(fields) { $1 }
        return try JSONDecoder().decode(PendingSignIn.self, from: JSONSerialization.data(withJSONObject: changed))
    }
}
