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
                .post, "calendar/renewal", says: "feed-renewed", .rule(.account, .edit),
                "Keeps the feed for another year; its address stays", handler: extendFeed),
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
        let (feed, isLive) = try await workplace.database.read { connection -> (CalendarFeed?, Bool) in
            guard let feed = try CalendarFeed.of(connection, membership: membership) else { return (nil, false) }
            return (feed, feed.isLive(try around.holder(connection, membership, call.now), at: call.now))
        }
        let page = CalendarPage(feed: feed.map { isLive ? .live($0) : .over($0) })
        return .show(page.page(call.visit), data: Self.json(feed, isLive))
    }

    private static func json(_ feed: CalendarFeed?, _ isLive: Bool) -> JSONText {
        JSONText(members: [
            ("exists", JSONText(isLive)), ("created", feed.map { JSONText($0.created.rfc3339) }),
            ("expires", feed.map { JSONText($0.expires.rfc3339) }),
            ("fetched", (feed?.fetched).map { JSONText($0.rfc3339) }),
        ])
    }

    private func makeFeed(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let membership = try membership(caller)
        let secret = SecretToken.fresh().text
        let language = call.visit.language
        let feed = try await workplace.database.write { connection in
            guard let holder = try around.holder(connection, membership, call.now) else { throw Problem.nothing }
            let id = try CalendarFeed.make(
                connection, membership: membership, mark: mark(of: secret), language: language,
                standing: holder.standing, now: call.now)
            try workplace.note(connection, AuditEntry(caller, .create, "calendar-feed", id), now: call.now)
            return try CalendarFeed.of(connection, membership: membership)
        }
        guard let feed else { throw Problem.nothing }
        let address = "\(workplace.origin)/calendar/\(secret).ics"
        // Shown once, here: what is kept cannot be turned back into the address.
        return .show(
            CalendarPage(feed: .fresh(feed, address: address)).page(call.visit),
            data: JSONText(members: [
                ("address", JSONText(address)), ("expires", JSONText(feed.expires.rfc3339)),
            ]), status: .created)
    }

    private func extendFeed(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let membership = try membership(caller)
        let feed = try await workplace.database.write { connection -> CalendarFeed? in
            // One that is over is not woken: its address may have gone round since.
            guard let feed = try CalendarFeed.of(connection, membership: membership),
                feed.isLive(try around.holder(connection, membership, call.now), at: call.now)
            else { throw Problem.nothing }
            try feed.extend(connection, now: call.now)
            try workplace.note(
                connection, AuditEntry(caller, .edit, "calendar-feed", feed.id, note: "renewal"), now: call.now)
            return try CalendarFeed.of(connection, membership: membership)
        }
        return .done(.deskCalendar, data: Self.json(feed, feed != nil))
    }

    private func withdrawFeed(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let membership = try membership(caller)
        try await workplace.database.write { connection in
            if try CalendarFeed.end(connection, membership, call.now) > 0 {
                try workplace.note(connection, AuditEntry(caller, .erase, "calendar-feed", nil), now: call.now)
            }
        }
        return .done(.deskCalendar, data: JSONText(members: [("exists", JSONText(false))]))
    }

    private func mark(of secret: String) -> String { workplace.keys.blindIndex(secret, purpose: "calendar-feed") }

    /// Ends the feeds whose members left, lost their rights or renewed their ways to sign in, and forgets old ones.
    /// - Returns: how many rows ended or went.
    public func cleanFeeds(now: Instant) async throws -> Int {
        try await workplace.database.write { try CalendarFeed.clean($0, holder: around.holder, now: now) }
    }

    /// The calendar behind `/calendar/<token>.ics`.
    /// - Parameter token: the part of the address between the last slash and `.ics`.
    /// - Returns: `nil` when there is no such feed, it was taken back, it is over, or its member is no longer who they were when they
    ///   made it (membership, role, wards, password, second factor): nobody learns which.
    public func calendarText(token: String, books: Phrasebooks, settings: TerritorySettings, now: Instant) async throws
        -> String?
    {
        guard token.utf8.count == SecretToken.length else { return nil }
        let mark = mark(of: token)
        let answer = try await workplace.database.read { connection -> (CalendarFeed, String)? in
            guard let feed = try CalendarFeed.find(connection, mark: mark),
                let holder = try around.holder(connection, feed.membership, now), feed.isLive(holder, at: now)
            else { return nil }
            let caller = holder.caller
            let say = books.book(feed.language)
            var entries = try ownEntries(connection, caller, settings, now)
            for part in around.calendar { entries += try part(connection, caller, now) }
            let days = entries.map {
                CalendarText.Day(
                    uid: "\($0.uid)@\(Self.host(workplace.origin))", title: say($0.phrase, $0.holes), date: $0.date,
                    url: workplace.origin + $0.path.url(say.tag))
            }
            return (feed, CalendarText.text(name: say("calendar.name"), days: days, now: now))
        }
        guard let (feed, text) = answer else { return nil }
        if feed.needsNote(at: now) {
            try await workplace.database.write { try feed.noteFetch($0, now: now) }
        }
        return text
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
