import Rules
import Store
import Web

/// A person's own copy, erasure at their wish, the feed for phones, and the restricted archive.
struct KeepingRoutes {
    let room: CaseworkRoom

    /// Why a file is erased.
    static let codes = ["asked-by-person", "made-by-mistake", "twice"]
    /// Milliseconds in which an archived file stays open for who gave a reason.
    static let openingLife: Int64 = 3_600_000

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "persons/{id}/copy", .rule(.person, .export),
                "All that is held on the person, for themselves; of papers, what they are",
                handler: copy),
            DeskRoute(
                .get, "persons/{id}/copy.json", .rule(.person, .export), "The same as a file, papers included (base64)",
                handler: copyFile),
            DeskRoute(
                .get, "persons/{id}/erasure", .rule(.person, .erase), "The form of an erasure", faces: [.page],
                handler: form),
            DeskRoute(
                .post, "persons/{id}/erasure", says: "erased", .rule(.person, .erase),
                "Erase the file and all that hangs on it",
                fields: [.init("code", "asked-by-person, made-by-mistake or twice", isNeeded: true)], handler: erase),
            DeskRoute(
                .get, "erasures", .rule(.person, .read), "Ids that were erased since a cursor, for phones",
                fields: [.init("since", "cursor of the page before")], faces: [.program], handler: erasures),
            DeskRoute(
                .get, "archive", .rule(.person, .review), "References in the restricted archive, newest first",
                fields: [.init("before", "cursor: the id of the last one")], handler: archive),
            DeskRoute(
                .post, "archive/{id}/opening", says: "archive-opened", .rule(.person, .review),
                "Open an archived file for an hour",
                fields: [.init("reason", "why; kept sealed", isNeeded: true, label: "casework.archive.reason")],
                handler: open),
            DeskRoute(.get, "archive/{id}", .rule(.person, .review), "An archived file that was opened", handler: show),
        ]
    }

    private func find(_ connection: Connection, _ id: String, _ condition: SQL) throws -> PersonRecord {
        try PersonQueries(seals: room.seals()).find(connection, id, condition)
    }

    private func ownCopy(_ call: DeskCall) async throws -> OwnCopy {
        let caller = try call.member()
        return try await room.work { connection in
            let person = try find(
                connection, call["id"], PersonScope(caller: caller, now: call.now).copyable)
            let copy = try OwnCopy.load(connection, person, caller: caller, room: room, now: call.now)
            try room.note(connection, caller, .export, copy.file, note: "own-copy", now: call.now)
            return copy
        }
    }

    private func copy(_ call: DeskCall) async throws -> DeskAnswer {
        let copy = try await ownCopy(call)
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        return .show(OwnCopyPage(words: words, copy: copy, now: call.now).page, data: copy.json())
    }

    private func copyFile(_ call: DeskCall) async throws -> DeskAnswer {
        let copy = try await ownCopy(call)
        let papers = try await OwnCopyPapers(room: room).contents(copy.file.attachments)
        return .file(copy.json(papers).bytes, type: "application/json", name: "copy-\(copy.file.person.reference).json")
    }

    // MARK: Erasure

    private func form(_ call: DeskCall) async throws -> DeskAnswer {
        let person = try await erasable(call)
        return .show(ErasurePage(visit: call.visit, person: person).page, data: .null)
    }

    private func erasable(_ call: DeskCall) async throws -> PersonRecord {
        let caller = try call.member()
        return try await room.work { connection in
            let person = try find(connection, call["id"], PersonScope(caller: caller, now: call.now).erasable)
            try room.note(connection, caller, .read, person, now: call.now)
            return person
        }
    }

    private func erase(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        guard let code = call.form["code"], Self.codes.contains(code) else {
            let person = try await erasable(call)
            let faults = [Problem.Fault.casework("code", "must say why: \(Self.codes.joined(separator: ", "))", "code")]
            return .mend(ErasurePage(visit: call.visit, person: person, faults: faults).page, faults)
        }
        let list = room.erasures.map { ErasureList(path: $0) }
        let (id, files) = try await room.work { connection in
            let person = try find(connection, call["id"], PersonScope(caller: caller, now: call.now).erasable)
            return (
                person.id,
                try PersonRemoval(workplace: room.workplace, caller: caller, now: call.now).erase(
                    connection, person.id, code: code, list: list)
            )
        }
        try ExportFiles.remove(files)
        return .done(.persons, data: JSONText(members: [("erased", JSONText(id))]))
    }

    private func erasures(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let since = call.query["since"].flatMap { Int($0) } ?? 0
        let page = 500
        let rows = try await room.work { connection in
            try room.workplace.note(connection, AuditEntry(caller, .list, "erasure", nil), now: call.now)
            return try connection.rows(
                """
                SELECT sequence, id FROM erasure WHERE sequence > \(since)
                AND EXISTS (SELECT 1 FROM erasure_reach WHERE erasure_reach.erasure = erasure.id
                    AND erasure_reach.organisation = \(try caller.acting()))
                AND \(CaseworkWards.condition(caller.wards, table: "erasure")) ORDER BY sequence LIMIT \(page)
                """)
        }
        let next = try rows.last?.get("sequence", as: Int.self) ?? since
        return .show(
            Page(title: "", body: HTML()),
            data: JSONText(members: [
                ("items", JSONText(try rows.map { JSONText(try $0.get("id", as: String.self)) })),
                ("next", JSONText(String(next))), ("more", JSONText(rows.count == page)),
            ]))
    }

    // MARK: Archive

    private func archive(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let before = call.query["before"]
        let found = try await room.work { connection in
            let found = try PersonQueries(seals: room.seals()).list(
                connection, PersonScope(caller: caller, now: call.now).archive, before: before)
            try room.workplace.note(
                connection, AuditEntry(caller, .list, "person", nil, note: "archive"), now: call.now)
            for person in found.prefix(PersonQueries.pageSize) {
                try room.note(connection, caller, .list, person, note: "archive", now: call.now)
            }
            return found
        }
        let persons = Array(found.prefix(PersonQueries.pageSize))
        let next = found.count > persons.count ? persons.last?.id : nil
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        // References alone: what is in them takes a reason.
        return .show(
            ArchivePage(words: words, persons: persons, next: next).page,
            data: JSONText(members: [
                (
                    "items",
                    JSONText(
                        persons.map {
                            JSONText(members: [("id", JSONText($0.id)), ("reference", JSONText($0.reference))])
                        })
                ), ("next", next.map { JSONText($0) } ?? .null),
            ]))
    }

    private func open(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let person = try await room.work { connection in
            let person = try find(connection, call["id"], PersonScope(caller: caller, now: call.now).archive)
            guard let reason = call.form["reason"], reason.count <= SharingGround.longestReason else {
                throw Problem(
                    .unprocessable, "Say why the archived file is opened.",
                    faults: [.casework("reason", "must say why, in at most 1,000 characters", "override-reason")])
            }
            let id = UUIDv7().description
            try connection.execute(
                """
                INSERT INTO archive_opening (id, person, account, reason, at, until)
                VALUES (\(id), \(person.id), \(caller.account),
                    \(try room.seals().seal(reason, "archive_opening", "reason", id)), \(call.now.milliseconds),
                    \(call.now.adding(milliseconds: Self.openingLife).milliseconds))
                """)
            try room.workplace.note(
                connection, AuditEntry(caller, .override, "person", person.id, note: "archive-opening"), now: call.now)
            return person
        }
        return .done(
            SitePath("work", "archive", person.id), data: JSONText(members: [("id", JSONText(person.id))]))
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let file = try await room.work { connection in
            let scope = PersonScope(caller: caller, now: call.now)
            let person = try find(connection, call["id"], "\(scope.archive) AND \(scope.isOpened)")
            let file = try PersonFile.load(connection, person, caller: caller, room: room, now: call.now)
            try room.note(connection, caller, .read, file, note: "archive", now: call.now)
            return file
        }
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        let copy = OwnCopy(file: file, overrides: [], openings: [])
        return .show(ArchivePage.file(words: words, copy: copy, now: call.now), data: PersonJSON.whole(file))
    }
}

