public import Rules
public import Store
public import Vault
public import Web

/// Who works here, what they may open, and who opened what. What this area offers to the others.
public enum Identity {}

/// What every desk needs: the city's database, its keys, and the book in which reads and writes of personal data are kept.
public struct Workplace: Sendable {
    public let database: Database
    public let keys: KeyRing
    /// Origin of the public site (`https://guide.example.org`), for links in letters and for the sign-in provider.
    public let origin: String

    public init(database: Database, keys: KeyRing, origin: String) {
        self.database = database
        self.keys = keys
        self.origin = origin
    }

    /// Writes one line into the audit book, in the same transaction as what it tells of.
    /// - Throws: `StoreError`. When the line cannot be written, nothing else is either.
    public func note(_ connection: Connection, _ entry: AuditEntry, now: Instant) throws {
        try AuditBook(keys: keys).append(connection, entry, now: now)
    }

    /// Tells the members of `organisation` who may do that, that something awaits them.
    /// - Parameters:
    ///   - kind: names the phrases `notice.<kind>` (in the page) and `letter.<kind>.subject`, `letter.<kind>.text` (by e-mail).
    ///   - path: where it is read: after the language, such as `work/referrals/0192…`.
    ///   - event: what happened, once: the same event is never told twice to one person.
    public func tell(
        _ connection: Connection, organisation: String, who subject: Permission.Subject, _ action: Permission.Action,
        kind: String, path: String, event: String, wards: Set<Ward> = [], except: String? = nil, now: Instant
    ) throws {
        try Notices(keys: keys).tell(
            connection, organisation: organisation, who: subject, action, kind: kind, path: path, event: event,
            wards: wards, except: except, now: now)
    }

    /// The same to one account.
    public func tell(
        _ connection: Connection, account: String, kind: String, path: String, event: String, now: Instant
    ) throws {
        try Notices(keys: keys).tell(
            connection, account: account, membership: nil, kind: kind, path: path, event: event, now: now)
    }

    /// Sends a letter to an address that has no account. The text holds a link and nothing of anyone's file.
    /// - Parameter holes: fill the phrases `letter.<kind>.subject` and `letter.<kind>.text`; kept sealed until sent.
    public func write(
        _ connection: Connection, to address: String, language: String, kind: String, holes: [String: String],
        event: String, now: Instant
    ) throws {
        try Notices(keys: keys).write(
            connection, to: address, account: nil, language: language, kind: kind, holes: holes, event: event, now: now)
    }

    /// The names of accounts as colleagues see them, by id.
    public func names(_ connection: Connection, of accounts: [String]) throws -> [String: String] {
        var names: [String: String] = [:]
        try connection.each("SELECT id, name FROM account WHERE id IN (\(list: accounts))") { row in
            let id: String = try row.get("id")
            names[id] = try keys.open(
                row.get("name", as: String.self), for: FieldPlace(table: "account", column: "name", row: id))
        }
        return names
    }
}

/// A line of the audit book: who, for which organisation, did what, to which record, and how it ended. Never what was in it.
public struct AuditEntry: Sendable, Hashable {
    public enum Action: String, Sendable, Hashable, CaseIterable {
        case read, list, create, edit, share, export, erase, anonymise, archive, override, review, decide, refuse
        case signIn = "sign-in"
        case signOut = "sign-out"
        case change
    }

    public enum Outcome: String, Sendable, Hashable, CaseIterable {
        case done, refused, failed
    }

    /// Account; `nil`: nobody who is known (a link without an account, a job).
    public var actor: String?
    public var membership: String?
    public var organisation: String?
    public var action: Action
    /// Of record: `person`, `referral`, `account` …
    public var kind: String
    /// Its id.
    public var object: String?
    public var outcome: Outcome
    /// A code of our own, such as `wrong-password`. Nothing that was typed.
    public var note: String?

