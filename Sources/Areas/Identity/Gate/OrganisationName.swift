internal import Rules
internal import Store

/// The name of an organisation, as the frame of the page, an invitation and a list of memberships say it.
struct OrganisationName: Decodable {
    let name: LocalisedText

    static func read(_ facts: String, in language: String) throws -> String {
        try Facts.value(OrganisationName.self, from: facts).name.read(in: language, fallbacks: ["fr", "en"]).words
    }

    /// By key.
    static func all(_ connection: Connection, in language: String) throws -> [String: String] {
        var names: [String: String] = [:]
        try connection.each("SELECT key, facts FROM organisation WHERE retired_at IS NULL") { row in
            names[try row.get("key")] = try read(row.get("facts"), in: language)
        }
        return names
    }

    static func of(_ connection: Connection, _ key: String, in language: String) throws -> String {
        try connection.row("SELECT facts FROM organisation WHERE key = \(key)").map {
            try read($0.get("facts"), in: language)
        } ?? key
    }
}
