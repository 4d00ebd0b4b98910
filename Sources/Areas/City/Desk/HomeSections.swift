internal import Rules
internal import Store
internal import Web

/// The parts of a member's home that come from the other areas. Each asks the table of permission by itself.
struct HomeSections: Sendable {
    let workplace: Workplace
    let published: PublishedCity

    /// What was told and not read yet.
    @Sendable func notices(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        let zone = visit.zone
        let awaiting = try Identity.awaiting(connection, caller)
        let names = try MatterNames(published: published).organisations(connection, caller, awaiting)
        let items = awaiting.map {
            HomeSection.Item(
                words: Identity.words($0, organisation: names[$0.id], visit), path: $0.address, date: zone.date($0.at))
        }
        return HomeSection(
            name: "notices", title: visit.say("desk.home.notices"), items: items,
            empty: visit.say("desk.home.notices.empty"), more: SitePath("work", "notices"))
    }

    /// Asked of the caller's organisation and not answered yet, wards respected.
    @Sendable func referrals(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        guard caller.scope(.referral, .read) != nil, caller.organisation != nil else { return nil }
        let zone = visit.zone
        let items = try Casework.awaitingAnswer(connection, caller, now: now).map { referral in
            HomeSection.Item(
                words: visit.say("notice.referral-asked"), path: SitePath("work", "referrals", referral.id),
                date: zone.date(referral.askedAt),
                urgency: referral.urgency == .today ? .late : referral.urgency == .thisWeek ? .soon : .calm)
        }
        return HomeSection(
            name: "referrals", title: visit.say("desk.home.referrals"), items: items,
            empty: visit.say("desk.home.referrals.empty"), more: SitePath("work", "referrals"))
    }

    /// Services to confirm, changes to decide, reports to answer.
    @Sendable func services(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        guard caller.scope(.service, .edit) != nil, caller.organisation != nil else { return nil }
        var items: [HomeSection.Item] = []
        let proposed = try proposals(connection, caller)
        if proposed > 0, caller.scope(.service, .decide) != nil {
            items.append(
                HomeSection.Item(
                    words: visit.say("desk.home.proposed", count: proposed),
                    path: SitePath("work", "services", query: [("state", "proposed")]), urgency: .soon))
        }
        let reports = try openReports(connection, caller)
        if reports > 0 {
            items.append(
                HomeSection.Item(
                    words: visit.say("desk.home.reported", count: reports), path: SitePath("work", "reports"),
                    urgency: .soon))
        }
        let stale = try stale(connection, caller, now)
        if stale > 0 {
            items.append(
                HomeSection.Item(
                    words: visit.say("desk.home.stale", count: stale), path: SitePath("work", "freshness")))
        }
        return HomeSection(
            name: "services", title: visit.say("desk.home.services"), items: items,
            empty: visit.say("desk.home.services.empty"), more: SitePath("work", "services"))
    }

    /// What was shared without a consent and awaits a second look.
    @Sendable func reviews(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        guard caller.scope(.consent, .review) == .all else { return nil }
        let number = try Casework.overridesToReview(workplace, connection, caller, now: now)
        guard number > 0 else { return nil }
        return HomeSection(
            name: "overrides", title: visit.say("desk.home.reviews"),
            items: [
                HomeSection.Item(
                    words: visit.say("desk.home.overrides", count: number), path: SitePath("work", "overrides"),
                    urgency: .soon)
            ])
    }

    /// Texts of law that wait for a legal adviser.
    @Sendable func laws(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        guard caller.scope(.sheet, .decide) != nil else { return nil }
        let content = try published.snapshot().rights.holding(try Rights.load(connection))
        let number = RightsDeskLine.all(content).count { !$0.standing.isApproved }
        guard number > 0 else { return nil }
        return HomeSection(
            name: "rights", title: visit.say("desk.menu.rights"),
            items: [
                HomeSection.Item(words: visit.say("desk.home.laws", count: number), path: SitePath("work", "rights"))
            ])
    }

    /// Translations that wait for a reviewer.
    @Sendable func translations(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        guard caller.scope(.translation, .decide) != nil else { return nil }
        let number = try Translations.waiting(connection, for: caller.account)
        guard number > 0 else { return nil }
        return HomeSection(
            name: "translations", title: visit.say("desk.menu.translations"),
            items: [
                HomeSection.Item(
                    words: visit.say("desk.home.translations", count: number), path: SitePath("work", "translations"))
            ])
    }

    /// Requests for the label of welcoming places that wait for the coordinators.
    @Sendable func labels(_ connection: Connection, _ caller: Caller, _ visit: Visit, _ now: Instant) throws
        -> HomeSection?
    {
        guard caller.scope(.label, .decide) != nil else { return nil }
        let number = try LabelQueries.waiting(connection)
        guard number > 0 else { return nil }
        return HomeSection(
            name: "labels", title: visit.say("desk.menu.labels"),
            items: [HomeSection.Item(words: visit.say("desk.home.labels", count: number), path: .deskLabels)])
    }

    /// Days on which an answer is wanted; names nobody.
    @Sendable func calendar(_ connection: Connection, _ caller: Caller, _ now: Instant) throws -> [CalendarEntry] {
        let zone = try published.snapshot().casework.zone
        return try Casework.awaitingAnswer(connection, caller, now: now, limit: 200).map { referral in
            CalendarEntry(
                uid: "referral-\(referral.id)", phrase: "notice.referral-asked",
                date: referral.wantedOn ?? zone.date(referral.askedAt),
                path: SitePath("work", "referrals", referral.id))
        }
    }

    private func proposals(_ connection: Connection, _ caller: Caller) throws -> Int {
        let row = try connection.row(
            """
            SELECT count(*) AS number \(UpkeepScope.serviceJoins)
            JOIN guide_revision change ON change.kind = 'service' AND change.key = service.key
                AND change.state = 'proposed'
            WHERE \(UpkeepScope.services(caller, .service, .decide))
            """)
        return try row?.get("number") ?? 0
    }

    private func openReports(_ connection: Connection, _ caller: Caller) throws -> Int {
        try ReportBook(workplace: workplace, connection: connection).openCounts(caller).values.reduce(0, +)
    }

    /// As many as the page lists to which the line leads.
    private func stale(_ connection: Connection, _ caller: Caller, _ now: Instant) throws -> Int {
        guard caller.scope(.freshness, .read) != nil else { return 0 }
        let listing = try UpkeepListing(
            connection, caller, .freshness, guide: try published.snapshot().guide, workplace: workplace, now: now)
        return UpkeepLateList(listing.items, query: FormValues()).items.count
    }
}
