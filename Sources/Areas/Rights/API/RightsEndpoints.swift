import Rules
import Web

/// Sheets and checklists for programs.
struct RightsEndpoints {
    let content: @Sendable () throws -> RightsSnapshot

    var all: [Endpoint] { sheets + checklists }

    private var sheets: [Endpoint] {
        pair(
            "rights", list: ("listRightsSheets", "Sheets of rights by legal situation, those in force"),
            item: ("getRightsSheet", "One sheet of rights, the version in force"), schema: "RightsSheet",
            texts: \.content.sheets, missing: "There is no such sheet."
        ) { $0.sheet($1) }
    }

    private var checklists: [Endpoint] {
        pair(
            "steps", list: ("listChecklists", "Checklists by procedure, those in force"),
            item: ("getChecklist", "One checklist, the version in force"), schema: "Checklist",
            texts: \.content.checklists, missing: "There is no such checklist."
        ) { $0.checklist($1) }
    }

    /// The list of one kind of text, and one of them by its key.
    private func pair<Text: RightsText>(
        _ path: String, list: (operation: String, summary: String), item: (operation: String, summary: String),
        schema: String, texts: any KeyPath<RightsSnapshot, [RightsVersions<Text>]> & Sendable, missing: String,
        json: @escaping @Sendable (RightsJSON, RightsVersions<Text>) -> JSONText
    ) -> [Endpoint] {
        [
            Endpoint(
                path, operation: list.operation, summary: list.summary, parameters: ListWindow.parameters,
                answer: Schema.list(of: schema)
            ) { call in
                let content = try content()
                let writer = RightsJSON(content: content, language: call.language)
                return try ListWindow(call).answer(content[keyPath: texts]) { json(writer, $0) }
            },
            Endpoint(
                "\(path)/{id}", operation: item.operation, summary: item.summary, answer: Schema.reference(schema),
                canMiss: true
            ) { call in
                let content = try content()
                let key = call.path["id"]
                guard let found = content[keyPath: texts].first(where: { $0.key == key }) else {
                    throw Problem(.notFound, missing)
                }
                return json(RightsJSON(content: content, language: call.language), found)
            },
        ]
    }
}
