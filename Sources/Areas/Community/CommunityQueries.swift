internal import Files
internal import Rules
internal import Store

enum CommunityQueries {
    static let organisations = RecordTable<Organisation>(
        name: "organisation", kind: "organisation", key: \.key,
        columns: [.init(name: "kind") { .text($0.kind) }, .init(name: "parent") { $0.parent.sqlValue }])

    /// Where organisations come from that a coordinator wrote down.
    static let deskSource = "desk"

    static let blank = Organisation(key: "", name: "", kind: "")

    struct Live: Sendable {
        var organisation: Organisation
        var source: String
        /// Fields that somebody of the city or of the organisation wrote here.
        var edited: [String]
    }

    static func write(_ organisations: [Organisation], _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        let incoming = organisations.map { IncomingRecord(value: $0) }
        return [try self.organisations.reconcile(connection, incoming: incoming, source: Territory.source, now: now)]
    }

    static func live(_ connection: Connection) throws -> [Live] {
        let edits = try LocalEdits.all(connection, kind: organisations.kind)
        let records = try organisations.live(connection, blank: blank) { key, facts in
            try edits[key].map { try LocalEdits.overlay(facts, $0) } ?? facts
        }
        return records.map {
            Live(
                organisation: $0.value, source: $0.source,
                edited: (edits[$0.value.key] ?? [:]).keys.sorted())
        }
    }

    /// What the source says, before any edit; `nil` when there is no such organisation (any more).
    static func facts(_ connection: Connection, _ key: String) throws -> (facts: String, source: String)? {
        try connection.row("SELECT facts, source FROM organisation WHERE key = \(key) AND retired_at IS NULL").map {
            (try $0.get("facts"), try $0.get("source"))
        }
    }
}
