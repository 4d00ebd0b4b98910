internal import Areas
internal import ArgumentParser
internal import AsyncHTTPClient
internal import Files
internal import Foundation
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import OpenID
internal import Post
internal import Printing
internal import Rules
internal import ServiceLifecycle
internal import Speech
internal import Store
internal import Vault
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
        let http = HTTPClient(configuration: OpenIDProvider.clientConfiguration)
        do {
            try await serve(settings, http, logger)
        } catch {
            // The client insists on being ended, however the program ends.
            try? await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    private func serve(_ settings: ServerSettings, _ http: HTTPClient, _ logger: Logger) async throws {
        var shared = try Self.shared(settings, http, logger)
        shared.shop = await Self.shop(settings, logger)
        shared.sound = await Self.sound(logger)
        let cities = try await Self.open(settings, shared)
        let host = settings["host"]
        var application = Application(
            responder: Self.responder(cities, shared),
            server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: Int(settings["port"]) ?? 8080), serverName: nil),
            services: cities.flatMap { $0.services(logger) },
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                let shown = host == "127.0.0.1" || host == "0.0.0.0" ? "localhost" : host
                Terminal.say("open http://\(shown):\(port)")
            }, logger: logger)
        application.beforeServerStarts {
            for city in cities { await Self.firstLoad(city.published, logger) }
        }
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
        for city in cities { try city.database.close() }
    }

    private static func responder(_ cities: [RunningCity], _ shared: RunningCity.Shared) -> CitiesResponder {
        if cities.count == 1, let only = cities.first, only.settings.hosts.isEmpty {
            return CitiesResponder(only.responder(shared))
        }
        return CitiesResponder(cities.map { ($0.settings.hosts, $0.responder(shared)) })
    }

    private static func logger(_ level: String) -> Logger {
        var logger = Logger(label: "villerefuge") { JSONLogHandler(label: $0, now: Clock.now) }
        logger.logLevel = Logger.Level(rawValue: level) ?? .info
        return logger
    }

    private static func shared(
        _ settings: ServerSettings, _ http: HTTPClient, _ logger: Logger
    ) throws -> RunningCity.Shared {
        do {
            let folder = URL(fileURLWithPath: settings["resources"])
            return RunningCity.Shared(
                books: try Phrasebooks(folder: folder.appendingPathComponent("languages")),
                assets: try StaticFiles(folder: folder.appendingPathComponent("static")),
                holidays: try HolidayLibrary.read(resources: folder), glossary: try Glossary.read(resources: folder),
                proxies: Int(settings["proxies"]) ?? 0,
                passwords: ScryptPool(), http: http, logger: logger, port: settings["port"])
        } catch let fault as Phrasebooks.Fault {
            Terminal.complain(fault.description)
            throw ExitCode(66)
        } catch let faults as FileFaults {
            Terminal.complain(faults.description)
            throw ExitCode(66)
        } catch let fault as HolidayLibrary.Fault {
            Terminal.complain(fault.description)
            throw ExitCode(66)
        }
    }

    /// A machine that cannot print serves the guide without the links to print.
    private static func shop(_ settings: ServerSettings, _ logger: Logger) async -> PaperShop? {
        do throws(PressFault) {
            return PaperShop(try await Press.find(resources: URL(fileURLWithPath: settings["resources"])))
        } catch {
            logger.notice("no printing", metadata: ["reason": .string("\(error)")])
            return nil
        }
    }

    /// A machine that cannot speak leaves it to the readers' telephones.
    private static func sound(_ logger: Logger) async -> SoundShop? {
        do throws(SpeechFault) {
            return SoundShop(try await SpeechProgram.find())
        } catch {
            logger.notice("no sound", metadata: ["reason": .string("\(error)")])
            return nil
        }
    }

    private static func open(_ settings: ServerSettings, _ shared: RunningCity.Shared) async throws -> [RunningCity] {
        var cities: [RunningCity] = []
        for city in settings.cities {
            do {
                cities.append(try await RunningCity.open(city, shared))
            } catch let fault as StoreError {
                Terminal.complain("\(city.name): \(fault)")
                throw ExitCode(74)
            } catch let fault as KeyRingError {
                Terminal.complain("\(city.name): \(fault)")
                throw ExitCode(78)
            } catch let fault as IdentityFault {
                Terminal.complain("\(city.name): \(fault)")
                throw ExitCode(78)
            } catch let fault as CarrierSettingsError {
                Terminal.complain("\(city.name): post: \(fault)")
                throw ExitCode(78)
            } catch let fault as OpenIDError {
                Terminal.complain("\(city.name): provider: \(fault)")
                throw ExitCode(78)
            }
        }
        return cities
    }

    /// Without a city the server answers too: `/health` is alive, every page says that the guide is being loaded.
    private static func firstLoad(_ city: PublishedCity, _ logger: Logger) async {
        do {
            // The service that watches for changes may be loading already: it is waited for, so that no reader meets an
            // app server that has nothing to show yet.
            while try await !city.refresh(), city.version == nil { try await Task.sleep(for: .milliseconds(20)) }
        } catch TerritoryError.noCity {
            Terminal.remark("the database holds no city yet: villerefuge import Territories/paris")
        } catch {
            logger.error("load failed", metadata: ["error": .string(String(reflecting: error))])
        }
    }
}
