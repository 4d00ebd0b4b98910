internal import Files
internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    var listRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "services", .rule(.service, .read), "Services that the organisation keeps, with how each stands.",
                fields: DeskWindow.fields + [
                    NameSearch.field,
                    .init("state", "One of \(ServiceStanding.allCases.map(\.rawValue).joined(separator: ", "))."),
                    .init("site", "Key of a place."),
                ]
            ) { try await services($0) },
            DeskRoute(
                .get, "places", .rule(.service, .read), "Places that the organisation keeps.",
                fields: DeskWindow.fields + [NameSearch.field]
            ) { try await places($0) },
            DeskRoute(.get, "services/{key}", .rule(.service, .read), "One service, with what is being changed.") {
                try await show($0, .service)
            },
            DeskRoute(
                .get, "places/{key}", .rule(.service, .read),
                "One place, with what is being changed. A protected one only for those who carry the ward."
            ) { try await show($0, .site) },
        ]
    }

    private func services(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let window = try DeskWindow(call.query)
        let guide = try snapshot()
        let listing = try await workplace.database.read { connection in
            try UpkeepListing(
                connection, caller, .service, guide: guide, workplace: workplace, now: call.now)
        }
        let state = call.query["state"].flatMap { ServiceStanding(rawValue: $0) }
        let chosen = listing.named(call.query["q"], call.visit).filter { item in
            call.query["site"].map { item.place?.key == $0 } ?? true
        }
        let counts = ServiceStanding.allCases.map { standing in
            (standing, chosen.count { $0.standings.contains(standing) })
        }
        let items = state.map { state in chosen.filter { $0.standings.contains(state) } } ?? chosen
        let page = ServiceListPage(
            items: window.slice(items), total: items.count, window: window, counts: counts, state: state,
            query: call.query,
            isMine: caller.scope(.service, .read) != .all,
            mayCreate: caller.scope(.service, .edit) != nil)
        return .show(
            page.page(call.visit),
            data: JSONText(
                members: window.members(
                    window.slice(items).map { UpkeepJSON.item($0, call.visit) }, total: items.count)
                    + [
                        (
                            "counts",
                            JSONText(members: counts.filter { $0.1 > 0 }.map { ($0.0.rawValue, JSONText($0.1)) })
                        )
                    ]))
    }

    private func places(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let window = try DeskWindow(call.query)
        let guide = try snapshot()
        let all = try await workplace.database.read { connection in
            try UpkeepQueries.sites(connection, caller, .read).map { row -> PlaceListPage.Item in
                let key: String = try row.get("key")
                let isArchived = try row.optional("archived_at", as: Int64.self) != nil
                let isRetired = try row.optional("retired_at", as: Int64.self) != nil
                let change = try row.optional("state", as: String.self).flatMap { UpkeepRevision.State(rawValue: $0) }
                return PlaceListPage.Item(
                    site: try Self.listed(connection, key, row, guide: guide, isNew: isRetired),
                    owner: try row.optional("owner"),
                    isShown: !isArchived && !isRetired, isArchived: isArchived, change: change)
            }
        }
        let found = NameSearch(call.query["q"]).ordered(
            all, name: { call.visit.words($0.site.name) }, others: { [$0.site.address] }, key: \.site.key)
        let items = window.slice(found)
        let page = PlaceListPage(
            items: items, total: found.count, window: window, query: call.query,
            mayCreate: caller.scope(.service, .edit) != nil)
        return .show(
            page.page(call.visit),
            data: JSONText(
                members: window.members(
                    items.map { item in
                        JSONText(members: [
                            ("id", JSONText(item.site.key)), ("name", JSONText(call.visit.words(item.site.name))),
                            ("owner", UpkeepJSON.text(item.owner)), ("isPublished", JSONText(item.isShown)),
                            ("isArchived", JSONText(item.isArchived)),
                            ("change", UpkeepJSON.text(item.change?.rawValue)),
                        ])
                    }, total: found.count)))
    }

    /// What is in the guide is read from memory; what is not, from the database.
    static func listed(_ connection: Connection, _ key: String, _ row: Row, guide: GuideSnapshot, isNew: Bool) throws
        -> Site
    {
        if !isNew, let site = guide.site(key) { return site }
        if isNew, let record = try UpkeepQueries.record(connection, .site, key) {
            return try UpkeepRecord.site(record.working)
        }
        return try UpkeepRecord.site(UpkeepRecord.facts(row.get("facts")))
    }

    private func show(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let sight = try await sight(call, kind, call["key"])
        let page = UpkeepShowPage(
            sight: sight, guide: try snapshot(), now: call.now,
            approval: call.visit.settings.approval ?? .none)
        return .show(try page.page(call.visit), data: UpkeepJSON.record(sight, call.visit.settings))
    }
}
