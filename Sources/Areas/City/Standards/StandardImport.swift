internal import Files
internal import Foundation
internal import Rules
public import Store

/// Whose records a file holds.
public struct StandardSource: Sendable {
    /// First part of every key; also the key of the document that pages name.
    public var key: String
    public var title: String
    public var licence: String?
    public var homepage: String?

    public init(key: String, title: String? = nil, licence: String? = nil, homepage: String? = nil) {
        self.key = key
        self.title = title ?? key
        self.licence = licence
        self.homepage = homepage
    }
}

/// What an import of a standard's file did.
public struct StandardImportReport: Sendable, Codable {
    public var source: String
    /// Records of the file that were read.
    public var records: Int
    /// Records that an import of the same file, cut short, had written before.
    public var continuedAfter: Int
    public var tallies: [ImportTally]
    /// Each fault of each record that was left out, and fields that others were taken without.
    public var rejections: [Rejection]
    public var leftOut: [CheckReport.Count]
    public var disagreements: [EditDisagreement]
    public var version: Int
}

extension City {
    /// Brings the records of a source to what a file of a standard says. Records are written some at a time. Servers read the city again
    /// when the last is there, or as soon as somebody changes something else: then what has been written so far is shown. An import
    /// that was cut short goes on where it stood when the same file comes again. What was corrected by hand stays.
    /// - Parameters:
    ///   - path: a file or a folder in the format.
    ///   - mapping: of a table: the file that says what its columns mean; `nil`: as its headings say.
    ///   - size: records that are written at once.
    ///   - now: milliseconds since 1970, UTC.
    ///   - progress: is told how many records have been written.
    ///   - rejected: is told what was not taken, before anything is retired, and also when the import ends with a fault.
    /// - Throws: `FileFaults` when the file can be read no further, or when most of the source would be retired: what was written by
    ///   then stays; `TerritoryError.noCity`.
    public static func importStandard(
        _ path: String, format: StandardFormat, source: StandardSource, mapping: String? = nil,
        mayRetireMost: Bool = false,
        into database: Database, now: Int64, size: Int = 1000, progress: @Sendable (Int) throws -> Void = { _ in },
        rejected: @Sendable ([Rejection]) throws -> Void = { _ in }
    ) async throws -> StandardImportReport {
        try refuseKey(source.key, file: path)
        let print = fingerprint(path, format) + (mapping.map { " " + fingerprint($0, format) } ?? "")
        let (known, earlier) = try await database.read { connection in
            (
                try ExchangeKnown.load(connection, source: source.key, format: format),
                try connection.row("SELECT file, run, done FROM exchange_run WHERE source = \(source.key)").map {
                    (
                        file: try $0.get("file", as: String.self), run: try $0.get("run", as: String.self),
                        done: try $0.get("done", as: Int.self)
                    )
                }
            )
        }
        let isSame = earlier?.file == print
        let (run, before) = (isSame ? earlier?.run ?? "" : UUIDv7().description, isSame ? earlier?.done ?? 0 : 0)
        let writing = ExchangeWriting(format: format, source: source.key, run: run, now: now)
        var reader = try known.reader(path, format: format, mapping: mapping)
        var report = StandardImportReport(
            source: source.key, records: 0, continuedAfter: before, tallies: [], rejections: [], leftOut: [],
            disagreements: [], version: 0)
        var leftOut: [String: Int] = [:]
        var done = ExchangeWriting.Done()
        do {
            var upcoming = try reader.next(size)
            while let batch = upcoming {
                report.records += batch.count
                report.rejections += batch.rejections
                leftOut.merge(batch.leftOut, uniquingKeysWith: +)
                let position = report.records
                guard position > before else {
                    upcoming = try reader.next(size)
                    continue
                }
                // The next records are read while these are written.
                async let written = database.write { connection in
                    let done = try writing.write(batch.drafts, connection)
                    try writing.touch(batch.rejections + done.rejections, connection)
                    try connection.execute(
                        """
                        INSERT INTO exchange_run (source, file, run, done, began_at)
                        VALUES (\(source.key), \(print), \(run), \(position), \(now))
                        ON CONFLICT (source) DO UPDATE SET file = excluded.file, run = excluded.run, done = excluded.done
                        """)
                    return done
                }
                upcoming = try reader.next(size)
                done.add(try await written)
                try progress(position)
            }
        } catch let fault as Fault {
            try rejected(report.rejections + done.rejections)
            throw FileFaults([fault])
        }
        report.rejections += done.rejections
        try rejected(report.rejections)
        let (complete, sum) = (reader.complete, done)
        let finished = try await database.write { connection in
            try finish(
                writing, complete, sum, source, isContinued: before > 0, mayRetireMost: mayRetireMost, file: path,
                connection, now: now)
        }
        report.leftOut = leftOut.sorted { $0.key < $1.key }.map { CheckReport.Count(kind: $0.key, count: $0.value) }
        report.tallies = finished.tallies
        report.disagreements = finished.disagreements
        report.version = finished.version
        return report
    }

