public import Rules
internal import Store
internal import Vault
public import Web

/// Opens doors for sessions and keys that the database knows. Holds nothing itself: all servers of a city, and the same server after a
/// restart, answer alike.
public struct Gate: Gatekeeper {
    /// An entry of the menu, shown to those whom the table lets in.
    public typealias Entry = (item: NavigationItem, subject: Permission.Subject, action: Permission.Action)

    let workplace: Workplace
    let menu: [Entry]
    private var sessions: SessionTable { SessionTable(keys: workplace.keys) }

    public init(workplace: Workplace, menu: [Entry] = []) {
        self.workplace = workplace
        self.menu = menu
    }

    public func caller(session secret: String, at now: Instant) async throws -> Caller? {
        guard (20...100).contains(secret.utf8.count) else { return nil }
        guard let found = try await current({ try sessions.find($0, secret: secret, at: now) }) else {
            return nil
        }
        if found.seenAt.milliseconds(until: now) >= SessionLimits.seenEvery,
            case .session(let id) = found.caller.means
        {
            // A page is not refused because the time of the visit could not be kept: the session only ends earlier.
            try? await workplace.database.write { try sessions.touch($0, id, now: now) }
        }
        return found.caller
    }

    public func caller(key: String, at now: Instant) async throws -> Caller? {
        guard SecretToken.isKey(key) else { return nil }
        let programs = ProgramKeyTable(keys: workplace.keys)
        guard let found = try await current({ try programs.find($0, secret: key, at: now) }) else {
            return nil
        }
        if found.isStale {
            // As above.
            try? await workplace.database.write { try programs.touch($0, found.id, now: now) }
        }
        return found.caller
    }

    /// Rights are read where they are written, never from a replica that may lag behind a revocation.
    private func current<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await ReadMark.$current.withValue(nil) { try await workplace.database.read(body) }
    }

    public func frame(of caller: Caller, at now: Instant) async throws -> DeskFrame {
        let row = try await workplace.database.read { connection in
            try connection.row(
                """
                SELECT
                    (SELECT count(*) FROM notification WHERE notification.account = \(caller.account) AND read_at IS NULL
                        AND (membership IS NULL OR membership = \(caller.membership?.id ?? "")))
                        AS awaiting,
                    (SELECT count(*) FROM membership WHERE membership.account = \(caller.account) AND ended_at IS NULL)
                        AS memberships,
                    (SELECT facts FROM organisation WHERE key = \(caller.organisation)) AS facts
                FROM account WHERE account.id = \(caller.account)
                """)
        }
        guard let row else {
            return DeskFrame(
                name: caller.name, organisation: nil, role: nil, awaiting: 0, memberships: 0, menu: [])
        }
        let name = try row.optional("facts", as: String.self).map { try OrganisationName.read($0) }
        return DeskFrame(
            name: caller.name, organisation: caller.membership == nil ? nil : name,
            role: caller.membership.map { "role.\($0.role.rawValue)" }, awaiting: try row.get("awaiting"),
            memberships: try row.get("memberships"),
            menu: menu.filter { caller.scope($0.subject, $0.action) != nil }.map(\.item))
    }

    public func freshSecret() -> String { Secrets.fresh() }
    public func mark(for secret: String) -> String { workplace.keys.formMark(for: secret) }
    public func isMark(_ mark: String, for secret: String) -> Bool { workplace.keys.isFormMark(mark, for: secret) }

    /// Subjects whose closed doors are kept in the book.
    private static let watched = Permission.personal.union([.member, .directory, .token])

    /// So many an hour of each account one by one; those beyond are counted, and the hour gets one line for each route: nobody fills the
    /// book by knocking, and nobody hides in the noise.
    public func noteRefusal(_ refusal: Refusal) async {
        guard Self.watched.contains(refusal.subject) else { return }
        // The refusal stands whether or not it could be written down.
        try? await workplace.database.write { try RefusalBook(workplace: workplace).note($0, refusal) }
    }
}
