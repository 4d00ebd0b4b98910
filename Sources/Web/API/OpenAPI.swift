/// The OpenAPI 3.1 document, made from the endpoints themselves.
public struct OpenAPI: Sendable {
    let endpoints: [Endpoint]
    let schemas: [(String, JSONText)]
    let languages: [String]
    let title: String
    let version: String

    public init(
        endpoints: [Endpoint], schemas: [(String, JSONText)], languages: [String], title: String, version: String
    ) {
        self.endpoints = endpoints
        self.schemas = schemas
        self.languages = languages
        self.title = title
        self.version = version
    }

    public var document: JSONText {
        JSONText(members: [
            ("openapi", "3.1.0"),
            (
                "info",
                JSONText(members: [
                    ("title", JSONText(title)), ("version", JSONText(version)),
                    (
                        "description",
                        "Everything that the public pages show: services, places, organisations, promises. Reading needs no key. "
                    ),
                    (
                        "license",
                        JSONText(members: [("name", "Apache-2.0"), ("identifier", "Apache-2.0")])
                    ),
                ])
            ),
            ("servers", JSONText([JSONText(members: [("url", "/")])])),
            ("paths", JSONText(members: endpoints.map { ($0.path, JSONText(members: [("get", operation($0))])) })),
            (
                "components",
                JSONText(members: [("schemas", JSONText(members: (schemas + [Self.problem]).map { ($0.0, $0.1) }))])
            ),
        ])
    }

    private func operation(_ endpoint: Endpoint) -> JSONText {
        let lists =
            endpoint.parameters + [
                Endpoint.Parameter(
                    "lang", "Language of the answer", Schema.string(allowed: languages),
                    example: JSONText(languages.first ?? "en"))
            ]
        return JSONText(members: [
            ("operationId", JSONText(endpoint.operation)), ("summary", JSONText(endpoint.summary)),
            ("parameters", JSONText(endpoint.pathNames.map(pathParameter) + lists.map(parameter))),
            ("responses", JSONText(members: responses(endpoint))),
        ])
    }

    private func pathParameter(_ name: String) -> JSONText {
        JSONText(members: [
            ("name", JSONText(name)), ("in", "path"), ("required", JSONText(true)), ("schema", Schema.string()),
        ])
    }

    private func parameter(_ parameter: Endpoint.Parameter) -> JSONText {
        JSONText(members: [
            ("name", JSONText(parameter.name)), ("in", "query"), ("description", JSONText(parameter.description)),
            ("schema", parameter.isList ? Schema.array(parameter.schema) : parameter.schema),
            ("style", parameter.isList ? "form" : nil), ("explode", parameter.isList ? JSONText(false) : nil),
            ("example", parameter.isList ? parameter.example.map { JSONText([$0]) } : parameter.example),
        ])
    }

    private func responses(_ endpoint: Endpoint) -> [(String, JSONText?)] {
        var content: [(String, JSONText?)] = [("application/json", JSONText(members: [("schema", endpoint.answer)]))]
        if endpoint.hasGeoJSON {
            content.append(("application/geo+json", JSONText(members: [("schema", Self.features)])))
        }
        var answers: [(String, JSONText?)] = [
            ("200", JSONText(members: [("description", "The answer"), ("content", JSONText(members: content))])),
            ("304", JSONText(members: [("description", "Nothing changed since the ETag that you sent")])),
            ("400", problem("A parameter cannot be read; `errors` names it")),
        ]
        if endpoint.canMiss { answers.append(("404", problem("There is no such record"))) }
        answers.append(("405", problem("Only GET and HEAD are answered here")))
        answers.append(("406", problem("No answer in the format asked for")))
        answers.append(("503", problem("The guide is not loaded yet")))
        return answers
    }

    private func problem(_ description: String) -> JSONText {
        JSONText(members: [
            ("description", JSONText(description)),
            (
                "content",
                JSONText(members: [
                    ("application/problem+json", JSONText(members: [("schema", Schema.reference("Problem"))]))
                ])
            ),
        ])
    }

    private static let features = Schema.object(
        [("type", Schema.string(allowed: ["FeatureCollection"])), ("features", Schema.array(Schema.object([])))],
        required: ["type", "features"], "GeoJSON, RFC 7946")

    private static let problem: (String, JSONText) = (
        "Problem",
        Schema.object(
            [
                ("type", Schema.string()), ("title", Schema.string()), ("status", Schema.integer()),
                ("detail", Schema.string()),
                ("instance", Schema.string("Reference of the request in the server's log")),
                (
                    "errors",
                    Schema.array(
                        Schema.object(
                            [("parameter", Schema.string()), ("reason", Schema.string())],
                            required: ["parameter", "reason"]))
                ),
            ], required: ["type", "title", "status", "detail"], "RFC 9457")
    )
}
