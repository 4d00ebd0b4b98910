internal import Files
internal import Rules
internal import Store
internal import Vault

/// Work contacts in the database: name, function, telephone and address are sealed, found by keyed marks of their words.
struct ContactBook: Sendable {
    let keys: KeyRing

    enum Added: Sendable, Hashable {
        case added
        /// The very same submission came twice.
        case again
        /// Somebody with this name and address is there already.
        case known
    }

    enum Changed: Sendable, Hashable {
        case changed
        /// Somebody changed it meanwhile.
        case stale
        case known
    }

    // MARK: Reading

    /// - Throws: nothing that tells a contact out of reach from one that never was: both are `nil`.
    func contact(_ connection: Connection, _ id: String, within: Within) throws -> WorkContact? {
        let sql: SQL = "\(Self.columns) WHERE contact.id = \(id) AND \(Self.present)\(within.onContacts)"
        return try connection.row(sql).map { try open($0) }
    }

    func contacts(_ connection: Connection, of organisation: String, within: Within) throws -> [WorkContact] {
        let sql: SQL =
            "\(Self.columns) WHERE contact.organisation = \(organisation) AND \(Self.present)\(within.onContacts) ORDER BY contact.id"
        return try connection.rows(sql).map { try open($0) }
    }

    /// In the order of `ids`.
    func contacts(_ connection: Connection, ids: [String], within: Within) throws -> [WorkContact] {
        var found: [String: WorkContact] = [:]
        // Engines bind at most some thousand values at once.
        for start in stride(from: 0, to: ids.count, by: 500) {
            let part = Array(ids[start..<min(start + 500, ids.count)])
            let sql: SQL =
                "\(Self.columns) WHERE contact.id IN (\(list: part)) AND \(Self.present)\(within.onContacts)"
            try connection.each(sql) { row in
                let contact = try open(row)
                found[contact.id] = contact
            }
        }
        return ids.compactMap { found[$0] }
    }

    /// Still there, in an organisation that is still there.
    static let present: SQL = "contact.left_at IS NULL AND organisation.retired_at IS NULL"
    static let columns: SQL =
        """
        SELECT contact.id AS id, contact.organisation AS organisation, contact.name AS name,
            contact.function AS function, contact.phone AS phone, contact.email AS email,
            contact.languages AS languages, contact.topics AS topics, contact.confirmed AS confirmed,
            contact.version AS version
        FROM contact JOIN organisation ON organisation.key = contact.organisation
        """

    private func open(_ row: Row) throws -> WorkContact {
        let id: String = try row.get("id")
        func text(_ column: String) throws -> String? {
            try row.optional(column, as: String.self).map { try keys.open($0, for: Self.place(column, id)) }
        }
        let confirmed: String = try row.get("confirmed")
        return WorkContact(
            id: id, organisation: try row.get("organisation"),
            draft: ContactDraft(
                name: try text("name") ?? "", function: try text("function") ?? "", phone: try text("phone"),
                email: try text("email"), languages: Self.list(try row.get("languages")),
                topics: Self.list(try row.get("topics"))),
            confirmed: LocalDate(confirmed) ?? LocalDate(daysSinceEpoch: 0), version: try row.get("version"))
    }

