public import Rules
public import Store

/// Reminds organisations of services that nobody has confirmed in time. Run as often as one likes: each step is told once.
public struct FreshnessJob: Sendable {
    /// How many notices were put down.
    public struct Outcome: Sendable, Hashable {
        public var first = 0
        public var second = 0
        /// Services that the coordinators were told of.
        public var coordinators = 0
    }

    private let workplace: Workplace

    public init(workplace: Workplace) {
        self.workplace = workplace
    }

    /// - Returns: what was told now.
    @discardableResult
    public func run(_ connection: Connection, now: Instant) throws -> Outcome {
        let territory = try Territory.load(connection)
        let content = try Guide.load(connection, territory: territory)
        let zone = CivilZone(territory.settings.timeZone) ?? .utc
        let today = zone.date(now)
        let late = try LateServices(connection, territory: territory, content: content, today: today).all
        var told: [String: (step: ConfirmationReminder, daysAgo: Int)] = [:]
        try connection.each("SELECT service, due, step, at FROM freshness_reminder ORDER BY step") { row in
            guard let step = ConfirmationReminder(rawValue: try row.get("step")) else { return }
            let day = zone.date(Instant(milliseconds: try row.get("at")))
            told["\(try row.get("service", as: String.self)) \(try row.get("due", as: String.self))"] = (
                step, day.days(until: today)
            )
        }
        var outcome = Outcome()
        for service in late {
            guard let step = ConfirmationReminder.next(after: told["\(service.key) \(service.due)"]) else { continue }
            try connection.execute(
                """
                INSERT INTO freshness_reminder (service, due, step, at)
                VALUES (\(service.key), \(service.due.description), \(step.rawValue), \(now.milliseconds))
                """)
            let event = "service-stale/\(service.key)/\(service.due)/\(step.rawValue)"
            switch step {
            case .first: outcome.first += 1
            case .second: outcome.second += 1
            case .coordinators:
                outcome.coordinators += 1
                try tellCoordinators(connection, service, event: event, now: now)
                continue
            }
            try tellOrganisation(connection, service, event: event, now: now)
        }
        return outcome
    }

    private func tellOrganisation(_ connection: Connection, _ service: LateServices.Late, event: String, now: Instant)
        throws
    {
        let link = try ConfirmationLinks(keys: workplace.keys, connection: connection).make(
            service: service.key, organisation: service.owner, now: now)
        try workplace.tell(
            connection, organisation: service.owner, who: .freshness, .edit, kind: "service-stale",
            path: "work/still-true/\(link)", event: event, now: now)
    }

    private func tellCoordinators(_ connection: Connection, _ service: LateServices.Late, event: String, now: Instant)
        throws
    {
        for account in try UpkeepPeople.coordinators(connection) {
            try workplace.tell(
                connection, account: account, kind: "service-stale", path: "work/services/\(service.key)", event: event,
                now: now)
        }
    }
}

/// Published services whose day of confirmation has passed, of organisations that someone works for here.
struct LateServices {
    struct Late: Sendable {
        var key: String
        var owner: String
        /// The day on which it became due; of a service that was never confirmed, the day on which it came into the guide.
        var due: LocalDate
        var days: Int
    }

    let all: [Late]

    init(_ connection: Connection, territory: TerritoryContent, content: GuideContent, today: LocalDate) throws {
        var owners: [String: (owner: String, added: Instant)] = [:]
        try connection.each(
            """
            SELECT service.key AS key, service.added_at AS added_at, \(UpkeepScope.serviceOwner) AS owner
            \(UpkeepScope.serviceJoins) WHERE service.retired_at IS NULL AND \(UpkeepScope.serviceOwner) IN (
                SELECT organisation FROM membership WHERE ended_at IS NULL)
            ORDER BY service.key
            """
        ) { row in
            owners[try row.get("key")] = (
                try row.get("owner"), Instant(milliseconds: try row.get("added_at"))
            )
        }
        let zone = CivilZone(territory.settings.timeZone) ?? .utc
        let sites = Dictionary(content.sites.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        all = content.services.compactMap { service in
            guard let (owner, added) = owners[service.key], let site = sites[service.site],
                GuideSnapshot.isCurrent(service, at: site, on: today)
            else { return nil }
            let needs = Set(service.needs)
            let themes = territory.taxonomy.themes.filter { $0.needs.contains { needs.contains($0.key) } }
            let rhythm =
                content.rhythms[service.key] ?? ConfirmationRhythm.standard(themes: Set(themes.map(\.term.key)))
            switch ConfirmationState(
                confirmed: service.confirmed ?? site.confirmed, rhythm: rhythm, today: today)
            {
            case .fresh: return nil
            case .due(let since, let days): return Late(key: service.key, owner: owner, due: since, days: days)
            case .never:
                let first = zone.date(added)
                return Late(key: service.key, owner: owner, due: first, days: first.days(until: today))
            }
        }
    }
}
