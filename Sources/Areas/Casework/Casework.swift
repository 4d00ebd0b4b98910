public import Rules
public import Store

/// The minimal file of a person, kept for a stated purpose; what they agreed to; what is asked of others for them. What this area offers.
public enum Casework {
    /// Erases again what was erased since the copy from which a database was restored. To be called after each restore, before anyone is let in.
    /// - Parameter list: path of the file that `CaseworkDesk` was given for erasures; a missing one is an empty one.
    /// - Returns: how many files were erased now.
    public static func replayErasures(_ workplace: Workplace, list: String, now: Instant) async throws -> Int {
        let ids = try ErasureList(path: list).ids()
        var count = 0
        for id in ids {
            let files = try await workplace.database.write { connection -> [String]? in
                guard try PersonRemoval.exists(connection, id) else { return nil }
                return try PersonRemoval(workplace: workplace, caller: nil, now: now).erase(
                    connection, id, code: "replayed")
            }
            guard let files else { continue }
            try ExportFiles.remove(files)
            count += 1
        }
        return count
    }

    /// One small step of the retention clocks: files to the archive, files to figures, exports and letters away.
    /// - Returns: how many records were moved; 0: nothing is left to do now.
    public static func retain(
        _ workplace: Workplace, zone: CivilZone, now: Instant, batch: Int = 50
    ) async throws -> Int {
        try await RetentionJob(workplace: workplace, zone: zone, batch: batch).run(now: now)
    }

    /// Removes from this server's own folder what no export stands on any more, or what is older than a day: the row that another
    /// server has emptied names no file here.
    /// - Returns: how many files went.
    public static func sweepExports(_ workplace: Workplace, folder: String, now: Instant) async throws -> Int {
        let live = try await workplace.database.read { connection in
            Set(
                try connection.rows(
                    "SELECT file FROM person_export WHERE file IS NOT NULL AND expires_at > \(now.milliseconds)"
                ).map { try $0.get("file", as: String.self) })
        }
        return try ExportFiles.sweep(folder, keeping: live, now: now)
    }

    /// How many overrides await this reviewer: to decide, or without a ward of the file at least to end.
    public static func overridesToReview(
        _ workplace: Workplace, _ connection: Connection, _ caller: Caller, now: Instant
    ) throws -> Int {
        try OverrideQueries(seals: CaseworkSeals(keys: workplace.keys), caller: caller, now: now).waitingCount(
            connection)
    }

    /// Seals what older versions of the program kept in clear. To be called at each start, before anyone is let in; it goes on where an
    /// earlier run was stopped.
    /// - Returns: how many values were sealed now.
    @discardableResult
    public static func sealOldValues(_ workplace: Workplace) async throws -> Int {
        try await PartnerSealing(workplace: workplace).run()
    }

    /// What is asked of the organisation that the caller acts for, and not answered yet: the oldest first, wards respected.
    public static func awaitingAnswer(
        _ connection: Connection, _ caller: Caller, now: Instant, limit: Int = 20
    ) throws -> [AwaitedReferral] {
        guard let organisation = caller.organisation else { return [] }
        return try connection.rows(
            """
            SELECT id, urgency, asked_at, wanted_on FROM referral WHERE to_organisation = \(organisation)
            AND state = 'asked' AND \(ReferralScope(caller: caller, now: now).condition(.read))
            ORDER BY asked_at, id LIMIT \(limit)
            """
        ).map { row in
            AwaitedReferral(
                id: try row.get("id"), urgency: ReferralUrgency(rawValue: try row.get("urgency")) ?? .ordinary,
                askedAt: try row.instant("asked_at"),
                wantedOn: try row.optional("wanted_on", as: String.self).flatMap { LocalDate($0) })
        }
    }

    /// Calls to mind the referrals that nobody answered, or reported on.
    /// - Returns: how many were called to mind now.
    public static func remind(_ workplace: Workplace, city: CaseworkCity, now: Instant) async throws -> Int {
        try await ReferralJob(workplace: workplace, city: city).run(now: now)
    }
}

/// How much can be taken out at a time, so that no export keeps the others waiting.
public struct ExportLimits: Sendable, Hashable {
    /// Files in one export.
    public var files: Int
    /// Bytes of its content, before it is packed.
    public var bytes: Int
    /// Exports of one member that lie ready at the same time; one more can be in the making.
    public var ready: Int

    public init(files: Int = 1_000, bytes: Int = 32 * 1_048_576, ready: Int = 3) {
        self.files = files
        self.bytes = bytes
        self.ready = ready
    }
}

/// A referral that waits for an answer: nothing of a person.
public struct AwaitedReferral: Sendable, Hashable {
    public var id: String
    public var urgency: ReferralUrgency
    public var askedAt: Instant
    public var wantedOn: LocalDate?
}

/// What this area needs to know of the city; made of what the areas below publish.
public struct CaseworkCity: Sendable {
    public struct OfferedService: Sendable, Hashable {
        public var key: String
        public var name: LocalisedText
        /// Key of the organisation that runs it.
        public var organisation: String
        /// Names of where it is: services of one name are told apart by them.
        public var place: LocalisedText?
        public var district: LocalisedText?

        public init(
            key: String, name: LocalisedText, organisation: String, place: LocalisedText? = nil,
            district: LocalisedText? = nil
        ) {
            self.key = key
            self.name = name
            self.organisation = organisation
            self.place = place
            self.district = district
        }
    }

    /// Names by key.
    public var organisations: [String: String]
    /// Public telephone numbers by key of the organisation.
    public var phones: [String: String]
    public var services: [String: OfferedService]
    public var taxonomy: Taxonomy
    public var zone: CivilZone
    public var holidays: HolidayCalendar

    /// - Parameters:
    ///   - sites: tell who runs the services that name nobody.
    public init(
        territory: TerritoryContent, organisations: [Organisation], sites: [Site], services: [Service],
        holidays: HolidayCalendar
    ) {
        self.organisations = Dictionary(organisations.map { ($0.key, $0.name) }) { first, _ in first }
        phones = Dictionary(organisations.compactMap { one in one.phone.map { (one.key, $0) } }) { first, _ in first }
        let operators = Dictionary(sites.map { ($0.key, $0) }) { first, _ in first }
        let districts = Dictionary(territory.districts.map { ($0.key, $0.name) }) { first, _ in first }
        self.services = [:]
        for service in services {
            // A protected place is reached through its organisation, never by name.
            guard let site = operators[service.site], !site.protected,
                let organisation = service.operatedBy ?? site.operatedBy
            else { continue }
            self.services[service.key] = OfferedService(
                key: service.key, name: service.name, organisation: organisation, place: site.name,
                district: site.district.flatMap { districts[$0] })
        }
        taxonomy = territory.taxonomy
        zone = CivilZone(territory.settings.timeZone) ?? .utc
        self.holidays = holidays
    }

    /// Needs that touch health: those of the themes of health.
    var healthNeeds: Set<String> {
        Set(taxonomy.themes.filter { Self.healthThemes.contains($0.term.key) }.flatMap { $0.needs.map(\.key) })
    }
    var ordinaryNeeds: Set<String> { Set(taxonomy.needs.map(\.key)).subtracting(healthNeeds) }
    private static let healthThemes: Set<String> = ["health"]

    func name(_ organisation: String) -> String { organisations[organisation] ?? organisation }
}
