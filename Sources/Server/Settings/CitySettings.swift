internal import Foundation

/// What one city needs: its database, its keys, its letters, its sign-in. Several cities stand in the file of settings as
/// `"cities": [{"hosts": ["paris.example.org"], "database": "…", "keys": "…"}]`; one alone is set as before.
struct CitySettings: Sendable {
    /// Keys of settings that belong to a city and not to the process.
    static let own = [
        "database", "keys", "origin", "post", "files", "provider", "client", "secret", "factor", "tiles", "machine",
        "machinekey",
    ]

    /// Host names; empty: whatever the name.
    var hosts: [String]
    var values: [String: String]

    subscript(key: String) -> String { values[key] ?? "" }

    /// For messages and the log.
    var name: String { hosts.first ?? "the city" }

    /// The cities of a file of settings; `nil`: it names none.
    static func read(_ path: String, presets: [String: String]) throws -> [CitySettings]? {
        guard let data = FileManager.default.contents(atPath: path),
            let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any], let stated = object["cities"]
        else { return nil }
        guard let list = stated as? [[String: Any]], !list.isEmpty else {
            throw ServerSettings.Fault.wrong(
                key: "cities", value: "\(type(of: stated))", mend: "give a list of objects, one for each city")
        }
        let cities = try list.enumerated().map { index, members in
            try city(members, place: "cities[\(index)]", path: path, presets: presets)
        }
        try refuseShared(cities)
        return cities
    }

    private static func city(
        _ members: [String: Any], place: String, path: String, presets: [String: String]
    ) throws -> CitySettings {
        for key in members.keys.sorted() where key != "hosts" && !own.contains(key) {
            throw ServerSettings.Fault.unknownKey(file: path, key: "\(place).\(key)")
        }
        guard let hosts = members["hosts"] as? [String], !hosts.isEmpty,
            hosts.allSatisfy({ !$0.isEmpty && !$0.contains("/") && !$0.contains(":") })
        else {
            throw ServerSettings.Fault.wrong(
                key: "\(place).hosts", value: "\(members["hosts"] ?? "")", mend: "give host names without port")
        }
        var values = presets
        for key in own where members[key] != nil {
            guard let text = members[key] as? String else {
                throw ServerSettings.Fault.wrong(key: "\(place).\(key)", value: "", mend: "give a text")
            }
            values[key] = text
        }
        for key in ["database", "keys"] where members[key] == nil {
            throw ServerSettings.Fault.wrong(
                key: "\(place).\(key)", value: "", mend: "each city has its own: name it")
        }
        return CitySettings(hosts: hosts.map { $0.lowercased() }, values: values)
    }

    /// One city, one database, one ring of keys: two cities never share either.
    private static func refuseShared(_ cities: [CitySettings]) throws {
        for (key, values) in [
            ("hosts", cities.flatMap(\.hosts)), ("database", cities.map { $0["database"] }),
            ("keys", cities.map { $0["keys"] }), ("files", cities.map { $0["files"] }.filter { !$0.isEmpty }),
        ] {
            var seen: Set<String> = []
            for value in values where !seen.insert(value).inserted {
                throw ServerSettings.Fault.wrong(key: key, value: value, mend: "two cities name it: each has its own")
            }
        }
    }
}
