internal import Files
internal import Rules
internal import Store

/// Texts of sheets and checklists in force, for those who translate them.
struct RightsTexts: TextSource {
    var kinds: Set<String> { Set(RightsKind.allCases.map(\.rawValue)) }

    func texts(_ connection: Connection, kind: String, key: String, sources: [String]) throws -> [PublicText] {
        switch RightsKind(rawValue: kind) {
        case .sheet: try Self.newest(connection, key, Sheet.self).map { try Self.of($0, sources) } ?? []
        case .checklist: try Self.newest(connection, key, Checklist.self).map { try Self.of($0, sources) } ?? []
        case nil: []
        }
    }

    private static func newest<Text: RightsText>(
        _ connection: Connection, _ key: String, _ type: Text.Type
    ) throws -> Text? {
        let row = try connection.row(
            """
            SELECT facts FROM rights_text WHERE kind = \(Text.kind.rawValue) AND key = \(key) AND retired_at IS NULL
            ORDER BY version DESC LIMIT 1
            """)
        return try row.map { try Facts.value($0.get("facts"), table: "rights_text", key: key, blank: nil) }
    }

    static func all(_ content: RightsContent, sources: [String]) throws -> [PublicText] {
        try content.sheets.flatMap { try of($0.current, sources) }
            + content.checklists.flatMap { try of($0.current, sources) }
    }

    private static func of<Text: RightsText>(_ text: Text, _ sources: [String]) throws -> [PublicText] {
        let facts = try Facts.value(JSONValue.self, from: Facts.text(text))
        return LocalisedTree.texts(facts, Set(sources)).compactMap { field, words in
            PublicText(
                name: TextName(kind: Text.kind.rawValue, key: text.key, field: field), title: text.title, words: words,
                sources: sources)
        }
    }

    static func laid<Text: RightsText>(_ overlay: TextOverlay, over text: Text, _ sources: [String]) throws -> Text {
        let own = overlay.words.keys.filter { $0.kind == Text.kind.rawValue && $0.key == text.key }
        guard !own.isEmpty else { return text }
        let facts = try Facts.value(JSONValue.self, from: Facts.text(text))
        let laid = LocalisedTree.changed(facts, Set(sources)) { field, words in
            overlay.laid(over: words, TextName(kind: Text.kind.rawValue, key: text.key, field: field))
        }
        return try Facts.value(Text.self, from: Facts.text(laid))
    }
}

extension RightsContent {
    /// The same with what translators made of the versions in force.
    func laying(_ overlay: TextOverlay, sources: [String]) throws -> RightsContent {
        guard !overlay.words.isEmpty else { return self }
        var content = self
        content.sheets = try sheets.map {
            RightsVersions([try RightsTexts.laid(overlay, over: $0.current, sources)] + $0.earlier) ?? $0
        }
        content.checklists = try checklists.map {
            RightsVersions([try RightsTexts.laid(overlay, over: $0.current, sources)] + $0.earlier) ?? $0
        }
        return content
    }
}

/// Texts in several languages inside a record, found by their form: an object of texts, one of them in a language of the city.
enum LocalisedTree {
    /// What says only how the record came to be.
    private static let leftOut: Set<String> = ["changes"]

    /// Field → text, in the order in which they stand. A member of a list is named by its own key where it has one.
    static func texts(_ value: JSONValue, _ sources: Set<String>) -> [(field: String, words: LocalisedText)] {
        var found: [(field: String, words: LocalisedText)] = []
        _ = changed(value, sources) { field, words in
            found.append((field, words))
            return words
        }
        return found
    }

    static func changed(
        _ value: JSONValue, _ sources: Set<String>, at path: [String] = [],
        _ change: (String, LocalisedText) -> LocalisedText
    ) -> JSONValue {
        switch value {
        case .object(let members):
            if let words = words(members, sources) {
                return .object(change(path.joined(separator: "."), words).byLanguage.mapValues { .string($0) })
            }
            var result = members
            for name in members.keys.sorted() where !leftOut.contains(name) {
                guard let member = members[name] else { continue }
                result[name] = changed(member, sources, at: path + [name], change)
            }
            return .object(result)
        case .array(let items):
            return .array(
                items.enumerated().map { index, item in
                    changed(item, sources, at: path + [item["key"]?.string ?? String(index)], change)
                })
        default: return value
        }
    }

    private static func words(_ members: [String: JSONValue], _ sources: Set<String>) -> LocalisedText? {
        let texts = members.compactMapValues(\.string)
        guard !texts.isEmpty, texts.count == members.count, !sources.isDisjoint(with: texts.keys) else { return nil }
        return LocalisedText(texts)
    }
}
