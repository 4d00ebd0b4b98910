import Rules
import Web

/// JSON Schemas of the guide's items for the OpenAPI document.
enum GuideSchemas {
    static let all: [(String, JSONText)] = [
        ("Service", service), ("Site", site), ("Organisation", organisation), ("Taxonomy", taxonomy), ("Term", term),
        ("District", district), ("Suggestion", suggestion), ("Figure", figure), ("Source", source),
        ("Closure", closure), ("Point", point),
    ]

    private static let strings = Schema.array(Schema.string())
    private static let date = Schema.string("YYYY, YYYY-MM or YYYY-MM-DD: as precise as what is known")

    private static let point = Schema.object(
        [("lat", Schema.number(from: -90, to: 90)), ("lon", Schema.number(from: -180, to: 180))],
        required: ["lat", "lon"],
        "WGS 84, degrees")

    private static let closure = Schema.object(
        [
            ("from", date), ("to", date), ("closed", Schema.boolean()),
            ("hours", Schema.string("Other hours, OpenStreetMap syntax")),
            ("reason", Schema.string()), ("reasonLanguage", Schema.string()),
        ], required: ["from", "closed"], "Days on which the weekly rule does not hold, both included")

    private static let figure = Schema.object(
        [
            ("value", Schema.number()), ("to", Schema.number()), ("label", Schema.string()), ("unit", Schema.string()),
            ("qualifier", Schema.string(allowed: ["approximate", "atLeast", "atMost"])),
            ("per", Schema.string(allowed: Figure.Rate.allCases.map(\.rawValue))), ("on", date),
            ("source", Schema.reference("Source")),
        ], required: ["value"])

    private static let source = Schema.object(
        [
            ("document", Schema.string()), ("place", Schema.string()), ("title", Schema.string()),
            ("publisher", Schema.string()),
            ("date", date), ("licence", Schema.string()), ("url", Schema.string()),
        ], required: ["document"], "Where a fact comes from")

    private static let open = Schema.object(
        [
            ("state", Schema.string(allowed: ["open", "closingSoon", "closed", "unknown"])),
            ("until", Schema.string(format: "date-time")), ("opens", Schema.string(format: "date-time")),
        ], required: ["state"], "State now")

    private static let reference = Schema.object(
        [("id", Schema.string()), ("name", Schema.string())], required: ["id", "name"])

    private static let place: [(String, JSONText)] = [
        ("kind", Schema.string()), ("address", Schema.string()), ("postcode", Schema.string()),
        ("city", Schema.string()),
        ("district", Schema.string()), ("point", Schema.reference("Point")),
        ("precision", Schema.string(allowed: Precision.allCases.map(\.rawValue))),
        ("protected", Schema.boolean("The address is never published")), ("label", Schema.reference("Label")),
    ]

    private static let service = Schema.object(
        [
            ("id", Schema.string()), ("url", Schema.string()), ("name", Schema.string()),
            ("nameLanguage", Schema.string()),
            ("description", Schema.string()), ("descriptionLanguage", Schema.string()), ("needs", strings),
            (
                "site",
                Schema.object([("id", Schema.string()), ("name", Schema.string())] + place, required: ["id", "name"])
            ),
            ("organisation", reference),
            ("status", Schema.string(allowed: Service.Status.allCases.map(\.rawValue))), ("began", date),
            ("ended", date),
            ("hours", Schema.string("OpenStreetMap opening_hours")),
            ("exceptions", Schema.array(Schema.reference("Closure"))),
            ("publics", strings), ("ages", Schema.object([("from", Schema.integer()), ("to", Schema.integer())])),
            ("statuses", strings), ("languages", strings), ("cost", Schema.string()), ("price", Schema.string()),
            ("conditions", strings), ("bring", Schema.string()), ("accessibility", strings), ("amenities", strings),
            ("phone", Schema.string()), ("website", Schema.string()),
            ("capacity", Schema.array(Schema.reference("Figure"))),
            ("figures", Schema.array(Schema.reference("Figure"))),
            (
                "station",
                Schema.object(
                    [("name", Schema.string()), ("lines", strings), ("metres", Schema.integer())],
                    required: ["name", "lines", "metres"], "Nearest station of public transport")
            ),
            ("confirmed", date), ("origin", Schema.string("Open-data source, when it comes from one")),
            ("sources", Schema.array(Schema.reference("Source"))), ("open", open),
            ("distance", Schema.integer("Metres from `near`", from: 0)),
        ], required: ["id", "url", "name", "needs", "site", "status", "open"])

    private static let site = Schema.object(
        [
            ("id", Schema.string()), ("url", Schema.string()), ("name", Schema.string()),
            ("nameLanguage", Schema.string()),
            ("aliases", strings), ("status", Schema.string(allowed: Site.Status.allCases.map(\.rawValue))),
        ] + place + [
            ("description", Schema.string()), ("descriptionLanguage", Schema.string()), ("operator", reference),
            ("owner", reference), ("partners", strings), ("opened", date), ("closed", date),
            ("movedTo", Schema.string()),
            ("phone", Schema.string()), ("website", Schema.string()), ("languages", strings),
            ("accessibility", strings),
            ("amenities", strings), ("capacity", Schema.array(Schema.reference("Figure"))),
            ("figures", Schema.array(Schema.reference("Figure"))),
            ("closures", Schema.array(Schema.reference("Closure"))),
            ("services", strings), ("confirmed", date), ("origin", Schema.string()),
            ("sources", Schema.array(Schema.reference("Source"))),
        ], required: ["id", "url", "name", "status", "kind", "services"])

    private static let organisation = Schema.object(
        [
            ("id", Schema.string()), ("url", Schema.string()), ("name", Schema.string()), ("fullName", Schema.string()),
            ("aliases", strings), ("kind", Schema.string()), ("parent", Schema.string()), ("website", Schema.string()),
            ("description", Schema.string()), ("descriptionLanguage", Schema.string()), ("themes", strings),
            ("member", Schema.array(Schema.integer(), "Years of the lists that name it")), ("sites", strings),
            ("sources", Schema.array(Schema.reference("Source"))),
        ], required: ["id", "url", "name", "kind"])

    private static let suggestion = Schema.object(
        [("text", Schema.string()), ("count", Schema.integer("Services that it would find", from: 0))],
        required: ["text", "count"])

    private static let term = Schema.object(
        [
            ("id", Schema.string()), ("label", Schema.string()), ("short", Schema.string()), ("plain", Schema.string()),
            ("pictogram", Schema.string("Address of the drawing")), ("synonyms", Schema.object([])),
            ("dataInclusion", strings), ("hsds", Schema.string()), ("needs", Schema.array(Schema.reference("Term"))),
        ], required: ["id", "label"])

    private static let taxonomy = Schema.object(
        [("themes", Schema.array(Schema.reference("Term")))]
            + Taxonomy.List.allCases.map { ($0.rawValue, Schema.array(Schema.reference("Term"))) },
        required: ["themes"] + Taxonomy.List.allCases.map(\.rawValue))

    private static let district = Schema.object(
        [
            ("id", Schema.string()), ("number", Schema.integer()), ("name", Schema.string()), ("aliases", strings),
            ("postcodes", strings), ("population", Schema.reference("Figure")), ("url", Schema.string()),
            ("centre", Schema.reference("Point")),
            ("outline", Schema.array(Schema.array(Schema.array(Schema.number())), "Rings of [longitude, latitude]")),
        ], required: ["id", "number", "name", "postcodes", "url"])
}
