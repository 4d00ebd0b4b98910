internal import Files
internal import Rules
public import Store

extension City {
    /// Brings the records of one open-data source to what its file says: all or nothing.
    /// - Parameters:
    ///   - file: GeoJSON or CSV.
    ///   - mapping: the YAML file that says how to read it.
    ///   - date: of the file (`2024-04`), when the mapping's own does not hold.
    ///   - mayRetireMost: allows an import that retires more than half of the source's records.
    ///   - now: milliseconds since 1970, UTC.
    /// - Throws: `FileFaults`, each naming its record; then nothing is changed.
    public static func importOpenData(
        file: String, mapping: String, date: String? = nil, mayRetireMost: Bool = false, into database: Database,
        now: Int64
    ) async throws -> ImportReport {
        let base = try await database.read { connection in
            (territory: try Territory.load(connection), organisations: try Community.load(connection).map(\.key))
        }
        let draft = try OpenDataDraft.read(
            file: file, mapping: mapping, date: date, territory: base.territory, organisations: base.organisations)
        return try await database.write { connection in
            try draft.write(connection, mayRetireMost: mayRetireMost, now: now)
        }
    }
}

/// What one open-data file says, ready to be written.
struct OpenDataDraft: Sendable {
    enum Records: Sendable {
        case places([IncomingPlace], attach: Double?, reach: Double?)
        case boundaries([IncomingBoundary])
        case stations([IncomingRecord<Station>])
    }

    let file: String
    let document: SourceDocument
    let records: Records
    let leftOut: [CheckReport.Count]

    /// - Throws: `FileFaults`
    static func read(
        file path: String, mapping mappingPath: String, date: String?, territory: TerritoryContent,
        organisations: [String]
    ) throws -> OpenDataDraft {
        let reading = Reading(hoursProblem: GuideReading.hoursProblem)
        reading.requiredLanguages = territory.settings.languages.required
        reading.offeredLanguages = territory.settings.languages.offered
        reading.bounds = territory.settings.bounds
        territory.taxonomy.declare(in: reading)
        for key in organisations { reading.keys.declare("organisation", key) }
        let mapping = OpenDataMapping.read(path: mappingPath, reading)
        reading.settleKeys()
        try reading.throwIfAny()
        guard var mapping else {
            throw FileFaults([Fault(file: mappingPath, line: 0, what: "the mapping cannot be read", mend: "run check")])
        }
        if let date {
            guard let day = PartialDate(date) else {
                throw FileFaults([
                    Fault(
                        file: path, line: 0, what: "«\(date)» is not a date", mend: "write 2024, 2024-04 or 2024-04-30")
                ])
            }
            mapping.source.document.date = day
        }
        // Hours and addresses grow old, and the page says how old; boundaries and stations are not promised to anybody.
        if mapping.source.document.date == nil, mapping.source.kind == .services {
            throw FileFaults([
                Fault(
                    file: path, line: 0, what: "nobody knows of when the file is",
                    mend: "give its date with --date, or in the mapping")
            ])
        }
        var file = SourceFile(name: path, reading: reading, mapping: mapping.source)
        let records = mapping.records(&file, path: path, territory)
        try reading.throwIfAny()
        let leftOut = file.leftOut.sorted { $0.key < $1.key }.map { CheckReport.Count(kind: $0.key, count: $0.value) }
        return OpenDataDraft(file: path, document: mapping.source.document, records: records, leftOut: leftOut)
    }

    func write(_ connection: Connection, mayRetireMost: Bool, now: Int64) throws -> ImportReport {
        let changes = try write(connection, now: now)
        if !mayRetireMost { try refuseGreatLoss(changes) }
        return try CityImport.finish(
            changes + [try documentChange(connection, now: now)], source: document.key, leftOut: leftOut, connection,
            now: now)
    }

    private func documentChange(_ connection: Connection, now: Int64) throws -> RecordChanges {
        let before = try TerritoryQueries.documents(connection).first { $0.key == document.key }
        var change = RecordChanges(kind: "document")
        switch before {
        case nil: change.tally.added = 1
        case document: change.tally.unchanged = 1
        default: change.tally.changed = 1
        }
        try TerritoryImport.put(document, origin: "open-data", connection, now: now)
        return change
    }

    private func write(_ connection: Connection, now: Int64) throws -> [RecordChanges] {
        switch records {
        case .places(let places, let attach, let reach):
            let importer = OpenDataImport(source: document.key, reach: reach, attach: attach)
            return try importer.write(places, connection, now: now)
        case .boundaries(let boundaries):
            return [try BoundaryMapping.write(boundaries, source: document.key, connection)]
        case .stations(let stations):
            return [
                try TerritoryQueries.stations.reconcile(connection, incoming: stations, source: document.key, now: now)
            ]
        }
    }

    /// A file that lost most of its records is more likely cut short than true.
    private func refuseGreatLoss(_ changes: [RecordChanges]) throws {
        for tally in changes.map(\.tally) {
            let before = tally.changed + tally.unchanged + tally.retired + tally.kept
            if tally.retired > 10, tally.retired * 2 > before {
                let what =
                    "\(tally.retired) of \(before) records (\(tally.kind)) that came from this source are no longer in the file"
                throw FileFaults([
                    Fault(
                        file: file, line: 0, what: what, mend: "fetch the whole file, or allow it with --allow-retiring"
                    )
                ])
            }
        }
    }
}

/// A mapping of any kind.
struct OpenDataMapping {
    var source: SourceMapping
    private var service: ServiceMapping?
    private var boundary: BoundaryMapping?
    private var station: StationMapping?

    static func read(path: String, _ reading: Reading) -> OpenDataMapping? {
        guard let record = YAMLFile.read(path: path, name: path, reading: reading)?.record() else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let folder = DataFolder(parts.isEmpty ? "." : parts)
        guard let source = SourceMapping.read(record, folder: folder) else { return nil }
        var mapping = OpenDataMapping(source: source)
        switch source.kind {
        case .services:
            mapping.service = ServiceMapping.read(record)
            if source.identity == nil {
                record.fault("identity is missing", mend: "add «identity: {key: $id}» or «identity: {place: 40}»")
            }
        case .districts, .areas: mapping.boundary = BoundaryMapping.read(record, kind: source.kind)
        case .stations: mapping.station = StationMapping.read(record)
        }
        record.finish()
        return mapping
    }

    func records(_ file: inout SourceFile, path: String, _ territory: TerritoryContent) -> OpenDataDraft.Records {
        if let service {
            var reach: Double?
            if case .place(let metres)? = source.identity { reach = metres }
            return .places(service.read(&file, path: path), attach: service.attach, reach: reach)
        }
        if let station { return .stations(station.read(&file, path: path)) }
        return .boundaries(
            boundary?.read(&file, path: path, districts: territory.districts, regions: territory.regions) ?? [])
    }
}
