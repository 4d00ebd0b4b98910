internal import Rules
internal import Store

/// Writes sites and services of one source.
enum GuideImport {
    static func write(_ draft: GuideDraft, _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        try write(
            sites: draft.sites.map { IncomingRecord(value: $0) },
            services: draft.services.map { IncomingRecord(value: $0) },
            source: Territory.source, connection, now: now)
    }

    /// A site that its source no longer names stays as long as a service of another source is offered there.
    static func write(
        sites: [IncomingRecord<Site>], services: [IncomingRecord<Service>], source: String, _ connection: Connection,
        now: Int64
    ) throws -> [RecordChanges] {
        let guests = try connection.rows(
            """
            SELECT DISTINCT service.site AS site FROM service JOIN site ON site.key = service.site
            WHERE site.source = \(source) AND service.source <> \(source) AND service.retired_at IS NULL
            """)
        let hosts = Set(try guests.map { try $0.get("site", as: String.self) })
        let siteChanges = try GuideQueries.sites.reconcile(
            connection, incoming: sites, source: source, now: now, mayRetire: { !hosts.contains($0) })
        let serviceChanges = try GuideQueries.services.reconcile(
            connection, incoming: services, source: source, now: now)
        for key in serviceChanges.retired { try connection.execute("DELETE FROM service_need WHERE service = \(key)") }
        return [siteChanges, serviceChanges]
    }
}