    public init(
        _ caller: Caller?, _ action: Action, _ kind: String, _ object: String?, outcome: Outcome = .done,
        note: String? = nil
    ) {
        self.actor = caller?.account
        self.membership = caller?.membership?.id
        self.organisation = caller?.organisation
        self.action = action
        self.kind = kind
        self.object = object
        self.outcome = outcome
        self.note = note
    }
}

/// Something that awaits a member.
public struct AwaitingItem: Sendable, Hashable {
    public var id: String
    /// The phrase `notice.<kind>` says it.
    public var kind: String
    public var address: SitePath
    public var at: Instant
}

extension Identity {
    /// What awaits the caller in the organisation that they act for, and themselves: the newest first.
    public static func awaiting(
        _ connection: Connection, _ caller: Caller, limit: Int = 20
    ) throws -> [AwaitingItem] {
        try connection.rows(
            """
            SELECT id, kind, path, created_at FROM notification
            WHERE account = \(caller.account) AND read_at IS NULL
                AND (membership IS NULL OR membership = \(caller.membership?.id ?? ""))
            ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """
        ).map { row in
            var address = SitePath()
            address.segments = try row.get("path", as: String.self).split(separator: "/").map(String.init)
            return AwaitingItem(
                id: try row.get("id"), kind: try row.get("kind"), address: address,
                at: Instant(milliseconds: try row.get("created_at")))
        }
    }

    /// Marks as read what led to this address, when the member opens it.
    public static func settle(_ connection: Connection, _ caller: Caller, path: SitePath, now: Instant) throws {
        try connection.execute(
            """
            UPDATE notification SET read_at = \(now.milliseconds)
            WHERE account = \(caller.account) AND path = \(path.segments.joined(separator: "/")) AND read_at IS NULL
            """)
    }

    /// What a reading of the whole audit book found.
    public struct AuditReading: Sendable, Hashable {
        /// Lines that are as they were written.
        public var lines: Int
        /// In words; `nil`: none.
        public var fault: String?
        /// Where the book stands now, signed: to be kept elsewhere.
        public var anchor: String
    }

    /// Reads the audit book line by line, without keeping it.
    /// - Parameter anchor: a text of `AuditReading.anchor` that was kept elsewhere.
    /// - Throws: `IdentityFault.foreignAnchor`, `StoreError`.
    public static func verifyAudit(
        _ connection: Connection, keys: KeyRing, anchor: String? = nil
    ) throws -> AuditReading {
        var seen: AuditAnchor?
        if let anchor {
            seen = AuditAnchor(anchor, keys: keys)
            if seen == nil { throw IdentityFault.foreignAnchor }
        }
        return try AuditBook(keys: keys).verify(connection, anchor: seen)
    }
}

/// What whoever runs the program can mend.
public enum IdentityFault: Error, Sendable, Hashable, CustomStringConvertible {
    case foreignAnchor
    case noOrganisation(String)
    case wrongAddress
    case wrongName
    case noAccount
    case isMember
    /// The ring does not open what a key of this id has sealed.
    case foreignKey(String)
    /// The current key of the ring was retired here.
    case retiredKey(String)
    /// Sealed data, and no keys where they should be.
    case keysMissing(String)

    public var description: String {
        switch self {
        case .foreignAnchor: "this is not an anchor made with these keys; give the text that `audit anchor` printed"
        case .noOrganisation(let key): "there is no organisation «\(key)»; import the city first, and give its key"
        case .wrongAddress: "this is not an e-mail address; write it as name@example.org"
        case .wrongName: "this is not a name; write 1 to 80 letters on one line"
        case .noAccount: "there is no account of that address"
        case .isMember: "this account is a member of that organisation already"
        case .keysMissing(let path):
            "there are no keys in \(path), and this database holds sealed data. Give the right file with --keys; nothing was changed"
        case .retiredKey(let id):
            "the key «\(id)» was retired, and the ring still seals with it. "
                + "Bring the ring with its newer key to this server, and restart it"
        case .foreignKey(let id):
            "the ring of keys is not the one that this database was sealed with: the key «\(id)» is missing or another. "
                + "Give the right file with --keys; nothing was changed"
        }
    }
}