struct ErasurePage {
    let visit: Visit
    let person: PersonRecord
    var faults: [Problem.Fault] = []

    var page: Page {
        let title = visit.say("casework.erasure.title")
        let form = FormView(visit, action: .person(person.id, "erasure"), faults: faults)
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p><bdi dir="ltr">\(person.reference)</bdi></p>
                <p class="notice warning">\(visit.say("casework.erasure.warning"))</p>
                \(form.view(
                    [
                        form.radios(
                            "code", "casework.erasure.code",
                            KeepingRoutes.codes.map { .init($0, visit.say("casework.erasure.code.\($0)")) },
                            isNeeded: true)
                    ], button: "casework.erasure.do", style: "danger"))
                """)
    }
}

struct ArchivePage {
    let words: CaseworkWords
    let persons: [PersonRecord]
    let next: String?

    var page: Page {
        let visit = words.visit
        let title = visit.say("casework.archive.title")
        let items = persons.map { person -> HTML in
            let form = FormView(visit, action: SitePath("work", "archive", person.id, "opening"))
            return """
                <li><bdi dir="ltr">\(person.reference)</bdi>\
                <details><summary>\(visit.say("casework.archive.open"))</summary>\
                \(form.view([form.area("reason", "casework.archive.reason", rows: 3, isNeeded: true)], button: "casework.archive.open"))\
                </details></li>
                """
        }
        let list: HTML =
            items.isEmpty ? "<p class=\"empty\">\(visit.say("casework.archive.empty"))</p>" : "<ul>\(items)</ul>"
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: "<h1>\(title)</h1><p class=\"lead\">\(visit.say("casework.archive.lead"))</p>\(list)\(more)")
    }

    private var more: HTML {
        guard let next else { return HTML() }
        let path = SitePath("work", "archive", query: [("before", next)])
        return "<p class=\"more\">\(words.visit.link(path, HTML(words.visit.say("casework.more"))))</p>"
    }

    /// An opened file of the archive: to be read, not to be worked on.
    static func file(words: CaseworkWords, copy: OwnCopy, now: Instant) -> Page {
        var page = OwnCopyPage(words: words, copy: copy, now: now).page
        let reference = copy.file.person.reference
        page.title = words.visit.say("casework.archive.file", ["reference": reference])
        return page
    }
}
