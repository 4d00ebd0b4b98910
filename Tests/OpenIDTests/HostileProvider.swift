import AsyncHTTPClient
import Foundation
import OpenID
import PythonServer

/// The provider that does wrong, one issuer for each test.
struct HostileProvider {
    let issuer: String
    let provider: OpenIDProvider
    let browser: Browser

    /// Its clock stands still at this instant, UTC milliseconds.
    static let now: Int64 = 1_795_264_763_000
    static let redirect = "https://ville.example/signin/return"
    private static let server = Task {
        try await PythonServer(
            "\(OpenIDTestFiles.support)/hostile_provider.py", ["\(now / 1000)"], root: OpenIDTestFiles.root)
    }

    @discardableResult
    static func doing<Value>(
        _ wrong: String, _ agreed: Agreed = Agreed(), _ work: (HostileProvider) async throws -> Value
    ) async throws -> Value {
        let issuer = "http://127.0.0.1:\(try await server.value.port)/\(wrong)/\(UUID().uuidString)"
        var settings = OpenIDSettings(issuer: issuer, clientID: "ville", clientSecret: ClientSecret("s:e/cret é"))
        settings.maxAge = agreed.maxAge
        settings.acrValues = agreed.acrValues
        settings.addresses = agreed.addresses
        settings.limits.answerTime = agreed.answerTime
        return try await Browser.with { browser in
            try await work(
                HostileProvider(
                    issuer: issuer, provider: OpenIDProvider(settings: settings, client: browser.client),
                    browser: browser))
        }
    }

    func signIn(now: Int64 = now) async throws -> ProviderIdentity {
        let (address, pending) = try await provider.begin(redirect: Self.redirect, now: now)
        return try await provider.finish(query: try await browser.back(from: address), pending: pending, now: now)
    }

    /// What differs from test to test in the settings.
    struct Agreed {
        var maxAge: Int?
        var acrValues: [String] = []
        var addresses = OpenIDSettings.AddressRule.markedVerified
        var answerTime: Int64 = 10_000
    }

    struct Asked: Decodable, Equatable { let discovery, keys, token, userinfo: Int }

    var asked: Asked { get async throws { try await browser.json(Asked.self, "\(issuer)/asked") } }
    func rotate() async throws { _ = try await browser.send("\(issuer)/rotate") }
}
