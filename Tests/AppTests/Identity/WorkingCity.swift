import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Synchronization

@testable import Vault
@testable import Web

/// A city with the real gate and the real desk, and browsers that keep their cookies.
final class WorkingCity: Sendable {
    let city: TestCity
    let passwords = CountingPasswords()
    let clock = Mutex(TestCity.now)
    let provider: (any SignInProvider)?
    /// Keys of two organisations of the city.
    let houses: [String]

    /// The desks of the other areas are there too.
    let isWhole: Bool

    init(provider: (any SignInProvider)? = nil, isWhole: Bool = false) async throws {
        self.isWhole = isWhole
        city = try await TestCity(folder: Self.territory())
        self.provider = provider
        houses = try await city.database.read { connection in
            try connection.rows("SELECT key FROM organisation ORDER BY key LIMIT 2").map { try $0.get("key") }
        }
    }

    /// The invented city, with pages in French too.
    private static func territory() throws -> URL {
        let parent = FileManager.default.temporaryDirectory.appendingPathComponent("territories-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        for name in ["demo-ville", "taxonomy"] {
            try FileManager.default.copyItem(
                at: TestCity.root.appendingPathComponent("Territories/\(name)"),
                to: parent.appendingPathComponent(name))
        }
        let folder = parent.appendingPathComponent("demo-ville")
        let file = folder.appendingPathComponent("territory.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("offered: [en, es]", with: "offered: [en, es, fr]").write(
            to: file, atomically: true, encoding: .utf8)
        return folder
    }

    var workplace: Workplace { city.workplace }
    var now: Instant { clock.withLock { $0 } }
    func pass(minutes: Int) { clock.withLock { $0 = $0.adding(minutes: minutes) } }
    var gate: Gate { Gate(workplace: workplace) }

    /// Made anew for each request: nothing of one lives on in memory.
    func router() throws -> Router<AppContext> {
        let resources = TestCity.root.appendingPathComponent("Resources")
        let books = try Phrasebooks(folder: resources.appendingPathComponent("languages"))
        let visits = VisitMaker(
            books: books, assets: try StaticFiles(folder: resources.appendingPathComponent("static")), navigation: [],
            origin: "")
        let (settings, moment) = (city.settings, now)
        let router = Router(context: AppContext.self)
        router.add(
            middleware: FaultMiddleware { problem, _, context in problem.response(reference: context.reference) })
        let desk = IdentityDesk(workplace: workplace, passwords: passwords, provider: provider)
        DeskRouter(
            routes: desk.routes + otherRoutes(books, beside: desk), gate: gate, visits: visits, settings: { settings },
            now: { moment }, proxies: 1
        ).add(to: router)
        return router
    }

    private func otherRoutes(_ books: Phrasebooks, beside desk: IdentityDesk) -> [DeskRoute] {
        guard isWhole else { return [] }
        let own = Set(desk.routes.map { "\($0.method) \($0.path)" })
        return CityDesk(
            workplace: workplace, published: city.city,
            outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10)), now: { TestCity.now }
        ).routes.filter { !own.contains("\($0.method) \($0.path)") }
    }

    /// An account with a password and a membership, made by the command line's own way.
    func account(
        _ name: String, _ role: Role, of house: String? = nil, wards: Set<Ward> = [], password: String? = longPassword
    ) async throws -> String {
        let office = UserOffice(workplace: workplace)
        let link = try await office.create(
            email: "\(name)@example.org", name: "Exemple \(name)", organisation: house ?? houses[0], role: role,
            wards: wards, language: "fr", now: now)
        let path = String(link.dropFirst(workplace.origin.count))
        if let password {
            let browser = Browser(self)
            let done = try await browser.post(path, [("password", password)])
            guard done.status == .seeOther else { throw Failure.said(done.text) }
        }
        return try await id(of: "\(name)@example.org")
    }

    enum Failure: Error { case said(String) }

    func id(of address: String) async throws -> String {
        let index = workplace.keys.blindIndex(address, purpose: "account.email")
        return try await city.database.read {
            try $0.row("SELECT id FROM account WHERE email_index = \(index)")?.get("id") ?? ""
        }
    }

    /// Signed in with a second factor where the role needs one; `secret` is the factor's.
    func member(
        _ name: String, _ role: Role, of house: String? = nil, wards: Set<Ward> = []
    ) async throws -> (browser: Browser, id: String, secret: String?) {
        let id = try await account(name, role, of: house, wards: wards)
        let browser = Browser(self)
        _ = try await browser.signIn(name)
        guard Permission.needsSecondFactor(role) else { return (browser, id, nil) }
        return (browser, id, try await browser.enrol())
    }

    func count(_ sql: SQL) async throws -> Int {
        try await city.database.read { try $0.row(sql)?.get("count") ?? -1 }
    }

    /// The code that an authenticator shows now, or some steps later.
    func code(_ secret: String, ahead: Int = 0) -> String {
        TOTP(base32: secret)?.code(Int64(now.seconds) / 30 + Int64(ahead)) ?? ""
    }
}