    private static func finish(
        _ writing: ExchangeWriting, _ complete: Set<ExchangePart>, _ done: ExchangeWriting.Done,
        _ source: StandardSource, isContinued: Bool, mayRetireMost: Bool, file: String, _ connection: Connection,
        now: Int64
    ) throws -> ImportReport {
        let retired = try writing.retire(complete, mayRetireMost: mayRetireMost, file: file, connection)
        var changes = KeptRecord.Kind.allCases.map { kind in
            var change = RecordChanges(kind: kind.rawValue)
            change.tally = done.tallies[kind] ?? change.tally
            change.tally.retired = retired[kind]?.retired ?? 0
            change.tally.kept = retired[kind]?.kept ?? 0
            change.changedFacts = done.changedFacts[kind] ?? [:]
            return change
        }
        let document = SourceDocument(
            key: source.key, title: LocalisedText(name: source.title), url: source.homepage, licence: source.licence)
        let isKnown = try TerritoryQueries.documents(connection).contains(document)
        var change = RecordChanges(kind: "document")
        if isKnown { change.tally.unchanged = 1 } else { change.tally.added = 1 }
        changes.append(change)
        try TerritoryImport.put(document, origin: "open-data", connection, now: now)
        try connection.execute("DELETE FROM exchange_run WHERE source = \(source.key)")
        // An import that goes on has written records of which this one knows nothing.
        if isContinued { try Territory.bumpContentVersion(connection) }
        return try CityImport.finish(changes, source: source.key, connection, now: now)
    }

    private static func refuseKey(_ key: String, file: String) throws {
        let isLawful =
            (1...40).contains(key.utf8.count)
            && key.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
            && !["territory", "desk"].contains(key)
        if isLawful { return }
        throw FileFaults([
            Fault(
                file: file, line: 0, what: "«\(key)» cannot be the key of a source",
                mend: "give --source-key in small letters, digits and hyphens, such as soliguide")
        ])
    }

    /// Tells two files apart without reading them: format, size and time of change of each.
    private static func fingerprint(_ path: String, _ format: StandardFormat) -> String {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted().map { "\(path)/\($0)" }
        let parts = (names ?? [path]).map { name in
            let facts = try? FileManager.default.attributesOfItem(atPath: name)
            let changed = (facts?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\((facts?[.size] as? Int) ?? 0) \(changed)"
        }
        return "\(format.rawValue) \(parts.joined(separator: " "))"
    }
}

/// What an import needs to know of the city before it reads the file.
struct ExchangeKnown: Sendable {
    let place: ExchangePlace
    /// Structures that earlier imports of the source brought, by their identifier.
    let structures: [String: DataInclusionReading.Structure]
    /// Keys of places that are protected here, corrections by hand included.
    let protected: Set<String>
    /// Places of the source's services that are at a protected place now, by the service's identifier.
    let sheltered: [String: Site]

    static func load(_ connection: Connection, source: String, format: StandardFormat) throws -> ExchangeKnown {
        let territory = try Territory.load(connection)
        var structures: [String: DataInclusionReading.Structure] = [:]
        var sheltered: [String: Site] = [:]
        let protected = try protected(connection)
        if format == .dataInclusion {
            try connection.each(
                """
                SELECT exchange_record.record AS record, site.facts AS facts FROM exchange_record
                JOIN site ON site.key = exchange_record.key
                WHERE exchange_record.kind = 'site' AND exchange_record.source = \(source)
                    AND exchange_record.record <> '' AND site.retired_at IS NULL
                """
            ) { row in
                let site: Site = try Facts.value(from: row.get("facts"))
                structures[try row.get("record")] = DataInclusionReading.Structure(
                    site: site, organisation: nil, name: site.name.byLanguage.first?.value ?? site.key)
            }
        }
        if format != .hsds {
            try connection.each(
                """
                SELECT exchange_record.record AS record, site.key AS site, site.facts AS facts FROM exchange_record
                JOIN service ON service.key = exchange_record.key JOIN site ON site.key = service.site
                WHERE exchange_record.kind = 'service' AND exchange_record.source = \(source)
                """
            ) { row in
                guard protected.contains(try row.get("site")) else { return }
                sheltered[try row.get("record")] = try Facts.value(from: row.get("facts"))
            }
        }
        return ExchangeKnown(
            place: ExchangePlace(source: source, territory: territory), structures: structures, protected: protected,
            sheltered: sheltered)
    }

    /// A place stays protected while it is retired: it may come back.
    private static func protected(_ connection: Connection) throws -> Set<String> {
        var keys: Set<String> = []
        try connection.each("SELECT key FROM site WHERE is_protected = 1") { keys.insert(try $0.get("key")) }
        let field = EditableField.site(.isProtected)
        for (key, edits) in try LocalEdits.all(connection, kind: field.kind) {
            guard let value = edits[field.name] else { continue }
            if value == .bool(true) { keys.insert(key) } else { keys.remove(key) }
        }
        return keys
    }

    func reader(_ path: String, format: StandardFormat, mapping: String? = nil) throws -> any ExchangeReader {
        switch format {
        case .dataInclusion:
            var reading = DataInclusionReading(place: place, protected: protected, sheltered: sheltered)
            for (record, structure) in structures { reading.know(record, structure) }
            return try DataInclusionFile(path: path, reading: reading)
        case .csv: return try SpreadsheetFile(path: path, mapping: mapping, known: self)
        case .hsds:
            return try HSDSFile(path: path, reading: HSDSReading(place: place, protected: protected))
        }
    }
}
