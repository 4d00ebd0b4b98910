import Rules
import Store
import Web

/// What the person agrees to, and takes back; what is shared on it.
struct ConsentRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "persons/{id}/consents/new", .rule(.consent, .edit), "The form of a consent",
                fields: [.init("next", "address of the form of a referral to go back to")], faces: [.page],
                handler: form),
            DeskRoute(
                .post, "persons/{id}/consents", says: "consent-kept", .rule(.consent, .edit),
                "Write down what the person agrees to",
                fields: [
                    .init("id", "UUID version 7"),
                    .init("purpose", "support, referral, health-orientation or statistics", isNeeded: true),
                    .init("organisations", "keys; for referral and health-orientation", isList: true),
                    .init("partner", "name of an organisation without accounts"),
                    .init("giver", "person or guardian", isNeeded: true),
                    .init("relation", "of the guardian: parent, legal-guardian, appointed, child-welfare"),
                    .init("manner", "spoken, written, sign or interpreter", isNeeded: true),
                    .init("until", "day YYYY-MM-DD; a year when left out"),
                    .init("next", "address of the form of a referral to go back to"),
                ], handler: create),
            DeskRoute(
                .get, "persons/{id}/consents/{consent}/withdrawal", .rule(.consent, .edit),
                "Asks once more before a consent is taken back", faces: [.page], handler: ask),
            DeskRoute(
                .post, "persons/{id}/consents/{consent}/withdrawal", says: "consent-withdrawn", .rule(.consent, .edit),
                "The person takes a consent back: sharing ends at once",
                fields: [.init("giver", "person or guardian: who takes it back", isNeeded: true)], handler: withdraw),
            DeskRoute(
                .post, "persons/{id}/notices", says: "notice-given", .rule(.consent, .edit), "A notice was given again",
                fields: [.init("id", "UUID version 7")] + PersonRoutes.noticeFields, handler: notice),
            DeskRoute(
                .post, "persons/{id}/shares", says: "shared", .rule(.consent, .edit),
                "Let another organisation read the file",
                fields: [.init("organisation", "its key", isNeeded: true)] + SharingGround.fields, handler: share),
            DeskRoute(
                .post, "persons/{id}/shares/{organisation}/end", says: "share-ended", .rule(.consent, .edit),
                "End a share", handler: end),
        ]
    }

    private func person(_ connection: Connection, _ call: DeskCall, _ caller: Caller) throws -> PersonRecord {
        try PersonQueries(seals: room.seals()).find(
            connection, call["id"], PersonScope(caller: caller, now: call.now).condition(.edit, of: .consent))
    }

    private func form(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (person, members) = try await room.work { connection -> (PersonRecord, [String]) in
            let person = try self.person(connection, call, caller)
            try room.note(connection, caller, .read, person, now: call.now)
            return (person, try Members.list(connection))
        }
        let form = ConsentForm(
            words: CaseworkWords(visit: call.visit, city: city), person: person, members: members,
            values: FormValues(call.query["next"].map { [("next", $0)] } ?? []))
        return .show(form.page, data: .null)
    }

    private func create(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let outcome = try await room.work {
            connection -> (person: PersonRecord, members: [String], faults: [Problem.Fault], id: String) in
            let person = try self.person(connection, call, caller)
            let members = try Members.list(connection)
            let (record, faults) = ConsentForm.read(
                call.form, person: person, city: city, caller: caller, seals: room.seals(), now: call.now)
            guard let record else {
                try room.note(connection, caller, .read, person, now: call.now)
                return (person, members, faults, "")
            }
            let queries = ConsentQueries(seals: room.seals())
            if try queries.list(connection, person.id).contains(where: { $0.id == record.id }) {
                return (person, members, [], record.id)
            }
            var kept = record
            if try connection.row("SELECT id FROM person_consent WHERE id = \(record.id)") != nil {
                kept.id = UUIDv7().description
            }
            try queries.insert(connection, kept, person: person.id)
            try room.workplace.note(connection, AuditEntry(caller, .create, "consent", kept.id), now: call.now)
            return (person, members, [], kept.id)
        }
        guard outcome.faults.isEmpty else {
            let form = ConsentForm(
                words: CaseworkWords(visit: call.visit, city: city), person: outcome.person, members: outcome.members,
                values: call.form, faults: outcome.faults)
            return .mend(form.page, outcome.faults)
        }
        return .done(
            ReferralReturn.path(call.form["next"], person: outcome.person.id) ?? .person(outcome.person.id),
            data: JSONText(members: [("id", JSONText(outcome.id))]))
    }

    private func ask(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (person, record) = try await room.work { connection -> (PersonRecord, ConsentRecord) in
            let person = try self.person(connection, call, caller)
            let consents = try ConsentQueries(seals: room.seals()).list(connection, person.id)
            guard let record = consents.first(where: { $0.id == call["consent"] }), record.consent.withdrawnAt == nil
            else { throw Problem.nothing }
            try room.note(connection, caller, .read, person, now: call.now)
            return (person, record)
        }
        let words = CaseworkWords(visit: call.visit, city: city)
        return .show(WithdrawalPage(words: words, person: person, record: record, now: call.now).page, data: .null)
    }

    private func withdraw(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let person = try await room.work { connection in
            let person = try self.person(connection, call, caller)
            let queries = ConsentQueries(seals: room.seals())
            guard try queries.list(connection, person.id).contains(where: { $0.id == call["consent"] }) else {
                throw Problem.nothing
            }
            guard let giver = call.form["giver"], ["person", "guardian"].contains(giver) else {
                throw Problem(
                    .unprocessable, "Say who takes the consent back.",
                    faults: [.casework("giver", "must be person or guardian", "giver")])
            }
            let ended = try queries.withdraw(
                connection, call["consent"], giver: giver, account: caller.account, now: call.now)
            try room.workplace.note(
                connection, AuditEntry(caller, .edit, "consent", call["consent"], note: "withdrawn"), now: call.now)
            let notices = EndingNotices(workplace: room.workplace, now: call.now)
            try notices.readers(connection, consent: call["consent"])
            for referral in ended {
                try notices.referral(
                    connection, referral, .consentWithdrawn, tellsAsker: true, except: caller.account)
                try room.workplace.note(
                    connection, AuditEntry(caller, .edit, "referral", referral, note: "consent-withdrawn"),
                    now: call.now)
            }
            return person
        }
        return .done(.person(person.id), data: JSONText(members: [("id", JSONText(person.id))]))
    }

    private func notice(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let known = Set(CaseworkWords.languageTags(call.visit))
        let current = PurposeNotice.current(on: city.zone.date(call.now))
        let outcome = try await room.work { connection -> (file: PersonFile, faults: [Problem.Fault]) in
            let person = try self.person(connection, call, caller)
            let load = { try PersonFile.load(connection, person, caller: caller, room: room, now: call.now) }
            let (notice, faults) = NoticeForm.read(call.form, current: current, languages: known, now: call.now)
            guard let notice else {
                let file = try load()
                try room.note(connection, caller, .read, file, now: call.now)
                return (file, faults)
            }
            let asked = call.form.recordID
            if try connection.row("SELECT id FROM person_notice WHERE id = \(asked) AND person = \(person.id)") == nil {
                let isTaken = try connection.row("SELECT id FROM person_notice WHERE id = \(asked)") != nil
                try ConsentQueries(seals: room.seals()).insert(
                    connection, notice, id: isTaken ? UUIDv7().description : asked, person: person.id,
                    account: caller.account)
                try room.workplace.note(
                    connection, AuditEntry(caller, .edit, "person", person.id, note: "notice"), now: call.now)
            }
            return (try load(), [])
        }
        guard outcome.faults.isEmpty else {
            let page = PersonShow(
                words: CaseworkWords(visit: call.visit, city: city), caller: caller, file: outcome.file, now: call.now,
                values: call.form, faults: outcome.faults)
            return .mend(page.page, outcome.faults)
        }
        return .done(
            .person(outcome.file.person.id), data: JSONText(members: [("id", JSONText(outcome.file.person.id))]))
    }

    private func share(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let outcome = try await room.work { connection -> (file: PersonFile, faults: [Problem.Fault]) in
            let person = try self.person(connection, call, caller)
            let load = { try PersonFile.load(connection, person, caller: caller, room: room, now: call.now) }
            let other = call.form["organisation"] ?? ""
            var faults: [Problem.Fault] = []
            if try other == caller.organisation || !Members.list(connection).contains(other) {
                faults.append(.casework("organisation", "must be the key of another member", "organisation"))
            }
            // The same form twice: it is shared already, and nothing more is asked or written.
            if try ShareQueries().list(connection, person.id, now: call.now).contains(where: {
                $0.organisation == other && $0.isCovered
            }) {
                return (try load(), [])
            }
            var ground: SharingGround?
            if faults.isEmpty {
                (ground, faults) = try SharingGround.find(
                    connection, person, to: .member(other), isHealth: false, call.form, caller: caller, room: room,
                    now: call.now)
            }
            guard let ground else {
                try room.workplace.note(
                    connection,
                    AuditEntry(caller, .share, "person", person.id, outcome: .refused, note: "no-consent"),
                    now: call.now)
                let file = try load()
                try room.note(connection, caller, .read, file, now: call.now)
                return (file, faults)
            }
            try connection.execute(
                """
                INSERT INTO person_share (person, organisation, override, since, shared_by)
                VALUES (\(person.id), \(other), \(ground.overrideID), \(call.now.milliseconds), \(caller.account))
                ON CONFLICT (person, organisation) DO UPDATE SET override = excluded.override, since = excluded.since,
                    shared_by = excluded.shared_by
                """)
            // Their phones may hold a copy even after the share has ended: an erasure reaches them.
            try connection.execute(
                """
                INSERT INTO person_reach (person, organisation) VALUES (\(person.id), \(other))
                ON CONFLICT (person, organisation) DO NOTHING
                """)
            try room.workplace.note(connection, AuditEntry(caller, .share, "person", person.id), now: call.now)
            return (try load(), [])
        }
        guard outcome.faults.isEmpty else {
            let page = PersonShow(
                words: CaseworkWords(visit: call.visit, city: city), caller: caller, file: outcome.file, now: call.now,
                values: call.form, faults: outcome.faults)
            return .mend(page.page, outcome.faults)
        }
        return .done(
            .person(outcome.file.person.id), data: JSONText(members: [("id", JSONText(outcome.file.person.id))]))
    }

    private func end(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let person = try await room.work { connection in
            let person = try self.person(connection, call, caller)
            try EndingNotices(workplace: room.workplace, now: call.now).reader(
                connection, person: person.id, organisation: call["organisation"])
            let count = try connection.execute(
                "DELETE FROM person_share WHERE person = \(person.id) AND organisation = \(call["organisation"])")
            if count > 0 {
                try room.workplace.note(
                    connection, AuditEntry(caller, .share, "person", person.id, note: "ended"), now: call.now)
            }
            return person
        }
        return .done(.person(person.id), data: JSONText(members: [("id", JSONText(person.id))]))
    }
}

/// Organisations whose members work here.
enum Members {
    static func list(_ connection: Connection) throws -> [String] {
        try connection.rows("SELECT DISTINCT organisation FROM membership WHERE ended_at IS NULL ORDER BY organisation")
            .map { try $0.get("organisation") }
    }
}
