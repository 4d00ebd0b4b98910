internal import Configuration
internal import Foundation
internal import SystemPackage

/// What can be set, from four layers: defaults < file < environment (`VILLEREFUGE_…`) < flags.
struct ServerSettings: Sendable {
    /// One setting with where it is described and whether it is a secret.
    struct Entry: Sendable {
        var key: String
        var preset: String
        var meaning: String
        var isSecret = false

        /// `port` → `VILLEREFUGE_PORT`
        var environmentName: String { "VILLEREFUGE_" + key.uppercased() }
    }

    static let entries = [
        Entry(key: "host", preset: "127.0.0.1", meaning: "address to listen on"),
        Entry(key: "port", preset: "8080", meaning: "port to listen on"),
        Entry(
            key: "database", preset: "var/ville-refuge.sqlite",
            meaning: "the city's database: a file, or postgres://…"),
        Entry(
            key: "keys", preset: "var/ville-refuge.keys",
            meaning: "file of the keys that seal personal data; without it only the public guide is served"),
        Entry(key: "files", preset: "var/files", meaning: "folder of sealed exports and of the list of erasures"),
        Entry(
            key: "post", preset: "folder:var/letters?from=guide@localhost",
            meaning: "how letters go: smtp+starttls://user:secret@host:587?from=…, sendmail:…, folder:… or none",
            isSecret: true),
        Entry(key: "provider", preset: "", meaning: "issuer of the sign-in provider (OpenID Connect); empty: none"),
        Entry(key: "client", preset: "", meaning: "our client id at that provider"),
        Entry(key: "secret", preset: "", meaning: "our client secret at that provider", isSecret: true),
        Entry(
            key: "factor", preset: "",
            meaning: "acr values of the provider that count as a second factor, separated by spaces"),
        Entry(
            key: "machine", preset: "",
            meaning: "translation service that suggests drafts of public texts (LibreTranslate's way); empty: none"),
        Entry(key: "machinekey", preset: "", meaning: "our key at that service", isSecret: true),
        Entry(key: "proxies", preset: "0", meaning: "proxies of ours in front, each adding to X-Forwarded-For"),
        Entry(key: "resources", preset: "Resources", meaning: "folder with languages and static files"),
        Entry(key: "origin", preset: "", meaning: "public origin for canonical links (https://guide.example.org)"),
        Entry(
            key: "tiles", preset: "",
            meaning: "origin of a map-tile server; empty: none, nobody is told where a reader looks"),
        Entry(key: "loglevel", preset: "info", meaning: "trace, debug, info, notice, warning, error, critical"),
    ]

    enum Fault: Error, CustomStringConvertible {
        case unreadableFile(String, String)
        case unknownKey(file: String, key: String)
        case wrong(key: String, value: String, mend: String)

        var description: String {
            switch self {
            case .unreadableFile(let file, let reason): "\(file): cannot be read as JSON (\(reason))"
            case .unknownKey(let file, let key): "\(file): «\(key)» is not a setting; see `villerefuge config`"
            case .wrong(let key, let value, let mend): "\(key) = «\(value)»: \(mend)"
            }
        }
    }

    /// Where a value came from, for `villerefuge config`.
    enum Layer: String, Sendable {
        case preset = "default"
        case file, environment, flag
    }

    private(set) var values: [String: (value: String, layer: Layer)] = [:]
    /// At least one.
    private(set) var cities: [CitySettings] = []

    /// - Parameters:
    ///   - file: JSON object of settings; `nil`: `ville-refuge.json` if there is one.
    ///   - flags: what was typed, by key.
    static func load(file: String?, flags: [String: String]) async throws -> ServerSettings {
        var settings = ServerSettings()
        let path = file ?? "ville-refuge.json"
        if file != nil, !FileManager.default.fileExists(atPath: path) {
            throw Fault.unreadableFile(path, "no such file")
        }
        try refuseUnknownKeys(path)
        let fileLayer: FileProvider<JSONSnapshot>
        do {
            fileLayer = try await FileProvider<JSONSnapshot>(filePath: FilePath(path), allowMissing: true)
        } catch {
            throw Fault.unreadableFile(path, "\(error)")
        }
        let layers: [(Layer, ConfigReader)] = [
            (.flag, ConfigReader(provider: InMemoryProvider(values: memory(flags)))),
            (.environment, ConfigReader(provider: EnvironmentVariablesProvider().prefixKeys(with: ["villerefuge"]))),
            (.file, ConfigReader(provider: fileLayer)),
        ]
        for entry in entries {
            var found: (String, Layer) = (entry.preset, .preset)
            for (layer, reader) in layers {
                if let value = text(entry, reader) {
                    found = (value, layer)
                    break
                }
            }
            settings.values[entry.key] = found
        }
        try settings.validate()
        let presets = Dictionary(
            uniqueKeysWithValues: CitySettings.own.map { ($0, settings[$0]) })
        settings.cities = try CitySettings.read(path, presets: presets) ?? [CitySettings(hosts: [], values: presets)]
        return settings
    }

    /// A number in the file is as good as a text.
    private static func text(_ entry: Entry, _ reader: ConfigReader) -> String? {
        let key = ConfigKey([entry.key])
        return reader.string(forKey: key, isSecret: entry.isSecret)
            ?? reader.int(forKey: key, isSecret: entry.isSecret).map { String($0) }
    }

    private static func memory(_ flags: [String: String]) -> [AbsoluteConfigKey: ConfigValue] {
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        for (key, value) in flags { values[AbsoluteConfigKey([key])] = ConfigValue(.string(value), isSecret: false) }
        return values
    }

    private static func refuseUnknownKeys(_ path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { return }
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw Fault.unreadableFile(path, "an object of settings is expected")
        }
        for key in object.keys.sorted() where key != "cities" && !entries.contains(where: { $0.key == key }) {
            throw Fault.unknownKey(file: path, key: key)
        }
    }

    private func validate() throws {
        guard (0...65_535).contains(Int(self["port"]) ?? -1) else {
            throw Fault.wrong(
                key: "port", value: self["port"], mend: "give a whole number from 0 to 65535 (0: any free port)")
        }
        guard (0...9).contains(Int(self["proxies"]) ?? -1) else {
            throw Fault.wrong(key: "proxies", value: self["proxies"], mend: "give a whole number from 0 to 9")
        }
        for key in ["origin", "tiles"] where !self[key].isEmpty {
            guard let url = URL(string: self[key]), url.scheme == "https" || url.scheme == "http", url.host != nil,
                url.path.isEmpty
            else {
                throw Fault.wrong(key: key, value: self[key], mend: "give an origin such as https://guide.example.org")
            }
        }
        let levels = ["trace", "debug", "info", "notice", "warning", "error", "critical"]
        guard levels.contains(self["loglevel"]) else {
            throw Fault.wrong(
                key: "loglevel", value: self["loglevel"], mend: "give one of \(levels.joined(separator: ", "))")
        }
    }

    subscript(key: String) -> String { values[key]?.value ?? "" }
}
