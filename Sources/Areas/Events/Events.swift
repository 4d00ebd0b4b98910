public import Rules
public import Store
public import Web

/// What takes place in the city, and when. What this area offers to the others.
public enum Events {
    /// What is published, in the order of the keys.
    public static func load(_ connection: Connection) throws -> EventsContent {
        EventsContent(events: try EventQueries.live(connection).filter { $0.event.isDraft != true })
    }

    /// Erases what was kept of dates that are over.
    /// - Returns: how many rows went.
    public static func clean(_ connection: Connection, now: Instant) throws -> Int {
        try BookingTable.clean(connection, now: now)
    }
}

/// The events as they are stored.
public struct EventsContent: Sendable {
    var events: [StoredEvent]

    public init() { events = [] }

    init(events: [StoredEvent]) { self.events = events }
}

/// An event with what the database knows of it besides.
struct StoredEvent: Sendable, Hashable {
    var event: Event
    /// `territory` or `desk`.
    var source: String
    /// Grows with each change.
    var sequence: Int
    var changed: Instant
}

/// What pages of events take from the areas beside this one. The city puts it together.
public struct EventSurroundings: Sendable {
    /// The map of one place.
    public var map: @Sendable (Site, Visit) -> HTML?
    /// A distance in metres, in words.
    public var distance: @Sendable (Double, Visit) -> String

    public init(
        map: @escaping @Sendable (Site, Visit) -> HTML?, distance: @escaping @Sendable (Double, Visit) -> String
    ) {
        self.map = map
        self.distance = distance
    }
}
