import Rules
import Web

/// Events for programs: dates in their order, and whole series.
struct EventEndpoints {
    let content: @Sendable () throws -> EventsSnapshot

    var all: [Endpoint] { [dates, event] }

    private static let parameters = [
        Endpoint.Parameter(
            "when", "today, tonight, week, or a day YYYY-MM-DD; left out: the next \(EventsSnapshot.horizon) days",
            Schema.string(), example: "tonight"),
        Endpoint.Parameter(
            "category", "Kind of event", Schema.string(allowed: EventCategory.allCases.map(\.rawValue)), example: "food"
        ),
        Endpoint.Parameter("district", "Key of a district", Schema.string()),
        Endpoint.Parameter(
            "near",
            "latitude,longitude: dates at most \(Int(EventQuery.radius)) metres away, of each day the nearest first",
            Schema.string(), example: "48.8708,2.3803"),
        Endpoint.Parameter("free", "Only what is free: 1", Schema.string(allowed: ["1"])),
        Endpoint.Parameter("organisation", "Key of an organisation", Schema.string()),
    ]

    private var dates: Endpoint {
        Endpoint(
            "events", operation: "listEventDates", summary: "Dates of events to come, in their order",
            parameters: Self.parameters + ListWindow.parameters, answer: Schema.list(of: "EventDate")
        ) { call in
            let snapshot = try content()
            let query = EventQuery(call.query.filter { $0.name != "cursor" })
            if !query.faults.isEmpty {
                throw Problem(
                    .badRequest, "The request has a parameter that cannot be read.",
                    faults: query.faults.map { .init(name: $0, reason: "cannot be read: see /openapi.json") })
            }
            let json = EventJSON(snapshot: snapshot, language: call.language)
            return try ListWindow(call).answer(query.find(in: snapshot, now: call.now)) { json.date($0, query) }
        }
    }

    private var event: Endpoint {
        Endpoint(
            "events/{id}", operation: "getEvent", summary: "One event with its rule and its next dates",
            answer: Schema.reference("Event"), canMiss: true
        ) { call in
            let snapshot = try content()
            guard let position = snapshot.position(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such event.")
            }
            return EventJSON(snapshot: snapshot, language: call.language).event(position, now: call.now)
        }
    }
}
