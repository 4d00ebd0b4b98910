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
        for (name, field) in fields where (record[name] ?? .null) == field.said {
            record[name] = field.given.isNull ? nil : field.given
        }
        return record
    }
}

/// The formats that go both ways.
public enum StandardFormat: String, Sendable, Hashable, Codable, CaseIterable {
    case dataInclusion = "data-inclusion"
    case hsds
    /// A table of services, one a row.
    case csv
}

/// The table of what is kept.
enum KeptRecords {
    typealias ByName = [KeptRecord.Name: KeptRecord]

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
