internal import Rules
internal import Store

enum CommunityQueries {
    static let organisations = RecordTable<Organisation>(
        name: "organisation", kind: "organisation", key: \.key,
        columns: [.init(name: "kind") { .text($0.kind) }, .init(name: "parent") { $0.parent.sqlValue }])

    static func write(_ organisations: [Organisation], _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        let incoming = organisations.map { IncomingRecord(value: $0) }
        return [try self.organisations.reconcile(connection, incoming: incoming, source: Territory.source, now: now)]
    }
}
