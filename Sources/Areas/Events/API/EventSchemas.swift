import Rules
import Web

/// JSON Schemas of events for the OpenAPI document.
enum EventSchemas {
    static let all: [(String, JSONText)] = [("EventDate", date), ("Event", event)]

    private static func text(_ name: String) -> [(String, JSONText)] {
        [(name, Schema.string()), ("\(name)Language", Schema.string())]
    }

    private static let category = Schema.string(allowed: EventCategory.allCases.map(\.rawValue))

    private static let place = Schema.object(
        [("site", Schema.string("Key of a place of the guide"))] + text("name") + [
            ("address", Schema.string()), ("district", Schema.string()), ("latitude", Schema.number()),
            ("longitude", Schema.number()), ("protected", Schema.boolean("Its address is never shown")),
        ], required: ["protected"])

    private static let when: [(String, JSONText)] =
        [
            ("date", Schema.string("Names the date among those of its event, also when it was put off")),
            ("start", Schema.string(format: "date-time")), ("end", Schema.string(format: "date-time")),
            ("allDay", Schema.boolean()), ("cancelled", Schema.boolean()),
        ] + text("note")
    private static let whenNeeds = ["date", "start", "end", "allDay", "cancelled"]

    private static let date = Schema.object(
        when + [("event", Schema.string("Key of the event")), ("url", Schema.string()), ("category", category)]
            + text("title") + [
                ("place", place), ("metres", Schema.number("From “near”, as the crow flies")),
                ("free", Schema.boolean()),
            ], required: whenNeeds + ["event", "url", "category", "title", "place"])

    private static let event = Schema.object(
        [
            ("id", Schema.string()), ("url", Schema.string()), ("calendar", Schema.string("iCalendar, RFC 5545")),
            ("category", category), ("sequence", Schema.integer("Grows with each change", from: 0)),
            ("changed", Schema.string(format: "date-time")),
        ] + text("title") + text("description") + [
            ("rule", Schema.string("RRULE of RFC 5545")), ("timeZone", Schema.string("IANA")),
            ("dates", Schema.array(Schema.object(when, required: whenNeeds))), ("place", place),
            ("organisation", Schema.string()), ("unit", Schema.string("Key of the mobile unit that stops")),
            ("service", Schema.string()), ("needs", Schema.array(Schema.string())),
            ("publics", Schema.array(Schema.string())), ("languages", Schema.array(Schema.string())),
            ("free", Schema.boolean()),
        ] + text("price") + [
            ("capacity", Schema.integer("Places on each date", from: 1)),
            ("registration", Schema.string(allowed: Event.Registration.allCases.map(\.rawValue))),
            ("meals", Schema.integer("Given out on each date", from: 1)), ("confirmed", Schema.string()),
            ("sources", Schema.array(Schema.object([("document", Schema.string())], required: ["document"]))),
        ],
        required: [
            "id", "url", "calendar", "category", "sequence", "changed", "title", "timeZone", "dates", "place",
            "registration",
        ])
}
