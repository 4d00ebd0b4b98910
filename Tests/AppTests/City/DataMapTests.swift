import Testing

@testable import Areas
@testable import Store

/// What is held of people is declared where it is held: nothing slips in unseen.
@Suite struct DataMapTests {
    struct Table {
        var name: String
        /// Name → type.
        var columns: [String: String]
    }

    /// Tables as the migrations make them.
    static var tables: [Table] {
        var tables: [Table] = []
        for statement in City.migrations.flatMap(\.statements).map(\.statement) {
            let words = statement.split(whereSeparator: \.isWhitespace)
            if words.first == "ALTER", words.count > 6, let index = tables.firstIndex(where: { $0.name == words[2] }) {
                tables[index].columns[String(words[5])] = String(words[6])
            }
            if words.prefix(2) == ["DROP", "TABLE"] { tables.removeAll { $0.name == words[2] } }
            if words.count == 6, words[3] == "RENAME", let index = tables.firstIndex(where: { $0.name == words[2] }) {
                tables[index].name = String(words[5])
            }
            guard words.prefix(2) == ["CREATE", "TABLE"] else { continue }
            let name = String(words[2].prefix { $0 != "(" })
            guard let open = statement.firstIndex(of: "("), let close = statement.lastIndex(of: ")") else { continue }
            tables.append(Table(name: name, columns: columns(String(statement[statement.index(after: open)..<close]))))
        }
        return tables
    }

    private static func columns(_ inside: String) -> [String: String] {
        var columns: [String: String] = [:]
        var depth = 0
        var part = ""
        for character in inside + "," {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
                if words.count >= 2, ["TEXT", "INTEGER", "REAL", "BLOB"].contains(words[1]) {
                    columns[words[0]] = words[1]
                }
                part = ""
            } else {
                part.append(character)
            }
        }
        return columns
    }

    @Test func everyTableSaysWhomItIsAbout() {
        let declared = Set(City.dataMap.map { "\($0.name)" })
        let made = Set(Self.tables.map(\.name)).union(["schema_migration"])
        #expect(made.subtracting(declared).sorted() == [], "tables that say nothing")
        #expect(declared.subtracting(made).sorted() == [], "tables that do not exist")
        #expect(City.dataMap.count == declared.count, "a table is declared twice")
    }

    @Test func everyDeclaredColumnExists() throws {
        let tables = Dictionary(uniqueKeysWithValues: Self.tables.map { ($0.name, $0) })
        for table in City.dataMap where !table.columns.isEmpty {
            let columns = try #require(tables["\(table.name)"]).columns
            for column in table.columns.map(\.name) {
                #expect(columns[column] != nil, "\(table.name) has no column \(column)")
            }
            if !table.sealed.isEmpty { #expect(columns["\(table.row)"] == "TEXT", "\(table.name) has no \(table.row)") }
        }
    }

    /// Columns that hold no words of anyone: ids, keys of lists, codes, versions.
    static let neutral: Set<String> = [
        "id", "account", "membership", "organisation", "invited_by", "created_by", "ended_by", "used_by", "purpose",
        "provider", "next", "issuer", "action", "kind", "outcome", "note", "hash", "mac", "key", "event", "allowed",
        "contact", "person", "referral", "service", "site", "state", "reason", "version", "need", "language",
    ]

    @Test func everyWordAboutPeopleIsSealedOrSaysWhyNot() throws {
        let tables = Dictionary(uniqueKeysWithValues: Self.tables.map { ($0.name, $0) })
        for table in City.dataMap where table.about == .members || table.about == .persons {
            let declared = Set(table.columns.map(\.name))
            for (column, type) in try #require(tables["\(table.name)"]).columns.sorted(by: { $0.key < $1.key })
            where type == "TEXT" || type == "BLOB" {
                #expect(
                    declared.contains(column) || Self.neutral.contains(column),
                    "\(table.name).\(column) is about people, and nobody says how it is kept")
            }
            #expect(!table.purpose.isEmpty && !table.kept.isEmpty, "\(table.name): for what, and how long?")
        }
    }
}
