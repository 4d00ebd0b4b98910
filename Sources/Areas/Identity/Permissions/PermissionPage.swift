internal import Rules
public import Web

/// The table of permission as a page of the guide, in Markdown. `villerefuge permissions --markdown --language fr` prints it; a test holds
/// `docs/guide/{en,fr}/permissions.md` to it.
public enum PermissionPage {
    public static func markdown(_ say: Phrasebook) -> String {
        var lines = [
            "# " + say("permission.title"), "", say("permission.lead"), "", say("permission.how"), "",
            "<!-- villerefuge permissions --markdown --language \(say.tag) -->", "",
            "## " + say("permission.roles"), "",
            "| " + [say("permission.role"), say("permission.factor"), say("permission.wards")].joined(separator: " | ")
                + " |",
            "| --- | --- | --- |",
        ]
        for role in Role.allCases {
            let wards = say.list(role.ownWards.sorted().map { say("ward.\($0.rawValue)") })
            let factor = say(Permission.needsSecondFactor(role) ? "identity.yes" : "identity.no")
            lines.append("| \(say("role.\(role.rawValue)")) | \(factor) | \(wards.isEmpty ? "–" : wards) |")
        }
        lines += ["", say("permission.wards.text"), ""]
        for ward in Ward.allCases { lines.append("- " + say("ward.\(ward.rawValue)")) }
        for subject in Permission.Subject.allCases { lines += section(subject, say) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ subject: Permission.Subject, _ say: Phrasebook) -> [String] {
        let actions = Permission.Action.allCases.filter { action in
            Permission.table.contains { $0.subject == subject && $0.action == action }
        }
        var lines = [
            "", "## " + say("permission.subject.\(subject.rawValue)"), "",
            "| "
                + ([say("permission.role")] + actions.map { say("permission.action.\($0.rawValue)") }).joined(
                    separator: " | ")
                + " |",
            "|" + String(repeating: " --- |", count: actions.count + 1),
        ]
        for role in Role.allCases {
            let cells = actions.map { action in
                Permission.scope(role, subject, action).map { say("permission.scope.\(word($0))") } ?? "–"
            }
            if cells.contains(where: { $0 != "–" }) {
                lines.append("| " + ([say("role.\(role.rawValue)")] + cells).joined(separator: " | ") + " |")
            }
        }
        return lines
    }

    private static func word(_ scope: Permission.Scope) -> String {
        switch scope {
        case .oneself: "oneself"
        case .organisation: "organisation"
        case .shared: "shared"
        case .all: "all"
        }
    }
}
