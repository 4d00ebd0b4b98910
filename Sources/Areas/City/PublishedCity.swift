public import Rules
internal import Search
public import Store
internal import Synchronization
internal import Web

/// What the city shows at this moment: an immutable snapshot, swapped whole when the database says that something changed.
///
/// Pages and API read it without waiting for SQL. Every server of a city swaps within a second of a change.
public final class PublishedCity: Sendable {
    struct Snapshot: Sendable {
        var version: Int
        var day: LocalDate
        var guide: GuideSnapshot
        var plan: PlanSnapshot
        var rights: RightsSnapshot
        /// What translators work on.
        var translations: TranslationCity
        var events: EventsSnapshot
        /// Marks of the words that people recorded, by language.
        var voices: [String: [VoiceName: String]]
        /// What the desks need to know of the city.
        var casework: CaseworkCity
        /// What other guides read.
        let standards: StandardsSnapshot
        /// The sitemap, written and compressed once for this snapshot.
        let sitemap = OnceMade()
    }

    private let current = Mutex<Snapshot?>(nil)
    private let isLoading = Mutex(false)
    private let database: Database
    private let holidays: [String: HolidayDefinitions]
    private let now: @Sendable () -> Instant

    /// Connections, waiting calls and replicas at this moment.
    public var databaseStatistics: DatabaseStatistics { database.statistics }

    /// - Parameter holidays: what is known of countries other than France, see `HolidayLibrary`.
    public init(
        database: Database, holidays: [String: HolidayDefinitions] = [:], now: @escaping @Sendable () -> Instant
    ) {
        self.database = database
        self.holidays = holidays
        self.now = now
    }

    /// Loads the city if the database holds another version than the one shown, or if a new day has begun (the index
    /// knows the hours of the days to come).
    /// - Returns: whether the snapshot was swapped.
    @discardableResult
    public func refresh() async throws -> Bool {
        // One load at a time: who comes second has nothing to do.
        let isFirst = isLoading.withLock { loading in
            defer { loading = true }
            return !loading
        }
        guard isFirst else { return false }
        defer { isLoading.withLock { $0 = false } }
        let version = try await database.read { try Territory.contentVersion($0) }
        let moment = now()
        if let shown = current.withLock({ $0 }), shown.version == version,
            shown.day == shown.guide.hours.zone.date(moment)
        {
            return false
        }
        let (content, kept, recorded) = try await database.read {
            (try City.load($0), try KeptRecords.load($0), try RecordingTable.all($0))
        }
        let guide = GuideSnapshot(
            version: content.version, territory: content.territory, organisations: content.organisations,
            content: content.guide, holidays: holidays, following: current.withLock { $0?.guide }, now: moment)
        let plan = PlanSnapshot(
            content: content.plan, organisations: content.organisations,
            sites: content.guide.sites.map(\.withoutSecrets),
            documents: content.territory.documents, settings: content.territory.settings,
            label: content.guide.labels.scheme?.promise)
        let rights = RightsSnapshot(
            content: content.rights, territory: content.territory, organisations: content.organisations)
        let locator = DistrictLocator(content.territory.districts)
        let events = EventsSnapshot(
            content: content.events, territory: content.territory, organisations: content.organisations,
            sites: content.guide.sites, locate: { locator.district(postcode: $0, point: $1) }, now: moment)
        let casework = CaseworkCity(
            territory: content.territory, organisations: content.organisations, sites: content.guide.sites,
            services: content.guide.services, holidays: guide.hours.holidays)
        let fresh = Snapshot(
            version: content.version, day: guide.hours.zone.date(moment), guide: guide, plan: plan, rights: rights,
            translations: TranslationCity(
                texts: content.texts, languages: content.territory.settings.languages,
                taxonomy: content.territory.taxonomy),
            events: events, voices: CityVoices.marks(recorded), casework: casework,
            standards: StandardsSnapshot(
                city: StandardsCity(content, kept: kept, today: guide.hours.zone.date(moment))))
        current.withLock { $0 = fresh }
        return true
    }

    /// The files for everyone, without their content.
    func openData() async throws -> [OpenDataShelf.File] { try await database.read { try OpenDataShelf.files($0) } }

    func openData(_ name: String) async throws -> (file: OpenDataShelf.File, bytes: [UInt8])? {
        try await database.read { try OpenDataShelf.file($0, name) }
    }

    /// - Parameter mark: of the words that it must say.
    func voice(_ name: VoiceName, _ language: String, mark: String) async throws -> [UInt8]? {
        try await database.read { try RecordingTable.sound($0, name, language, mark: mark) }
    }

    /// How many services can be searched; `nil` before the first load.
    public var serviceCount: Int? { current.withLock { $0?.guide.services.count } }
    public var version: Int? { current.withLock { $0?.version } }

    func snapshot() throws -> Snapshot {
        guard let snapshot = current.withLock({ $0 }) else {
            throw Problem(.unavailable, "The guide is being loaded. Try again in a few seconds.")
        }
        return snapshot
    }
}
