internal import Files
internal import Rules
internal import Store
internal import Web

/// The services that a caller keeps, with how each stands.
struct UpkeepListing: Sendable {
    struct Item: Sendable {
        var key: String
        var owner: String?
        var source: String
        var service: Service
        /// `nil`: a place that the caller may not know of.
        var place: Site?
        var standings: Set<ServiceStanding>
        var confirmed: PartialDate?
        var confirmation: ConfirmationState
        var rhythm: Int
        var openReports: Int
        var isContradicted: Bool
    }

    /// In the order of their keys.
    let items: [Item]

    init(
        _ connection: Connection, _ caller: Caller, _ subject: Permission.Subject, guide: GuideSnapshot,
        workplace: Workplace, now: Instant
    ) throws {
        let today = guide.hours.zone.date(now)
        let reports = try ReportBook(workplace: workplace, connection: connection).openCounts(caller)
        let rows = try connection.rows(
            """
            SELECT service.key AS key, service.site AS site, service.source AS source, service.retired_at AS retired_at,
                own.archived_at AS archived_at, own.rhythm AS rhythm, \(UpkeepScope.serviceOwner) AS owner,
                change.state AS state
            \(UpkeepScope.serviceJoins)
            LEFT JOIN guide_revision change ON change.kind = 'service' AND change.key = service.key
                AND change.state IN ('draft', 'proposed', 'sent-back')
            WHERE \(UpkeepScope.services(caller, subject, .read)) ORDER BY service.key
            """)
        var items: [Item] = []
        for row in rows {
            let key: String = try row.get("key")
            let source: String = try row.get("source")
            let isRetired = try row.optional("retired_at", as: Int64.self) != nil
            let isArchived = try row.optional("archived_at", as: Int64.self) != nil
            var service = guide.service(key)
            var place = guide.site(try row.get("site"))
            if service == nil || isRetired, let record = try UpkeepQueries.record(connection, .service, key) {
                service = try UpkeepRecord.service(record.working)
            }
            if place == nil { place = try Self.place(connection, row.get("site"), caller) }
            guard let service else { continue }
            let rhythm = try row.optional("rhythm") ?? guide.rhythm(of: service)
            let confirmed = service.confirmed ?? place?.confirmed
            let confirmation = ConfirmationState(confirmed: confirmed, rhythm: rhythm, today: today)
            let change = try row.optional("state", as: String.self).flatMap { ServiceStanding(rawValue: $0) }
            let standings = ServiceStanding.all(
                .init(
                    isPublished: !isRetired, isArchived: isArchived,
                    isGone: isRetired && source != UpkeepRecord.ownSource, openChange: change,
                    closures: service.exceptions.filter { $0.hours == nil }, confirmation: confirmation), today: today)
            items.append(
                Item(
                    key: key, owner: try row.optional("owner"), source: source, service: service, place: place,
                    standings: standings, confirmed: confirmed, confirmation: confirmation, rhythm: rhythm,
                    openReports: reports[key] ?? 0, isContradicted: guide.isContradicted(service, now: now)))
        }
        self.items = items
    }

    /// Those whose name or place has the words, by name as the reader's language has it.
    func named(_ typed: String?, _ visit: Visit) -> [Item] {
        NameSearch(typed).ordered(
            items, name: { visit.words($0.service.name) }, others: { [visit.words($0.place?.name)] }, key: \.key)
    }

    /// A place that is not in the guide: only for those who may know of it.
    private static func place(_ connection: Connection, _ key: String, _ caller: Caller) throws -> Site? {
        guard let record = try UpkeepQueries.record(connection, .site, key),
            !record.isGuarded || caller.wards.contains(.protectedPlaces)
        else { return nil }
        return try UpkeepRecord.site(record.working)
    }
}
