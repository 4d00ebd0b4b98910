internal import Files
internal import Rules
internal import Store
internal import Vault
internal import Web

/// The published guide as files that anyone may take, written each night: one of each format, with date, licences and digests. They lie in
/// the database, so that every server of the city gives the same.
enum OpenDataShelf {
    static let migration = Migration(
        area: "open-data", number: 1, name: "files for everyone",
        [
            """
            CREATE TABLE open_data_file (
                name TEXT NOT NULL PRIMARY KEY, type TEXT NOT NULL, version INTEGER NOT NULL, made_at INTEGER NOT NULL,
                size INTEGER NOT NULL CHECK (size >= 0), digest TEXT NOT NULL, content BLOB NOT NULL)
            """
        ])
    static let map = [DataTable("open_data_file", about: .nobody)]

    struct File: Sendable {
        var name: String
        var type: String
        var version: Int
        var madeAt: Instant
        var size: Int
        var digest: String

        var path: String { "/open-data/\(name)" }
    }

    /// Writes all files of what is published now, or none.
    /// - Returns: how many.
    static func write(_ database: Database, origin: String, now: Int64) async throws -> Int {
        let (version, files) = try await database.read { connection in
            let content = try City.load(connection)
            let city = StandardsCity(content, today: content.day(at: now))
            let files: [(name: String, type: String, bytes: [UInt8])] = [
                ("guide.json", "application/json", Array(try City.exportJSON(content).utf8)),
                ("services.geojson", "application/geo+json", Array(try City.exportGeoJSON(content, now: now).utf8)),
                ("services.csv", "text/csv; charset=utf-8", Array(City.exportCSV(content).utf8)),
                (
                    "data-inclusion.json", "application/json",
                    try DataInclusionExport(city: city, origin: origin).streamed(connection).bytes()
                ),
                ("hsds.json", "application/json", try HSDSExport.streamed(city, connection).bytes()),
            ]
            return (content.version, files)
        }
        try await database.write { connection in
            for (name, type, bytes) in files {
                try connection.execute(
                    """
                    INSERT INTO open_data_file (name, type, version, made_at, size, digest, content)
                    VALUES (\(name), \(type), \(version), \(now), \(bytes.count),
                        \(ContentDigest.sha256(bytes)), \(bytes))
                    ON CONFLICT (name) DO UPDATE SET type = excluded.type, version = excluded.version,
                        made_at = excluded.made_at, size = excluded.size, digest = excluded.digest,
                        content = excluded.content
                    """)
            }
        }
        return files.count
    }

    static func files(_ connection: Connection) throws -> [File] {
        try connection.rows("SELECT name, type, version, made_at, size, digest FROM open_data_file ORDER BY name").map {
            try file($0)
        }
    }

    static func file(_ connection: Connection, _ name: String) throws -> (file: File, bytes: [UInt8])? {
        try connection.row("SELECT * FROM open_data_file WHERE name = \(name)").map {
            (try file($0), try $0.get("content"))
        }
    }

    private static func file(_ row: Row) throws -> File {
        File(
            name: try row.get("name"), type: try row.get("type"), version: try row.get("version"),
            madeAt: Instant(milliseconds: try row.get("made_at")), size: try row.get("size"),
            digest: try row.get("digest"))
    }

    /// What lies there, of when, and under which licences its sources gave it.
    static func index(_ files: [File], _ settings: TerritorySettings, _ documents: [SourceDocument], origin: String)
        -> JSONText
    {
        func words(_ text: LocalisedText) -> JSONText {
            JSONText(text.read(in: "en", fallbacks: settings.languages.required).words)
        }
        let sources = documents.map { document in
            JSONText(members: [
                ("id", JSONText(document.key)), ("title", words(document.title)),
                ("publisher", document.publisher.map(words)), ("date", document.date.map { JSONText($0.description) }),
                ("url", document.url.map { JSONText($0) }), ("licence", document.licence.map { JSONText($0) }),
                ("licenceUrl", document.licenceURL.map { JSONText($0) }),
            ])
        }
        let entries = files.map { file in
            JSONText(members: [
                ("name", JSONText(file.name)), ("url", JSONText(origin + file.path)), ("type", JSONText(file.type)),
                ("bytes", JSONText(file.size)), ("sha256", JSONText(file.digest)),
                ("date", JSONText(file.madeAt.rfc3339)),
                ("contentVersion", JSONText(file.version)),
            ])
        }
        return JSONText(members: [
            ("title", words(settings.name)), ("files", JSONText(entries)), ("sources", JSONText(sources)),
        ])
    }
}
