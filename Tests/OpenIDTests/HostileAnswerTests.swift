import AsyncHTTPClient
import OpenID
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileAnswerTests {
    @Test(arguments: [
        ("other-issuer", OpenIDError.otherIssuerInDiscovery), ("insecure", .insecureAddress(.token)),
        ("large-discovery", .tooLarge(.discovery)), ("no-discovery", .refused(.discovery, status: 404)),
        ("large-token", .tooLarge(.token)), ("redirecting", .redirected(.token)),
        ("failing", .refused(.token, status: 500)),
        ("no-id-token", .unreadable(.token)),
    ])
    func `an answer that is not one is refused, with what to do`(wrong: String, expected: OpenIDError) async throws {
        try await HostileProvider.doing(wrong) { hostile in
            await #expect(throws: expected) { try await hostile.signIn() }
        }
    }

    @Test(arguments: ["slow", "dripping"])
    func `an answer that does not come, or not to its end, is not waited for`(wrong: String) async throws {
        try await HostileProvider.doing(wrong, HostileProvider.Agreed(answerTime: 3000)) { hostile in
            let clock = ContinuousClock()
            let start = clock.now
            await #expect(throws: OpenIDError.tooSlow(.token)) { try await hostile.signIn() }
            #expect(clock.now - start >= .seconds(3) && clock.now - start < .seconds(15))
        }
    }

    @Test func `a client that follows redirects is noticed`() async throws {
        let client = HTTPClient(configuration: .init(redirectConfiguration: .follow(max: 3, allowCycles: false)))
        try await HostileProvider.doing("redirecting") { hostile in
            var settings = OpenIDSettings(issuer: hostile.issuer, clientID: "ville", clientSecret: nil)
            settings.limits.answerTime = 5000
            let provider = OpenIDProvider(settings: settings, client: client)
            let (address, pending) = try await provider.begin(
                redirect: HostileProvider.redirect, now: HostileProvider.now)
            let query = try await hostile.browser.back(from: address)
            let error = await #expect(throws: OpenIDError.self) {
                try await provider.finish(query: query, pending: pending, now: HostileProvider.now)
            }
            #expect(error?.remedy == .provider)
        }
        try await client.shutdown()
    }

    @Test(arguments: [
        "http://provider.example", "ftp://provider.example", "provider.example", "", "https://",
        "https://user@provider.example",
        "https://provider.example/#x", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "https://a b",
    ])
    func `no secret goes to an address that anybody may read`(issuer: String) async throws {
        try await Browser.with { browser in
            let settings = OpenIDSettings(issuer: issuer, clientID: "ville", clientSecret: nil)
            let provider = OpenIDProvider(settings: settings, client: browser.client)
            await #expect(throws: OpenIDError.insecureAddress(.discovery)) {
                try await provider.begin(redirect: HostileProvider.redirect, now: HostileProvider.now)
            }
        }
        try await HostileProvider.doing("good") { hostile in
            await #expect(throws: OpenIDError.wrongRedirect) {
                try await hostile.provider.begin(redirect: issuer, now: HostileProvider.now)
            }
        }
    }
}
