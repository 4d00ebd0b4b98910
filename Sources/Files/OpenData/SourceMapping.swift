public import Rules

/// How to read one open-data source: what every kind of mapping file begins with.
///
/// Lives for one reading, on one thread: its rules keep the place in the mapping where they stand.
public struct SourceMapping {
    public enum Kind: String, Sendable, CaseIterable {
        case services, districts, areas, stations
    }

    public enum Format: String, Sendable, CaseIterable {
        case geojson, csv
    }

    /// How a record is recognised at the next import.
    public enum Identity {
        case key(MappedValue<String>)
        /// The same name within so many metres.
        case place(Double)
    }

    public let key: String
    public var document: SourceDocument
    public let kind: Kind
    public let format: Format
    public let point: CSVFile.PointColumns?
    public let separator: Character?
    public let identity: Identity?
    public let leavesOutside: Bool
    public let readable: ReadableWords?
    public let skips: [MappedCondition]

    /// Reads the common fields; the caller reads its own and then calls `record.finish()`.
    public static func read(_ record: Record, folder: DataFolder) -> SourceMapping? {
        let key = record.needed("key")?.key()
        let title = record.needed("title")?.text(mayBeProperName: true)
        let publisher = record.name("publisher")
        let licence = record.record("licence").map { licence in
            defer { licence.finish() }
            return (name: licence.needed("name")?.string(), url: licence.webAddress("url"))
        }
        let homepage = record.webAddress("homepage")
        let date = record.date("date")
        // Name under which `make run` looks for the file; the import is given its path.
        _ = record.string("file")
        let format: Format? = record.needed("format") == nil ? nil : record.choice("format")
        let kind: Kind? = record.needed("kind") == nil ? nil : record.choice("kind")
        let point = record.record("point").flatMap { point -> CSVFile.PointColumns? in
            let columns = (point.needed("latitude")?.string(), point.needed("longitude")?.string())
            point.finish()
            guard let latitude = columns.0, let longitude = columns.1 else { return nil }
            return CSVFile.PointColumns(latitude: latitude, longitude: longitude)
        }
        let separator = record.string("separator")?.first
        let identity = record.record("identity").flatMap { self.identity($0) }
        let outside = record.field("outside")?.choice(of: ["skip", "fault"])
        let readable = record.record("readable").flatMap { ReadableWords.read($0, folder: folder) }
        let skips = record.records("skip").compactMap { MappedCondition.read($0) }
        guard let key, let title, let kind, let format else { return nil }
        let document = SourceDocument(
            key: key, title: title, publisher: publisher, date: date, url: homepage, licence: licence?.name,
            licenceURL: licence?.url)
        return SourceMapping(
            key: key, document: document, kind: kind, format: format, point: point, separator: separator,
            identity: identity, leavesOutside: outside == "skip", readable: readable, skips: skips)
    }

    private static func identity(_ record: Record) -> Identity? {
        let key = record.string("key").map { field in MappedValue<String> { $0.words(field) } }
        let place = record.number("place")
        record.finish()
        switch (key, place) {
        case (let key?, nil): return .key(key)
        case (nil, let metres?) where metres > 0: return .place(metres)
        default:
            record.fault("identity needs either «key» or «place»", mend: "write {key: $id}, or {place: 40}")
            return nil
        }
    }
}
