internal import Rules
internal import Store

/// The tables of the area.
enum TerritoryQueries {
    static let districts = RecordTable<District>(
        name: "district", kind: "district", key: \.key, columns: [.init(name: "number") { .integer(Int64($0.number)) }])

    static let regions = RecordTable<Region>(
        name: "region", kind: "area", key: \.key, columns: [.init(name: "code") { .text($0.code) }])

    static let stations = RecordTable<Station>(
        name: "station", kind: "station", key: \.key,
        columns: [
            .init(name: "latitude") { .real($0.point.latitude) },
            .init(name: "longitude") { .real($0.point.longitude) },
        ])

    static func contentVersion(_ connection: Connection) throws -> Int {
        try connection.row("SELECT content_version FROM territory WHERE id = 1")?.get("content_version") ?? 0
    }

    /// The key of the city, or `nil` before the first import.
    static func cityKey(_ connection: Connection) throws -> String? {
        try connection.row("SELECT key FROM territory WHERE id = 1")?.get("key")
    }

    static func settings(_ connection: Connection) throws -> TerritorySettings {
        guard let row = try connection.row("SELECT key, facts FROM territory WHERE id = 1") else {
            throw TerritoryError.noCity
        }
        return try Facts.value(row.get("facts"), table: "territory", key: row.get("key"), blank: nil)
    }

    static func taxonomy(_ connection: Connection) throws -> Taxonomy {
        func term(_ row: Row, _ table: String) throws -> Term {
            let key: String = try row.get("key")
            return try Facts.value(
                row.get("facts"), table: table, key: key, blank: Term(key: key, label: .init(name: key)))
        }
        var needs: [String: [Term]] = [:]
        try connection.each("SELECT key, theme, facts FROM need ORDER BY position") { row in
            needs[try row.get("theme"), default: []].append(try term(row, "need"))
        }
        let themes = try connection.rows("SELECT key, facts FROM theme ORDER BY position").map { row in
            let theme = try term(row, "theme")
            return Theme(term: theme, needs: needs[theme.key] ?? [])
        }
        var lists: [String: [Term]] = [:]
        try connection.each("SELECT list, key, facts FROM term ORDER BY list, position") { row in
            lists[try row.get("list"), default: []].append(try term(row, "term"))
        }
        return Taxonomy(themes: themes, lists: lists)
    }

    static func load(_ connection: Connection) throws -> TerritoryContent {
        let settings = try settings(connection)
        let outlines = try boundaries(connection)
        let districts = try districts.live(connection, blank: nil).map { record in
            var district = record.value
            if let outline = outlines["district/\(district.key)"] { district.outline = outline }
            return district
        }
        let regions = try regions.live(connection, blank: nil).map { record in
            var region = record.value
            if let outline = outlines["region/\(region.key)"] { region.outline = outline }
            return region
        }
        return TerritoryContent(
            settings: settings, taxonomy: try taxonomy(connection),
            districts: districts.sorted { $0.number < $1.number },
            regions: regions.sorted { $0.code < $1.code },
            stations: try stations.live(connection, blank: nil).map(\.value),
            documents: try documents(connection))
    }

    static func documents(_ connection: Connection) throws -> [SourceDocument] {
        try connection.rows("SELECT key, facts FROM source_document ORDER BY origin DESC, key").map { row in
            try Facts.value(row.get("facts"), table: "source_document", key: row.get("key"), blank: nil)
        }
    }

    private static func boundaries(_ connection: Connection) throws -> [String: Outline] {
        var outlines: [String: Outline] = [:]
        try connection.each("SELECT kind, key, facts FROM boundary") { row in
            outlines["\(try row.get("kind", as: String.self))/\(try row.get("key", as: String.self))"] =
                try Facts.value(from: row.get("facts"))
        }
        return outlines
    }
}
