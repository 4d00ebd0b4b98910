internal import Rules
internal import Store
internal import Web

/// Who does what, where, for whom: people and organisations.
extension CommunityDesk {
    static let peopleOnPage = 50
    static let organisationsOnPage = 30

    var directoryRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "directory", .rule(.directory, .read), "Work contacts, by words and filters",
                fields: DirectoryAsking.fields + [DirectoryAsking.page], handler: people),
            DeskRoute(
                .get, "directory/organisations", .rule(.directory, .read), "Organisations, by words and filters",
                fields: DirectoryAsking.fields + [DirectoryAsking.page], handler: organisations),
            DeskRoute(
                .get, "directory/csv", .rule(.directory, .export), "The contacts found, as CSV",
                fields: DirectoryAsking.fields, handler: { try await export($0, .csv) }),
            DeskRoute(
                .get, "directory/vcard", .rule(.directory, .export), "The contacts found, as vCard 4.0",
                fields: DirectoryAsking.fields, handler: { try await export($0, .vcard) }),
        ]
    }

    private func people(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .directory, .read)
        let model = try await workplace.database.write { connection -> PeoplePage in
            let book = try shelf.settledBook(connection)
            var query = try DirectoryAsking.read(call.query, book, call.visit)
            let answer = try DirectorySearch(book: book, contacts: contacts, query: query, within: within)
                .people(connection)
            query.page = Self.page(query.page, of: answer.found.count, size: Self.peopleOnPage, call)
            let first = min((query.page - 1) * Self.peopleOnPage, answer.found.count)
            let ids = Array(answer.found[first..<min(first + Self.peopleOnPage, answer.found.count)])
            let shown = try contacts.contacts(connection, ids: ids, within: within)
            try workplace.note(connection, AuditEntry(caller, .list, "contact", nil), now: call.now)
            return PeoplePage(
                book: book, query: query, shown: shown, total: answer.found.count, counts: answer.counts,
                mayExport: caller.scope(.directory, .export) != nil,
                mayAdd: caller.scope(.organisation, .edit) != nil, today: Self.today(call))
        }
        return .show(model.page(call.visit), data: model.json(call.visit))
    }

    private func organisations(_ call: DeskCall) async throws -> DeskAnswer {
        let within = try Within(try call.member(), .directory, .read)
        let model = try await workplace.database.read { connection -> OrganisationsPage in
            let book = try shelf.settledBook(connection)
            var query = try DirectoryAsking.read(call.query, book, call.visit)
            let answer = DirectorySearch(book: book, contacts: contacts, query: query, within: within).organisations()
            query.page = Self.page(query.page, of: answer.found.count, size: Self.organisationsOnPage, call)
            return OrganisationsPage(book: book, query: query, found: answer.found, counts: answer.counts)
        }
        return .show(model.page(call.visit), data: model.json(call.visit))
    }

    /// People who come back to a page that is no more see the last one, never an empty table; programs get what they asked for.
    private static func page(_ asked: Int, of total: Int, size: Int, _ call: DeskCall) -> Int {
        call.face == .page ? min(asked, max(1, (total + size - 1) / size)) : asked
    }

    enum ExportForm: String, Sendable { case csv, vcard }

    /// Everything found, in one file. Kept in the audit book: how, never whom.
    private func export(_ call: DeskCall, _ form: ExportForm) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .directory, .export)
        let bytes = try await workplace.database.write { connection -> [UInt8] in
            let book = try shelf.settledBook(connection)
            let query = try DirectoryAsking.read(call.query, book, call.visit)
            let ids = try DirectorySearch(book: book, contacts: contacts, query: query, within: within)
                .people(connection).found
            let found = try contacts.contacts(connection, ids: ids, within: within)
            try workplace.note(
                connection, AuditEntry(caller, .export, "contact", nil, note: form.rawValue), now: call.now)
            return Self.file(found, book, form)
        }
        let name = "directory-\(Self.today(call))"
        return form == .csv
            ? .file(bytes, type: "text/csv; charset=utf-8", name: "\(name).csv")
            : .file(bytes, type: "text/vcard; charset=utf-8", name: "\(name).vcf")
    }

    static func file(_ found: [WorkContact], _ book: DirectoryBook, _ form: ExportForm) -> [UInt8] {
        func organisation(_ contact: WorkContact) -> String {
            book[contact.organisation]?.organisation.name ?? contact.organisation
        }
        switch form {
        case .vcard: return Array(found.map { CardText.text($0, organisation: organisation($0)) }.joined().utf8)
        case .csv:
            var lines = [ContactColumns.header]
            lines += found.map { ContactColumns.cells($0, organisationName: organisation($0)) }
            return Array((CSVText.mark + CSVText.text(lines)).utf8)
        }
    }
}
