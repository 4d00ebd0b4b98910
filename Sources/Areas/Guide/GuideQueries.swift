internal import Files
internal import Rules
internal import Store

/// The tables of the guide.
enum GuideQueries {
    static let sites = RecordTable<Site>(
        name: "site", kind: "site", key: \.key,
        columns: [
            .init(name: "kind") { .text($0.kind) }, .init(name: "status") { .text($0.status.rawValue) },
            .init(name: "district") { $0.district.sqlValue }, .init(name: "operated_by") { $0.operatedBy.sqlValue },
            .init(name: "owner") { $0.owner.sqlValue }, .init(name: "latitude") { ($0.point?.latitude).sqlValue },
            .init(name: "longitude") { ($0.point?.longitude).sqlValue },
            .init(name: "is_protected") { $0.protected.sqlValue },
            .init(name: "opened") { ($0.opened?.description).sqlValue },
            .init(name: "closed") { ($0.closed?.description).sqlValue },
            .init(name: "confirmed") { ($0.confirmed?.description).sqlValue },
        ],
        relations: { connection, site in
            try connection.execute("DELETE FROM site_partner WHERE site = \(site.key)")
            for partner in Set(site.partners).sorted() {
                try connection.execute("INSERT INTO site_partner (site, organisation) VALUES (\(site.key), \(partner))")
            }
        })

    static let services = RecordTable<Service>(
        name: "service", kind: "service", key: \.key,
        columns: [
            .init(name: "site") { .text($0.site) }, .init(name: "status") { ($0.status?.rawValue).sqlValue },
            .init(name: "operated_by") { $0.operatedBy.sqlValue },
            .init(name: "began") { ($0.began?.description).sqlValue },
            .init(name: "ended") { ($0.ended?.description).sqlValue },
            .init(name: "confirmed") { ($0.confirmed?.description).sqlValue },
        ],
        relations: { connection, service in
            try connection.execute("DELETE FROM service_need WHERE service = \(service.key)")
            for (position, need) in service.needs.enumerated() {
                try connection.execute(
                    "INSERT INTO service_need (service, need, position) VALUES (\(service.key), \(need), \(position))")
            }
        })

    static let blankSite = Site(key: "", name: LocalisedText([:]), kind: "")
    static let blankService = Service(key: "", site: "", name: LocalisedText([:]), needs: [])

    static func load(_ connection: Connection, territory: TerritoryContent) throws -> GuideContent {
        let locator = DistrictLocator(territory.districts)
        let dates = Dictionary(territory.documents.map { ($0.key, $0.date) }, uniquingKeysWith: { first, _ in first })
        let siteEdits = try LocalEdits.all(connection, kind: "site")
        let serviceEdits = try LocalEdits.all(connection, kind: "service")
        var provenance: [RecordName: RecordProvenance] = [:]
        let kept = try DeskKept.read(connection)
        let merges = try TwinMerges.read(connection)

        let sites = try sites.live(connection, blank: blankSite) { key, facts in
            try merges.shown(.site, key, facts, edits: siteEdits)
        }.compactMap { record -> Site? in
            var site = record.value
            if kept.archived.contains(RecordName(.site, site.key)) { return nil }
            provenance[RecordName(.site, site.key)] = RecordProvenance(
                source: record.source, edited: siteEdits[site.key].map { $0.keys.sorted() } ?? [])
            site.district = site.district ?? locator.district(postcode: site.postcode, point: site.point)
            if site.confirmed == nil, let date = dates[record.source] { site.confirmed = date }
            return site
        }.sorted { $0.key < $1.key }
        let present = Set(sites.map(\.key))
        let services = try services.live(connection, blank: blankService) { key, facts in
            try merges.shown(.service, key, facts, edits: serviceEdits)
        }.compactMap { record -> Service? in
            var service = record.value
            service.site = merges.final(.site, service.site)
            guard present.contains(service.site), !kept.archived.contains(RecordName(.service, service.key)) else {
                return nil
            }
            provenance[RecordName(.service, service.key)] = RecordProvenance(
                source: record.source, edited: serviceEdits[service.key].map { $0.keys.sorted() } ?? [])
            if service.confirmed == nil, let date = dates[record.source] { service.confirmed = date }
            return service
        }.sorted { $0.key < $1.key }
        return GuideContent(
            sites: sites, services: services, provenance: provenance, rhythms: kept.rhythms,
            contradictions: kept.contradictions, moved: merges.moved, labels: try LabelQueries.load(connection))
    }
}

/// What the desk keeps beside the records, and the public side needs.
private struct DeskKept {
    var archived: Set<RecordName> = []
    var rhythms: [String: Int] = [:]
    var contradictions: [String: [Instant]] = [:]

    static func read(_ connection: Connection) throws -> DeskKept {
        var kept = DeskKept()
        try connection.each("SELECT kind, key, rhythm, archived_at FROM desk_record") { row in
            let key: String = try row.get("key")
            guard let kind = RecordName.Kind(rawValue: try row.get("kind")) else { return }
            if try row.optional("archived_at", as: Int64.self) != nil { kept.archived.insert(RecordName(kind, key)) }
            if kind == .service, let days: Int = try row.optional("rhythm") { kept.rhythms[key] = days }
        }
        let matters = VisitorContradiction.matters.map(\.rawValue).sorted()
        try connection.each(
            "SELECT service, sent_at FROM report WHERE closed_at IS NULL AND matter IN (\(list: matters)) ORDER BY id"
        ) { row in
            kept.contradictions[try row.get("service"), default: []].append(
                Instant(milliseconds: try row.get("sent_at")))
        }
        kept.contradictions = kept.contradictions.filter { $0.value.count >= VisitorContradiction.reports }
        return kept
    }
}
