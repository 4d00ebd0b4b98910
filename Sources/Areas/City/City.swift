public import Files
public import Rules
public import Store

/// A whole city: the areas put together. Stands above all of them, and only calls what they offer.
public enum City {
    /// Of every area, in the order in which they lean on each other.
    public static let migrations: [Migration] =
        TerritoryMigrations.all + CommunityMigrations.all + GuideMigrations.all + PlanMigrations.all
        + ReportMigrations.all + IdentityMigrations.all + CommunityMigrations.desk + CaseworkMigrations.all
        + GuideDeskMigrations.all + ExchangeMigrations.all + RightsMigrations.all + TwinMigrations.all
        + TranslationMigrations.all + EventsMigrations.all + LabelMigrations.all + [
            OpenDataShelf.migration
        ]

    /// Reads the files of a territory and tells every fault at once. Touches no database.
    public static func check(folder: String) -> CheckReport {
        CityFolder.read(folder).report
    }

    /// Brings the database to what the files say: all or nothing.
    /// - Parameter now: milliseconds since 1970, UTC.
    /// - Throws: `FileFaults` when the files have faults; then nothing is changed.
    public static func importFolder(_ folder: String, into database: Database, now: Int64) async throws -> ImportReport
    {
        let city = CityFolder.read(folder)
        guard let draft = city.draft, city.report.faults.isEmpty else { throw FileFaults(city.report.faults) }
        return try await database.write { try CityImport.write(draft, $0, now: now) }
    }

    /// All that is published, in one snapshot.
    /// - Throws: `TerritoryError.noCity` before the first import.
    public static func load(_ database: Database) async throws -> CityContent {
        try await database.read { try load($0) }
    }

    public static func load(_ connection: Connection) throws -> CityContent {
        let territory = try Territory.load(connection)
        let guide = try Guide.load(connection, territory: territory)
        let rights = try Rights.load(connection)
        let sources = territory.settings.languages.sources
        let texts = try GuideTexts.all(guide, sources: sources) + RightsTexts.all(rights, sources: sources)
        let overlay = try Translations.overlay(connection, texts)
        return CityContent(
            version: try Territory.contentVersion(connection), territory: territory,
            organisations: try Community.load(connection), guide: guide.laying(overlay),
            plan: try Plans.load(connection), rights: try rights.laying(overlay, sources: sources),
            events: try Events.load(connection), texts: texts)
    }
}

public struct CityContent: Sendable {
    /// Grows with every change.
    public var version: Int
    public var territory: TerritoryContent
    public var organisations: [Organisation]
    public var guide: GuideContent
    public var plan: PlanContent
    public var rights: RightsContent
    /// What can be translated, as the records themselves say it.
    public var texts: [PublicText]
    public var events: EventsContent

    /// The day of the city at a moment, milliseconds since 1970.
    func day(at now: Int64?) -> LocalDate? {
        now.map { (CivilZone(territory.settings.timeZone) ?? .utc).date(Instant(milliseconds: $0)) }
    }

    public init(
        version: Int, territory: TerritoryContent, organisations: [Organisation], guide: GuideContent,
        plan: PlanContent,
        rights: RightsContent = RightsContent(), events: EventsContent = EventsContent(), texts: [PublicText] = []
    ) {
        self.texts = texts
        self.version = version
        self.territory = territory
        self.organisations = organisations
        self.guide = guide
        self.plan = plan
        self.rights = rights
        self.events = events
    }
}

/// What a reading of a territory's files found.
public struct CheckReport: Sendable, Codable {
    /// In the order of files and lines.
    public var faults: [Fault]
    /// Remarks that hinder nothing: translations that are missing in languages that are offered but not required …
    public var notes: [String]
    /// Records by kind, in a person's words.
    public var counts: [Count]

    public struct Count: Sendable, Hashable, Codable {
        public var kind: String
        public var count: Int
    }
}

/// What an import did.
public struct ImportReport: Sendable, Codable {
    /// `territory`, or the key of an open-data source.
    public var source: String
    public var tallies: [ImportTally]
    /// Fields that were corrected by hand and that the source has now changed.
    public var disagreements: [EditDisagreement]
    /// Records that were left out on purpose, by reason.
    public var leftOut: [CheckReport.Count]
    /// The version of the content after the import.
    public var version: Int

    public var changedSomething: Bool { tallies.contains(where: \.changesSomething) }
}
