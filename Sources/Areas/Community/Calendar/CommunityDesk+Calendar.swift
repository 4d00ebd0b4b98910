public import Rules
internal import Store
internal import Vault
public import Web

/// A member's calendar feed: a private address that their own program reads, and that they can take back.
extension CommunityDesk {
    var calendarRoutes: [DeskRoute] {
        [
            DeskRoute(.get, "calendar", .rule(.account, .read), "Whether there is a calendar feed", handler: calendar),
            DeskRoute(
                .post, "calendar", says: .silent(because: "the page shows the address, once"), .rule(.account, .edit),
                "Makes a new feed; the one before ends", handler: makeFeed),
            DeskRoute(
                .post, "calendar/withdrawal", says: "feed-ended", .rule(.account, .edit), "Ends the feed",
                handler: withdrawFeed),
        ]
    }

    private func membership(_ caller: Caller) throws -> String {
        guard let id = caller.membership?.id else { throw Problem.nothing }
        return id
    }

    private func calendar(_ call: DeskCall) async throws -> DeskAnswer {
        let membership = try membership(try call.member())
        let since = try await workplace.database.read { connection in
            try connection.row(
                "SELECT created_at FROM calendar_feed WHERE membership = \(membership) AND withdrawn_at IS NULL"
            ).map { Instant(milliseconds: try $0.get("created_at")) }
        }
        return .show(
            CalendarPage(since: since.map { Self.today($0, call.visit.settings) }, address: nil).page(call.visit),
            data: JSONText(members: [("exists", JSONText(since != nil))]))
    }

    private func makeFeed(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let membership = try membership(caller)
        let secret = SecretToken.fresh().text
        let language = call.visit.language
        try await workplace.database.write { connection in
            try end(connection, membership, call.now)
            let id = UUIDv7().description
            try connection.execute(
                """
                INSERT INTO calendar_feed (id, secret_hash, membership, language, created_at)
                VALUES (\(id), \(mark(of: secret)), \(membership), \(language), \(call.now.milliseconds))
                """)
            try workplace.note(connection, AuditEntry(caller, .create, "calendar-feed", id), now: call.now)
        }
        let address = "\(workplace.origin)/calendar/\(secret).ics"
        // Shown once, here: what is kept cannot be turned back into the address.
        return .show(
            CalendarPage(since: Self.today(call), address: address).page(call.visit),
            data: JSONText(members: [("address", JSONText(address))]), status: .created)
    }

    private func withdrawFeed(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let membership = try membership(caller)
        try await workplace.database.write { connection in
            if try end(connection, membership, call.now) > 0 {
                try workplace.note(connection, AuditEntry(caller, .erase, "calendar-feed", nil), now: call.now)
            }
        }
        return .done(.deskCalendar, data: JSONText(members: [("exists", JSONText(false))]))
    }

    @discardableResult
    private func end(_ connection: Connection, _ membership: String, _ now: Instant) throws -> Int {
        try connection.execute(
            """
            UPDATE calendar_feed SET withdrawn_at = \(now.milliseconds)
            WHERE membership = \(membership) AND withdrawn_at IS NULL
            """)
    }

    private func mark(of secret: String) -> String { workplace.keys.blindIndex(secret, purpose: "calendar-feed") }

    /// The calendar behind `/calendar/<token>.ics`.
    /// - Parameter token: the part of the address between the last slash and `.ics`.
    /// - Returns: `nil` when there is no such feed, it was taken back, or its membership has ended: nobody learns which.
    public func calendarText(token: String, books: Phrasebooks, settings: TerritorySettings, now: Instant) async throws
        -> String?
    {
        guard token.utf8.count == SecretToken.length else { return nil }
        let mark = mark(of: token)
        return try await workplace.database.read { connection -> String? in
            guard
                let row = try connection.row(
                    """
                    SELECT membership, language FROM calendar_feed
                    WHERE secret_hash = \(mark) AND withdrawn_at IS NULL
                    """), let caller = try around.caller(connection, row.get("membership"), now)
            else { return nil }
            let say = books.book(try row.get("language"))
            var entries = try ownEntries(connection, caller, settings, now)
            for part in around.calendar { entries += try part(connection, caller, now) }
            let days = entries.map {
                CalendarText.Day(
                    uid: "\($0.uid)@\(Self.host(workplace.origin))", title: say($0.phrase, $0.holes), date: $0.date,
                    url: workplace.origin + $0.path.url(say.tag))
            }
            return CalendarText.text(name: say("calendar.name"), days: days, now: now)
        }
    }

    private func ownEntries(
        _ connection: Connection, _ caller: Caller, _ settings: TerritorySettings, _ now: Instant
    ) throws -> [CalendarEntry] {
        guard let key = caller.organisation, caller.may(.edit, .organisation, owner: key),
            let entry = try shelf.settledBook(connection)[key],
            let due = try old(connection, key, Self.today(now, settings)).since
        else { return [] }
        return [
            CalendarEntry(
                uid: "contacts-\(key)", phrase: "calendar.contacts", holes: ["name": entry.organisation.name],
                date: due,
                path: .deskOrganisation(key))
        ]
    }

    private static func host(_ origin: String) -> String {
        String(origin.split(separator: "/").last ?? "localhost")
    }
}
