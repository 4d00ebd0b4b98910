/// The data map as a page of the guide, made from what the tables declare, so that it cannot say anything else than the program does.
public enum DataMapPage {
    public static func markdown(_ map: [DataTable] = City.dataMap) -> String {
        var lines = [
            "# Data map", "",
            "Made by `villerefuge privacy` from the declarations of the program; a test compares this file with them.",
            "How to read it: *sealed* is AES-256-GCM bound to table, column and row; *findable* is a keyed hash that finds",
            "equal values and tells nothing else; *hashed* is a secret of which only a hash is kept; *clear* says why.",
            "",
        ]
        let titles: [(DataTable.About, String)] = [
            (.persons, "People who seek refuge"), (.members, "People who work here"),
        ]
        for (about, title) in titles {
            lines += ["## \(title)", ""]
            for table in map where table.about == about { lines += section(table) }
        }
        lines += ["## Nobody", "", "These tables hold places, services, promises, and what the machine needs:", ""]
        let others = map.filter { $0.about == .nobody || $0.about == .machine }.map { "`\($0.name)`" }.sorted()
        lines += [others.joined(separator: ", ") + ".", ""]
        return lines.joined(separator: "\n")
    }

    private static func section(_ table: DataTable) -> [String] {
        var lines = [
            "### `\(table.name)`", "", "- For: \(table.purpose).", "- Kept: \(table.kept).", "",
        ]
        if table.columns.isEmpty { return lines }
        lines += ["| column | how it is kept |", "| --- | --- |"]
        for column in table.columns { lines.append("| `\(column.name)` | \(words(column)) |") }
        return lines + [""]
    }

    private static func words(_ column: DataTable.Column) -> String {
        switch column {
        case .sealed: "sealed"
        case .sealedBytes: "sealed (a file)"
        case .blindIndex: "findable"
        case .secretHash: "hashed"
        case .clear(_, let reason): "clear: \(reason)"
        }
    }
}