let longPassword = "quatre grenouilles lisent dehors"

/// Counts what it is asked; fast, and never right for nobody.
final class CountingPasswords: PasswordKeeping {
    private let checked = Mutex<[Bool]>([])
    /// For each check: whether there was something to compare with.
    var checks: [Bool] { checked.withLock { $0 } }

    func seal(_ password: String) async throws -> String { "kept:" + password }

    func isOutdated(_ stored: String) -> Bool { stored.hasPrefix("cheap:") }

    func isRight(_ password: String, for stored: String?) async throws -> Bool {
        checked.withLock { $0.append(stored != nil) }
        return stored == "kept:" + password || stored == "cheap:" + password
    }
}

/// A browser: keeps cookies, finds the mark of the form that it was shown.
final class Browser: Sendable {
    let city: WorkingCity
    let cookies = Mutex<[String: String]>([:])
    let mark = Mutex("")
    let network: String

    init(_ city: WorkingCity, network: String = "192.0.2.1") {
        self.city = city
        self.network = network
    }

    func get(_ path: String) async throws -> TestResponse { try await send(.get, path, nil, [:]) }

    /// Loads the form's page first if no mark was seen, as a person would.
    func post(
        _ path: String, _ form: [(String, String)], headers: HTTPFields = [:], mark given: String? = nil
    ) async throws -> TestResponse {
        if given == nil, mark.withLock({ $0.isEmpty }) { _ = try await get("/fr/work/sign-in") }
        let mark = given ?? mark.withLock { $0 }
        let body = (form + [(FormValues.mark, mark)]).map { "\(TestDesk.encode($0.0))=\(TestDesk.encode($0.1))" }
            .joined(separator: "&")
        return try await send(.post, path, body, headers)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String?, _ extra: HTTPFields
    ) async throws -> TestResponse {
        var headers = extra
        let held = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ") }
        if !held.isEmpty { headers[.cookie] = held }
        headers[.xForwardedFor] = network
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let sent = headers
        let response = try await Application(router: city.router()).test(.router) { client in
            try await client.executeRequest(
                uri: path, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
        }
        for cookie in response.headers[values: .setCookie] {
            let parts = cookie.split(separator: ";")[0].split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies.withLock { $0[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1]) }
        }
        if let found = Self.value("form-mark", in: response.text) { mark.withLock { $0 = found } }
        return response
    }

    static func value(_ name: String, in text: String) -> String? {
        guard let start = text.range(of: "name=\"\(name)\" value=\"") else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    var session: String? { cookies.withLock { $0["__Host-session"] } }

    @discardableResult
    func signIn(
        _ name: String, _ password: String = longPassword, next: String? = nil
    ) async throws -> TestResponse {
        _ = try await get("/fr/work/sign-in")
        return try await post(
            "/fr/work/sign-in",
            [("email", "\(name)@example.org"), ("password", password)] + (next.map { [("next", $0)] } ?? []))
    }

    /// Sets a second factor; the time moves on, so that the code used is old.
    func enrol() async throws -> String {
        let page = try await get("/fr/work/second-factor")
        let offer = Self.value("offer", in: page.text) ?? ""
        let start = page.text.range(of: "<code dir=\"ltr\">")
        let secret = start.map { page.text[$0.upperBound...].prefix { $0 != "<" }.filter { $0 != " " } } ?? ""
        let done = try await post(
            "/fr/work/second-factor", [("offer", offer), ("code", city.code(String(secret)))])
        guard done.status == .ok else { throw WorkingCity.Failure.said(done.text) }
        city.pass(minutes: 2)
        return String(secret)
    }
}

extension TestResponse {
    /// Led to the sign-in, as anyone who is not signed in.
    var isTurnedAway: Bool { headers[.location]?.hasPrefix("/fr/work/sign-in") == true }
}
