internal import Files
internal import Rules
internal import Store

/// Reads what is shown.
enum RightsQueries {
    static func load(_ connection: Connection) throws -> RightsContent {
        var content = RightsContent()
        content.sheets = try versions(connection)
        content.checklists = try versions(connection)
        content.tree = try tree(connection)
        try connection.each(
            "SELECT kind, key, version, verdict, organisation, at FROM rights_verdict ORDER BY at, id"
        ) { row in
            guard let kind = RightsKind(rawValue: try row.get("kind")),
                let verdict = LegalVerdict.Kind(rawValue: try row.get("verdict"))
            else { return }
            let name = RightsName(kind: kind, key: try row.get("key"), version: try row.get("version"))
            content.verdicts[name, default: []].append(
                LegalVerdict(
                    kind: verdict, organisation: try row.get("organisation"),
                    at: Instant(milliseconds: try row.get("at"))))
        }
        return content
    }

    /// Every version of every text that is not retired, in the order of the keys.
    static func versions<Text: RightsText>(_ connection: Connection) throws -> [RightsVersions<Text>] {
        var texts: [String: [Text]] = [:]
        try connection.each(
            "SELECT key, facts FROM rights_text WHERE kind = \(Text.kind.rawValue) AND retired_at IS NULL"
        ) { row in
            let key: String = try row.get("key")
            texts[key, default: []].append(
                try Facts.value(row.get("facts"), table: "rights_text", key: key, blank: nil))
        }
        return texts.values.compactMap { RightsVersions($0) }.sorted { $0.key < $1.key }
    }

    static func tree(_ connection: Connection) throws -> SituationTree? {
        let row = try connection.row("SELECT facts FROM rights_questions WHERE id = 1")
        return try row.map { try Facts.value(SituationTree.self, from: $0.get("facts")) }
    }
}
