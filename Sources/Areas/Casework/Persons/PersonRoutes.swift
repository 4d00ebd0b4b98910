import Rules
import Store
import Web

/// The minimal file of a person: list, search, make, read, change.
struct PersonRoutes {
    let room: CaseworkRoom

    static let fields: [DeskRoute.Field] = [
        .init("purpose", "support, orientation, legal or child-protection", isNeeded: true),
        .init("firstName", "if they wish", label: "casework.first-name"),
        .init("languages", "language tags", isList: true),
        .init("needs", "keys of needs that do not touch health", isList: true),
        .init("household", "people, 1 to 30"), .init("note", "at most 2,000 characters", label: "casework.note"),
        .init("wards", "health, minors, protected-places: wards of your own", isList: true),
    ]
    static let noticeFields: [DeskRoute.Field] = [
        .init("noticeVersion", "of the notice that was given", isNeeded: true),
        .init("noticeLanguage", "language tag", isNeeded: true),
        .init("noticeManner", "read-alone, read-aloud or interpreter", isNeeded: true),
        .init("noticeReader", "who read it or interpreted"),
    ]

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "persons", .rule(.person, .read), "Files that one may open, newest first",
                fields: [.init("before", "cursor: the id of the last one")], handler: list),
            DeskRoute(
                .post, "persons/search", says: .silent(because: "changes nothing"), .rule(.person, .read),
                "Find a file by reference or first name",
                fields: [.init("reference", "such as KAR-374"), .init("firstName", "whole first name")],
                handler: search),
            DeskRoute(
                .get, "persons/new", .rule(.person, .edit), "The form of a new file", faces: [.page], handler: new),
            DeskRoute(
                .post, "persons", says: "person-made", .rule(.person, .edit), "Make a file, after the notice was given",
                fields: [.init("id", "UUID version 7")] + Self.noticeFields + Self.fields, handler: create),
            DeskRoute(.get, "persons/{id}", .rule(.person, .read), "One file", handler: show),
            DeskRoute(
                .get, "persons/{id}/edit", .rule(.person, .edit), "The form of a file", faces: [.page], handler: form),
            DeskRoute(
                .post, "persons/{id}", says: "saved", .rule(.person, .edit), "Change a file",
                fields: [.init("version", "that was seen", isNeeded: true)] + Self.fields, handler: edit),
            DeskRoute(
                .post, "persons/{id}/contact", says: "contact-noted", .rule(.person, .edit),
                "There was contact with the person today",
                handler: contact),
        ]
    }

    private func queries() -> PersonQueries { PersonQueries(seals: room.seals()) }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let before = call.query["before"]
        let persons = try await room.work { connection in
            let persons = try queries().list(
                connection, PersonScope(caller: caller, now: call.now).condition(.read), before: before)
            try noteList(connection, caller, persons.prefix(PersonQueries.pageSize), "list", call.now)
            return persons
        }
        let shown = Array(persons.prefix(PersonQueries.pageSize))
        let next = persons.count > shown.count ? shown.last?.id : nil
        let words = CaseworkWords(visit: call.visit, city: city)
        return .show(
            PersonList(words: words, caller: caller).page(shown, next: next),
            data: JSONText(members: [
                ("items", JSONText(shown.map(PersonJSON.brief))), ("next", next.map { JSONText($0) } ?? .null),
            ]))
    }

    private func search(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let typed = call.form["reference"]
        let reference = typed.flatMap { SpokenReference.read($0) }
        let name = call.form["firstName"]
        let found = try await room.work { connection in
            // A reference that cannot be one finds nothing, rather than everything of that first name.
            let found =
                typed == nil || reference != nil
                ? try queries().search(
                    connection, reference: reference, firstName: name,
                    PersonScope(caller: caller, now: call.now).condition(.read)) : []
            try noteList(connection, caller, found.prefix(PersonQueries.pageSize), "search", call.now)
            return found
        }
        let words = CaseworkWords(visit: call.visit, city: city)
        let persons = Array(found.prefix(PersonQueries.pageSize))
        let hasMore = found.count > persons.count
        return .show(
            PersonList(words: words, caller: caller).page(
                persons, next: nil, values: call.form, isSearch: true, hasMore: hasMore),
            data: JSONText(members: [
                ("items", JSONText(persons.map(PersonJSON.brief))), ("hasMore", JSONText(hasMore)),
            ]))
    }

    /// A list shows something of each file in it: each is named in the book, so that the person can be told.
    private func noteList(
        _ connection: Connection, _ caller: Caller, _ persons: ArraySlice<PersonRecord>, _ code: String, _ now: Instant
    ) throws {
        try room.workplace.note(connection, AuditEntry(caller, .list, "person", nil, note: code), now: now)
        for person in persons {
            try room.note(connection, caller, .list, person, note: code, now: now)
        }
    }

    private func new(_ call: DeskCall) async throws -> DeskAnswer {
        let city = try room.city()
        let words = CaseworkWords(visit: call.visit, city: city)
        let form = PersonForm(words: words, caller: try call.member(), values: FormValues())
        return .show(form.new(notice: .current(on: city.zone.date(call.now))), data: .null)
    }

    private func create(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let organisation = try caller.acting()
        let known = Set(CaseworkWords.languageTags(call.visit))
        let current = PurposeNotice.current(on: city.zone.date(call.now))
        let (notice, noticeFaults) = NoticeForm.read(call.form, current: current, languages: known, now: call.now)
        let (draft, faults) = PersonDraft.read(call.form, caller: caller, city: city, languages: known)
        guard let draft, let notice else {
            let form = PersonForm(
                words: CaseworkWords(visit: call.visit, city: city), caller: caller, values: call.form,
                faults: noticeFaults + faults)
            return .mend(form.new(notice: current), noticeFaults + faults)
        }
        let asked = call.form.recordID
        let person = try await room.work { connection -> PersonRecord in
            let everything = PersonScope(caller: caller, now: call.now).condition(.edit)
            if let own = try? queries().find(connection, asked, everything) { return own }
            // An id that someone else holds, or that was erased, is answered as a new one is: nothing is learnt from it.
            let id = try PersonRemoval.isTaken(connection, asked) ? UUIDv7().description : asked
            try queries().insert(
                connection, draft, id: id, organisation: organisation, account: caller.account, zone: city.zone,
                now: call.now)
            try ConsentQueries(seals: room.seals()).insert(
                connection, notice, id: UUIDv7().description, person: id, account: caller.account)
            let made = try queries().find(connection, id, "1 = 1")
            try room.note(connection, caller, .create, made, now: call.now)
            return made
        }
        return .done(.person(person.id), data: PersonJSON.brief(person))
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let file = try await room.work { connection in
            let person = try queries().find(
                connection, call["id"], PersonScope(caller: caller, now: call.now).condition(.read))
            let file = try PersonFile.load(connection, person, caller: caller, room: room, now: call.now)
            try room.note(connection, caller, .read, file, now: call.now)
            return file
        }
        let words = CaseworkWords(visit: call.visit, city: city)
        return .show(
            PersonShow(words: words, caller: caller, file: file, now: call.now).page, data: PersonJSON.whole(file))
    }

    private func form(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let person = try await room.work { connection in
            let person = try queries().find(
                connection, call["id"], PersonScope(caller: caller, now: call.now).condition(.edit))
            try room.note(connection, caller, .read, person, now: call.now)
            return person
        }
        let form = PersonForm(
            words: CaseworkWords(visit: call.visit, city: city), caller: caller, values: PersonForm.values(person))
        return .show(form.edit(person.id, version: person.version), data: .null)
    }

    private func edit(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let known = Set(CaseworkWords.languageTags(call.visit))
        let outcome = try await room.work { connection -> (now: PersonRecord, faults: [Problem.Fault], isStale: Bool) in
            let condition = PersonScope(caller: caller, now: call.now).condition(.edit)
            let person = try queries().find(connection, call["id"], condition)
            let (draft, faults) = PersonDraft.read(call.form, caller: caller, city: city, languages: known)
            guard let draft else {
                try room.note(connection, caller, .read, person, now: call.now)
                return (person, faults, false)
            }
            let seen = call.form["version"].flatMap { Int($0) } ?? 0
            guard try queries().update(connection, draft, id: person.id, version: seen, now: call.now) else {
                // What stands there is shown beside what was typed, so it is a reading.
                try room.note(connection, caller, .read, person, now: call.now)
                return (person, [], true)
            }
            let changed = try queries().find(connection, person.id, "1 = 1")
            try room.note(connection, caller, .edit, changed, now: call.now)
            return (changed, [], false)
        }
        var form = PersonForm(
            words: CaseworkWords(visit: call.visit, city: city), caller: caller, values: call.form,
            faults: outcome.faults)
        if outcome.isStale {
            form.now = outcome.now
            return .mend(
                form.edit(outcome.now.id, version: outcome.now.version),
                [.casework("version", "is now \(outcome.now.version): someone changed the file meanwhile", "stale")],
                status: .conflict)
        }
        guard outcome.faults.isEmpty else {
            let seen = call.form["version"].flatMap { Int($0) } ?? outcome.now.version
            return .mend(form.edit(outcome.now.id, version: seen), outcome.faults)
        }
        return .done(.person(outcome.now.id), data: PersonJSON.brief(outcome.now))
    }

    private func contact(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let person = try await room.work { connection in
            let person = try queries().find(
                connection, call["id"], PersonScope(caller: caller, now: call.now).condition(.edit))
            try connection.execute(
                "UPDATE person_file SET last_contact_at = \(call.now.milliseconds) WHERE id = \(person.id)")
            try room.workplace.note(
                connection, AuditEntry(caller, .edit, "person", person.id, note: "contact"), now: call.now)
            return person
        }
        return .done(.person(person.id), data: JSONText(members: [("id", JSONText(person.id))]))
    }
}

