import Rules
import Store
import Web

/// Asking another organisation for help, and answering.
struct ReferralRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(
                .get, "referrals", .rule(.referral, .read), "Referrals asked and received, newest first",
                fields: [
                    .init("side", "asked: of us; asker: by us; both when left out"),
                    .init("before", "cursor of that side: the id of the last one"),
                ], handler: list),
            DeskRoute(
                .get, "referrals/new", .rule(.referral, .edit), "The form of a referral",
                fields: ReferralReturn.fields, faces: [.page], handler: form),
            DeskRoute(
                .post, "referrals/consent", says: .silent(because: "leads to the form of a consent"),
                .rule(.referral, .edit), "To the form of a consent, and from there back with what was chosen",
                fields: ReferralDraft.fields, faces: [.page], handler: askConsent),
            DeskRoute(
                .post, "referrals/preview", says: .silent(because: "changes nothing"), .rule(.referral, .edit),
                "What the other side will see; changes nothing",
                fields: ReferralDraft.fields + [
                    .init(ReferralForm.change, "on: the form again, with all that was typed")
                ], handler: preview),
            DeskRoute(
                .post, "referrals", says: "referral-asked", .rule(.referral, .edit), "Ask",
                fields: ReferralDraft.fields, handler: create),
            DeskRoute(.get, "referrals/{id}", .rule(.referral, .read), "One referral", handler: show),
            DeskRoute(
                .post, "referrals/{id}", says: "saved", .rule(.referral, .edit), "Answer, report or withdraw",
                fields: ReferralStep.fields, handler: step),
            DeskRoute(
                .post, "referrals/{id}/link-withdrawal", says: "link-ended", .rule(.referral, .edit),
                "Take back the link of a letter", handler: withdrawLink),
        ]
    }

    private func queries() -> ReferralQueries { ReferralQueries(seals: room.seals()) }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let sides = try Self.sides(call.query["side"])
        let before = call.query["before"]
        let (parts, names) = try await room.work { connection -> ([ReferralPart], [String: String]) in
            try room.workplace.note(connection, AuditEntry(caller, .list, "referral", nil), now: call.now)
            let parts = try sides.map { try part(connection, $0, caller, before, call.now) }
            for referral in parts.flatMap(\.referrals) {
                try room.note(connection, caller, .list, referral, now: call.now)
            }
            return (parts, try reviewers(connection, parts.flatMap(\.referrals)))
        }
        let page = ReferralList(
            words: CaseworkWords(visit: call.visit, city: city), caller: caller, parts: parts, names: names)
        return .show(
            page.page,
            data: JSONText(members: [
                ("items", JSONText(parts.flatMap(\.referrals).map(ReferralJSON.one))),
                (
                    "next",
                    JSONText(members: parts.map { ($0.side.rawValue, $0.next.map { JSONText($0) } ?? .null) })
                ),
            ]))
    }

    /// Names of those who reviewed what went without a consent, by account.
    private func reviewers(_ connection: Connection, _ referrals: [ReferralRecord]) throws -> [String: String] {
        try room.workplace.names(connection, of: Set(referrals.compactMap { $0.mark?.decidedBy }).sorted())
    }

    private static func sides(_ asked: String?) throws -> [ReferralSide] {
        guard let asked else { return [.asked, .asker] }
        guard let side = ReferralSide(rawValue: asked) else {
            throw Problem(
                .badRequest, "The request has a parameter that cannot be read.",
                faults: [.init(name: "side", reason: "must be asked (of us) or asker (by us)")])
        }
        return [side]
    }

    /// One page of what was asked of the caller's organisation, or by it.
    private func part(
        _ connection: Connection, _ side: ReferralSide, _ caller: Caller, _ before: String?, _ now: Instant
    ) throws -> ReferralPart {
        let own = try caller.acting()
        let ofSide: SQL =
            side == .asked ? "referral.to_organisation = \(own)" : "referral.organisation = \(own)"
        let cursor: SQL = before.map { "AND referral.id < \($0)" } ?? ""
        let found = try queries().list(
            connection, "\(ReferralScope(caller: caller, now: now).condition(.read)) AND \(ofSide) \(cursor)",
            caller: caller, now: now, limit: ReferralQueries.pageSize + 1)
        let shown = Array(found.prefix(ReferralQueries.pageSize))
        return ReferralPart(side: side, referrals: shown, next: found.count > shown.count ? shown.last?.id : nil)
    }

    /// The file that is named, if the caller may work on it, with its health if they may know of that.
    private func subject(
        _ connection: Connection, _ id: String?, _ caller: Caller, _ now: Instant
    ) throws -> (PersonRecord?, HealthPart?) {
        guard let id else { return (nil, nil) }
        let person = try PersonQueries(seals: room.seals()).find(
            connection, id, PersonScope(caller: caller, now: now).condition(.edit))
        let health = HealthQueries(seals: room.seals())
        let part =
            try health.mayKnow(connection, person, caller, now: now) ? try health.find(connection, person.id) : nil
        try room.note(
            connection, caller, .read, person: person.id,
            showsHealth: part?.needs.isEmpty == false || person.wards.contains(.health), now: now)
        return (person, part)
    }

    private func form(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (person, health, members, coverage) = try await room.work { connection in
            let (person, health) = try subject(connection, call.query["person"], caller, call.now)
            return (person, health, try Members.list(connection), try self.coverage(connection, person, call.now))
        }
        let form = ReferralForm(
            words: CaseworkWords(visit: call.visit, city: city), caller: caller, person: person, health: health,
            members: members, coverage: coverage,
            values: FormValues([("id", UUIDv7().description)] + ReferralReturn.chosen(call.query)))
        return .show(form.page, data: .null)
    }

    /// The consent is written down on its own page; the way back holds what was chosen here.
    private func askConsent(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        // Nothing of the file is shown: the form of the consent notes that it was read.
        let person = try await room.work { connection in
            try call.form["person"].map {
                try PersonQueries(seals: room.seals()).find(
                    connection, $0, PersonScope(caller: caller, now: call.now).condition(.edit)
                ).id
            }
        }
        let way = ReferralReturn(person: person, form: call.form)
        return .done(person.map { way.consent($0, call.visit) } ?? way.back, data: .null)
    }

    private struct Reading: Sendable {
        var person: PersonRecord?
        var health: HealthPart?
        var members: [String]
        var coverage: ConsentCoverage
        var draft: ReferralDraft?
        var faults: [Problem.Fault]
        /// What would allow it.
        var ground: SharingGround.Weighed?
    }

    private func read(_ connection: Connection, _ call: DeskCall, _ caller: Caller) throws -> Reading {
        let city = try room.city()
        let (person, health) = try subject(connection, call.form["person"], caller, call.now)
        let members = try Members.list(connection)
        let (draft, faults) = ReferralDraft.read(
            call.form, person: person, health: health, members: members, caller: caller, city: city,
            visit: call.visit, now: call.now)
        return Reading(
            person: person, health: health, members: members, coverage: try coverage(connection, person, call.now),
            draft: draft, faults: faults)
    }

    private func coverage(_ connection: Connection, _ person: PersonRecord?, _ now: Instant) throws -> ConsentCoverage {
        ConsentCoverage(
            consents: try person.map { try ConsentQueries(seals: room.seals()).list(connection, $0.id) } ?? [], now: now
        )
    }

    private static func party(_ draft: ReferralDraft) -> SharingParty {
        draft.toOrganisation.map { .member($0) } ?? .partner(draft.partnerName ?? "")
    }

    /// What stands in the way, said at the fields of this form.
    private static func atFields(_ faults: [Problem.Fault]) -> [Problem.Fault] {
        faults.map { fault in
            var fault = fault
            if fault.name == "organisation" { fault.name = "toOrganisation" }
            return fault
        }.named(ReferralForm.labels)
    }

    private func page(_ reading: Reading, _ call: DeskCall, _ caller: Caller) throws -> ReferralForm {
        ReferralForm(
            words: CaseworkWords(visit: call.visit, city: try room.city()), caller: caller, person: reading.person,
            health: reading.health, members: reading.members, coverage: reading.coverage, values: call.form,
            faults: reading.faults)
    }

    private func preview(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let isBack = call.form.isTicked(ReferralForm.change)
        let reading = try await room.work { connection in
            var reading = try read(connection, call, caller)
            guard !isBack, let draft = reading.draft, let person = draft.person else { return reading }
            // Whether it may go at all is said before it is sent.
            let (ground, faults) = try SharingGround.weigh(
                connection, person, to: Self.party(draft), isHealth: draft.shown.healthNeeds != nil, call.form,
                caller: caller, room: room, now: call.now)
            reading.ground = ground
            if ground == nil { (reading.draft, reading.faults) = (nil, Self.atFields(faults)) }
            return reading
        }
        var form = try page(reading, call, caller)
        if isBack {
            form.faults = []
            return .show(form.page, data: .null)
        }
        guard let draft = reading.draft else { return .mend(form.page, reading.faults) }
        return .show(
            form.preview(draft, reading.ground),
            data: JSONText(members: [
                ("shown", ReferralJSON.shown(draft.shown)), ("message", draft.message.map { JSONText($0) }),
                ("wards", JSONText(draft.wards.sorted().map(\.rawValue))),
            ]))
    }

    private func create(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (reading, id) = try await room.work { connection -> (Reading, String) in
            var reading = try read(connection, call, caller)
            guard let draft = reading.draft else { return (reading, "") }
            let asked = call.form.recordID
            if let own = try? queries().find(
                connection, asked, ReferralScope(caller: caller, now: call.now).condition(.edit), caller: caller,
                now: call.now),
                own.side == .asker
            {
                return (reading, own.id)
            }
            var ground: SharingGround?
            if let person = draft.person {
                (ground, reading.faults) = try SharingGround.find(
                    connection, person, to: Self.party(draft),
                    isHealth: draft.shown.healthNeeds != nil, call.form, caller: caller, room: room, now: call.now)
                guard ground != nil else {
                    reading.draft = nil
                    reading.faults = Self.atFields(reading.faults)
                    try room.workplace.note(
                        connection,
                        AuditEntry(caller, .share, "person", person.id, outcome: .refused, note: "no-consent"),
                        now: call.now)
                    return (reading, "")
                }
            }
            let isTaken = try connection.row("SELECT id FROM referral WHERE id = \(asked)") != nil
            let id = isTaken ? UUIDv7().description : asked
            try queries().insert(connection, draft, id: id, ground: ground, caller: caller, now: call.now)
            try room.workplace.note(connection, AuditEntry(caller, .create, "referral", id), now: call.now)
            if let person = draft.person {
                try room.workplace.note(
                    connection, AuditEntry(caller, .share, "person", person.id, note: "referral"), now: call.now)
            }
            try ReferralTelling(room: room, now: call.now).tell(connection, id)
            return (reading, id)
        }
        guard reading.draft != nil else { return .mend(try page(reading, call, caller).page, reading.faults) }
        return .done(.referral(id), data: JSONText(members: [("id", JSONText(id))]))
    }

    private func find(_ connection: Connection, _ call: DeskCall, _ action: Permission.Action) throws -> ReferralRecord
    {
        let caller = try call.member()
        return try queries().find(
            connection, call["id"], ReferralScope(caller: caller, now: call.now).condition(action), caller: caller,
            now: call.now)
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (referral, names) = try await room.work { connection -> (ReferralRecord, [String: String]) in
            let referral = try find(connection, call, .read)
            try room.note(connection, caller, .read, referral, now: call.now)
            return (referral, try reviewers(connection, [referral]))
        }
        let page = ReferralShow(
            words: CaseworkWords(visit: call.visit, city: city), referral: referral, names: names)
        return .show(page.page, data: ReferralJSON.one(referral))
    }

    private func step(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let (referral, faults, names) = try await room.work {
            connection -> (ReferralRecord, [Problem.Fault], [String: String]) in
            let referral = try find(connection, call, .edit)
            guard let side = referral.side else { throw Problem.nothing }
            let (step, unread) = ReferralStep.read(call.form)
            let faults =
                try step?.make(connection, referral, by: side, caller: caller, room: room, now: call.now) ?? unread
            // What stands there is shown again above what has to be mended.
            if !faults.isEmpty { try room.note(connection, caller, .read, referral, now: call.now) }
            return (referral, faults, faults.isEmpty ? [:] : try reviewers(connection, [referral]))
        }
        guard faults.isEmpty else {
            let page = ReferralShow(
                words: CaseworkWords(visit: call.visit, city: city), referral: referral, names: names,
                values: call.form, faults: faults)
            return .mend(page.page, faults)
        }
        return .done(.referral(referral.id), data: JSONText(members: [("id", JSONText(referral.id))]))
    }

    private func withdrawLink(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let referral = try await room.work { connection in
            let referral = try find(connection, call, .edit)
            guard referral.side == .asker, referral.partnerName != nil else { throw Problem.nothing }
            if try PartnerLink(keys: room.workplace.keys).withdraw(connection, referral: referral.id, now: call.now) > 0
            {
                try room.workplace.note(
                    connection, AuditEntry(caller, .edit, "referral", referral.id, note: "link-withdrawn"),
                    now: call.now)
            }
            return referral
        }
        return .done(.referral(referral.id), data: JSONText(members: [("id", JSONText(referral.id))]))
    }
}
