internal import Files
internal import Rules
internal import Store

/// Corrections by hand: checked as if they stood in a file, then written beside what the source says.
enum GuideEditing {
    static func edit(
        _ connection: Connection, _ field: EditableField, of key: String, to value: JSONValue, why: String, now: Int64
    ) throws {
        let facts = try facts(connection, field, key)
        try check(facts, field, value)
        try LocalEdits.put(
            connection, kind: field.kind, key: key, field: field.name, value: value, why: why, facts: facts, now: now)
        try Territory.bumpContentVersion(connection)
    }

    static func undo(_ connection: Connection, _ field: EditableField, of key: String) throws {
        _ = try facts(connection, field, key)
        try LocalEdits.remove(connection, kind: field.kind, key: key, field: field.name)
        try Territory.bumpContentVersion(connection)
    }

    private static func facts(_ connection: Connection, _ field: EditableField, _ key: String) throws -> String {
        let row =
            switch field {
            case .site: try connection.row("SELECT facts FROM site WHERE key = \(key)")
            case .service: try connection.row("SELECT facts FROM service WHERE key = \(key)")
            }
        guard let row else { throw EditError.noSuchRecord(kind: field.kind, key: key) }
        return try row.get("facts")
    }

    /// The record must still be readable with the new value in it.
    private static func check(_ facts: String, _ field: EditableField, _ value: JSONValue) throws {
        let edited = try LocalEdits.overlay(facts, [field.name: value])
        do {
            switch field {
            case .site: _ = try Facts.value(Site.self, from: edited)
            case .service: _ = try Facts.value(Service.self, from: edited)
            }
        } catch {
            throw EditError.doesNotFit(field: field.name, reason: "\(error)")
        }
        if field.name == "website", let words = value.string, !WebAddress.isLawful(words) {
            throw EditError.doesNotFit(field: field.name, reason: "«\(words)» is not a web address")
        }
        if case .service(.hours) = field, let words = value.string, let problem = GuideReading.hoursProblem(words) {
            throw EditError.doesNotFit(field: field.name, reason: problem.message)
        }
    }
}

extension EditableField {
    var kind: String {
        switch self {
        case .site: "site"
        case .service: "service"
        }
    }

    var name: String {
        switch self {
        case .site(let field): field.rawValue
        case .service(let field): field.rawValue
        }
    }
}
