internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    var listRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "services", .rule(.service, .read), "Services that the organisation keeps, with how each stands.",
                fields: [
                    .init("q", "Words of the name."),
                    .init("state", "One of \(ServiceStanding.allCases.map(\.rawValue).joined(separator: ", "))."),
                    .init("site", "Key of a place."),
                ]
            ) { try await services($0) },
            DeskRoute(.get, "places", .rule(.service, .read), "Places that the organisation keeps.") {
                try await places($0)
            },
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
        let guide = try snapshot()
        let listing = try await workplace.database.read { connection in
            try UpkeepListing(
                connection, caller, .service, guide: guide, workplace: workplace, now: call.now)
        }
        let words = call.query["q"].map { UpkeepWords.folded($0) }
        let state = call.query["state"].flatMap { ServiceStanding(rawValue: $0) }
        let chosen = listing.items.filter { item in
            if let words, !UpkeepWords.folded(call.visit.words(item.service.name)).contains(words) { return false }
            if let site = call.query["site"], item.place?.key != site { return false }
            return true
        }
        let counts = ServiceStanding.allCases.map { standing in
            (standing, chosen.count { $0.standings.contains(standing) })
        }
        let items = state.map { state in chosen.filter { $0.standings.contains(state) } } ?? chosen
        let page = ServiceListPage(
            items: items, counts: counts, state: state, query: call.query,
            isMine: caller.scope(.service, .read) != .all,
            mayCreate: caller.scope(.service, .edit) != nil)
        return .show(
            page.page(call.visit),
            data: JSONText(members: [
                ("items", JSONText(items.map { UpkeepJSON.item($0, call.visit) })), ("total", JSONText(items.count)),
                (
                    "counts",
                    JSONText(members: counts.filter { $0.1 > 0 }.map { ($0.0.rawValue, JSONText($0.1)) })
                ),
            ]))
    }

    private func places(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let guide = try snapshot()
        let items = try await workplace.database.read { connection in
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
        return .show(
            PlaceListPage(items: items, mayCreate: caller.scope(.service, .edit) != nil).page(call.visit),
            data: JSONText(members: [
                (
                    "items",
                    JSONText(
                        items.map { item in
                            JSONText(members: [
                                ("id", JSONText(item.site.key)), ("name", JSONText(call.visit.words(item.site.name))),
                                ("owner", UpkeepJSON.text(item.owner)), ("isPublished", JSONText(item.isShown)),
                                ("isArchived", JSONText(item.isArchived)),
                                ("change", UpkeepJSON.text(item.change?.rawValue)),
                            ])
                        })
                ), ("total", JSONText(items.count)),
            ]))
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
        return .show(try page.page(call.visit), data: UpkeepJSON.record(sight))
    }
}
