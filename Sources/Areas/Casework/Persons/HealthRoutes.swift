import Rules
import Store
import Web

/// The part of a file that touches health. For callers without the ward it does not exist.
struct HealthRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "persons/{id}/health", .rule(.person, .read), "The part of a file that touches health",
                handler: show),
            DeskRoute(
                .post, "persons/{id}/health", says: "saved", .rule(.person, .edit),
                "Change the part that touches health",
                fields: [
                    .init("version", "that was seen; 0: there was none", isNeeded: true),
                    .init("needs", "keys of needs of health", isList: true),
                    .init("words", "at most 2,000 characters", label: "casework.health.words"),
                ], handler: edit),
        ]
    }

    private func queries() -> HealthQueries { HealthQueries(seals: room.seals()) }

    /// - Throws: `Problem.nothing` as for any address that is not there.
    private func person(
        _ connection: Connection, _ call: DeskCall, _ caller: Caller, _ action: Permission.Action
    ) throws -> PersonRecord {
        let person = try PersonQueries(seals: room.seals()).find(
            connection, call["id"], PersonScope(caller: caller, now: call.now).condition(action))
        guard try queries().mayKnow(connection, person, caller, now: call.now) else { throw Problem.nothing }
        return person
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (person, part) = try await room.work { connection -> (PersonRecord, HealthPart?) in
            let person = try self.person(connection, call, caller, .read)
            try room.workplace.note(connection, AuditEntry(caller, .read, "person-health", person.id), now: call.now)
            return (person, try queries().find(connection, person.id))
        }
        let values = FormValues(
            [("words", part?.words ?? "")] + (part?.needs ?? []).map { (name: "needs", value: $0) })
        let page = HealthForm(words: CaseworkWords(visit: call.visit, city: city), caller: caller, values: values)
        return .show(
            page.page(person, version: part?.version ?? 0), data: part.map(PersonJSON.health) ?? .null)
    }

    private func edit(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let outcome = try await room.work {
            connection -> (person: PersonRecord, now: HealthPart?, faults: [Problem.Fault], isStale: Bool) in
            let person = try self.person(connection, call, caller, .edit)
            let stands = try queries().find(connection, person.id)
            let needs = Set(call.form.all("needs")).sorted()
            let words = call.form["words"] ?? ""
            var faults: [Problem.Fault] = []
            if !needs.allSatisfy(city.healthNeeds.contains) {
                faults.append(.casework("needs", "must be keys of needs of health", "list"))
            }
            if words.count > PersonDraft.longestNote {
                faults.append(.long("words", words, most: PersonDraft.longestNote))
            }
            faults = faults.named(["needs": "casework.health.needs", "words": "casework.health.words"])
            guard faults.isEmpty else {
                try room.workplace.note(
                    connection, AuditEntry(caller, .read, "person-health", person.id), now: call.now)
                return (person, stands, faults, false)
            }
            let seen = call.form["version"].flatMap { Int($0) } ?? 0
            let done = try queries().write(
                connection, person.id, needs: needs, words: words, version: seen, account: caller.account,
                now: call.now)
            try room.workplace.note(
                connection, AuditEntry(caller, done ? .edit : .read, "person-health", person.id), now: call.now)
            return (person, stands, [], !done)
        }
        guard outcome.faults.isEmpty, !outcome.isStale else {
            let faults =
                outcome.isStale
                ? [Problem.Fault.casework("version", "someone changed it meanwhile", "stale")] : outcome.faults
            let page = HealthForm(
                words: CaseworkWords(visit: call.visit, city: city), caller: caller, values: call.form, faults: faults,
                now: outcome.isStale ? outcome.now : nil)
            return .mend(
                page.page(outcome.person, version: outcome.now?.version ?? 0), faults,
                status: outcome.isStale ? .conflict : .unprocessableContent)
        }
        return .done(
            .person(outcome.person.id), data: JSONText(members: [("id", JSONText(outcome.person.id))]))
    }
}

/// The form of that part.
struct HealthForm {
    let words: CaseworkWords
    let caller: Caller
    let values: FormValues
    var faults: [Problem.Fault] = []
    var now: HealthPart?

    func page(_ person: PersonRecord, version: Int) -> Page {
        let visit = words.visit
        let title = visit.say("casework.health.title")
        let form = FormView(visit, action: .person(person.id, "health"), values: values, faults: faults)
        let stands = now.map { now in
            """
            <div class="notice warning"><h2>\(visit.say("casework.stale"))</h2><dl class="facts">\
            \(words.fact("casework.health.needs", words.needs(now.needs)))\
            \(words.fact("casework.health.words", now.words))</dl></div>
            """ as HTML
        }
        let isEditable = caller.organisation == person.organisation && caller.scope(.person, .edit) != nil
        let body =
            isEditable
            ? form.view(
                [
                    form.hidden("version", String(version)), stands ?? HTML(),
                    form.boxes("needs", "casework.health.needs", words.healthOptions),
                    form.area("words", "casework.health.words", hint: "casework.health.hint", rows: 8),
                ], button: "casework.save")
            : """
            <dl class="facts">\(words.fact("casework.health.needs", words.needs(values.all("needs"))))\
            \(words.fact("casework.health.words", values["words"]))</dl>
            """
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p>\(visit.link(.person(person.id), "<bdi dir=\"ltr\">\(person.reference)</bdi>"))</p>
                \(body)
                """)
    }
}
