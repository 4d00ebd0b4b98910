public import Rules
public import Store
internal import Vault
public import Web

/// The desk of those who work: the way in, one's own account, the members of an organisation, what awaits, the audit book.
public struct IdentityDesk: Sendable {
    let workplace: Workplace
    let passwords: any PasswordKeeping
    let provider: (any SignInProvider)?
    let naming: Naming

    /// Names of the organisations that items are about, by the id of the item.
    public typealias Naming = @Sendable (Connection, Caller, [AwaitingItem]) throws -> [String: String]

    /// - Parameters:
    ///   - provider: `nil`: nobody signs in through one.
    ///   - naming: what the other areas know of what awaits.
    public init(
        workplace: Workplace, passwords: any PasswordKeeping, provider: (any SignInProvider)? = nil,
        naming: @escaping Naming = { _, _, _ in [:] }
    ) {
        self.workplace = workplace
        self.passwords = passwords
        self.provider = provider
        self.naming = naming
    }

    public var routes: [DeskRoute] {
        signInRoutes + providerRoutes + resetRoutes + invitationRoutes + accountRoutes + factorRoutes + sessionRoutes
            + membershipRoutes + keyRoutes + noticeRoutes + memberRoutes + auditRoutes + letterRoutes
    }

    var keys: KeyRing { workplace.keys }
    var accounts: AccountTable { AccountTable(keys: keys) }
    var sessions: SessionTable { SessionTable(keys: keys) }
    var invitations: InvitationTable { InvitationTable(keys: keys) }
    var links: SingleUseLink { SingleUseLink(keys: keys) }
    var factor: SecondFactor { SecondFactor(keys: keys) }
    var signIn: SignIn { SignIn(workplace: workplace, passwords: passwords) }

    func circumstances(_ call: DeskCall, next: String? = nil) -> SignIn.Circumstances {
        SignIn.Circumstances(
            browser: call.browser, address: call.address, known: call.known, session: call.session, next: next,
            now: call.now)
    }

    /// The caller's session; keys of programs never come to the account itself.
    static func session(_ caller: Caller) throws -> String {
        guard case .session(let id) = caller.means else { throw Problem.nothing }
        return id
    }

    static let accountIsForBrowsers: Set<DeskRoute.Face> = [.page]
}

extension DeskAnswer {
    /// The browser holds a new session from now on, and nothing of the way in.
    func signingIn(_ secret: String) -> DeskAnswer {
        renewing(secret)
            .setting(DeskCookie(DeskCookie.door, "", lifetime: 0, crossesSites: true))
    }

    /// Sent along when a link of a letter leads here, or the way back from a provider; forms are guarded by their mark.
    func renewing(_ secret: String) -> DeskAnswer {
        setting(DeskCookie(DeskCookie.session, secret, lifetime: nil, crossesSites: true))
    }

    /// The browser is known to an account from now on. Sent along on the way back from a provider too, or marks of others were lost.
    func knowing(_ cookie: String) -> DeskAnswer {
        setting(
            DeskCookie(DeskCookie.known, cookie, lifetime: Int(KnownBrowser.days) * 86_400, crossesSites: true))
    }

    func signingOut() -> DeskAnswer { setting(DeskCookie(DeskCookie.session, "", lifetime: 0)) }
}

/// What the pages of this desk have in common.
enum DeskSheet {
    static func page(_ visit: Visit, _ title: String, _ body: HTML) -> Page {
        let words = visit.say(title)
        return Page(title: words, isIndexed: false, showsSearch: false, body: "<h1>\(words)</h1>\n\(body)")
    }

    static func moment(_ instant: Instant, _ visit: Visit) -> HTML {
        let local = visit.zone.local(instant)
        let day = PartialDate(local.date.description).map { visit.date($0) } ?? local.date.description
        return "<time datetime=\"\(instant.rfc3339)\">\(day), <bdi dir=\"ltr\">\(local.time.description)</bdi></time>"
    }

    static func fault(_ name: String, _ reason: String, _ phrase: String, _ holes: [String: String] = [:])
        -> Problem.Fault
    {
        Problem.Fault(name: name, reason: reason, phrase: phrase, holes: holes)
    }

    static func roles(_ roles: some Sequence<Role>, _ visit: Visit) -> [FormView.Option] {
        let wanted = Set(roles)
        return Role.allCases.filter(wanted.contains).map {
            FormView.Option($0.rawValue, visit.say("role.\($0.rawValue)"))
        }
    }

    static func wards(_ wards: Set<Ward>, _ visit: Visit) -> [FormView.Option] {
        wards.sorted().map { FormView.Option($0.rawValue, visit.say("ward.\($0.rawValue)")) }
    }

    static func wardWords(_ wards: Set<Ward>, _ visit: Visit) -> String {
        visit.say.list(wards.sorted().map { visit.say("ward.\($0.rawValue)") })
    }

    static func languages(_ visit: Visit) -> [FormView.Option] {
        visit.deskLanguages.map { FormView.Option($0, visit.books[$0]?.language.name ?? $0) }
    }

    /// What is wrong with a new password, in words.
    static func faults(_ password: String, about words: [String]) -> [Problem.Fault] {
        PasswordPolicy.fault(password, context: words).map {
            [fault("password", "the password is refused: \($0.rawValue)", "identity.password.fault.\($0.rawValue)")]
        } ?? []
    }
}
