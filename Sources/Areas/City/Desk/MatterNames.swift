internal import Rules
internal import Store

/// Of whom something is that awaits: two lines that say the same are told apart by the organisation.
struct MatterNames: Sendable {
    let published: PublishedCity

    /// Names of organisations by the id of the item; those that lead to a protected place, or to nothing of an organisation, have none.
    @Sendable func organisations(
        _ connection: Connection, _ caller: Caller, _ items: [AwaitingItem]
    ) throws -> [String: String] {
        let guide = try published.snapshot().guide
        let asked = try referrals(connection, caller, items)
        let labelled = try labels(connection, caller, items, guide)
        var names: [String: String] = [:]
        for item in items {
            guard let (kind, key) = Self.matter(item) else { continue }
            let owner: String? =
                switch kind {
                case "services": guide.service(key).flatMap { Self.owner($0, guide) }
                case "referrals": asked[key]
                case "labels": labelled[key]
                default: nil
                }
            names[item.id] = owner.flatMap { guide.organisation($0)?.name }
        }
        return names
    }

    /// `work/services/{key}`, `work/referrals/{id}`.
    private static func matter(_ item: AwaitingItem) -> (kind: String, key: String)? {
        let segments = item.address.segments
        guard segments.count == 3, segments[0] == "work" else { return nil }
        return (segments[1], segments[2])
    }

    private static func owner(_ service: Service, _ guide: GuideSnapshot) -> String? {
        let site = guide.site(of: service)
        return site.protected ? nil : service.operatedBy ?? site.operatedBy
    }

    /// The other side of each referral between the caller's organisation and another.
    private func referrals(
        _ connection: Connection, _ caller: Caller, _ items: [AwaitingItem]
    ) throws -> [String: String] {
        let ids = items.compactMap(Self.matter).filter { $0.kind == "referrals" }.map(\.key)
        guard !ids.isEmpty, let own = caller.organisation, caller.scope(.referral, .read) != nil else { return [:] }
        var sides: [String: String] = [:]
        try connection.each(
            """
            SELECT id, organisation, to_organisation FROM referral WHERE id IN (\(list: ids))
                AND (organisation = \(own) OR to_organisation = \(own))
            """
        ) { row in
            let from: String = try row.get("organisation")
            sides[try row.get("id")] = from == own ? try row.optional("to_organisation") : from
        }
        return sides
    }

    /// Whose place it is that asks for the label.
    private func labels(
        _ connection: Connection, _ caller: Caller, _ items: [AwaitingItem], _ guide: GuideSnapshot
    ) throws -> [String: String] {
        let ids = items.compactMap(Self.matter).filter { $0.kind == "labels" }.map(\.key)
        guard !ids.isEmpty else { return [:] }
        var owners: [String: String] = [:]
        try connection.each(
            """
            SELECT id, site, organisation FROM label_request WHERE id IN (\(list: ids))
                AND \(LabelBook.scope(caller, .label, .read))
            """
        ) { row in
            guard guide.site(try row.get("site", as: String.self))?.protected == false else { return }
            owners[try row.get("id")] = try row.optional("organisation", as: String.self)
        }
        return owners
    }
}
