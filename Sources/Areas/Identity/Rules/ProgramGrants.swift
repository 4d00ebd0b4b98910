/// What a key of a program may be allowed: cells of the table that its membership has, those of data that a program has business with.
public enum ProgramGrants {
    /// Longest life of a key, in days.
    public static let longestDays = 365

    /// What this caller may put on a key. A key never makes or withdraws keys, and never touches the account itself.
    public static func offered(to caller: Caller) -> [Caller.Grant] {
        Permission.table.map { Caller.Grant($0.subject, $0.action) }.reduce(into: [Caller.Grant]()) { grants, grant in
            guard grant.subject != .account, grant.subject != .token, !grants.contains(grant),
                caller.scope(grant.subject, grant.action) != nil
            else { return }
            grants.append(grant)
        }
    }

    public static func text(_ grants: Set<Caller.Grant>) -> String {
        grants.map(\.description).sorted().joined(separator: ",")
    }

    public static func read(_ text: String) -> Set<Caller.Grant> {
        Set(text.split(separator: ",").compactMap { Caller.Grant(String($0)) })
    }
}
