internal import Files

/// The city as a data package of HSDS 3: a CSV file for each table, and `datapackage.json` that names them.
struct HSDSPackage: Sendable {
    private var rows: [String: [StandardRecord]] = [:]

    init(_ export: HSDSExport) {
        for record in export.organizations { add(record, to: "organizations", owner: nil) }
        for record in export.locations { add(record, to: "locations", owner: nil) }
        for record in export.services { add(record, to: "services", owner: nil) }
        for record in export.taxonomies { add(record, to: "taxonomies", owner: nil) }
        for record in export.terms { add(record, to: "taxonomy_terms", owner: nil) }
    }

    /// Name → content of each file; a table without rows has none.
    func files(title: String) throws -> [(name: String, text: String)] {
        let tables = HSDSTables.all.filter { rows[$0.member] != nil }
        let texts = tables.map { ($0.file, text($0)) }
        return [("datapackage.json", try Facts.text(description(tables, title: title)))] + texts
    }

    private mutating func add(_ record: StandardRecord, to member: String, owner: (entity: String, id: String)?) {
        guard let table = HSDSTables.table(member) else { return }
        var row = record.filter { table.columns.contains($0.key) }
        if let owner {
            let link = member == "attributes" ? "link_id" : "\(owner.entity)_id"
            if row[link] == nil, table.columns.contains(link) { row[link] = .string(owner.id) }
            if member == "attributes", row["link_entity"] == nil { row["link_entity"] = .string(owner.entity) }
        }
        if member == "attributes", row["taxonomy_term_id"] == nil {
            row["taxonomy_term_id"] = record["taxonomy_term"]?["id"]
        }
        rows[member, default: []].append(row)
        guard let id = record.words("id") else { return }
        for (inner, value) in record.sorted(by: { $0.key < $1.key }) where HSDSTables.table(inner) != nil {
            for item in value.array?.compactMap(\.object) ?? [] { add(item, to: inner, owner: (table.entity, id)) }
        }
    }

    private func text(_ table: HSDSTables.Table) -> String {
        let lines = (rows[table.member] ?? []).map { row in
            table.columns.map { Self.cell(row[$0]?.words ?? "") }.joined(separator: ",")
        }
        return ([table.columns.joined(separator: ",")] + lines).map { $0 + "\r\n" }.joined()
    }

    /// RFC 4180. No apostrophe before what a spreadsheet would compute: programs read these files, and a telephone begins with «+».
    private static func cell(_ text: String) -> String {
        guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private func description(_ tables: [HSDSTables.Table], title: String) -> JSONValue {
        .object([
            "name": .string("human_services_data"), "title": .string(title), "profile": .string("tabular-data-package"),
            "version": .string("3.0.0"),
            "resources": .array(
                tables.map { table in
                    .object([
                        "name": .string(table.entity), "path": .string(table.file),
                        "profile": .string("tabular-data-resource"), "format": .string("csv"),
                        "mediatype": .string("text/csv"), "encoding": .string("utf-8"),
                        "schema": .object([
                            "primaryKey": .string("id"),
                            "fields": .array(
                                table.columns.map { column in
                                    .object([
                                        "name": .string(column),
                                        "type": .string(HSDSTables.numbers.contains(column) ? "number" : "string"),
                                    ])
                                }),
                        ]),
                    ])
                }),
        ])
    }
}
