internal import Rules
internal import Store
internal import Web

/// Work contacts: seen, added, changed, confirmed, gone.
extension CommunityDesk {
    var contactRoutes: [DeskRoute] {
        let id = DeskRoute.Field("id", "A UUID of version 7 made with the form: the same twice makes one contact")
        return [
            DeskRoute(.get, "contacts/{id}", .rule(.directory, .read), "One work contact", handler: contact),
            DeskRoute(
                .get, "contacts/{id}/vcard", .rule(.directory, .export), "One work contact as vCard 4.0",
                handler: contactCard),
            DeskRoute(
                .get, "organisations/{key}/contacts/new", .rule(.organisation, .edit), "The form of a new contact",
                handler: newContact),
            DeskRoute(
                .post, "organisations/{key}/contacts", says: "contact-added", .rule(.organisation, .edit),
                "Adds a work contact",
                fields: ContactForm.fields + [id], handler: addContact),
            DeskRoute(
                .get, "contacts/{id}/edit", .rule(.organisation, .edit), "The form of a contact", handler: editContact
            ),
            DeskRoute(
                .post, "contacts/{id}", says: "saved", .rule(.organisation, .edit), "Changes a work contact",
                fields: ContactForm.fields + [.init("version", "The version that was seen", isNeeded: true)],
                handler: changeContact),
            DeskRoute(
                .post, "contacts/{id}/confirmation", says: "confirmed", .rule(.organisation, .edit),
                "Says that it is still true",
                handler: confirmContact),
            DeskRoute(
                .post, "organisations/{key}/contacts/confirmation", says: "confirmed", .rule(.organisation, .edit),
                "Says that all contacts of the organisation are still true", handler: confirmContacts),
            DeskRoute(
                .post, "contacts/{id}/departure", says: "contact-left", .rule(.organisation, .edit),
                "Someone is no longer a contact: nothing of them is kept",
                fields: [.init("reason", "moved-on, other-function, unreachable or mistake", isNeeded: true)],
                handler: leaveContact),
        ]
    }

    /// The contact, or nothing at all: one out of reach is answered as one that never was.
    private func found(_ connection: Connection, _ id: String, _ within: Within) throws -> WorkContact {
        guard let contact = try contacts.contact(connection, id, within: within) else { throw Problem.nothing }
        return contact
    }

