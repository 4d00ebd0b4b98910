public import Rules

/// Who opens doors: knows sessions, keys of programs and the marks of our own forms.
public protocol Gatekeeper: Sendable {
    /// Who holds this session; `nil` when nobody does (any more).
    func caller(session secret: String, at now: Instant) async throws -> Caller?
    /// For whom a program with this key acts; `nil` when the key is unknown, withdrawn or too old.
    func caller(key: String, at now: Instant) async throws -> Caller?
    /// What the frame of the page says: the name of the organisation, what awaits.
    func frame(of caller: Caller, at now: Instant) async throws -> DeskFrame
    /// A new secret for a browser that nobody is signed in on.
    func freshSecret() -> String
    /// A mark that ties a form to the secret of a browser; another text each time (RFC 7457, 2.6).
    func mark(for secret: String) -> String
    func isMark(_ mark: String, for secret: String) -> Bool
    /// Somebody was shown a closed door before something that holds personal data.
    func noteRefusal(_ refusal: Refusal) async
}

/// A door that stayed closed: kept in the audit book, whether there was something behind it or not.
public struct Refusal: Sendable, Hashable {
    public var caller: Caller
    public var subject: Permission.Subject
    public var action: Permission.Action
    /// What the address names, if it names anything.
    public var object: String?
    /// As the table of routes writes it: `GET persons/{id}`.
    public var route: String
    public var at: Instant

    public init(
        caller: Caller, subject: Permission.Subject, action: Permission.Action, object: String?, route: String,
        at: Instant
    ) {
        self.caller = caller
        self.subject = subject
        self.action = action
        self.object = object
        self.route = route
        self.at = at
    }
}

/// What stands around every page of a member at work.
public struct DeskFrame: Sendable, Hashable {
    public var name: String
    /// `nil`: acts for nobody.
    public var organisation: String?
    /// Phrase of the role.
    public var role: String?
    /// How many things await.
    public var awaiting: Int
    /// Memberships one can change to.
    public var memberships: Int
    /// The entries of the menu that this caller may open.
    public var menu: [NavigationItem]
    /// Hidden in every form.
    public var mark: String
    /// Phrase of what was just done.
    public var success: String?

    public init(
        name: String, organisation: String?, role: String?, awaiting: Int, memberships: Int, menu: [NavigationItem],
        mark: String = ""
    ) {
        self.name = name
        self.organisation = organisation
        self.role = role
        self.awaiting = awaiting
        self.memberships = memberships
        self.menu = menu
        self.mark = mark
    }

    /// Around the pages before the sign-in.
    public static func ofNobody(mark: String) -> DeskFrame {
        DeskFrame(name: "", organisation: nil, role: nil, awaiting: 0, memberships: 0, menu: [], mark: mark)
    }
}
