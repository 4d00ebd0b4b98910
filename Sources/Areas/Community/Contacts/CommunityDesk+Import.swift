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
                        ImportPage.form(call.visit, FormValues(), [], []),
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
        let name = String((call.form.file("table")?.name ?? "contacts.csv").prefix(60))
        let bytes = call.form.file("table")?.bytes ?? Array((call.form["text"] ?? call.form["table"] ?? "").utf8)
        do {
            // Sent back with the preview, where signs beyond ASCII take three bytes or more.
            if bytes.count > Self.largestTable / 4 {
                throw Fault(
                    file: name, line: 0, what: "the table has more than \(Self.largestTable / 4) bytes",
                    mend: "split it")
            }
            let file = try TextFile(name: name, bytes: bytes)
            let (lines, book) = try await workplace.database.write {
                connection -> ([ContactImport.Line], DirectoryBook) in
                let book = try shelf.book(connection)
                let reading = ContactImport(
                    book: book, contacts: contacts, within: within, ownOrganisation: caller.organisation,
                    languages: knownLanguages(call.visit), mayVouch: mayVouch(caller))
                let lines = try reading.read(file, connection)
                if isSure { try write(lines, caller, call, connection) }
                return (lines, book)
            }
            let data = Self.json(lines, isSure)
            if isSure { return .done(.directory, data: data, status: .created) }
            return .show(ImportPage.preview(lines, book, text: file.text, call.visit), data: data)
        } catch let faults as FileFaults {
            return refuse(faults.faults, call)
        } catch let fault as Fault {
            return refuse([fault], call)
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

    private func refuse(_ faults: [Fault], _ call: DeskCall) -> DeskAnswer {
        let said = faults.prefix(50).map { Problem.Fault(name: "table", reason: $0.description) }
        return .mend(ImportPage.form(call.visit, call.form, faults, said), Array(said))
    }

    private static func json(_ lines: [ContactImport.Line], _ isSure: Bool) -> JSONText {
        JSONText(members: [
            ("written", JSONText(isSure)), ("new", JSONText(lines.filter { !$0.isKnown }.count)),
            ("known", JSONText(lines.filter(\.isKnown).count)),
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
