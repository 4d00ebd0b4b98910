internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import Rules
internal import ServiceLifecycle
internal import Store
internal import Web

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the guide, its pages and its API.",
        discussion: """
            Stops gracefully on SIGTERM and Ctrl-C: requests that are being answered end first.

            Example: villerefuge serve --port 8080 --database var/ville-refuge.sqlite
            """)

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let settings = try await options.settings()
        let logger = Self.logger(settings["loglevel"])
        let (database, books, assets, holidays) = try await Self.open(settings)
        let metrics = Metrics()
        let city = PublishedCity(database: database, holidays: holidays, now: Clock.now)
        let routes = CityRouter(
            city: city, reports: ReportDesk(database: database), books: books, assets: assets, metrics: metrics,
            options: CityRouter.Options(
                origin: settings["origin"], tiles: settings["tiles"].isEmpty ? nil : settings["tiles"],
                release: VilleRefuge.release),
            now: Clock.now)
        let host = settings["host"]
        var application = Application(
            router: routes.router, server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: Int(settings["port"]) ?? 8080), serverName: nil),
            services: [RefreshService(city: city, database: database, logger: logger)],
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                let shown = host == "127.0.0.1" || host == "0.0.0.0" ? "localhost" : host
                Terminal.say("open http://\(shown):\(port)")
            }, logger: logger)
        application.beforeServerStarts { await Self.firstLoad(city, logger) }
        do {
            var group = ServiceGroupConfiguration(
                services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
            // Requests that are being answered end first; a client that never ends its own is not waited for.
            group.maximumGracefulShutdownDuration = .seconds(20)
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            Terminal.complain(
                "port \(settings["port"]) of \(host) is taken by another program: choose another with --port")
            throw ExitCode(69)
        } catch let error as IOError {
            Terminal.complain("cannot listen on \(host):\(settings["port"]): \(error)")
            throw ExitCode(69)
        }
        try database.close()
    }

    private static func logger(_ level: String) -> Logger {
        var logger = Logger(label: "villerefuge") { JSONLogHandler(label: $0, now: Clock.now) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .info
        return logger
    }

    private static func open(
        _ settings: ServerSettings
    ) async throws -> (Database, Phrasebooks, StaticFiles, [String: HolidayDefinitions]) {
        do {
            let folder = URL(fileURLWithPath: settings["resources"])
            let books = try Phrasebooks(folder: folder.appendingPathComponent("languages"))
            let assets = try StaticFiles(folder: folder.appendingPathComponent("static"))
            let holidays = try HolidayLibrary.read(resources: folder)
            let database = try Database(url: settings["database"])
            try await database.migrate(City.migrations)
            return (database, books, assets, holidays)
        } catch let fault as Phrasebooks.Fault {
            Terminal.complain(fault.description)
            throw ExitCode(66)
        } catch let fault as HolidayLibrary.Fault {
            Terminal.complain(fault.description)
            throw ExitCode(66)
        } catch let fault as StoreError {
            Terminal.complain("\(fault)")
            throw ExitCode(74)
        }
    }

    /// Without a city the server answers too: `/health` is alive, every page says that the guide is being loaded.
    private static func firstLoad(_ city: PublishedCity, _ logger: Logger) async {
        do {
            try await city.refresh()
        } catch TerritoryError.noCity {
            Terminal.remark("the database holds no city yet: villerefuge import Territories/paris")
        } catch {
            logger.error("load failed", metadata: ["error": .string(String(reflecting: error))])
        }
    }
}