    static func list(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    static func place(_ column: String, _ id: String) -> FieldPlace {
        FieldPlace(table: "contact", column: column, row: id)
    }

    // MARK: Writing

    /// - Parameters:
    ///   - by: account.
    ///   - isVouched: somebody of the city confirmed that an address of a free mail service is the organisation's.
    func add(
        _ connection: Connection, _ draft: ContactDraft, id: String, to organisation: String, by: String,
        isVouched: Bool, today: LocalDate, now: Instant
    ) throws -> Added {
        if let present = try connection.row("SELECT organisation FROM contact WHERE id = \(id)") {
            return try present.get("organisation") == organisation ? .again : .known
        }
        let identity = identity(draft, organisation)
        if try isKnown(connection, identity, organisation, except: id) { return .known }
        let sealed = try seal(draft, id)
        try connection.execute(
            """
            INSERT INTO contact (id, organisation, identity_index, name, function, phone, email, languages, topics,
                is_vouched, version, confirmed, confirmed_by, added_at, changed_at)
            VALUES (\(id), \(organisation), \(identity), \(sealed.name), \(sealed.function), \(sealed.phone),
                \(sealed.email), \(Self.text(draft.languages)), \(Self.text(draft.topics)), \(isVouched), 1,
                \(today.description), \(by), \(now.milliseconds), \(now.milliseconds))
            """)
        try writeWords(connection, draft, id)
        return .added
    }

    /// What was changed was looked at: it counts as confirmed.
    func change(
        _ connection: Connection, _ contact: WorkContact, to draft: ContactDraft, seen version: Int, by: String,
        isVouched: Bool, today: LocalDate, now: Instant
    ) throws -> Changed {
        if contact.version != version { return .stale }
        let identity = identity(draft, contact.organisation)
        if try isKnown(connection, identity, contact.organisation, except: contact.id) { return .known }
        let sealed = try seal(draft, contact.id)
        let changed = try connection.execute(
            """
            UPDATE contact SET identity_index = \(identity), name = \(sealed.name), function = \(sealed.function),
                phone = \(sealed.phone), email = \(sealed.email), languages = \(Self.text(draft.languages)),
                topics = \(Self.text(draft.topics)), is_vouched = \(isVouched), version = version + 1,
                confirmed = \(today.description), confirmed_by = \(by), changed_at = \(now.milliseconds)
            WHERE id = \(contact.id) AND version = \(version) AND left_at IS NULL
            """)
        if changed == 0 { return .stale }
        try writeWords(connection, draft, contact.id)
        return .changed
    }

    /// - Returns: how many were confirmed.
    func confirm(_ connection: Connection, ids: [String], by: String, today: LocalDate, now: Instant) throws -> Int {
        try connection.execute(
            """
            UPDATE contact SET confirmed = \(today.description), confirmed_by = \(by),
                changed_at = \(now.milliseconds)
            WHERE id IN (\(list: ids)) AND left_at IS NULL
            """)
    }

    /// The person is nobody here any more: nothing of them is kept but that someone left, when, and why.
    func leave(_ connection: Connection, id: String, reason: LeavingReason, now: Instant) throws {
        try connection.execute("DELETE FROM contact_word WHERE contact = \(id)")
        try connection.execute(
            """
            UPDATE contact SET identity_index = NULL, name = NULL, function = NULL, phone = NULL, email = NULL,
                languages = '', topics = '', left_at = \(now.milliseconds), left_reason = \(reason.rawValue),
                changed_at = \(now.milliseconds), version = version + 1
            WHERE id = \(id) AND left_at IS NULL
            """)
    }

    /// Whether somebody with this name and way to be reached is in the organisation already.
    func isKnown(_ connection: Connection, _ draft: ContactDraft, in organisation: String) throws -> Bool {
        try isKnown(connection, identity(draft, organisation), organisation, except: "")
    }

    /// Keyed mark of who it is: the folded name, and the address or else the digits of the number.
    func identity(_ draft: ContactDraft, _ organisation: String) -> String {
        let way = draft.email ?? String((draft.phone ?? "").filter { $0.isNumber })
        return keys.blindIndex(
            "\(organisation)\n\(NameFolding.folded(draft.name))\n\(way)", purpose: "contact-identity")
    }

    func mark(ofWord word: String) -> String { keys.blindIndex(word, purpose: "contact-word") }

    private func isKnown(_ connection: Connection, _ identity: String, _ organisation: String, except id: String) throws
        -> Bool
    {
        try connection.row(
            "SELECT id FROM contact WHERE organisation = \(organisation) AND identity_index = \(identity) AND id <> \(id)"
        ) != nil
    }

    private func seal(_ draft: ContactDraft, _ id: String) throws -> (
        name: String, function: String, phone: String?, email: String?
    ) {
        (
            try keys.seal(draft.name, for: Self.place("name", id)),
            try keys.seal(draft.function, for: Self.place("function", id)),
            try draft.phone.map { try keys.seal($0, for: Self.place("phone", id)) },
            try draft.email.map { try keys.seal($0, for: Self.place("email", id)) }
        )
    }

    private func writeWords(_ connection: Connection, _ draft: ContactDraft, _ id: String) throws {
        try connection.execute("DELETE FROM contact_word WHERE contact = \(id)")
        for word in DirectoryWords.indexed(NameFolding.folded("\(draft.name) \(draft.function)")).sorted() {
            try connection.execute("INSERT INTO contact_word (word, contact) VALUES (\(mark(ofWord: word)), \(id))")
        }
    }

    private static func text(_ words: [String]) -> String { Array(Set(words)).sorted().joined(separator: " ") }
}

/// Why somebody is no longer a contact.
enum LeavingReason: String, Sendable, CaseIterable {
    case movedOn = "moved-on"
    case otherFunction = "other-function"
    case unreachable
    case mistake
    case organisationEnded = "organisation-ended"

    /// What a person can choose.
    static let offered: [LeavingReason] = [.movedOn, .otherFunction, .unreachable, .mistake]
}
