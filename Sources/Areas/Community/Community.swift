public import Rules
public import Store
public import Web

/// The organisations of the city's community of welcome. What this area offers to the others.
public enum Community {
    /// As they are published: what they say of themselves laid over the facts, in the order of their keys; retired ones left out.
    public static func load(_ connection: Connection) throws -> [Organisation] {
        try CommunityQueries.live(connection).map(\.organisation)
    }

    /// Adds an organisation that no file of the city names.
    /// - Returns: `false` when the key is taken.
    public static func add(_ connection: Connection, key: String, name: String, kind: String, now: Instant) throws
        -> Bool
    {
        let organisation = Organisation(key: key, name: name, kind: kind)
        return try OrganisationEditing.create(connection, organisation, id: UUIDv7().description, now: now) == .created
    }

    /// Adds a work contact that was checked already; one who is known stays as they are.
    public static func addContact(
        _ workplace: Workplace, _ connection: Connection, _ draft: ContactDraft, to organisation: String,
        by account: String, confirmed: LocalDate, now: Instant
    ) throws {
        _ = try ContactBook(keys: workplace.keys).add(
            connection, draft, id: UUIDv7().description, to: organisation, by: account, isVouched: false,
            today: confirmed, now: now)
    }
}

/// What an organisation does through its places and services: the guide tells, the directory finds by it.
public struct OrganisationReach: Sendable, Hashable {
    /// Keys of needs that its services meet.
    public var needs: Set<String>
    public var districts: Set<String>
    public var publics: Set<String>
    public var languages: Set<String>
    /// Places and services that stand on it.
    public var count: Int

    public init(
        needs: Set<String> = [], districts: Set<String> = [], publics: Set<String> = [], languages: Set<String> = [],
        count: Int = 0
    ) {
        self.needs = needs
        self.districts = districts
        self.publics = publics
        self.languages = languages
        self.count = count
    }
}

/// One place or service on an organisation's page, in words of the reader.
public struct OfferedLine: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable { case place, offer }

    public var kind: Kind
    public var key: String
    public var name: String
    /// Where: the place's name, or its district. Never the address of a protected place.
    public var place: String?
    /// Its state in words: published, draft, closed until …
    public var state: String?
    public var path: SitePath?

    public init(kind: Kind, key: String, name: String, place: String?, state: String?, path: SitePath?) {
        self.kind = kind
        self.key = key
        self.name = name
        self.place = place
        self.state = state
        self.path = path
    }
}

/// A person of an organisation who has an account.
public struct ColleagueLine: Sendable, Hashable {
    public var name: String
    public var role: Role

    public init(name: String, role: Role) {
        self.name = name
        self.role = role
    }
}

/// An invitation that nobody has answered yet.
public struct PendingInvitation: Sendable, Hashable {
    /// Key of the organisation.
    public var organisation: String
    public var role: Role
    public var expires: Instant
    public var path: SitePath?

    public init(organisation: String, role: Role, expires: Instant, path: SitePath?) {
        self.organisation = organisation
        self.role = role
        self.expires = expires
        self.path = path
    }
}

/// One part of "what awaits me" on a member's home.
public struct HomeSection: Sendable, Hashable {
    public enum Urgency: String, Sendable, Hashable { case late, soon, calm }

    public struct Item: Sendable, Hashable {
        public var words: String
        public var path: SitePath
        public var date: LocalDate?
        public var urgency: Urgency

        public init(words: String, path: SitePath, date: LocalDate? = nil, urgency: Urgency = .calm) {
            self.words = words
            self.path = path
            self.date = date
            self.urgency = urgency
        }
    }

    /// For programs: `referrals`, `contacts` …
    public var name: String
    /// In the reader's language.
    public var title: String
    public var items: [Item]
    /// What is said when nothing awaits; `nil`: the section is left out then.
    public var empty: String?
    /// Where all of it is read.
    public var more: SitePath?

    public init(name: String, title: String, items: [Item], empty: String? = nil, more: SitePath? = nil) {
        self.name = name
        self.title = title
        self.items = items
        self.empty = empty
        self.more = more
    }
}

/// A day in a member's calendar feed. Names services and organisations, never a person.
public struct CalendarEntry: Sendable, Hashable {
    /// The same as long as it is the same thing; not an id of a person.
    public var uid: String
    /// Of the language files, said in the language in which the feed was made.
    public var phrase: String
    public var holes: [String: String]
    public var date: LocalDate
    public var path: SitePath

    public init(uid: String, phrase: String, holes: [String: String] = [:], date: LocalDate, path: SitePath) {
        self.uid = uid
        self.phrase = phrase
        self.holes = holes
        self.date = date
        self.path = path
    }
}

/// Who reads a calendar feed, without a session.
public struct CalendarHolder: Sendable, Hashable {
    public var caller: Caller
    /// Changes with the role, the wards, the password and the second factor: a feed made before such a change shows nothing any more.
    /// Never shown, and no secret: codes and moments.
    public var standing: String

    public init(caller: Caller, standing: String) {
        self.caller = caller
        self.standing = standing
    }
}

/// What the desk of the community takes from the areas beside it. The city puts it together.
public struct CommunitySurroundings: Sendable {
    /// By key of the organisation; asked again when the content's version has changed.
    public var reach: @Sendable (Connection) throws -> [String: OrganisationReach]
    /// Places and services of one organisation that the caller may see at work.
    public var offers: @Sendable (Connection, Caller, Visit, Instant, _ organisation: String) throws -> [OfferedLine]
    /// Asked only when the caller may read the members of that organisation.
    public var colleagues: @Sendable (Connection, Caller, _ organisation: String) throws -> [ColleagueLine]
    /// Organisations that have a manager who can sign in.
    public var managed: @Sendable (Connection) throws -> Set<String>
    public var invitations: @Sendable (Connection, Instant) throws -> [PendingInvitation]
    /// Who a membership is at this moment; `nil` when it has ended or the account is closed.
    public var holder: @Sendable (Connection, _ membership: String, Instant) throws -> CalendarHolder?
    /// Parts of a member's home, in their order.
    public var awaiting: [@Sendable (Connection, Caller, Visit, Instant) throws -> HomeSection?]
    public var calendar: [@Sendable (Connection, Caller, Instant) throws -> [CalendarEntry]]

    public init(
        reach: @escaping @Sendable (Connection) throws -> [String: OrganisationReach] = { _ in [:] },
        offers: @escaping @Sendable (Connection, Caller, Visit, Instant, String) throws -> [OfferedLine] = {
            _, _, _, _, _ in []
        },
        colleagues: @escaping @Sendable (Connection, Caller, String) throws -> [ColleagueLine] = { _, _, _ in [] },
        managed: @escaping @Sendable (Connection) throws -> Set<String> = { _ in [] },
        invitations: @escaping @Sendable (Connection, Instant) throws -> [PendingInvitation] = { _, _ in [] },
        holder: @escaping @Sendable (Connection, String, Instant) throws -> CalendarHolder? = { _, _, _ in nil },
        awaiting: [@Sendable (Connection, Caller, Visit, Instant) throws -> HomeSection?] = [],
        calendar: [@Sendable (Connection, Caller, Instant) throws -> [CalendarEntry]] = []
    ) {
        self.reach = reach
        self.offers = offers
        self.colleagues = colleagues
        self.managed = managed
        self.invitations = invitations
        self.holder = holder
        self.awaiting = awaiting
        self.calendar = calendar
    }
}
