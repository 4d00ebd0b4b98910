internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    var freshnessRoutes: [DeskRoute] {
        let fields: [DeskRoute.Field] = [
            .init("state", "stale, never or contradicted."), .init("organisation", "Key of an organisation."),
            .init("district", "Key of a district."), NameSearch.field,
        ]
        return [
            DeskRoute(
                .get, "freshness", .rule(.freshness, .read),
                "What is late, never confirmed, contradicted: worst first.",
                fields: fields + DeskWindow.fields
            ) { call in
                let window = try DeskWindow(call.query)
                let late = try await late(call)
                let page = FreshnessPage(late: late, window: window, guide: try snapshot(), query: call.query)
                return .show(
                    page.page(call.visit),
                    data: JSONText(
                        members: window.members(
                            window.slice(late.items).map { UpkeepJSON.item($0, call.visit) }, total: late.items.count)
                            + [("counts", JSONText(members: late.counts.map { ($0.0.rawValue, JSONText($0.1)) }))]))
            },
            DeskRoute(
                .get, "freshness/table", .rule(.freshness, .read), "The same as a CSV file (RFC 4180).", fields: fields
            ) { call in
                let late = try await late(call)
                let text = late.csv(call.visit, guide: try snapshot())
                return .file(Array(text.utf8), type: "text/csv; charset=utf-8", name: "to-be-confirmed.csv")
            },
        ]
    }

    private func late(_ call: DeskCall) async throws -> UpkeepLateList {
        let caller = try call.member()
        let guide = try snapshot()
        let listing = try await workplace.database.read { connection in
            try UpkeepListing(
                connection, caller, .freshness, guide: guide, workplace: workplace, now: call.now)
        }
        return UpkeepLateList(listing.named(call.query["q"], call.visit), query: call.query)
    }

    // MARK: Links that work without an account

    var linkRoutes: [DeskRoute] {
        let door = DeskRoute.Door.open(
            because: "The link in a reminder: signed, for a month, once, and all it can do is confirm one service.")
        return [
            DeskRoute(.get, "still-true/{link}", door, "What the link would confirm. Changes nothing.") { call in
                try await stillTrue(call)
            },
            DeskRoute(
                .post, "still-true/{link}", says: .silent(because: "the page says that it is confirmed"), door,
                "Confirms that all of it is still true today."
            ) { call in
                try await useLink(call)
            },
        ]
    }

    private func stillTrue(_ call: DeskCall) async throws -> DeskAnswer {
        let found = try await workplace.database.read { connection in
            try ConfirmationLinks(keys: workplace.keys, connection: connection).read(call["link"], now: call.now)
        }
        guard let (link, record) = found else { throw Problem.nothing }
        return try answer(call, link, record)
    }

    private func useLink(_ call: DeskCall) async throws -> DeskAnswer {
        let today = today(call)
        try await workplace.database.write { connection in
            let links = ConfirmationLinks(keys: workplace.keys, connection: connection)
            guard let (link, record) = try links.read(call["link"], now: call.now) else { throw Problem.nothing }
            guard try links.use(link, now: call.now) else { return }
            try writing(connection, call, nil).confirm(record, today: today)
        }
        return .done(
            SitePath("work", "still-true", call["link"]), data: JSONText(members: [("state", "confirmed")]))
    }

    private func answer(_ call: DeskCall, _ link: ConfirmationLinks.Link, _ record: UpkeepRecord) throws -> DeskAnswer {
        let guide = try snapshot()
        let service = try UpkeepRecord.service(record.current)
        let page = StillTruePage(
            service: service, guide: guide, link: call["link"], usedAt: link.usedAt, now: call.now)
        return .show(
            page.page(call.visit),
            data: JSONText(members: [
                ("service", JSONText(service.key)), ("name", JSONText(call.visit.words(service.name))),
                ("confirmed", UpkeepJSON.text(service.confirmed?.description)),
                ("used", UpkeepJSON.text(link.usedAt?.rfc3339)),
            ]))
    }
}

/// What is late, never confirmed, or contradicted: the worst first.
struct UpkeepLateList: Sendable {
    enum State: String, CaseIterable, Sendable {
        case contradicted, never, stale

        func holds(_ item: UpkeepListing.Item) -> Bool {
            switch self {
            case .contradicted: item.openReports > 0
            case .never: item.confirmation == .never
            case .stale:
                if case .due = item.confirmation { true } else { false }
            }
        }
    }

    let items: [UpkeepListing.Item]
    let counts: [(State, Int)]
    /// Keys of the organisations that something of these is late of.
    let owners: Set<String>

    init(_ all: [UpkeepListing.Item], query: FormValues) {
        let late = all.filter { item in
            item.standings.contains(.published) && State.allCases.contains { $0.holds(item) }
        }
        owners = Set(late.compactMap(\.owner))
        let chosen = late.filter { item in
            if let organisation = query["organisation"], item.owner != organisation { return false }
            if let district = query["district"], item.place?.district != district { return false }
            return true
        }
        counts = State.allCases.map { state in (state, chosen.count { state.holds($0) }) }
        let state = query["state"].flatMap { State(rawValue: $0) }
        items = chosen.filter { item in state.map { $0.holds(item) } ?? true }.sorted {
            (Self.weight($0), $1.key) > (Self.weight($1), $0.key)
        }
    }

    /// Contradicted by several visitors, by one, never confirmed, then by days.
    private static func weight(_ item: UpkeepListing.Item) -> Int {
        var weight = item.isContradicted ? 1_000_000 : item.openReports > 0 ? 100_000 : 0
        switch item.confirmation {
        case .never: weight += 50_000
        case .due(_, let days): weight += min(days, 40_000)
        case .fresh: break
        }
        return weight
    }

    func csv(_ visit: Visit, guide: GuideSnapshot) -> String {
        let head = [
            "id", "name", "organisation", "place", "district", "confirmed", "state", "days", "rhythm", "reports",
        ]
        let rows = items.map { item -> [String] in
            let (state, days): (String, String) =
                switch item.confirmation {
                case .never: ("never", "")
                case .fresh: ("fresh", "0")
                case .due(_, let days): ("stale", String(days))
                }
            return [
                item.key, visit.words(item.service.name), guide.organisation(item.owner)?.name ?? item.owner ?? "",
                item.place.map { visit.words($0.name) } ?? "",
                guide.district(item.place?.district).map { visit.words($0.name) } ?? "",
                item.confirmed?.description ?? "", state, days, String(item.rhythm), String(item.openReports),
            ]
        }
        return CSVText.text([head] + rows)
    }
}
