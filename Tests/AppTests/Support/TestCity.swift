import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Vault
import Web

/// A city served in process, at a fixed date: Saturday 21 November 2026, 10:00 in Paris.
struct TestCity {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let now = Instant(milliseconds: 1_795_251_600_000)

    /// Languages and static files, read once for all tests.
    static let resources = Result {
        let folder = root.appendingPathComponent("Resources")
        return (
            try Phrasebooks(folder: folder.appendingPathComponent("languages")),
            try StaticFiles(folder: folder.appendingPathComponent("static"))
        )
    }

    /// Words of offices, read once for all tests.
    static let glossary = Result { try Glossary.read(resources: root.appendingPathComponent("Resources")) }

    let database: Database
    let city: PublishedCity
    let reports: ReportDesk
    let folder: URL
    /// Of the city that is loaded.
    var settings: TerritorySettings
    /// The same database with keys of its own.
    let workplace: Workplace

    /// Imported once, shared by tests that only read.
    static let paris = Task { try await TestCity("paris") }
    static let demo = Task { try await TestCity("demo-ville") }

    /// - Parameter name: a folder of `Territories`.
    init(_ name: String) async throws {
        try await self.init(folder: Self.root.appendingPathComponent("Territories/\(name)"))
    }

    init(folder territory: URL) async throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("ville-refuge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try await TestStore.open(folder.appendingPathComponent("city.sqlite").path)
        try await database.migrate(City.migrations)
        _ = try await City.importFolder(territory.path, into: database, now: Self.now.milliseconds)
        city = PublishedCity(database: database, now: { Self.now })
        try await city.refresh()
        settings = try await database.read { try Territory.load($0).settings }
        workplace = Workplace(
            database: database, keys: try KeyRing.fresh(id: "k1"), origin: "https://guide.example.org")
        reports = ReportDesk(database: database, workplace: workplace)
    }

    func application() throws -> some ApplicationProtocol {
        let (books, assets) = try Self.resources.get()
        let routes = CityRouter(
            city: city, reports: reports,
            books: books, assets: assets, metrics: Metrics(),
            options: CityRouter.Options(logsRequests: false, glossary: try Self.glossary.get()), now: { Self.now })
        return Application(router: routes.router)
    }

    /// One request to the whole router.
    func get(_ path: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await request(path, method: .get, headers: headers)
    }

    func request(
        _ path: String, method: HTTPRequest.Method, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        try await application().test(.router) { client in
            try await client.executeRequest(
                uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        }
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The body as a JSON object.
    func object() throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(buffer: body)) as? [String: Any] ?? [:]
    }
}
