internal import Files
internal import Rules
internal import Store
internal import Web

/// An organisation at work: its page, and what it says of itself.
extension CommunityDesk {
    var organisationRoutes: [DeskRoute] {
        let fields = OrganisationForm.fields(languages)
        return [
            DeskRoute(
                .get, "organisations/{key}", .rule(.organisation, .read),
                "An organisation: people, places, services, what it does", handler: organisation),
            DeskRoute(
                .get, "organisations/{key}/edit", .rule(.organisation, .edit),
                "The form of what an organisation says of itself", handler: editOrganisation),
            DeskRoute(
                .post, "organisations/{key}", says: "saved", .rule(.organisation, .edit),
                "Changes what an organisation says of itself",
                fields: fields + [.init("version", "The version that was seen", isNeeded: true)],
                handler: changeOrganisation),
            DeskRoute(
                .post, "organisations/{key}/source", says: "source-shown", .rule(.organisation, .edit),
                "Takes a correction back: what the source says is shown again",
                fields: [
                    .init("field", "One of \(OrganisationEditing.fields.joined(separator: ", "))", isNeeded: true)
                ],
                handler: undoOrganisation),
            DeskRoute(
                .get, "organisations/new", .rule(.organisation, .decide),
                "The form of a new organisation (coordinators)",
                handler: newOrganisation),
            DeskRoute(
                .post, "organisations", says: "organisation-added", .rule(.organisation, .decide),
                "Adds an organisation (coordinators)",
                fields: [
                    .init("id", "A UUID of version 7 made with the form"),
                    .init("name", "Its usual name", isNeeded: true),
                    .init("kind", "Key of the kind", isNeeded: true),
                    .init("key", "Its key; made of the name when left out"),
                ], handler: createOrganisation),
            DeskRoute(
                .post, "organisations/{key}/retirement", says: "organisation-retired", .rule(.organisation, .decide),
                "An organisation that a coordinator added is shown no longer (coordinators)",
                handler: retireOrganisation
            ),
        ]
    }

