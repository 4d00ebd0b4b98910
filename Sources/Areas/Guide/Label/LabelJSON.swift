import Rules
import Web

/// The label for programs of everyone.
struct LabelJSON {
    let guide: GuideSnapshot

    /// Of one place; `nil`: it has none that counts today.
    func label(of site: Site) -> JSONText? {
        guide.label(of: site).map { JSONText(members: members($0)) }
    }

    private func members(_ label: PlaceLabel) -> [(String, JSONText?)] {
        [
            ("from", JSONText(label.term.first.description)), ("until", JSONText(label.term.last.description)),
            ("version", JSONText(label.version)), ("checked", JSONText(label.checked)),
        ]
    }
}

/// The label's part of the API.
struct LabelEndpoints {
    let guide: @Sendable () throws -> GuideSnapshot

    var all: [Endpoint] { [places, criteria] }

    private var places: Endpoint {
        Endpoint(
            "labels", operation: "listLabelledPlaces",
            summary: "Places that the city has visited and calls welcoming, each with what was checked and until when",
            parameters: [Endpoint.Parameter("district", "Key of a district", Schema.string())] + ListWindow.parameters,
            answer: Schema.list(of: "Site")
        ) { call in
            let guide = try guide()
            try GuideParameters.district(call["district"], guide)
            let shown = guide.labelledSites.filter { site in call["district"].map { site.district == $0 } ?? true }
            let json = SiteJSON(item: ItemJSON(guide: guide, language: call.language))
            return try ListWindow(call).answer(shown) { json.whole($0) }
        }
    }

    private var criteria: Endpoint {
        Endpoint(
            "label", operation: "getLabelCriteria", summary: "What the city asks of a welcoming place",
            answer: Schema.reference("LabelScheme"), canMiss: true
        ) { call in
            let guide = try guide()
            guard let scheme = guide.labels.scheme else { throw Problem(.notFound, "This city has no label.") }
            let words = ItemText(language: call.language, settings: guide.settings, documents: guide.documents)
            let criteria = scheme.criteria.map { criterion in
                JSONText(
                    members: [
                        ("id", JSONText(criterion.key)), ("required", JSONText(criterion.isRequired)),
                    ] + words.text("text", criterion.text))
            }
            return JSONText(
                members: [("version", JSONText(scheme.version))] + words.text("name", scheme.name) + [
                    ("years", JSONText(scheme.years)), ("criteria", JSONText(criteria)),
                    ("sources", words.sources(scheme.sources)),
                ])
        }
    }
}

/// JSON Schemas of the label for the OpenAPI document.
enum LabelSchemas {
    static let all: [(String, JSONText)] = [("Label", label), ("LabelScheme", scheme)]

    private static let day = Schema.string(format: "date")

    private static let label = Schema.object(
        [
            ("from", day), ("until", day), ("version", Schema.integer("Of the criteria", from: 1)),
            ("checked", Schema.array(Schema.string(), "Keys of criteria that were seen to be met")),
        ], required: ["from", "until", "version", "checked"],
        "The city has visited the place and calls it welcoming, both days included")

    private static let scheme = Schema.object(
        [
            ("version", Schema.integer(from: 1)), ("name", Schema.string()), ("nameLanguage", Schema.string()),
            ("years", Schema.integer(from: 1)),
            (
                "criteria",
                Schema.array(
                    Schema.object(
                        [
                            ("id", Schema.string()), ("required", Schema.boolean()), ("text", Schema.string()),
                            ("textLanguage", Schema.string()),
                        ], required: ["id", "required", "text"]))
            ),
            ("sources", Schema.array(Schema.reference("Source"))),
        ], required: ["version", "name", "years", "criteria"])
}
