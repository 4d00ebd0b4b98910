internal import ArgumentParser

/// Flags that go before the environment and the file.
struct ServerOptions: ParsableArguments {
    @Option(help: "JSON file of settings (default: ville-refuge.json if there is one).")
    var config: String?

    @Option(help: "Address to listen on.")
    var host: String?

    @Option(help: "Port to listen on; 0 takes any free port.")
    var port: String?

    @Option(help: "The city's database: a file, or postgres://user@host:port/name?sslmode=verify-full.")
    var database: String?

    @Option(help: "File of the keys that seal personal data.")
    var keys: String?

    @Option(help: "Folder with languages and static files.")
    var resources: String?

    @Option(help: "Public origin for canonical links, such as https://guide.example.org.")
    var origin: String?

    @Option(help: "Origin of a map-tile server (off by default).")
    var tiles: String?

    @Option(name: .customLong("log-level"), help: "trace, debug, info, notice, warning, error or critical.")
    var logLevel: String?

    /// - Throws: `ExitCode(78)` after saying what is wrong.
    func settings() async throws -> ServerSettings {
        let typed: [String: String?] = [
            "host": host, "port": port, "database": database, "keys": keys, "resources": resources, "origin": origin,
            "tiles": tiles,
            "loglevel": logLevel,
        ]
        do {
            return try await ServerSettings.load(file: config, flags: typed.compactMapValues { $0 })
        } catch let fault as ServerSettings.Fault {
            Terminal.complain(fault.description)
            throw ExitCode(78)
        }
    }
}
