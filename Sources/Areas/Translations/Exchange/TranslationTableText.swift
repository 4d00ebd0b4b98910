internal import Files
internal import Rules
internal import Web

/// The same as a table, for whoever translates in a spreadsheet.
enum TranslationTableText {
    static let columns = ["id", "source_language", "language", "state", "source", "target", "note"]

    static func write(_ file: TranslationFile) -> String {
        let rows = file.units.map { unit in
            let words = unit.glossary.map { "\($0.source) = \($0.demanded)" }
            return [
                unit.id, file.source, file.language, unit.state.rawValue, unit.source, unit.target ?? "",
                (unit.notes + words).joined(separator: " · "),
            ]
        }
        return CSVText.mark + CSVText.text([columns] + rows)
    }

    /// - Throws: `MarkupFault`
    static func read(_ text: String) throws -> TranslationFile {
        let table = CSVRows(text.hasPrefix(CSVText.mark) ? String(text.dropFirst()) : text)
        if let fault = table.fault {
            throw MarkupFault(line: fault.line, what: "the table cannot be read at «\(fault.found)»")
        }
        guard let header = table.rows.first else { throw MarkupFault(line: 1, what: "the table is empty") }
        var places: [String: Int] = [:]
        for (index, name) in header.cells.enumerated() { places[name.lowercased().trimmingSpaces] = index }
        for name in ["id", "source_language", "language", "source", "target"] where places[name] == nil {
            throw MarkupFault(line: header.line, what: "the column «\(name)» is missing")
        }
        func cell(_ name: String, _ row: CSVRows.Row) -> String {
            guard let place = places[name], place < row.cells.count else { return "" }
            return CSVText.unguarded(row.cells[place].replacing("\r\n", with: "\n"))
        }
        let rows = table.rows.dropFirst()
        let pairs = Set(rows.map { [cell("source_language", $0), cell("language", $0)] })
        guard pairs.count == 1, let pair = pairs.first else {
            throw MarkupFault(line: header.line, what: "one table holds one pair of languages, not \(pairs.count)")
        }
        let units = rows.map { row in
            TranslationUnit(
                id: cell("id", row), state: XLIFFState(rawValue: cell("state", row)) ?? .translated,
                source: cell("source", row), target: cell("target", row).isEmpty ? nil : cell("target", row),
                line: row.line)
        }
        return TranslationFile(source: pair[0], language: pair[1], units: units)
    }
}
