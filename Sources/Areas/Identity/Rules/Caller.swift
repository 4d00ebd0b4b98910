/// Who is asking, and for which organisation: what every rule is asked about.
public struct Caller: Sendable, Hashable {
    /// The link between a person and an organisation that they act for at this moment.
    public struct Membership: Sendable, Hashable {
        public var id: String
        /// Key of the organisation.
        public var organisation: String
        public var role: Role
        /// Those given beyond the role's own.
        public var wards: Set<Ward>

        public init(id: String, organisation: String, role: Role, wards: Set<Ward> = []) {
            self.id = id
            self.organisation = organisation
            self.role = role
            self.wards = wards
        }
    }

    public enum Means: Sendable, Hashable {
        /// A browser; the session's id.
        case session(String)
        /// A program with a key that may do only this.
        case token(String, allowed: Set<Grant>)
    }

    /// One cell of the table that a key is allowed, such as `service.edit`.
    public struct Grant: Sendable, Hashable, CustomStringConvertible {
        public var subject: Permission.Subject
        public var action: Permission.Action

        public init(_ subject: Permission.Subject, _ action: Permission.Action) {
            self.subject = subject
            self.action = action
        }

        /// `nil` when the text is not `subject.action`.
        public init?(_ text: String) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let subject = Permission.Subject(rawValue: String(parts[0])),
                let action = Permission.Action(rawValue: String(parts[1]))
            else { return nil }
            self.init(subject, action)
        }

        public var description: String { "\(subject.rawValue).\(action.rawValue)" }
    }

    /// The account's id.
    public var account: String
    /// How colleagues see them.
    public var name: String
    /// `nil`: signed in, but a member of no organisation (any more), or has not said which one they act for.
    public var membership: Membership?
    /// A second factor was shown in this session.
    public var isStrong: Bool
    public var means: Means

    public init(account: String, name: String, membership: Membership?, isStrong: Bool, means: Means) {
        self.account = account
        self.name = name
        self.membership = membership
        self.isStrong = isStrong
        self.means = means
    }

    public var organisation: String? { membership?.organisation }
    public var wards: Set<Ward> { membership.map { $0.wards.union($0.role.ownWards) } ?? [] }

    /// The role asks for a second factor, and none was shown yet: only one's own account is open.
    public var lacksSecondFactor: Bool {
        guard let membership else { return false }
        return Permission.needsSecondFactor(membership.role) && !isStrong
    }

    /// How far this caller may do that; `nil`: not at all, as if there were nothing.
    public func scope(_ subject: Permission.Subject, _ action: Permission.Action) -> Permission.Scope? {
        if case .token(_, let allowed) = means, !allowed.contains(Grant(subject, action)) { return nil }
        if subject == .account, case .session = means { return .oneself }
        guard let membership, !lacksSecondFactor else { return nil }
        return Permission.scope(membership.role, subject, action)
    }

    /// Whether the caller may do that on a record.
    /// - Parameters:
    ///   - owner: key of the organisation that it belongs to.
    ///   - sharedWith: keys of the organisations that it is shared with.
    ///   - wards: of the record; the caller needs every one.
    public func may(
        _ action: Permission.Action, _ subject: Permission.Subject, owner: String?, account: String? = nil,
        sharedWith: Set<String> = [], wards: Set<Ward> = []
    ) -> Bool {
        guard let scope = scope(subject, action), wards.isSubset(of: self.wards) else { return false }
        switch scope {
        case .all: return true
        case .oneself: return account == self.account
        case .organisation: return owner != nil && owner == organisation
        case .shared:
            guard let organisation else { return false }
            return owner == organisation || sharedWith.contains(organisation)
        }
    }
}
