internal import Rules
internal import Store

/// What ids in the book stand for, where the reader may know it. All lines that are shown were chosen for the reader before.
struct AuditNames: Sendable {
    /// By account.
    var people: [String: String] = [:]
    /// By key.
    var organisations: [String: String] = [:]
    /// By id of the record: a member's name, the reference of a file that the reader may open.
    var records: [String: String] = [:]

    init(
        _ connection: Connection, _ workplace: Workplace, _ lines: [AuditFilter.Line], for caller: Caller
    ) throws {
        let objects = Array(Set(lines.compactMap(\.object)))
        var accounts = Set(lines.compactMap(\.actor))
        accounts.formUnion(lines.filter { $0.kind == "account" }.compactMap(\.object))
        var members: [String: String] = [:]
        try connection.each("SELECT id, account FROM membership WHERE id IN (\(list: objects))") { row in
            members[try row.get("id")] = try row.get("account")
        }
        people = try workplace.names(connection, of: Array(accounts.union(members.values)))
        organisations = try OrganisationName.all(connection)
        for id in objects { records[id] = people[id] ?? members[id].flatMap { people[$0] } ?? organisations[id] }
        try connection.each(
            "SELECT id, reference, organisation FROM person_file WHERE id IN (\(list: objects))"
        ) { row in
            // What a coordinator answers for is the book, not the files: their references stay with those who may open them.
            guard caller.may(.read, .person, owner: try row.get("organisation")) else { return }
            records[try row.get("id")] = try row.get("reference")
        }
    }
}
