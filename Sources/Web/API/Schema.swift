/// JSON Schema 2020-12, as OpenAPI 3.1 uses it, written in few words.
public enum Schema {
    public static func string(_ description: String? = nil, format: String? = nil, allowed: [String]? = nil) -> JSONText
    {
        JSONText(members: [
            ("type", "string"), ("description", description.map { JSONText($0) }),
            ("format", format.map { JSONText($0) }),
            ("enum", allowed.map { JSONText($0) }),
        ])
    }

    public static func number(_ description: String? = nil, from: Double? = nil, to: Double? = nil) -> JSONText {
        JSONText(members: [
            ("type", "number"), ("description", description.map { JSONText($0) }),
            ("minimum", from.map { JSONText($0) }),
            ("maximum", to.map { JSONText($0) }),
        ])
    }

    public static func integer(_ description: String? = nil, from: Int? = nil, to: Int? = nil, preset: Int? = nil)
        -> JSONText
    {
        JSONText(members: [
            ("type", "integer"), ("description", description.map { JSONText($0) }),
            ("minimum", from.map { JSONText($0) }),
            ("maximum", to.map { JSONText($0) }), ("default", preset.map { JSONText($0) }),
        ])
    }

    public static func boolean(_ description: String? = nil) -> JSONText {
        JSONText(members: [("type", "boolean"), ("description", description.map { JSONText($0) })])
    }

    public static func array(_ items: JSONText, _ description: String? = nil) -> JSONText {
        JSONText(members: [("type", "array"), ("description", description.map { JSONText($0) }), ("items", items)])
    }

    public static func object(_ properties: [(String, JSONText)], required: [String] = [], _ description: String? = nil)
        -> JSONText
    {
        JSONText(members: [
            ("type", "object"), ("description", description.map { JSONText($0) }),
            ("required", required.isEmpty ? nil : JSONText(required)),
            ("properties", JSONText(members: properties.map { ($0.0, $0.1) })),
        ])
    }

    public static func reference(_ name: String) -> JSONText {
        JSONText(members: [("$ref", JSONText("#/components/schemas/\(name)"))])
    }

    public static func orNull(_ schema: JSONText) -> JSONText {
        JSONText(members: [("anyOf", JSONText([schema, JSONText(members: [("type", "null")])]))])
    }

    /// The envelope of every list: items, their whole number, where to go on.
    public static func list(of name: String) -> JSONText {
        object(
            [
                ("items", array(reference(name))), ("total", integer("Number of items in all pages", from: 0)),
                ("next", orNull(string("Cursor of the next page"))),
            ],
            required: ["items", "total", "next"])
    }
}
