import Rules
import Web

/// JSON Schemas of promises and initiatives for the OpenAPI document. `Figure` and `Source` are the guide's.
enum PlanSchemas {
    static let all: [(String, JSONText)] = [
        ("Plan", plan), ("Axis", axis), ("Commitment", commitment), ("Action", action), ("Initiative", initiative),
        ("Fact", fact), ("Official", official), ("Succession", succession), ("Origin", origin), ("Party", party),
    ]

    private static let date = Schema.string("YYYY, YYYY-MM or YYYY-MM-DD: as precise as what is known")
    private static let figures = list("Figure")
    private static let sources = list("Source")
    private static let outcome = Schema.string(allowed: Succession.Outcome.allCases.map(\.rawValue))

    private static func list(_ name: String, _ description: String? = nil) -> JSONText {
        Schema.array(Schema.reference(name), description)
    }

    /// Words, and the language that they are in when it is not the one asked for.
    private static func text(_ name: String, _ description: String? = nil) -> [(String, JSONText)] {
        [(name, Schema.string(description)), ("\(name)Language", Schema.string())]
    }

    private static let plan = Schema.object(
        [("id", Schema.string()), ("url", Schema.string())] + text("title") + text("short", "What the plan is called")
            + [("adopted", date), ("status", Schema.string(allowed: Plan.Status.allCases.map(\.rawValue)))]
            + text("summary") + [
                ("commitmentCount", Schema.integer(from: 0)), ("actionCount", Schema.integer(from: 0)),
                ("axes", list("Axis")), ("figures", figures), ("source", Schema.reference("Source")),
            ],
        required: [
            "id", "url", "title", "short", "adopted", "status", "commitmentCount", "actionCount", "axes", "figures",
        ])

    private static let axis = Schema.object(
        [("id", Schema.string("Unique within the plan")), ("number", Schema.integer())] + text("title")
            + text("summary"),
        required: ["id", "number", "title"])

    private static let head: [(String, JSONText)] = [
        ("id", Schema.string("Unique within the plan")), ("url", Schema.string()),
        ("plan", Schema.string("Key of the plan")), ("number", Schema.integer()),
        ("axis", Schema.string("Key of the axis")),
    ]

    private static let commitment = Schema.object(
        head + text("title") + text("summary") + [
            ("measures", list("Fact", "What was promised")), ("progress", list("Fact", "What came of it, dated")),
            ("officials", list("Official")), ("partners", list("Party")), ("figures", figures),
            ("actions", Schema.array(Schema.string(), "Keys of the plan's actions that belong to it")),
            ("became", list("Succession", "What became of it in later plans")),
            ("origins", list("Origin", "Earlier commitments that it came from")), ("sources", sources),
        ],
        required: [
            "id", "url", "plan", "number", "title", "measures", "progress", "officials", "partners", "figures",
            "actions", "became", "origins", "sources",
        ])

    private static let action = Schema.object(
        head + [("commitment", Schema.string("Key of the commitment that it belongs to"))] + text("title")
            + text("summary") + [
                ("done", list("Fact", "What was done since the earlier plan")),
                ("new", list("Fact", "What is announced")), ("deadline", date),
                ("officials", list("Official")), ("partners", list("Party")), ("sites", list("Party")),
                ("figures", figures), ("origins", list("Origin", "Earlier commitments that it came from")),
                ("sources", sources),
            ],
        required: [
            "id", "url", "plan", "number", "title", "done", "new", "officials", "partners", "sites", "figures",
            "origins", "sources",
        ])

    private static let initiative = Schema.object(
        [
            ("id", Schema.string()), ("url", Schema.string()), ("number", Schema.integer()),
            ("themeKey", Schema.string("The theme in the source language: value of the parameter `theme`")),
        ] + text("theme") + text("title") + text("place") + text("summary")
            + [("pilot", list("Party")), ("partners", list("Party"))] + text("publics") + text("method")
            + [("results", list("Fact"))] + text("lessons") + [("since", date), ("sources", sources)],
        required: ["id", "url", "number", "themeKey", "theme", "title", "pilot", "partners", "results", "sources"])

    private static let fact = Schema.object(
        text("text") + [("on", date), ("figures", figures), ("source", Schema.reference("Source"))], required: ["text"],
        "One thing that was promised or done")

    private static let official = Schema.object(
        [("name", Schema.string())] + text("office"), required: ["name"], "An elected official in charge")

    private static let succession = Schema.object(
        [
            ("plan", Schema.string("Key of the later plan")), ("commitment", Schema.string("Key of its commitment")),
            ("actions", Schema.array(Schema.string(), "Keys of its actions")), ("outcome", outcome),
        ] + text("note"), required: ["plan", "actions", "outcome"])

    private static let origin = Schema.object(
        [
            ("plan", Schema.string("Key of the earlier plan")), ("commitment", Schema.string("Key of its commitment")),
            ("outcome", outcome),
        ] + text("note"), required: ["plan", "commitment", "outcome"])

    private static let party = Schema.object(
        [("id", Schema.string("Key, when it has a page of its own"))] + text("name"), required: ["name"],
        "Who or what takes part: an organisation or a place")
}