/// What the form says of the notice that was given.
enum NoticeForm {
    static func read(
        _ form: FormValues, current: PurposeNotice, languages: Set<String>, now: Instant
    ) -> (NoticeRecord?, [Problem.Fault]) {
        var faults: [Problem.Fault] = []
        if form["noticeVersion"] != String(current.version) {
            faults.append(
                .casework("noticeManner", "the notice that is given now is version \(current.version)", "notice"))
        }
        let language = form["noticeLanguage"] ?? ""
        if !languages.contains(language) {
            faults.append(.casework("noticeLanguage", "must say in which language the notice was given", "language"))
        }
        let manner = form["noticeManner"].flatMap { NoticeManner(rawValue: $0) }
        if manner == nil {
            faults.append(
                .casework("noticeManner", "must say how the notice was given, before the file is made", "told"))
        }
        let reader = form["noticeReader"]
        if manner == .interpreter, reader == nil {
            faults.append(.casework("noticeReader", "must say who interpreted", "reader"))
        }
        if let reader, reader.count > PersonDraft.longestName {
            faults.append(.long("noticeReader", reader, most: PersonDraft.longestName))
        }
        guard faults.isEmpty, let manner else { return (nil, faults.named(PersonForm.labels)) }
        return (
            NoticeRecord(
                version: current.version, language: language, manner: manner, reader: reader, givenAt: now), []
        )
    }
}
