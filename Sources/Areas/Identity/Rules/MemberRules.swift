/// Who may make whom a member of what: nobody gives what they do not answer for, and nobody changes their own.
///
/// - A coordinator gives every role and every ward.
/// - A manager gives the roles of an organisation's own work: not coordinator, technical administrator or observer, which reach beyond it;
///   and only wards that their own membership carries, a role's own wards included. So a manager makes a health professional only after a
///   coordinator gave the manager the ward of health.
/// - A ward that one may not give, one may not take away either: it stays as it is.
public enum MemberRules {
    /// Roles that reach beyond one organisation, or to the machine.
    static let beyondOneHouse: Set<Role> = [.coordinator, .technicalAdministrator, .observer]

    public static func givable(by giver: Caller.Membership) -> Set<Role> {
        let wards = givableWards(by: giver)
        switch giver.role {
        case .coordinator: return Set(Role.allCases)
        case .manager: return Set(Role.allCases).subtracting(beyondOneHouse).filter { $0.ownWards.isSubset(of: wards) }
        default: return []
        }
    }

    public static func givableWards(by giver: Caller.Membership) -> Set<Ward> {
        switch giver.role {
        case .coordinator: Set(Ward.allCases)
        case .manager: giver.wards.union(giver.role.ownWards)
        default: []
        }
    }

    /// Whether `giver` may change or end that membership.
    public static func mayChange(_ giver: Caller.Membership, _ member: Caller.Membership) -> Bool {
        giver.id != member.id && givable(by: giver).contains(member.role)
    }

    /// What the wards become when `asked` are ticked: those out of the giver's reach stay.
    public static func wards(_ asked: Set<Ward>, before: Set<Ward>, by giver: Caller.Membership) -> Set<Ward> {
        let givable = givableWards(by: giver)
        return before.subtracting(givable).union(asked.intersection(givable))
    }

    /// Roles of which an organisation keeps at least one member of its own accord.
    public static func isNeeded(_ role: Role) -> Bool { role == .manager || role == .coordinator }
}
