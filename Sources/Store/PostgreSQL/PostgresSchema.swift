/// Turns a portable schema statement into PostgreSQL's: INTEGER is BIGINT, REAL DOUBLE PRECISION, BLOB BYTEA, and texts
/// are ordered by their bytes as SQLite does.
///
/// Only where a type stands: after the name of a column, or after AS in a CAST. Strings and quoted names stay as they are.
struct PostgresSchema {
    static func statement(_ schema: Schema) -> String {
        let words = schema.statement
        var result = ""
        // The two tokens before this one: what stands before a column's name, and the name.
        var before = ""
        var last = ""
        var index = words.startIndex
        while index < words.endIndex {
            let character = words[index]
            if character == "'" || character == "\"" {
                let end =
                    words[words.index(after: index)...].firstIndex(of: character) ?? words.index(before: words.endIndex)
                result += words[index...end]
                (before, last) = (last, character == "\"" ? "name" : "'")
                index = words.index(after: end)
            } else if character.isLetter || character == "_" {
                let end = words[index...].firstIndex { !($0.isLetter || $0.isNumber || $0 == "_") } ?? words.endIndex
                let word = String(words[index..<end])
                result += isType(before: before, last: last) ? type(word) : word
                (before, last) = (last, word.uppercased())
                index = end
            } else {
                result.append(character)
                if !character.isWhitespace { (before, last) = (last, String(character)) }
                index = words.index(after: index)
            }
        }
        return result
    }

    private static func isType(before: String, last: String) -> Bool {
        if last == "AS" { return true }
        let isName = last.first.map { $0.isLetter || $0 == "_" } ?? false
        return isName && ["(", ",", "COLUMN", "ADD"].contains(before)
    }

    private static func type(_ word: String) -> String {
        switch word.uppercased() {
        case "INTEGER": "BIGINT"
        case "REAL": "DOUBLE PRECISION"
        case "BLOB": "BYTEA"
        case "TEXT": "TEXT COLLATE \"C\""
        default: word
        }
    }
}
