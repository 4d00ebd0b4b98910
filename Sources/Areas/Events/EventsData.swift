internal import Rules

/// What the tables of this area hold of people, see `DataTable`.
enum EventsData {
    static let map: [DataTable] = [
        DataTable("event", about: .nobody), DataTable("event_date", about: .nobody),
        DataTable(
            "event_change", about: .members,
            [
                .clear("account", because: "an id: who changed the event"),
                .clear("act", because: "a code of our own"),
                .clear("facts", because: "the published event as it was; names no person"),
            ],
            purpose: "answering for what is announced to the public (public task)", kept: "with the event"),
        DataTable(
            "event_booking", about: .persons,
            [
                .secretHash("code_hash"),
                .clear("date", because: "a date of a public event; no name, no number, no address stands beside it"),
            ],
            purpose: "keeping places for people who come to an event, without knowing who they are (public task)",
            kept: "a week after the date"),
    ]
}
