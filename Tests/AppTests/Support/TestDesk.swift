import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import NIOCore
import Rules
import Store
import Vault
import Web

/// Desk routes served in process, with a gate that believes what the test says of the caller. The real gate has its own tests.
struct TestDesk {
    let city: TestCity
    let workplace: Workplace
    let routes: [DeskRoute]
    /// Made once: a test sends hundreds of requests.
    private let router: Result<any HTTPResponder<AppContext>, any Error>

    /// - Parameter routes: of one area, or of several.
    init(city: TestCity, workplace: Workplace, routes: [DeskRoute]) {
        self.city = city
        self.workplace = workplace
        self.routes = routes
        let settings = city.settings
        router = Result { try Self.router(routes, settings).buildResponder() }
    }

    /// Who asks: a membership that exists in the database, so that what is written points to someone.
    struct Member: Sendable {
        var caller: Caller

        static func some(
            _ role: Role, of organisation: String, wards: Set<Ward> = [], name: String? = nil
        ) -> Member {
            let name = name ?? "\(role.rawValue)-\(organisation)"
            let wardWords = wards.sorted().map(\.rawValue).joined(separator: "+")
            return Member(
                caller: Caller(
                    account: Member.identifier("account \(name) \(wardWords)"), name: name,
                    membership: Caller.Membership(
                        id: Member.identifier("membership \(name) \(wardWords) \(organisation)"),
                        organisation: organisation, role: role, wards: wards),
                    isStrong: true, means: .session("session-\(name)")))
        }

        /// A lawful UUIDv7 made of a text, the same every time.
        static func identifier(_ text: String) -> String {
            var hash: UInt64 = 0xcbf2_9ce4_8422_2325
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            return UUIDv7(
                milliseconds: TestCity.now.milliseconds, counter: UInt16(truncatingIfNeeded: hash >> 52), random: hash
            ).description
        }
    }

    func get(_ path: String, as member: Member?) async throws -> TestResponse {
        try await send(.get, path, nil as String?, member, headers: [:])
    }

    /// A form as a browser sends it, its mark included.
    func post(_ path: String, _ form: [(String, String)], as member: Member?) async throws -> TestResponse {
        let pairs = form + [(FormValues.mark, TestGate.mark)]
        let body = pairs.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        return try await send(
            .post, path, body, member, headers: [.contentType: "application/x-www-form-urlencoded"])
    }

    /// The program face: `path` beneath `/api/v1/work/`.
    func api(
        _ method: HTTPRequest.Method, _ path: String, json: [String: any Sendable]? = nil, as member: Member?
    ) async throws -> TestResponse {
        let body = try json.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
        return try await send(
            method, "/api/v1/work/\(path)", body, member, headers: [.contentType: "application/json"])
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: ByteBuffer?, _ member: Member?, headers: HTTPFields
    ) async throws -> TestResponse {
        var headers = headers
        if let member {
            try await TestGate.remember(member.caller, workplace)
            if path.hasPrefix("/api/") {
                headers[.authorization] = "Bearer \(TestGate.text(member.caller))"
            } else {
                headers[.cookie] = "\(DeskCookie.session)=\(TestGate.text(member.caller))"
            }
        }
        let sent = headers
        return try await Application(responder: TestResponder(whole: router.get())).test(.router) { client in
            try await client.executeRequest(
                uri: path, method: method, headers: sent, body: body)
        }
    }