    private func contact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .directory, .read)
        let (contact, book) = try await workplace.database.write { connection in
            let contact = try found(connection, call["id"], within)
            try workplace.note(connection, AuditEntry(caller, .read, "contact", contact.id), now: call.now)
            return (contact, try shelf.settledBook(connection))
        }
        let page = ContactPage(
            contact: contact, book: book, today: Self.today(call),
            mayEdit: caller.may(.edit, .organisation, owner: contact.organisation),
            mayExport: caller.may(.export, .directory, owner: contact.organisation))
        return .show(page.show(call.visit), data: ContactJSON.text(contact, book))
    }

    private func contactCard(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .directory, .export)
        let bytes = try await workplace.database.write { connection -> [UInt8] in
            let contact = try found(connection, call["id"], within)
            try workplace.note(
                connection, AuditEntry(caller, .export, "contact", contact.id, note: "vcard"), now: call.now)
            return Self.file([contact], try shelf.settledBook(connection), .vcard)
        }
        return .file(bytes, type: "text/vcard; charset=utf-8", name: "work-contact.vcf")
    }

    // MARK: Adding

    /// The organisation, when the caller may change it.
    func mayEdit(_ connection: Connection, _ key: String, _ caller: Caller) throws -> DirectoryBook {
        let book = try shelf.book(connection)
        guard try Within(caller, .organisation, .edit).holds(key), book[key] != nil else { throw Problem.nothing }
        return book
    }

    func mayVouch(_ caller: Caller) -> Bool { caller.scope(.organisation, .edit) == .all }

    private func newContact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        let book = try await workplace.database.read { try mayEdit($0, key, caller) }
        let id = UUIDv7().description
        let page = ContactPages(book: book, mayVouch: mayVouch(caller)).new(
            key, id: id, FormValues(), [], call.visit)
        return .show(page, data: JSONText(members: [("id", JSONText(id))]))
    }

    private func addContact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        let draft = ContactForm.draft(call.form)
        let isVouched = mayVouch(caller) && call.form.isTicked("vouched")
        let id = call.form["id"] ?? UUIDv7().description
        guard UUIDv7(id) != nil else {
            throw Problem(
                .unprocessable, "Mend the fields that are named, and send it again.",
                faults: [.init(name: "id", reason: "must be a UUID of version 7")])
        }
        let (book, faults) = try await workplace.database.write { connection -> (DirectoryBook, [ContactFault]) in
            let book = try mayEdit(connection, key, caller)
            let faults = draft.faults(
                languages: knownLanguages(call.visit), topics: book.topics, mayBeFreeMail: isVouched)
            if !faults.isEmpty { return (book, faults) }
            let added = try contacts.add(
                connection, draft, id: id, to: key, by: caller.account, isVouched: isVouched, today: Self.today(call),
                now: call.now)
            switch added {
            case .known: return (book, [.known])
            case .again: return (book, [])
            case .added:
                try workplace.note(connection, AuditEntry(caller, .create, "contact", id), now: call.now)
                return (book, [])
            }
        }
        if !faults.isEmpty {
            let said = ContactForm.faults(faults)
            let page = ContactPages(book: book, mayVouch: mayVouch(caller)).new(
                key, id: id, call.form, said, call.visit)
            return .mend(page, said)
        }
        return .done(
            .deskOrganisation(key), data: JSONText(members: [("id", JSONText(id))]), status: .created)
    }

    func knownLanguages(_ visit: Visit) -> Set<String> {
        Set(LanguageNames.tags(visit.books.book("en")))
    }

    // MARK: Changing

    private func editContact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .organisation, .edit)
        let (contact, book) = try await workplace.database.write { connection in
            let contact = try found(connection, call["id"], within)
            try workplace.note(connection, AuditEntry(caller, .read, "contact", contact.id), now: call.now)
            return (contact, try shelf.settledBook(connection))
        }
        let page = ContactPages(book: book, mayVouch: mayVouch(caller)).edit(
            contact, ContactForm.values(contact), [], call.visit)
        return .show(page, data: ContactJSON.text(contact, book))
    }

    private func changeContact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .organisation, .edit)
        let draft = ContactForm.draft(call.form)
        let isVouched = mayVouch(caller) && call.form.isTicked("vouched")
        let seen = call.form["version"].flatMap { Int($0) } ?? 0
        enum Outcome {
            case done
            case faulty([ContactFault])
            case stale
        }
        let (contact, book, outcome) = try await workplace.database.write {
            connection -> (WorkContact, DirectoryBook, Outcome) in
            let contact = try found(connection, call["id"], within)
            let book = try shelf.book(connection)
            // An address that was vouched for stays so as long as it stays the same.
            let keeps = try contact.draft.email == draft.email && isVouchedFor(connection, contact.id)
            let faults = draft.faults(
                languages: knownLanguages(call.visit), topics: book.topics, mayBeFreeMail: isVouched || keeps)
            if !faults.isEmpty { return (contact, book, .faulty(faults)) }
            switch try contacts.change(
                connection, contact, to: draft, seen: seen, by: caller.account, isVouched: isVouched || keeps,
                today: Self.today(call), now: call.now)
            {
            case .stale: return (contact, book, .stale)
            case .known: return (contact, book, .faulty([.known]))
            case .changed:
                try workplace.note(connection, AuditEntry(caller, .edit, "contact", contact.id), now: call.now)
                return (try found(connection, contact.id, within), book, .done)
            }
        }
        let pages = ContactPages(book: book, mayVouch: mayVouch(caller))
        switch outcome {
        case .done: return .done(.contact(contact.id), data: ContactJSON.text(contact, book))
        case .faulty(let faults):
            let said = ContactForm.faults(faults)
            return .mend(pages.edit(contact, call.form, said, call.visit, seen: seen), said)
        case .stale:
            let said = [
                Problem.Fault(
                    name: "version", reason: "someone changed it meanwhile; it is now version \(contact.version)",
                    phrase: "own.fault.stale")
            ]
            return .mend(pages.edit(contact, call.form, said, call.visit, isStale: true), said, status: .conflict)
        }
    }

    private func isVouchedFor(_ connection: Connection, _ id: String) throws -> Bool {
        try connection.row("SELECT is_vouched FROM contact WHERE id = \(id)").map { try $0.get("is_vouched") } ?? false
    }

    private func confirmContact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .organisation, .edit)
        let today = Self.today(call)
        let contact = try await workplace.database.write { connection in
            let contact = try found(connection, call["id"], within)
            _ = try contacts.confirm(
                connection, ids: [contact.id], by: caller.account, today: today, now: call.now)
            try workplace.note(
                connection, AuditEntry(caller, .edit, "contact", contact.id, note: "confirmed"), now: call.now)
            return contact
        }
        return .done(
            .contact(contact.id),
            data: JSONText(members: [
                ("id", JSONText(contact.id)), ("confirmed", JSONText(today.description)),
            ]))
    }

    private func confirmContacts(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = call["key"]
        let count = try await workplace.database.write { connection -> Int in
            _ = try mayEdit(connection, key, caller)
            let ids = try contacts.contacts(connection, of: key, within: Within(caller, .organisation, .edit)).map(\.id)
            for id in ids {
                try workplace.note(
                    connection, AuditEntry(caller, .edit, "contact", id, note: "confirmed"), now: call.now)
            }
            return try contacts.confirm(
                connection, ids: ids, by: caller.account, today: Self.today(call), now: call.now)
        }
        return .done(.deskOrganisation(key), data: JSONText(members: [("confirmed", JSONText(count))]))
    }

    private func leaveContact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let within = try Within(caller, .organisation, .edit)
        let reason = call.form["reason"].flatMap(LeavingReason.init).flatMap {
            LeavingReason.offered.contains($0) ? $0 : nil
        }
        let (contact, book) = try await workplace.database.write { connection -> (WorkContact, DirectoryBook) in
            let contact = try found(connection, call["id"], within)
            if let reason {
                try contacts.leave(connection, id: contact.id, reason: reason, now: call.now)
                try workplace.note(
                    connection, AuditEntry(caller, .erase, "contact", contact.id, note: reason.rawValue), now: call.now)
            }
            return (contact, try shelf.book(connection))
        }
        guard reason != nil else {
            let said = [
                Problem.Fault(
                    name: "reason",
                    reason: "must be one of \(LeavingReason.offered.map(\.rawValue).joined(separator: ", "))",
                    phrase: "contact.fault.reason")
            ]
            let page = ContactPage(
                contact: contact, book: book, today: Self.today(call), mayEdit: true,
                mayExport: caller.may(.export, .directory, owner: contact.organisation))
            return .mend(page.show(call.visit, faults: said), said)
        }
        return .done(.deskOrganisation(contact.organisation), data: JSONText(members: [("id", JSONText(contact.id))]))
    }
}
