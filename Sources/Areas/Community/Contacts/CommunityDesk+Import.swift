internal import Files
internal import Rules
internal import Store
internal import Web

/// Contacts from a table: first what would happen, then, when it is sure, all of it at once.
extension CommunityDesk {
    static let largestTable = 2_097_152

    var importRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "contacts/import", .rule(.organisation, .edit), "The form of an import",
                handler: { call in
                    _ = try Within(try call.member(), .organisation, .edit)
                    return .show(
                        ImportPage(book: nil).form(call.visit, FormValues()),
                        data: JSONText(members: [("columns", JSONText(ContactColumns.header))]))
                }),
            DeskRoute(
                .post, "contacts/import", says: "imported", .rule(.organisation, .edit),
                "Reads a table of contacts; writes it when it is sure",
                fields: [
                    .init("table", "The table as CSV, in a file or as text", isNeeded: true),
                    .init("text", "The table as text"),
                    .init("sure", "Not only read: written, all of it or nothing"),
                ], largestBody: Self.largestTable, handler: importContacts),
        ]
    }

    private func importContacts(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .organisation, .edit)
        let isSure = call.form.isTicked("sure")
        let table: TableText
        do {
            table = try self.table(call.form)
        } catch let fault as ContactTableFault {
            return refuse(ContactImport.Outcome(faults: [fault]), nil, call.form, call)
        }
        let (outcome, book) = try await workplace.database.write {
            connection -> (ContactImport.Outcome, DirectoryBook) in
            let book = try shelf.book(connection)
            let reading = ContactImport(
                book: book, contacts: contacts, within: within, ownOrganisation: caller.organisation,
                languageNames: LanguageNames.spellings(call.visit.books))
            let outcome = try reading.read(table.text, connection)
            if isSure, outcome.faults.isEmpty { try write(outcome.lines, caller, call, connection) }
            return (outcome, book)
        }
        if !outcome.faults.isEmpty {
            // A file cannot be sent back into its field: its text stands where one can mend it.
            return refuse(outcome, book, FormValues([("text", table.text)]), call)
        }
        let data = Self.json(outcome.lines, table.encoding, isSure)
        if isSure { return .done(.directory, data: data, status: .created) }
        return .show(ImportPage(book: book).preview(outcome.lines, table, call.visit), data: data)
    }

    /// - Throws: `ContactTableFault`.
    private func table(_ form: FormValues) throws -> TableText {
        // Not trimmed: an empty line at the head counts for the numbers of the others.
        let typed = form.typed("text").isEmpty ? form.typed("table") : form.typed("text")
        let bytes = form.file("table")?.bytes ?? Array(typed.utf8)
        // Sent back with the preview, where signs beyond ASCII take three bytes or more.
        if bytes.count > Self.largestTable / 4 {
            throw ContactTableFault(
                .tooLarge, found: "\(bytes.count / 1024) KiB", holes: ["most": "\(Self.largestTable / 4 / 1024) KiB"])
        }
        do {
            return try TableText(bytes)
        } catch {
            throw ContactTableFault(.notText, line: error.line, found: error.found)
        }
    }

    private func write(
        _ lines: [ContactImport.Line], _ caller: Caller, _ call: DeskCall, _ connection: Connection
    ) throws {
        for line in lines where !line.isKnown {
            let id = UUIDv7().description
            _ = try contacts.add(
                connection, line.draft, id: id, to: line.organisation, by: caller.account, isVouched: false,
                today: Self.today(call), now: call.now)
            try workplace.note(
                connection, AuditEntry(caller, .create, "contact", id, note: "import"), now: call.now)
        }
    }

    private func refuse(
        _ outcome: ContactImport.Outcome, _ book: DirectoryBook?, _ values: FormValues, _ call: DeskCall
    ) -> DeskAnswer {
        let english = call.visit.books.book("en")
        return .mend(
            ImportPage(book: book).form(call.visit, values, outcome),
            outcome.faults.prefix(ImportPage.mostFaults).map { $0.said(english) })
    }

    private static func json(
        _ lines: [ContactImport.Line], _ encoding: TableText.Encoding, _ isSure: Bool
    ) -> JSONText {
        JSONText(members: [
            ("written", JSONText(isSure)), ("encoding", JSONText(encoding.rawValue)),
            ("new", JSONText(lines.filter { !$0.isKnown }.count)), ("known", JSONText(lines.filter(\.isKnown).count)),
            (
                "lines",
                JSONText(
                    lines.map {
                        JSONText(members: [
                            ("line", JSONText($0.line)), ("organisation", JSONText($0.organisation)),
                            ("name", JSONText($0.draft.name)), ("known", JSONText($0.isKnown)),
                        ])
                    })
            ),
        ])
    }
}
