internal import Files
internal import Rules
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
                        ContactTableFault(.unknownColumn, line: header.line, column: column, found: name))
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
        if Self.naming.allSatisfy({ positions[$0] == nil }) {
            faults.append(ContactTableFault(.missingColumn, line: header.line, found: headings))
        } else if positions["phone"] == nil, positions["email"] == nil {
            faults.append(ContactTableFault(.missingReach, line: header.line, found: headings))
        }
        self.names = header.cells
        self.positions = positions
        self.faults = faults
    }

    /// Whether rows can be judged: who, and how to reach them.
    var isComplete: Bool {
        Self.naming.contains { positions[$0] != nil } && (positions["phone"] != nil || positions["email"] != nil)
    }

    private static let naming = ["name", "last-name", "first-name"]

    /// The whole name, from one column or from two: “nom” beside “prénom” is the name of the family.
    func person(_ row: CSVRows.Row) -> String? {
        let (whole, last) = (cell("name", row), cell("last-name", row))
        if positions["last-name"] != nil, let whole { return whole }
        let words = [cell("first-name", row), last ?? whole].compactMap { $0 }.joined(separator: " ")
        return words.isEmpty ? nil : words
    }

    /// What stands in the column of that meaning; `nil`: nothing, or there is no such column.
    func cell(_ meaning: String, _ row: CSVRows.Row) -> String? {
        guard let index = positions[meaning], row.cells.indices.contains(index) else { return nil }
        let words = CSVText.unguarded(row.cells[index])
        return words.isEmpty ? nil : words
    }

    func name(of meaning: String) -> String? {
        if meaning == "name" { return Self.naming.lazy.compactMap { positions[$0] }.first.map { names[$0] } }
        return positions[meaning].map { names[$0] }
    }
}
