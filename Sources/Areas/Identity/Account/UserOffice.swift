public import Rules
internal import Store
internal import Vault
internal import Web

/// What the person who runs the machine may do with accounts: let the first coordinator in, lock, unlock. Never a password, and each act
/// stands in the audit book.
public struct UserOffice: Sendable {
    let workplace: Workplace

    public init(workplace: Workplace) {
        self.workplace = workplace
    }

    private var accounts: AccountTable { AccountTable(keys: workplace.keys) }

    /// Where the program listens by itself: what links begin with when the settings name no origin.
    public static let ownMachine = "http://localhost:8080"

    /// A link for the first sign-in lives a day.
    private static let firstLink: Int64 = 86_400_000

    /// Makes an account and its membership, or adds the membership to the account of that address.
    /// - Returns: the address with which the person sets the password, once.
    /// - Throws: `IdentityFault`, `StoreError`.
    public func create(
        email: String, name: String, organisation: String, role: Role, wards: Set<Ward>, language: String? = nil,
        now: Instant
    ) async throws -> String {
        guard let address = AccountTable.address(email) else { throw IdentityFault.wrongAddress }
        guard let name = PersonName.read(name) else { throw IdentityFault.wrongName }
        return try await workplace.database.write { connection in
            let houses = try OrganisationName.all(connection)
            guard houses[organisation] != nil else {
                throw IdentityFault.noOrganisation(organisation, near: NearNames(houses).like(organisation))
            }
            let settings = try Territory.load(connection).settings
            let offered = settings.languages.offered
            let language = language ?? settings.languages.preferred
            guard offered.contains(language) else { throw IdentityFault.noLanguage(language, offered: offered) }
            let known = try accounts.find(connection, address: address)?.id
            let id =
                try known
                ?? accounts.add(
                    connection, address: address, name: name, language: language, password: nil, now: now)
            guard
                let membership = try MembershipTable().add(
                    connection, account: id, organisation: organisation, role: role, wards: wards, by: nil, now: now)
            else { throw IdentityFault.isMember }
            var entry = AuditEntry(nil, .create, "membership", membership, note: "command-line")
            entry.organisation = organisation
            try workplace.note(connection, entry, now: now)
            let secret = try SingleUseLink(keys: workplace.keys).make(
                connection, account: id, lifetime: Self.firstLink, now: now)
            return (workplace.origin.isEmpty ? Self.ownMachine : workplace.origin)
                + SitePath("work", "password", "new", secret).url(language)
        }
    }

    public struct User: Sendable, Hashable, Codable {
        public var id: String
        public var name: String?
        public var address: String?
        /// `role@organisation`
        public var memberships: [String]
        /// Names of their organisations, in the same order.
        public var organisations: [String]
        public var hasSecondFactor: Bool
        public var isDisabled: Bool
    }

    /// - Parameter showsAddresses: names and addresses too; then the book says so.
    public func list(showsAddresses: Bool, now: Instant) async throws -> [User] {
        try await workplace.database.write { connection in
            let ids: [String] = try connection.rows(
                "SELECT id FROM account WHERE anonymised_at IS NULL ORDER BY id"
            ).map { try $0.get("id") }
            if showsAddresses {
                try workplace.note(
                    connection, AuditEntry(nil, .list, "account", nil, note: "command-line"), now: now)
            }
            return try ids.compactMap { id in
                guard let account = try accounts.find(connection, id: id) else { return nil }
                let memberships = try MembershipTable().current(connection, of: id)
                return User(
                    id: id, name: showsAddresses ? account.name : nil, address: showsAddresses ? account.email : nil,
                    memberships: memberships.map { "\($0.role.rawValue)@\($0.organisation)" },
                    organisations: try memberships.map { try OrganisationName.of(connection, $0.organisation) },
                    hasSecondFactor: account.totp != nil, isDisabled: account.isDisabled)
            }
        }
    }

    public enum Act: String, Sendable, CaseIterable {
        /// Ends everything that is open, and lets nobody in.
        case disable
        case enable
        /// Forgets the tries that led to a pause.
        case unlock
        /// Takes the second factor away and ends the sessions; the next sign-in sets a new one.
        case resetFactor = "reset-factor"
    }

    /// - Parameter account: its address, or its id.
    /// - Throws: `IdentityFault.noAccount`.
    public func act(_ act: Act, on account: String, now: Instant) async throws {
        try await workplace.database.write { connection in
            let byAddress = try AccountTable.address(account).flatMap { try accounts.find(connection, address: $0) }
            guard let found = try byAddress ?? accounts.find(connection, id: account) else {
                throw IdentityFault.noAccount
            }
            let sessions = SessionTable(keys: workplace.keys)
            switch act {
            case .disable:
                try connection.execute("UPDATE account SET disabled_at = \(now.milliseconds) WHERE id = \(found.id)")
                try sessions.endEverything(connection, of: found.id, now: now)
            case .enable:
                try connection.execute("UPDATE account SET disabled_at = NULL WHERE id = \(found.id)")
            case .unlock:
                let index = Secrets(keys: workplace.keys).emailIndex(found.email)
                for name in ["sign-in/\(index)", "factor/\(found.id)", "password/\(found.id)", "reset/\(index)"] {
                    try TryTable().clearAll(connection, name)
                }
            case .resetFactor:
                try SecondFactor(keys: workplace.keys).remove(connection, account: found.id)
                try sessions.endEverything(connection, of: found.id, now: now)
            }
            try workplace.note(
                connection, AuditEntry(nil, .change, "account", found.id, note: "command-line-\(act.rawValue)"),
                now: now)
        }
    }
}
