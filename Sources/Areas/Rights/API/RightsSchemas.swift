import Rules
import Web

/// JSON Schemas of sheets and checklists for the OpenAPI document.
enum RightsSchemas {
    static let all: [(String, JSONText)] = [("RightsSheet", sheet), ("Checklist", checklist)]

    private static let date = Schema.string("YYYY, YYYY-MM or YYYY-MM-DD: as precise as what is known")
    private static let keys = Schema.array(Schema.string())

    /// Words, and the language that they are in when it is not the one asked for.
    private static func text(_ name: String, _ description: String? = nil) -> [(String, JSONText)] {
        [(name, Schema.string(description)), ("\(name)Language", Schema.string())]
    }

    private static let texts = Schema.array(Schema.object(text("text"), required: ["text"]))
    private static let ground: [(String, JSONText)] = [
        ("basis", Schema.array(Schema.string(), "Articles of law")),
        ("unsure", Schema.boolean("The writer was not certain: lawyers look here first")),
    ]
    private static let check = Schema.object(
        [
            ("state", Schema.string(allowed: ["waiting", "approved", "remarked"])),
            ("organisation", Schema.string("Key of the organisation that approved it")),
            ("at", Schema.string(format: "date-time")),
        ], required: ["state"], "Whether a legal adviser has checked this version")

    private static let head: [(String, JSONText)] =
        [
            ("id", Schema.string()), ("url", Schema.string()), ("version", Schema.integer(from: 1)),
            ("inForceSince", date), ("lawAsOf", date), ("check", check),
        ] + text("title")
    private static let headNeeds = ["id", "url", "version", "lawAsOf", "check", "title"]
    private static let changes: (String, JSONText) = (
        "changes",
        Schema.array(
            Schema.object(
                [("version", Schema.integer(from: 1)), ("date", date)] + text("text"),
                required: ["version", "date", "text"]))
    )

    private static func part(_ properties: [(String, JSONText)], required: [String]) -> JSONText {
        Schema.array(
            Schema.object(
                [("key", Schema.string())] + properties + ground, required: ["key", "basis", "unsure"] + required))
    }

    private static let sheet = Schema.object(
        head + text("who", "For whom it is") + [
            ("signs", texts),
            (
                "rights",
                part(
                    [("needs", keys)] + text("text") + text("professional"),
                    required: ["needs", "text", "professional"])
            ),
            (
                "deadlines",
                part(
                    [("within", Schema.string("ISO 8601 duration"))] + text("from") + text("text"), required: ["text"])
            ),
            ("documents", part(text("name") + text("text"), required: ["name", "text"])), ("never", texts),
            ("next", keys), ("checklists", keys), changes,
        ],
        required: headNeeds + [
            "who", "signs", "rights", "deadlines", "documents", "never", "next", "checklists", "changes",
        ])

    private static let checklist = Schema.object(
        head + text("purpose") + [
            (
                "steps",
                part(
                    [("needs", keys)] + text("text") + [("bring", texts)] + text("ifRefused"),
                    required: ["needs", "text", "bring"])
            ), ("good", texts), ("sheets", keys), changes,
        ], required: headNeeds + ["purpose", "steps", "good", "sheets", "changes"])
}
