internal import Rules
internal import Store
internal import Vault

/// Links with which whoever reads a reminder says that a service is still true: once, for a month.
struct ConfirmationLinks {
    static let days = 30
    static let purpose = "confirm-service"

    struct Link: Sendable {
        var id: String
        var service: String
        var organisation: String
        var usedAt: Instant?
    }

    let keys: KeyRing
    let connection: Connection

    /// - Returns: the last part of its address.
    func make(service: String, organisation: String, now: Instant) throws -> String {
        let id = UUIDv7().description
        let end = Instant(milliseconds: now.milliseconds + Int64(Self.days) * 86_400_000)
        try connection.execute(
            """
            INSERT INTO confirmation_link (id, service, organisation, made_at, expires_at)
            VALUES (\(id), \(service), \(organisation), \(now.milliseconds), \(end.milliseconds))
            """)
        return SignedLink(id: id, expires: end.milliseconds).text(purpose: Self.purpose, keys: keys)
    }

    /// `nil` when it is forged, too old, or of a service that another organisation keeps by now.
    func read(_ text: String, now: Instant) throws -> (link: Link, record: UpkeepRecord)? {
        let id: String
        do {
            id = try SignedLink.read(text, purpose: Self.purpose, keys: keys, now: now.milliseconds).id
        } catch is SignedLink.Fault {
            return nil
        }
        guard
            let row = try connection.row(
                """
                SELECT service, organisation, used_at FROM confirmation_link
                WHERE id = \(id) AND expires_at > \(now.milliseconds)
                """)
        else { return nil }
        let link = Link(
            id: id, service: try row.get("service"), organisation: try row.get("organisation"),
            usedAt: try row.optional("used_at").map { Instant(milliseconds: $0) })
        guard let record = try UpkeepQueries.record(connection, .service, link.service),
            record.owner == link.organisation, record.isPublished
        else { return nil }
        return (link, record)
    }

    /// - Returns: false when someone was faster.
    func use(_ link: Link, now: Instant) throws -> Bool {
        try connection.execute(
            "UPDATE confirmation_link SET used_at = \(now.milliseconds) WHERE id = \(link.id) AND used_at IS NULL") == 1
    }
}
