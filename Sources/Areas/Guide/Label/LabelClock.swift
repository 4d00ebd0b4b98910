public import Rules
internal import Store

/// What the calendar does with labels. That a label ends needs no clock: its days say so wherever it is shown.
struct LabelClock {
    /// Days after the end of a label on which the contact is forgotten.
    static let contactDays = 180

    let workplace: Workplace

    /// Tells the organisation and the coordinators once that a label ends soon.
    /// - Returns: of how many.
    func remind(_ connection: Connection, today: LocalDate, now: Instant) throws -> Int {
        let book = LabelBook(workplace: workplace, connection: connection)
        var count = 0
        for stored in try book.all("state = 'granted'")
        where stored.request.asksForRenewal(on: today, reminder: stored.scheme.reminder) {
            let event = "label-ending/\(stored.id)"
            guard try connection.row("SELECT id FROM notification WHERE event = \(event) LIMIT 1") == nil else {
                continue
            }
            let path = LabelBook.path(stored.id)
            for account in try UpkeepPeople.coordinators(connection) {
                try workplace.tell(
                    connection, account: account, kind: "label-ending", path: path, event: event, now: now)
            }
            if let owner = stored.organisation {
                try workplace.tell(
                    connection, organisation: owner, who: .label, .edit, kind: "label-ending", path: path,
                    event: event, now: now)
            }
            count += 1
        }
        return count
    }

    /// - Returns: how many contacts were forgotten.
    func forget(_ connection: Connection, today: LocalDate) throws -> Int {
        try connection.execute(
            """
            UPDATE label_request SET contact = NULL WHERE contact IS NOT NULL AND state = 'granted'
                AND last_day < \(today.adding(days: -Self.contactDays).description)
            """)
    }
}

extension Guide {
    /// Reminds of labels that end soon, and forgets the contacts of those that have long ended. As often as one likes.
    /// - Returns: of how many labels somebody was reminded; how many contacts went.
    public static func keepLabels(_ workplace: Workplace, zone: CivilZone, now: Instant) async throws -> (
        reminded: Int, gone: Int
    ) {
        let today = zone.date(now)
        let clock = LabelClock(workplace: workplace)
        return try await workplace.database.write { connection in
            (try clock.remind(connection, today: today, now: now), try clock.forget(connection, today: today))
        }
    }
}
