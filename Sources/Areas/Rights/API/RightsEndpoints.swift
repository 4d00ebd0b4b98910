import Rules
import Web

/// Sheets and checklists for programs.
struct RightsEndpoints {
    let content: @Sendable () throws -> RightsSnapshot

    var all: [Endpoint] { [sheets, sheet, checklists, checklist] }

    private var sheets: Endpoint {
        Endpoint(
            "rights", operation: "listRightsSheets", summary: "Sheets of rights by legal situation, those in force",
            parameters: ListWindow.parameters, answer: Schema.list(of: "RightsSheet")
        ) { call in
            let content = try content()
            let json = RightsJSON(content: content, language: call.language)
            return try ListWindow(call).answer(content.content.sheets) { json.sheet($0) }
        }
    }

    private var sheet: Endpoint {
        Endpoint(
            "rights/{id}", operation: "getRightsSheet", summary: "One sheet of rights, the version in force",
            answer: Schema.reference("RightsSheet"), canMiss: true
        ) { call in
            let content = try content()
            guard let sheet = content.sheets(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such sheet.")
            }
            return RightsJSON(content: content, language: call.language).sheet(sheet)
        }
    }

    private var checklists: Endpoint {
        Endpoint(
            "steps", operation: "listChecklists", summary: "Checklists by procedure, those in force",
            parameters: ListWindow.parameters, answer: Schema.list(of: "Checklist")
        ) { call in
            let content = try content()
            let json = RightsJSON(content: content, language: call.language)
            return try ListWindow(call).answer(content.content.checklists) { json.checklist($0) }
        }
    }

    private var checklist: Endpoint {
        Endpoint(
            "steps/{id}", operation: "getChecklist", summary: "One checklist, the version in force",
            answer: Schema.reference("Checklist"), canMiss: true
        ) { call in
            let content = try content()
            guard let checklist = content.checklists(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such checklist.")
            }
            return RightsJSON(content: content, language: call.language).checklist(checklist)
        }
    }
}
