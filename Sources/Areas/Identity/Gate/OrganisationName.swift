internal import Store

/// The name of an organisation, as the frame of the page, an invitation and a list of memberships say it: a proper name, the same in
/// every language.
struct OrganisationName: Decodable {
    let name: String

    static func read(_ facts: String) throws -> String { try Facts.value(OrganisationName.self, from: facts).name }

    /// By key.
    static func all(_ connection: Connection) throws -> [String: String] {
        var names: [String: String] = [:]
        try connection.each("SELECT key, facts FROM organisation WHERE retired_at IS NULL") { row in
            names[try row.get("key")] = try read(row.get("facts"))
        }
        return names
    }

    static func of(_ connection: Connection, _ key: String) throws -> String {
        try connection.row("SELECT facts FROM organisation WHERE key = \(key)").map { try read($0.get("facts")) } ?? key
    }
}
