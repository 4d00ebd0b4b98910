internal import Rules
internal import Store
internal import Web

/// What one desk takes from the areas beside it: put together here, because only the city knows them all.
struct DeskSurroundings: Sendable {
    let workplace: Workplace
    let published: PublishedCity

    var forCommunity: CommunitySurroundings {
        let sections = HomeSections(workplace: workplace, published: published)
        return CommunitySurroundings(
            reach: { [published] _ in OrganisationReaching(guide: try published.snapshot().guide).all },
            offers: { [workplace, published] connection, caller, visit, now, organisation in
                try OfferedLines(workplace: workplace, guide: try published.snapshot().guide).lines(
                    connection, caller, visit, now, organisation)
            },
            colleagues: { [workplace] connection, caller, organisation in
                try Self.colleagues(connection, workplace, organisation)
            },
            managed: { try Self.managed($0) },
            invitations: { try Self.invitations($0, $1) },
            holder: { connection, membership, _ in try Self.holder(connection, membership: membership) },
            awaiting: [
                sections.notices, sections.referrals, sections.services, sections.reviews, sections.laws,
                sections.translations, sections.labels,
            ],
            calendar: [sections.calendar])
    }

    private static func colleagues(_ connection: Connection, _ workplace: Workplace, _ organisation: String) throws
        -> [ColleagueLine]
    {
        let rows = try connection.rows(
            """
            SELECT account, role FROM membership JOIN account ON account.id = membership.account
            WHERE organisation = \(organisation) AND ended_at IS NULL AND disabled_at IS NULL
            ORDER BY membership.created_at, membership.id
            """)
        let names = try workplace.names(connection, of: rows.map { try $0.get("account") })
        return try rows.compactMap { row in
            guard let role = Role(rawValue: try row.get("role")),
                let name = names[try row.get("account", as: String.self)]
            else { return nil }
            return ColleagueLine(name: name, role: role)
        }
    }

    /// Organisations with a manager who can sign in.
    private static func managed(_ connection: Connection) throws -> Set<String> {
        Set(
            try connection.rows(
                """
                SELECT DISTINCT organisation FROM membership JOIN account ON account.id = membership.account
                WHERE role = \(Role.manager.rawValue) AND ended_at IS NULL AND disabled_at IS NULL
                """
            ).map { try $0.get("organisation") })
    }

    private static func invitations(_ connection: Connection, _ now: Instant) throws -> [PendingInvitation] {
        try connection.rows(
            """
            SELECT organisation, role, expires_at FROM invitation
            WHERE used_at IS NULL AND withdrawn_at IS NULL AND expires_at > \(now.milliseconds) ORDER BY expires_at
            """
        ).compactMap { row in
            guard let role = Role(rawValue: try row.get("role")) else { return nil }
            let organisation: String = try row.get("organisation")
            return PendingInvitation(
                organisation: organisation, role: role, expires: Instant(milliseconds: try row.get("expires_at")),
                path: SitePath("work", "members", query: [("organisation", organisation)]))
        }
    }

    /// Who a membership is at this moment, for feeds that are read without a session.
    private static func holder(_ connection: Connection, membership: String) throws -> CalendarHolder? {
        guard
            let row = try connection.row(
                """
                SELECT account, organisation, role, wards, password_set_at, totp_since
                FROM membership JOIN account ON account.id = membership.account
                WHERE membership.id = \(membership) AND ended_at IS NULL AND disabled_at IS NULL
                """), let role = Role(rawValue: try row.get("role"))
        else { return nil }
        let account: String = try row.get("account")
        let wards: String = try row.get("wards")
        let password = try row.optional("password_set_at", as: Int64.self) ?? 0
        let factor = try row.optional("totp_since", as: Int64.self) ?? 0
        let caller = Caller(
            account: account, name: "",
            membership: Caller.Membership(
                id: membership, organisation: try row.get("organisation"), role: role, wards: Ward.read(wards)),
            isStrong: true, means: .session("calendar"))
        return CalendarHolder(caller: caller, standing: "\(role.rawValue)/\(wards)/\(password)/\(factor)")
    }
}

/// What organisations do through their places and services, as the guide shows it.
struct OrganisationReaching {
    let guide: GuideSnapshot

    var all: [String: OrganisationReach] {
        var all: [String: OrganisationReach] = [:]
        for site in guide.sites where !site.protected {
            guard let key = site.operatedBy else { continue }
            all[key, default: OrganisationReach()].count += 1
            if let district = site.district { all[key]?.districts.insert(district) }
        }
        for service in guide.services {
            let site = guide.site(of: service)
            guard !site.protected, let key = service.operatedBy ?? site.operatedBy else { continue }
            var reach = all[key] ?? OrganisationReach()
            reach.needs.formUnion(service.needs)
            reach.publics.formUnion(service.publics)
            reach.languages.formUnion(service.languages.isEmpty ? site.languages : service.languages)
            if let district = site.district { reach.districts.insert(district) }
            reach.count += 1
            all[key] = reach
        }
        return all
    }
}

/// The services of one organisation as the caller may see them at work.
struct OfferedLines {
    let workplace: Workplace
    let guide: GuideSnapshot

    func lines(
        _ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant, _ organisation: String
    ) throws -> [OfferedLine] {
        let isOwn = caller.may(.read, .service, owner: organisation)
        guard isOwn else { return published(visit, organisation) }
        return try UpkeepListing(connection, caller, .service, guide: guide, workplace: workplace, now: now).items
            .filter { $0.owner == organisation }
            .map { item in
                let states = item.standings.sorted { $0.rawValue < $1.rawValue }
                return OfferedLine(
                    kind: .offer, key: item.key, name: visit.words(item.service.name),
                    place: item.place.map { $0.protected ? "" : visit.words($0.name) },
                    state: states.isEmpty
                        ? nil : visit.say.list(states.map { visit.say("upkeep.state.\($0.rawValue)") }),
                    path: SitePath("work", "services", item.key))
            }
    }

    /// What everybody sees.
    private func published(_ visit: Visit, _ organisation: String) -> [OfferedLine] {
        guide.services.filter { ($0.operatedBy ?? guide.site(of: $0).operatedBy) == organisation }.map { service in
            let site = guide.site(of: service)
            return OfferedLine(
                kind: .offer, key: service.key, name: visit.words(service.name),
                place: site.protected ? nil : visit.words(site.name), state: nil,
                path: SitePath("services", service.key))
        }
    }
}
