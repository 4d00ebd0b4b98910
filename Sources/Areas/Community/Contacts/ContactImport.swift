internal import Files
internal import Rules
internal import Store
internal import Web

/// Contacts from a table: read whole, what is well and what is not, each with its line.
struct ContactImport {
    /// Most rows of one table.
    static let mostRows = 2_000

    struct Line: Sendable {
        var line: Int
        var organisation: String
        var draft: ContactDraft
        /// In the directory already: left as it is.
        var isKnown: Bool
    }

    /// Faulty rows are only in `faults`; the others stand in `lines`, whatever is wrong elsewhere.
    struct Outcome: Sendable {
        var lines: [Line] = []
        var faults: [ContactTableFault] = []
    }

    let book: DirectoryBook
    let contacts: ContactBook
    let within: Within
    /// Of rows that name none.
    let ownOrganisation: String?
    let languages: Set<String>

    func read(_ text: String, _ connection: Connection) throws -> Outcome {
        let table = CSVRows(text)
        guard let header = table.rows.first else {
            return Outcome(faults: [table.fault.map(Self.fault) ?? ContactTableFault(.empty)])
        }
        let rows = table.rows.dropFirst()
        let columns = ContactHeader(header, rows)
        var outcome = Outcome(faults: columns.faults)
        if let fault = table.fault { outcome.faults.append(Self.fault(fault)) }
        if rows.isEmpty, table.fault == nil { outcome.faults.append(ContactTableFault(.noRows)) }
        if rows.count > Self.mostRows {
            let number = String(rows.count)
            outcome.faults.append(ContactTableFault(.tooManyRows, found: number, holes: ["most": "\(Self.mostRows)"]))
            return outcome
        }
        // Without its columns a row says nothing that one could judge.
        guard columns.isComplete else { return outcome }
        var seen: [String: Int] = [:]
        for row in rows {
            let (line, faults) = try self.line(row, columns, &seen, connection)
            outcome.faults += faults
            if let line, faults.isEmpty { outcome.lines.append(line) }
        }
        return outcome
    }

    private func line(
        _ row: CSVRows.Row, _ columns: ContactHeader, _ seen: inout [String: Int], _ connection: Connection
    ) throws -> (Line?, [ContactTableFault]) {
        guard row.cells.count == columns.names.count else {
            return (
                nil,
                [
                    ContactTableFault(
                        .cellCount, line: row.line, found: String(row.cells.count),
                        holes: ["number": "\(columns.names.count)"])
                ]
            )
        }
        let draft = ContactDraft(
            name: columns.cell("name", row) ?? "", function: columns.cell("function", row) ?? "",
            phone: columns.cell("phone", row), email: columns.cell("email", row),
            languages: ContactColumns.words(columns.cell("languages", row) ?? ""),
            topics: ContactColumns.words(columns.cell("topics", row) ?? ""))
        // No vouching in bulk: each such address is looked at by itself.
        var faults = draft.faults(languages: languages, topics: book.topics, mayBeFreeMail: false).map { fault in
            ContactTableFault(
                .contact(fault), line: row.line, column: columns.name(of: fault.field), found: found(fault, draft))
        }
        let named = columns.cell("organisation", row)
        guard let organisation = organisation(named) else {
            let column = columns.name(of: "organisation")
            return (nil, faults + [ContactTableFault(.noOrganisation, line: row.line, column: column, found: named)])
        }
        let identity = contacts.identity(draft, organisation)
        if let first = seen[identity] {
            faults.append(
                ContactTableFault(
                    .sameContact, line: row.line, column: columns.name(of: "name"), found: draft.name,
                    holes: ["line": "\(first)"]))
        }
        seen[identity] = seen[identity] ?? row.line
        let isKnown = try contacts.isKnown(connection, draft, in: organisation)
        return (Line(line: row.line, organisation: organisation, draft: draft, isKnown: isKnown), faults)
    }

    /// What stands in the cell that the fault is about.
    private func found(_ fault: ContactFault, _ draft: ContactDraft) -> String? {
        switch fault {
        case .noName, .noWay: nil
        case .longName, .known: draft.name
        case .longFunction: draft.function
        case .badPhone: draft.phone
        case .badAddress, .freeMail: draft.email
        case .unknownLanguage: draft.languages.filter { !languages.contains($0) }.joined(separator: " ")
        case .unknownTopic: draft.topics.filter { !book.topics.contains($0) }.joined(separator: " ")
        }
    }

    /// By key, or by its name as people write it. One out of reach is answered as one that does not exist.
    private func organisation(_ named: String?) -> String? {
        guard let named, !named.isEmpty else { return ownOrganisation.flatMap { book[$0] == nil ? nil : $0 } }
        if book[named] != nil { return within.holds(named) ? named : nil }
        let folded = NameFolding.folded(named)
        let found = book.entries.filter {
            NameFolding.folded($0.organisation.name) == folded && within.holds($0.organisation.key)
        }
        return found.count == 1 ? found[0].organisation.key : nil
    }

    private static func fault(_ fault: CSVRows.Fault) -> ContactTableFault {
        let kind: ContactTableFault.Kind =
            switch fault.kind {
            case .openQuote: .openQuote
            case .afterQuote: .afterQuote
            case .tooWide: .tooWide
            }
        return ContactTableFault(
            kind, line: fault.line, column: String(fault.cell), found: fault.found,
            holes: kind == .tooWide ? ["most": "\(CSVRows.widthLimit)"] : [:])
    }
}