    private func organisation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        let within = try Within(caller, .organisation, .read)
        let model = try await workplace.database.write { connection -> OrganisationPage in
            let book = try shelf.settledBook(connection)
            guard within.holds(key), let entry = book[key] else { throw Problem.nothing }
            let readsContacts = (try? Within(caller, .directory, .read)) ?? .one("")
            let contacts =
                readsContacts.holds(key)
                ? try self.contacts.contacts(connection, of: key, within: readsContacts) : []
            let colleagues =
                caller.may(.read, .member, owner: key) ? try around.colleagues(connection, caller, key) : []
            if !contacts.isEmpty || !colleagues.isEmpty {
                try workplace.note(
                    connection, AuditEntry(caller, .list, "contact", nil, note: "organisation"), now: call.now)
            }
            return OrganisationPage(
                entry: entry, book: book, contacts: contacts, colleagues: colleagues,
                offers: try around.offers(connection, caller, call.visit, call.now, key),
                today: Self.today(call), mayEdit: caller.may(.edit, .organisation, owner: key),
                mayRetire: caller.scope(.organisation, .decide) == .all
                    && entry.source == CommunityQueries.deskSource)
        }
        return .show(model.page(call.visit), data: model.json(call.visit))
    }

    private func editOrganisation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        let book = try await workplace.database.read { try mayEdit($0, key, caller) }
        guard let entry = book[key] else { throw Problem.nothing }
        let page = OrganisationForms(book: book, visit: call.visit).edit(
            entry, OrganisationForm.values(entry.organisation), [],
            version: try OrganisationEditing.version(entry.organisation))
        return .show(page, data: OrganisationFacts.json(entry, call.visit))
    }

    private func changeOrganisation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        enum Outcome {
            case done
            case faulty([Problem.Fault])
            case stale(String)
        }
        let (entry, book, outcome) = try await workplace.database.write {
            connection -> (DirectoryBook.Entry, DirectoryBook, Outcome) in
            let book = try mayEdit(connection, key, caller)
            guard let entry = book[key] else { throw Problem.nothing }
            let current = try OrganisationEditing.version(entry.organisation)
            let new = OrganisationForm.read(call.form, entry.organisation, languages: languages, face: call.face)
            let faults = OrganisationForm.faults(call.form, new, book, languages: knownLanguages(call.visit))
            if !faults.isEmpty { return (entry, book, .faulty(faults)) }
            if call.form["version"] != current { return (entry, book, .stale(current)) }
            let changed = try OrganisationEditing.write(
                connection, key, from: entry.organisation, to: new, account: caller.account, now: call.now)
            if !changed.isEmpty {
                try workplace.note(connection, AuditEntry(caller, .edit, "organisation", key), now: call.now)
            }
            let fresh = try shelf.book(connection)
            return (fresh[key] ?? entry, fresh, .done)
        }
        let pages = OrganisationForms(book: book, visit: call.visit)
        switch outcome {
        case .done: return .done(.deskOrganisation(key), data: OrganisationFacts.json(entry, call.visit))
        case .faulty(let faults):
            return .mend(pages.edit(entry, call.form, faults, version: call.form["version"] ?? ""), faults)
        case .stale(let current):
            let faults = [
                Problem.Fault(
                    name: "version", reason: "someone changed it meanwhile; it is now version \(current)",
                    phrase: "own.fault.stale")
            ]
            return .mend(
                pages.edit(entry, call.form, faults, version: current, isStale: true), faults, status: .conflict)
        }
    }

    private func undoOrganisation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        let field = call.form["field"] ?? ""
        // First whether there is anything here for the caller, then what they typed.
        _ = try await workplace.database.read { try mayEdit($0, key, caller) }
        guard OrganisationEditing.fields.contains(field) else {
            throw Problem(
                .unprocessable, "Mend the fields that are named, and send it again.",
                faults: [.init(name: "field", reason: "is not one that can be edited")])
        }
        let entry = try await workplace.database.write { connection -> DirectoryBook.Entry? in
            _ = try mayEdit(connection, key, caller)
            try OrganisationEditing.undo(connection, key, field: field)
            try workplace.note(
                connection, AuditEntry(caller, .edit, "organisation", key, note: "source"), now: call.now)
            return try shelf.book(connection)[key]
        }
        guard let entry else { throw Problem.nothing }
        return .done(.deskOrganisation(key), data: OrganisationFacts.json(entry, call.visit))
    }

    // MARK: Coordinators

    private func coordinator(_ call: DeskCall) throws -> Caller {
        let caller = try call.member()
        guard caller.scope(.organisation, .decide) == .all else { throw Problem.nothing }
        return caller
    }

    private func newOrganisation(_ call: DeskCall) async throws -> DeskAnswer {
        _ = try coordinator(call)
        let book = try await workplace.database.read { try shelf.settledBook($0) }
        let id = UUIDv7().description
        return .show(
            OrganisationForms(book: book, visit: call.visit).new(id: id, FormValues(), []),
            data: JSONText(members: [("id", JSONText(id))]))
    }

    private func createOrganisation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try coordinator(call)
        let id = call.form["id"] ?? UUIDv7().description
        let name = call.form["name"] ?? ""
        let key = call.form["key"] ?? NameFolding.slug(name)
        let (book, faults) = try await workplace.database.write { connection -> (DirectoryBook, [Problem.Fault]) in
            let book = try shelf.book(connection)
            var faults: [Problem.Fault] = []
            if name.isEmpty || !WorkLine.isOneLine(name) {
                faults.append(
                    .init(
                        name: "name", reason: "must be one line of 1 to \(WorkLine.longest) characters",
                        phrase: "own.fault.name"))
            }
            let isKey = (1...80).contains(key.utf8.count) && NameFolding.slug(key) == key
            if !isKey || key == "new" {
                faults.append(
                    .init(name: "key", reason: "must be small letters, digits and hyphens", phrase: "own.fault.key"))
            }
            let kinds = book.territory.taxonomy[.organisationKinds].map(\.key)
            guard let kind = call.form["kind"], kinds.contains(kind), faults.isEmpty, UUIDv7(id) != nil else {
                if call.form["kind"].map({ !kinds.contains($0) }) ?? true {
                    faults.append(
                        .init(
                            name: "kind", reason: "must be one of \(kinds.joined(separator: ", "))",
                            phrase: "own.fault.choice"))
                }
                if UUIDv7(id) == nil { faults.append(.init(name: "id", reason: "must be a UUID of version 7")) }
                return (book, faults)
            }
            let organisation = Organisation(key: key, name: name, kind: kind)
            switch try OrganisationEditing.create(connection, organisation, id: id, now: call.now) {
            case .takenKey:
                return (
                    book, [.init(name: "key", reason: "is the key of another organisation", phrase: "own.fault.taken")]
                )
            case .created:
                try workplace.note(connection, AuditEntry(caller, .create, "organisation", key), now: call.now)
            case .again: break
            }
            return (book, [])
        }
        if !faults.isEmpty {
            return .mend(OrganisationForms(book: book, visit: call.visit).new(id: id, call.form, faults), faults)
        }
        return .done(
            .deskOrganisation(key), data: JSONText(members: [("id", JSONText(id)), ("key", JSONText(key))]),
            status: .created)
    }

    private func retireOrganisation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try coordinator(call)
        let key = call["key"]
        let (entry, book, faults) = try await workplace.database.write {
            connection -> (DirectoryBook.Entry, DirectoryBook, [Problem.Fault]) in
            let book = try shelf.book(connection)
            guard let entry = book[key] else { throw Problem.nothing }
            var faults: [Problem.Fault] = []
            if entry.source != CommunityQueries.deskSource {
                faults.append(
                    .init(
                        name: "key", reason: "comes from the city's files; take it out there",
                        phrase: "own.fault.files"))
            }
            if entry.reach.count > 0 {
                faults.append(
                    .init(
                        name: "key", reason: "places or services stand on it; give them to another first",
                        phrase: "own.fault.offers"))
            }
            if try !around.colleagues(connection, caller, key).isEmpty {
                faults.append(
                    .init(
                        name: "key", reason: "people act for it; end their memberships first",
                        phrase: "own.fault.people"))
            }
            if faults.isEmpty {
                try OrganisationEditing.retire(connection, key, contacts, now: call.now)
                try workplace.note(
                    connection, AuditEntry(caller, .archive, "organisation", key), now: call.now)
            }
            return (entry, book, faults)
        }
        if !faults.isEmpty {
            let page = OrganisationForms(book: book, visit: call.visit).cannotRetire(entry, faults)
            return .mend(page, faults)
        }
        return .done(.deskOrganisations, data: JSONText(members: [("key", JSONText(key))]))
    }
}
