internal import Rules
internal import Store
public import Web

/// The desk at which organisations announce what takes place, change single dates, and see how many come.
public struct EventsDesk: Sendable {
    let workplace: Workplace
    let snapshot: @Sendable () throws -> EventsSnapshot
    /// In which texts can be written.
    let languages: [String]

    init(
        workplace: Workplace, languages: [String], snapshot: @escaping @Sendable () throws -> EventsSnapshot
    ) {
        self.workplace = workplace
        self.languages = languages
        self.snapshot = snapshot
    }

    public var routes: [DeskRoute] {
        let fields = EventForm.fields(languages)
        return [
            DeskRoute(
                .get, "events", .rule(.event, .read), "Events of one's organisation, or of the city; drafts too.",
                fields: DeskWindow.fields
            ) { try await list($0) },
            DeskRoute(.get, "event-form", .rule(.event, .edit), "The form of a new event.", faces: [.page]) {
                try await newForm($0)
            },
            DeskRoute(
                .post, "events", says: ["event-saved", "event-drafted"], .rule(.event, .edit),
                "Announces an event; «do=preview» only shows its next dates.", fields: fields
            ) { try await create($0) },
            DeskRoute(.get, "events/{key}", .rule(.event, .read), "One event: next dates, places taken, history.") {
                try await show($0)
            },
            DeskRoute(.get, "events/{key}/form", .rule(.event, .edit), "The form of an event.", faces: [.page]) {
                try await form($0)
            },
            DeskRoute(
                .post, "events/{key}", says: ["event-saved", "event-drafted"], .rule(.event, .edit),
                "Changes an event; «do=preview» only shows its next dates.", fields: fields
            ) { try await change($0) },
            DeskRoute(
                .post, "events/{key}/date", says: ["event-date-cancelled", "event-date-back"], .rule(.event, .edit),
                "Cancels one date, or takes that back.",
                fields: [
                    .init("date", "YYYY-MM-DD HH:MM, as the event's page names it.", isNeeded: true),
                    .init("do", "cancel or restore.", isNeeded: true), .init("note", "Why, for the public."),
                ]
            ) { try await changeDate($0) },
            DeskRoute(
                .post, "events/{key}/end", says: "event-ended", .rule(.event, .edit),
                "Ends a series after a day; before its first date it is withdrawn.",
                fields: [.init("last", "The last day: YYYY-MM-DD.", isNeeded: true)]
            ) { try await end($0) },
            DeskRoute(
                .post, "events/{key}/arrival", says: "event-arrived", .rule(.event, .edit),
                "Ticks a visitor's code off at the door.", fields: [.init("code", "Eight signs.", isNeeded: true)]
            ) { try await arrive($0) },
            DeskRoute(.get, "event-import", .rule(.event, .edit), "The form for a calendar file.", faces: [.page]) {
                .show(EventImportPage(snapshot: try snapshot(), report: nil).page($0.visit), data: .null)
            },
            DeskRoute(
                .post, "event-import", says: .silent(because: "the page tells what was taken, fault by fault"),
                .rule(.event, .edit), "Takes the events of an iCalendar file; those that came before are renewed.",
                fields: [
                    .init("file", "An .ics file, or its text in «text»."), .init("text", "iCalendar."),
                    .init("category", "Of all its events.", isNeeded: true),
                ], largestBody: ICalendarReading.largest + 65_536
            ) { try await importFile($0) },
        ]
    }

    // MARK: What there is

    func find(_ connection: Connection, _ call: DeskCall, _ action: Permission.Action) throws -> StoredEvent {
        let caller = try call.member()
        guard let stored = try EventQueries.find(connection, call["key"]),
            caller.may(action, .event, owner: stored.event.organisation)
        else { throw Problem.nothing }
        return stored
    }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let window = try DeskWindow(call.query)
        let all = try await workplace.database.read { try EventQueries.live($0) }.filter {
            caller.may(.read, .event, owner: $0.event.organisation)
        }
        let city = try snapshot()
        let page = EventDeskListPage(
            snapshot: city, events: window.slice(all), total: all.count, window: window,
            mayEdit: caller.scope(.event, .edit) != nil, query: call.query)
        let items = window.slice(all).map { EventDeskJSON(call.visit).head($0) }
        return .show(page.page(call.visit), data: JSONText(members: window.members(items, total: all.count)))
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        try await showing(call, faults: [])
    }

    func showing(_ call: DeskCall, faults: [Problem.Fault]) async throws -> DeskAnswer {
        let caller = try call.member()
        let (stored, tallies, changes) = try await workplace.database.read { connection in
            let stored = try find(connection, call, .read)
            return (
                stored, try BookingTable.tallies(connection, stored.event.key),
                try EventHistory.of(connection, workplace, stored.event.key)
            )
        }
        let city = try snapshot()
        let moments = EventMoment.of(
            stored.event.timing, 0, from: city.zone.date(call.now),
            through: city.zone.date(call.now).adding(days: 366), city: city.zone)
        let page = EventDeskPage(
            snapshot: city, stored: stored, moments: Array(moments.prefix(20)), tallies: tallies, changes: changes,
            mayEdit: caller.may(.edit, .event, owner: stored.event.organisation), faults: faults, values: call.form)
        if !faults.isEmpty { return .mend(page.page(call.visit), faults) }
        return .show(
            page.page(call.visit),
            data: EventDeskJSON(call.visit).whole(stored, Array(moments.prefix(20)), tallies, city.zone))
    }
}
