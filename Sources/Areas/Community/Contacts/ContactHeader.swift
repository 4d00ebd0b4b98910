internal import Files
internal import Web

/// The first row of a table of contacts: which column means what, and what is wrong with the headings.
struct ContactHeader: Sendable {
    /// As they are written.
    let names: [String]
    /// Position of each column that is read, by its meaning.
    private let positions: [String: Int]
    let faults: [ContactTableFault]

    init(_ header: CSVRows.Row, _ rows: ArraySlice<CSVRows.Row>) {
        var positions: [String: Int] = [:]
        var faults: [ContactTableFault] = []
        for (index, name) in header.cells.enumerated() {
            let column = name.isEmpty ? String(index + 1) : name
            guard let known = ContactColumns.headings[NameFolding.folded(name)] else {
                // Spreadsheets add columns in which nothing stands.
                let isBlank =
                    name.isEmpty && rows.allSatisfy { !$0.cells.indices.contains(index) || $0.cells[index].isEmpty }
                if !isBlank {
                    faults.append(
                        ContactTableFault(.unknownColumn, line: header.line, column: String(index + 1), found: name))
                }
                continue
            }
            guard let meaning = known else { continue }
            if let first = positions[meaning] {
                faults.append(
                    ContactTableFault(
                        .doubleColumn, line: header.line, column: column, found: name,
                        holes: ["other": header.cells[first]]))
            } else {
                positions[meaning] = index
            }
        }
        let headings = header.cells.filter { !$0.isEmpty }.joined(separator: ", ")
        if positions["name"] == nil {
            faults.append(ContactTableFault(.missingColumn, line: header.line, found: headings))
        } else if positions["phone"] == nil, positions["email"] == nil {
            faults.append(ContactTableFault(.missingReach, line: header.line, found: headings))
        }
        self.names = header.cells
        self.positions = positions
        self.faults = faults
    }

    /// Whether rows can be judged: who, and how to reach them.
    var isComplete: Bool { positions["name"] != nil && (positions["phone"] != nil || positions["email"] != nil) }

    /// What stands in the column of that meaning; `nil`: nothing, or there is no such column.
    func cell(_ meaning: String, _ row: CSVRows.Row) -> String? {
        guard let index = positions[meaning], row.cells.indices.contains(index) else { return nil }
        let words = CSVText.unguarded(row.cells[index])
        return words.isEmpty ? nil : words
    }

    func name(of meaning: String) -> String? { positions[meaning].map { names[$0] } }
}
