internal import Rules
internal import Store

/// Who changed an event, and when.
struct EventHistory: Sendable {
    static let most = 50

    var act: String
    var name: String?
    var organisation: String?
    var at: Instant

    /// The newest first.
    static func of(_ connection: Connection, _ workplace: Workplace, _ event: String) throws -> [EventHistory] {
        let rows = try connection.rows(
            """
            SELECT act, account, organisation, at FROM event_change WHERE event = \(event)
            ORDER BY at DESC, id DESC LIMIT \(most)
            """)
        let names = try workplace.names(
            connection, of: Array(Set(try rows.map { try $0.get("account", as: String.self) })).sorted())
        return try rows.map { row in
            EventHistory(
                act: try row.get("act"), name: names[try row.get("account")],
                organisation: try row.optional("organisation"), at: Instant(milliseconds: try row.get("at")))
        }
    }
}
