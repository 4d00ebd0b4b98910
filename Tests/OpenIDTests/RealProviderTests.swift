import Foundation
import OpenID
import PythonServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct RealProviderTests {
    private static let redirect = "http://localhost:8080/signin/return"

    @Test func `a person signs in through a real provider, and out again`() async throws {
        let server = try await Self.start()
        try await Browser.with { browser in
            let provider = OpenIDProvider(settings: try await Self.register(server, browser), client: browser.client)
            let now = Self.now()
            let (address, pending) = try await provider.begin(redirect: Self.redirect, now: now)
            // The session keeps it as JSON meanwhile.
            let kept = try JSONDecoder().decode(PendingSignIn.self, from: JSONEncoder().encode(pending))
            let query = try await browser.back(from: address, form: "sub=amina")
            let identity = try await provider.finish(query: query, pending: kept, now: Self.now())
            #expect(identity.issuer == "http://localhost:\(server.port)" && identity.subject == "amina")
            #expect(identity.linkingAddress == "amina@ville.example" && identity.name == "Amina Ⲁ")

            await #expect(throws: OpenIDError.codeRefused) {
                try await provider.finish(query: query, pending: kept, now: Self.now())
            }
            let out = try #require(
                try await provider.logoutAddress(
                    idToken: identity.idToken, redirect: "http://localhost:8080/", state: "s p", now: Self.now()))
            #expect(out.hasPrefix("http://localhost:\(server.port)/oauth2/end_session?id_token_hint="))
            #expect(
                out.hasSuffix(
                    "&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F&state=s%20p&client_id=\(Self.client(in: out))"
                ))
            #expect(try await browser.send(out).status == .ok)
        }
    }

    @Test func `an address that the provider does not vouch for links nothing`() async throws {
        let server = try await Self.start()
        try await Browser.with { browser in
            let provider = OpenIDProvider(settings: try await Self.register(server, browser), client: browser.client)
            let (address, pending) = try await provider.begin(redirect: Self.redirect, now: Self.now())
            let query = try await browser.back(from: address, form: "sub=unmarked")
            let identity = try await provider.finish(query: query, pending: pending, now: Self.now())
            #expect(identity.email == "unmarked@ville.example" && identity.linkingAddress == nil)
        }
    }

    @Test func `a wrong secret is told to the operator`() async throws {
        let server = try await Self.start()
        try await Browser.with { browser in
            var settings = try await Self.register(server, browser)
            settings.clientSecret = ClientSecret("planted")
            let provider = OpenIDProvider(settings: settings, client: browser.client)
            let (address, pending) = try await provider.begin(redirect: Self.redirect, now: Self.now())
            let query = try await browser.back(from: address, form: "sub=amina")
            let error = await #expect(throws: OpenIDError.self) {
                try await provider.finish(query: query, pending: pending, now: Self.now())
            }
            #expect(error == .clientRefused && error?.remedy == .settings)
        }
    }

    @Test func `a provider that has gone is told as such`() async throws {
        let server = try await Self.start()
        try await Browser.with { browser in
            let provider = OpenIDProvider(settings: try await Self.register(server, browser), client: browser.client)
            let (address, pending) = try await provider.begin(redirect: Self.redirect, now: Self.now())
            let query = try await browser.back(from: address, form: "sub=amina")
            await server.kill()
            await #expect(throws: OpenIDError.unreachable(.token)) {
                try await provider.finish(query: query, pending: pending, now: Self.now())
            }
        }
    }

    private static func start() async throws -> PythonServer {
        try await PythonServer("\(OpenIDTestFiles.support)/provider.py", root: OpenIDTestFiles.root)
    }

    /// Dynamic registration, as this provider wants it.
    private static func register(_ server: PythonServer, _ browser: Browser) async throws -> OpenIDSettings {
        struct Client: Decodable {
            let id, secret: String
            enum CodingKeys: String, CodingKey {
                case id = "client_id"
                case secret = "client_secret"
            }
        }
        let issuer = "http://localhost:\(server.port)"
        let client = try await browser.json(
            Client.self, "\(issuer)/oauth2/clients", post: ("application/json", #"{"redirect_uris": ["\#(redirect)"]}"#)
        )
        return OpenIDSettings(
            issuer: issuer, clientID: client.id, clientSecret: ClientSecret(client.secret))
    }

    private static func client(in address: String) -> Substring { address.split(separator: "client_id=").last ?? "" }

    /// This provider lives by the clock on the wall.
    private static func now() -> Int64 { Int64(Date().timeIntervalSince1970 * 1000) }
}
