internal import Files
internal import Store

/// What a record that came in through a standard said, and our own model cannot say.
///
/// Beside each field that we would say otherwise stands what we said at the import: as long as we still say that, the source's
/// own words go out again; once somebody corrected the fact here, the correction does.
struct KeptRecord: Sendable, Hashable, Codable {
    struct Field: Sendable, Hashable, Codable {
        var given: JSONValue
        var said: JSONValue
    }

    enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case organisation, site, service
    }

    struct Name: Sendable, Hashable {
        var kind: Kind
        var key: String
    }

    /// The standard's own identifier; empty: the record was made of another one (the place that a service names).
    var record: String
    var fields: [String: Field]

    /// - Parameters:
    ///   - given: as the source said it.
    ///   - said: as we would say what we understood of it.
    static func fields(given: StandardRecord, said: StandardRecord) -> [String: Field] {
        var fields: [String: Field] = [:]
        for name in Set(given.keys).union(said.keys) {
            let (theirs, ours) = (given[name] ?? .null, said[name] ?? .null)
            if theirs != ours { fields[name] = Field(given: theirs, said: ours) }
        }
        return fields
    }

    func restored(_ record: StandardRecord) -> StandardRecord {
        var record = record
        for name in fields.keys { record[name] = restored(name, record[name]) }
        return record
    }

    /// One field as it goes out.
    func restored(_ name: String, _ said: JSONValue?) -> JSONValue? {
        guard let field = fields[name], (said ?? .null) == field.said else { return said }
        return field.given.isNull ? nil : field.given
    }
}

/// The formats that go both ways.
public enum StandardFormat: String, Sendable, Hashable, Codable, CaseIterable {
    case dataInclusion = "data-inclusion"
    case hsds
    /// A table of services, one a row; or the points of a GeoJSON file.
    case csv
}

/// The table of what is kept.
enum KeptRecords {
    typealias ByName = [KeptRecord.Name: KeptRecord]

    /// Records that are looked up at once.
    private static let page = 500

    /// Calls `body` with each item, its position and what is kept of it: some hundred are in memory at a time.
    static func each<Item>(
        _ items: [Item], _ kind: KeptRecord.Kind, in format: StandardFormat, _ connection: Connection,
        key: (Item) -> String, _ body: (Int, Item, KeptRecord?) throws -> Void
    ) throws {
        for start in stride(from: 0, to: items.count, by: page) {
            let places = start..<min(start + page, items.count)
            let kept = try load(connection, kind, items[places].map(key), in: format)
            for place in places { try body(place, items[place], kept[key(items[place])]) }
        }
    }

    static func load(
        _ connection: Connection, _ kind: KeptRecord.Kind, _ keys: [String], in format: StandardFormat
    ) throws -> [String: KeptRecord] {
        var kept: [String: KeptRecord] = [:]
        if keys.isEmpty { return kept }
        try connection.each(
            """
            SELECT key, record, remainder FROM exchange_record
            WHERE kind = \(kind.rawValue) AND format = \(format.rawValue) AND key IN (\(list: keys))
            """
        ) { row in
            kept[try row.get("key")] = KeptRecord(
                record: try row.get("record"), fields: try Facts.value(from: row.get("remainder")))
        }
        return kept
    }

    static func load(_ connection: Connection) throws -> [StandardFormat: ByName] {
        var all: [StandardFormat: ByName] = [:]
        try connection.each("SELECT kind, key, format, record, remainder FROM exchange_record") { row in
            guard let kind = KeptRecord.Kind(rawValue: try row.get("kind")),
                let format = StandardFormat(rawValue: try row.get("format"))
            else { return }
            all[format, default: [:]][KeptRecord.Name(kind: kind, key: try row.get("key"))] = KeptRecord(
                record: try row.get("record"), fields: try Facts.value(from: row.get("remainder")))
        }
        return all
    }
}
