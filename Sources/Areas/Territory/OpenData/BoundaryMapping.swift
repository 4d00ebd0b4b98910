internal import Files
internal import Rules
internal import Store

/// The real outline of a district or of an area, from a file.
struct IncomingBoundary: Sendable {
    /// `district` or `region`, and its key.
    let kind: String
    let key: String
    let outline: Outline
}

/// Reads boundaries, and recognises whose they are.
struct BoundaryMapping {
    private let property: String
    private let field: String

    private static let properties: [SourceMapping.Kind: [String]] = [
        .districts: ["key", "number", "postcode"], .areas: ["key", "code"],
    ]

    /// `match: {record: number, field: number}`
    static func read(_ record: Record, kind: SourceMapping.Kind) -> BoundaryMapping? {
        guard let match = record.needed("match")?.record() else { return nil }
        let property = match.needed("record")?.choice(of: properties[kind] ?? [])
        let field = match.needed("field")?.string()
        match.finish()
        guard let property, let field else { return nil }
        return BoundaryMapping(property: property, field: field)
    }

    func read(_ file: inout SourceFile, path: String, districts: [District], regions: [Region]) -> [IncomingBoundary] {
        let isDistricts = file.mapping.kind == .districts
        let records = file.records(path: path)
        let bounds = file.reading.bounds
        return records.compactMap { mapped in
            file.drawing(mapped.record) {
                guard case .rings(let rings)? = mapped.record.geometry else {
                    throw MappingProblem(what: "it is not an area", mend: "fetch a file of outlines")
                }
                let outline = Outline(
                    rings: rings.map { $0.map { Coordinate(latitude: $0.latitude, longitude: $0.longitude) } })
                guard let words = mapped.words(field) else {
                    throw MappingProblem(what: "it has no «\(field)»", mend: "check the mapping's match")
                }
                if let bounds, !outline.rings.joined().contains(where: bounds.contains) {
                    throw MappingProblem(
                        what: "no corner of its outline is inside the territory",
                        mend: "check that it is the file of this city, in WGS 84, [longitude, latitude]")
                }
                if isDistricts {
                    guard let district = districts.first(where: { matches($0, words) }) else {
                        throw MappingProblem(
                            what: "no district has the \(property) «\(words)»", mend: "skip it, or add the district")
                    }
                    guard outline.contains(district.centre) else {
                        throw MappingProblem(
                            what: "its outline does not hold the centre of \(district.key)",
                            mend: "check the match and the coordinates")
                    }
                    return IncomingBoundary(kind: "district", key: district.key, outline: outline)
                }
                guard let region = regions.first(where: { property == "code" ? $0.code == words : $0.key == words })
                else {
                    throw MappingProblem(
                        what: "no area has the \(property) «\(words)»", mend: "skip it, or add the area")
                }
                return IncomingBoundary(kind: "region", key: region.key, outline: outline)
            }
        }
    }

    private func matches(_ district: District, _ words: String) -> Bool {
        switch property {
        case "number": String(district.number) == words
        case "postcode": district.postcodes.contains(words)
        default: district.key == words
        }
    }

    /// Puts the outlines of a source in place of those that it gave before.
    static func write(_ boundaries: [IncomingBoundary], source: String, _ connection: Connection) throws
        -> RecordChanges
    {
        var changes = RecordChanges(kind: "outline")
        var stored: [String: String] = [:]
        try connection.each("SELECT kind, key, facts FROM boundary WHERE source = \(source)") { row in
            stored["\(try row.get("kind", as: String.self))/\(try row.get("key", as: String.self))"] = try row.get(
                "facts")
        }
        for boundary in boundaries {
            let facts = try Facts.text(boundary.outline)
            switch stored.removeValue(forKey: "\(boundary.kind)/\(boundary.key)") {
            case facts: changes.tally.unchanged += 1
            case nil: changes.tally.added += 1
            default: changes.tally.changed += 1
            }
            try connection.execute(
                """
                INSERT INTO boundary (kind, key, source, facts) VALUES (\(boundary.kind), \(boundary.key), \(source), \(facts))
                ON CONFLICT (kind, key) DO UPDATE SET source = excluded.source, facts = excluded.facts
                """)
        }
        for gone in stored.keys {
            let parts = gone.split(separator: "/", maxSplits: 1).map(String.init)
            try connection.execute("DELETE FROM boundary WHERE kind = \(parts[0]) AND key = \(parts[1])")
            changes.tally.retired += 1
        }
        return changes
    }
}
