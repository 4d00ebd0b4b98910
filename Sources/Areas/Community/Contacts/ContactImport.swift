internal import Files
internal import Rules
internal import Store
internal import Web

/// Contacts from a table: read whole, every fault told with its line, then all of it or nothing.
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

    let book: DirectoryBook
    let contacts: ContactBook
    let within: Within
    /// Of rows that name none.
    let ownOrganisation: String?
    let languages: Set<String>
    let mayVouch: Bool

    /// - Throws: `FileFaults`, each with its line; nothing was written then.
    func read(_ file: TextFile, _ connection: Connection) throws -> [Line] {
        let records = try CSVFile.read(file, point: nil)
        func fault(_ line: Int, _ what: String, _ mend: String) -> Fault {
            Fault(file: file.name, line: line, what: what, mend: mend)
        }
        if records.isEmpty {
            throw FileFaults([fault(1, "the table has no rows", "write one contact in each row")])
        }
        if records.count > Self.mostRows {
            throw FileFaults([
                fault(
                    1, "the table has \(records.count) rows, more than the \(Self.mostRows) that are read", "split it")
            ])
        }
        var faults = records.first.map { unknownHeadings($0, fault) } ?? []
        var lines: [Line] = []
        var seen: [String: Int] = [:]
        for record in records {
            var cells: [String: String] = [:]
            for (heading, value) in record.fields {
                guard let meaning = ContactColumns.headings[NameFolding.folded(heading)] ?? nil,
                    let words = value.words
                else { continue }
                cells[meaning] = CSVText.unguarded(words)
            }
            guard let organisation = organisation(cells["organisation"]) else {
                faults.append(
                    fault(
                        record.line,
                        "there is no organisation «\(short(cells["organisation"] ?? ""))» that you can change",
                        "write its key, as its page's address shows it"))
                continue
            }
            let draft = ContactDraft(
                name: cells["name"] ?? "", function: cells["function"] ?? "", phone: cells["phone"],
                email: cells["email"], languages: ContactColumns.words(cells["languages"] ?? ""),
                topics: ContactColumns.words(cells["topics"] ?? ""))
            // No vouching in bulk: each such address is looked at by itself.
            for found in draft.faults(languages: languages, topics: book.topics, mayBeFreeMail: false) {
                faults.append(fault(record.line, found.reason, ""))
            }
            let identity = contacts.identity(draft, organisation)
            if let first = seen[identity] {
                faults.append(fault(record.line, "the same contact as in line \(first)", "remove one of the two"))
            }
            seen[identity] = seen[identity] ?? record.line
            lines.append(
                Line(
                    line: record.line, organisation: organisation, draft: draft,
                    isKnown: try contacts.isKnown(connection, draft, in: organisation)))
        }
        if !faults.isEmpty { throw FileFaults(faults) }
        return lines
    }

    private func unknownHeadings(_ record: DataRecord, _ fault: (Int, String, String) -> Fault) -> [Fault] {
        let headings = record.fields.keys.sorted()
        var faults = headings.filter { ContactColumns.headings[NameFolding.folded($0)] == nil }.map {
            fault(
                1, "the column «\(short($0))» is not known",
                "use organisation, name, function, phone, email, languages, topics")
        }
        let meanings = headings.compactMap { ContactColumns.headings[NameFolding.folded($0)] ?? nil }
        if !meanings.contains("name") { faults.append(fault(1, "the column «name» is missing", "add it")) }
        for meaning in Set(meanings) where meanings.filter({ $0 == meaning }).count > 1 {
            faults.append(fault(1, "two columns mean «\(meaning)»", "remove one"))
        }
        return faults
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

    private func short(_ text: String) -> String { String(text.prefix(60)) }
}