    /// A form with a file, as a browser sends it.
    func post(
        _ path: String, _ form: [(String, String)], file: (field: String, name: String, bytes: [UInt8]),
        as member: Member?
    ) async throws -> TestResponse {
        let edge = "edge-of-the-form"
        var body = ByteBuffer()
        for (name, value) in form + [(FormValues.mark, TestGate.mark)] {
            body.writeString("--\(edge)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        body.writeString(
            "--\(edge)\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(file.name)\"\r\n")
        body.writeString("Content-Type: application/pdf\r\n\r\n")
        body.writeBytes(file.bytes)
        body.writeString("\r\n--\(edge)--\r\n")
        return try await send(
            .post, path, body, member, headers: [.contentType: "multipart/form-data; boundary=\(edge)"])
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, _ body: String?, _ member: Member?, headers: HTTPFields
    ) async throws -> TestResponse {
        try await send(method, path, body.map { ByteBuffer(string: $0) }, member, headers: headers)
    }

    private static func router(_ routes: [DeskRoute], _ settings: TerritorySettings) throws -> Router<AppContext> {
        let (books, assets) = try TestCity.resources.get()
        let visits = VisitMaker(books: books, assets: assets, navigation: [], origin: "")
        let router = Router(context: AppContext.self)
        router.add(
            middleware: FaultMiddleware { problem, request, context in problem.response(reference: context.reference) })
        DeskRouter(
            routes: routes, gate: TestGate(), visits: visits, settings: { settings }, now: { TestCity.now }
        ).add(to: router)
        return router
    }

    static func encode(_ text: String) -> String { PercentEncoding.segment(text) }
}

/// Believes every caller.
struct TestGate: Gatekeeper {
    static let mark = "mark-of-the-test"

    static func text(_ caller: Caller) -> String {
        let membership = caller.membership
        let wards = membership?.wards.sorted().map(\.rawValue).joined(separator: "+") ?? ""
        return [
            caller.account, caller.name, membership?.id ?? "", membership?.organisation ?? "",
            membership?.role.rawValue ?? "", wards,
        ].joined(separator: "|")
    }

    private func read(_ text: String) -> Caller? {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6 else { return nil }
        let membership = Role(rawValue: parts[4]).map {
            Caller.Membership(
                id: parts[2], organisation: parts[3], role: $0,
                wards: Set(parts[5].split(separator: "+").compactMap { Ward(rawValue: String($0)) }))
        }
        return Caller(
            account: parts[0], name: parts[1], membership: membership, isStrong: true, means: .session("test"))
    }

    func caller(session secret: String, at now: Instant) async throws -> Caller? { read(secret) }
    func caller(key: String, at now: Instant) async throws -> Caller? { read(key) }
    func frame(of caller: Caller, at now: Instant) async throws -> DeskFrame {
        DeskFrame(
            name: caller.name, organisation: caller.organisation, role: nil, awaiting: 0, memberships: 1, menu: [])
    }
    func freshSecret() -> String { "a-secret-of-the-test-of-some-length" }
    func mark(for secret: String) -> String { Self.mark }
    func isMark(_ mark: String, for secret: String) -> Bool { mark == Self.mark }
    func noteRefusal(_ refusal: Refusal) async {}

    /// Writes account and membership down, once.
    static func remember(_ caller: Caller, _ workplace: Workplace) async throws {
        let keys = workplace.keys
        try await workplace.database.write { connection in
            let (id, at) = (caller.account, TestCity.now.milliseconds)
            let email = try keys.seal(
                "\(caller.name)@example.org", for: FieldPlace(table: "account", column: "email", row: id))
            let name = try keys.seal(caller.name, for: FieldPlace(table: "account", column: "name", row: id))
            try connection.execute(
                """
                INSERT INTO account (id, email_index, email, name, language, choices, created_at)
                VALUES (\(id), \("index-\(id)"), \(email), \(name), 'fr', '', \(at)) ON CONFLICT (id) DO NOTHING
                """)
            guard let membership = caller.membership else { return }
            let wards = membership.wards.sorted().map(\.rawValue).joined(separator: ",")
            try connection.execute(
                """
                INSERT INTO membership (id, account, organisation, role, wards, created_at)
                VALUES (\(membership.id), \(id), \(membership.organisation), \(membership.role.rawValue), \(wards),
                    \(at)) ON CONFLICT (id) DO NOTHING
                """)
        }
    }
}

/// A responder of whatever type.
struct TestResponder: HTTPResponder {
    let whole: any HTTPResponder<AppContext>

    func respond(to request: Request, context: AppContext) async throws -> Response {
        try await whole.respond(to: request, context: context)
    }
}
