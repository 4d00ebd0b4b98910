internal import Rules
internal import Store

/// Places taken by a code, in the database. How many are taken stands in one row for each date, whose constraint forbids one too many:
/// of two who ask at once for the last place, one gets it.
enum BookingTable {
    enum State: String, Sendable, Hashable {
        case held, waiting, came
        case givenBack = "given-back"
    }

    struct Booking: Sendable, Hashable {
        var id: String
        var event: String
        var date: WallTime
        var persons: Int
        var state: State
    }

    /// What organisers see of one date.
    struct Tally: Sendable, Hashable {
        var taken = 0
        var waiting = 0
        var came = 0
    }

    private static let columns: SQL = "id, event, date, persons, state"

    private static func booking(_ row: Row) throws -> Booking {
        let date: String = try row.get("date")
        return Booking(
            id: try row.get("id"), event: try row.get("event"),
            date: WallTime(date) ?? WallTime(date: LocalDate(daysSinceEpoch: 0)), persons: try row.get("persons"),
            state: State(rawValue: try row.get("state")) ?? .givenBack)
    }

    static func find(_ connection: Connection, id: String) throws -> Booking? {
        try connection.row("SELECT \(columns) FROM event_booking WHERE id = \(id)").map(booking)
    }

    static func find(_ connection: Connection, mark: String, event: String) throws -> Booking? {
        try connection.row(
            "SELECT \(columns) FROM event_booking WHERE code_hash = \(mark) AND event = \(event)"
        ).map(booking)
    }

    /// How many came in during the last hour, and how many wait.
    static func load(_ connection: Connection, _ event: String, _ date: WallTime, now: Instant) throws -> (
        recent: Int, waiting: Int
    ) {
        let row = try connection.row(
            """
            SELECT SUM(CASE WHEN at > \(now.milliseconds - 3_600_000) THEN 1 ELSE 0 END) AS recent,
                SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) AS waiting
            FROM event_booking WHERE event = \(event) AND date = \(date.description)
            """)
        return (try row?.optional("recent") ?? 0, try row?.optional("waiting") ?? 0)
    }

    /// Takes the places if there are enough, else waits for them.
    static func take(
        _ connection: Connection, _ booking: Booking, mark: String, capacity: Int?, ends: Instant, now: Instant
    ) throws -> State {
        let date = booking.date.description
        try connection.execute(
            """
            INSERT INTO event_date (event, date, capacity, taken, ends_at)
            VALUES (\(booking.event), \(date), \(capacity), 0, \(ends.milliseconds)) ON CONFLICT (event, date) DO NOTHING
            """)
        let state: State = try hold(connection, booking) ? .held : .waiting
        try connection.execute(
            """
            INSERT INTO event_booking (id, event, date, code_hash, persons, state, at)
            VALUES (\(booking.id), \(booking.event), \(date), \(mark), \(booking.persons), \(state.rawValue),
                \(now.milliseconds))
            """)
        return state
    }

    /// In the statement that looks whether there is room.
    private static func hold(_ connection: Connection, _ booking: Booking) throws -> Bool {
        try connection.execute(
            """
            UPDATE event_date SET taken = taken + \(booking.persons)
            WHERE event = \(booking.event) AND date = \(booking.date.description)
                AND (capacity IS NULL OR taken + \(booking.persons) <= capacity)
            """) == 1
    }

    /// - Returns: whether there was something to give back.
    static func giveBack(_ connection: Connection, _ booking: Booking) throws -> Bool {
        let wasHeld = try move(connection, booking.id, from: .held, to: .givenBack)
        if wasHeld {
            try connection.execute(
                """
                UPDATE event_date SET taken = taken - \(booking.persons)
                WHERE event = \(booking.event) AND date = \(booking.date.description)
                """)
            try promote(connection, booking.event, booking.date.description)
            return true
        }
        return try move(connection, booking.id, from: .waiting, to: .givenBack)
    }

    /// Whoever came first gets what became free, if it is enough for all of them.
    private static func promote(_ connection: Connection, _ event: String, _ date: String) throws {
        let waiting = try connection.rows(
            """
            SELECT \(columns) FROM event_booking
            WHERE event = \(event) AND date = \(date) AND state = 'waiting' ORDER BY at, id
            """
        ).map(booking)
        for booking in waiting where try hold(connection, booking) {
            _ = try move(connection, booking.id, from: .waiting, to: .held)
        }
    }

    /// Ticks a code off at the door.
    static func tick(_ connection: Connection, _ booking: Booking) throws -> Bool {
        try move(connection, booking.id, from: .held, to: .came)
    }

    private static func move(_ connection: Connection, _ id: String, from: State, to: State) throws -> Bool {
        try connection.execute(
            """
            UPDATE event_booking SET state = \(to.rawValue) WHERE id = \(id) AND state = \(from.rawValue)
            """) == 1
    }

    /// Of each date on which somebody took places, by its time.
    static func tallies(_ connection: Connection, _ event: String) throws -> [WallTime: Tally] {
        var tallies: [WallTime: Tally] = [:]
        try connection.each(
            """
            SELECT date, state, SUM(persons) AS persons FROM event_booking WHERE event = \(event) GROUP BY date, state
            """
        ) { row in
            guard let date = WallTime(try row.get("date", as: String.self)) else { return }
            let persons: Int = try row.get("persons")
            var tally = tallies[date] ?? Tally()
            switch State(rawValue: try row.get("state")) {
            case .held: tally.taken += persons
            case .came: (tally.taken, tally.came) = (tally.taken + persons, tally.came + persons)
            case .waiting: tally.waiting += persons
            case .givenBack, nil: break
            }
            tallies[date] = tally
        }
        return tallies
    }

    /// The event has another number of places: nobody who holds one loses it, and those who wait may get one.
    static func follow(_ connection: Connection, _ event: Event) throws {
        if let capacity = event.capacity {
            try connection.execute(
                """
                UPDATE event_date SET capacity = CASE WHEN taken > \(capacity) THEN taken ELSE \(capacity) END
                WHERE event = \(event.key)
                """)
        } else {
            try connection.execute("UPDATE event_date SET capacity = NULL WHERE event = \(event.key)")
        }
        for row in try connection.rows("SELECT date FROM event_date WHERE event = \(event.key) ORDER BY date") {
            try promote(connection, event.key, try row.get("date"))
        }
    }

    /// A week after a date nothing is left of those who came.
    static func clean(_ connection: Connection, now: Instant) throws -> Int {
        let before = now.adding(days: -BookingCode.keptDays).milliseconds
        let gone = try connection.execute(
            """
            DELETE FROM event_booking WHERE EXISTS (
                SELECT 1 FROM event_date WHERE event_date.event = event_booking.event
                    AND event_date.date = event_booking.date AND event_date.ends_at < \(before))
            """)
        return gone + (try connection.execute("DELETE FROM event_date WHERE ends_at < \(before)"))
    }
}
