internal import Areas
internal import AsyncHTTPClient
internal import Foundation
internal import Hummingbird
internal import Logging
internal import Rules
internal import ServiceLifecycle
internal import Store
internal import Vault
internal import Web

/// One city that is served: its database, its snapshot, its desk, and the work that comes back.
struct RunningCity: Sendable {
    let settings: CitySettings
    let database: Database
    let published: PublishedCity
    let desk: CityDesk?
    /// `nil`: without keys nothing is sealed.
    let presence: ServerPresence?
    let metrics: Metrics

    /// What all cities of the process share: files that we ship, nothing of anyone.
    struct Shared: Sendable {
        var books: Phrasebooks
        var assets: StaticFiles
        var holidays: [String: HolidayDefinitions]
        var glossary: Glossary
        var proxies: Int
        var passwords: ScryptPool
        var http: HTTPClient
        var logger: Logger
        var port: String
        /// `nil`: WeasyPrint is not on this machine.
        var shop: PaperShop?
        /// `nil`: espeak-ng is not on this machine.
        var sound: SoundShop?

        /// Letters and providers need a whole address; without one it is that of a trial on this machine.
        func origin(_ city: CitySettings) -> String {
            city["origin"].isEmpty ? "http://localhost:\(port)" : city["origin"]
        }
    }

    /// Opens the database, proves that the keys fit before anything is touched, and brings it to its shape.
    static func open(_ settings: CitySettings, _ shared: Shared) async throws -> RunningCity {
        let keys = try keys(settings)
        let database = try Database(url: settings["database"])
        let hasAccounts = try await !database.pendingMigrations(City.migrations).contains { $0.area == "identity" }
        if hasAccounts {
            if let keys {
                try await KeyProof.check(database, keys, now: Clock.now())
            } else if try await KeyProof.isSealed(database) {
                throw IdentityFault.keysMissing(settings["keys"])
            }
        }
        try await database.migrate(City.migrations)
        let published = PublishedCity(database: database, holidays: shared.holidays, now: Clock.now)
        var (desk, presence): (CityDesk?, ServerPresence?)
        if let keys {
            try await KeyProof.check(database, keys, now: Clock.now())
            // Before anything is sealed here.
            let here = ServerPresence(database: database, keys: keys)
            try await here.tell(now: Clock.now())
            presence = here
            if !settings["files"].isEmpty {
                try FileManager.default.createDirectory(
                    atPath: settings["files"] + "/exports", withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            let workplace = Workplace(database: database, keys: keys, origin: shared.origin(settings))
            try await Casework.sealOldValues(workplace)
            try await Guide.sealReports(workplace)
            desk = CityDesk(
                workplace: workplace,
                published: published, outside: try CityOutside(settings: settings, shared: shared).outside,
                now: Clock.now)
        }
        return RunningCity(
            settings: settings, database: database, published: published, desk: desk, presence: presence,
            metrics: Metrics())
    }

    /// `nil`: there is no file of keys, so only the public guide is served.
    private static func keys(_ settings: CitySettings) throws -> KeyRing? {
        let environment = ProcessInfo.processInfo.environment
        if let text = environment["VILLEREFUGE_KEYRING"], !text.isEmpty, settings.hosts.isEmpty {
            return try KeyRing(text: text)
        }
        guard FileManager.default.fileExists(atPath: settings["keys"]) else { return nil }
        return try KeyRing(file: settings["keys"])
    }

    func responder(_ shared: Shared) -> any HTTPResponder<AppContext> {
        CityRouter(
            city: published, reports: ReportDesk(database: database, workplace: desk?.workplace), desk: desk,
            books: shared.books,
            assets: shared.assets, metrics: metrics,
            options: CityRouter.Options(
                origin: settings["origin"], tiles: settings["tiles"].isEmpty ? nil : settings["tiles"],
                release: VilleRefuge.release, proxies: shared.proxies, shop: shared.shop,
                sound: shared.sound, glossary: shared.glossary),
            now: Clock.now
        ).router.buildResponder()
    }

    func services(_ logger: Logger) -> [any ServiceLifecycle.Service] {
        var services: [any ServiceLifecycle.Service] = [
            RefreshService(city: published, database: database, logger: logger)
        ]
        if let presence { services.append(PresenceService(presence: presence, logger: logger)) }
        if let desk {
            services.append(JobService(runner: desk.runner, city: published, sweep: desk.sweep, logger: logger))
        }
        return services
    }
}
