internal import Files
internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    func changeRoutes(_ kind: RecordName.Kind) -> [DeskRoute] {
        let folder = Self.folder(kind)
        let version = DeskRoute.Field("version", "The version that was seen.")
        let why = Self.whyField
        var routes = [
            DeskRoute(
                .post, "\(folder)/{key}/proposal", says: ["proposed", "published"], .rule(.service, .edit),
                "Proposes the draft to whoever decides.",
                fields: [version]
            ) { try await propose($0, kind) },
            DeskRoute(
                .post, "\(folder)/{key}/withdrawal", says: "change-withdrawn", .rule(.service, .edit),
                "Drops the change that is not published yet.", fields: [version]
            ) { try await withdraw($0, kind) },
            DeskRoute(
                .post, "\(folder)/{key}/decision", says: ["published", "sent-back"], .rule(.service, .decide),
                "Publishes a change, or sends it back.",
                fields: [
                    .init("outcome", "publish or send-back.", isNeeded: true),
                    .init(
                        "words", "What has to be mended; needed when it is sent back (at most 1,000 characters).",
                        label: "upkeep.change.words"),
                    version,
                ]
            ) { try await decide($0, kind) },
            DeskRoute(
                .post, "\(folder)/{key}/closure", says: ["closed", "proposed"], .rule(.service, .edit),
                "Closes for a while, or sets other hours.",
                fields: [
                    .init("exception-from", "First day, YYYY-MM-DD.", isNeeded: true),
                    .init("exception-to", "Last day; left out: until further notice."),
                    .init("exception-hours", "Other hours in the syntax of OpenStreetMap; left out: closed."),
                    .init("exception-in", "Languages of the reasons.", isList: true),
                    .init("exception-reason", "Reasons, one for each language.", isList: true), why,
                    .init(
                        "exception-replace",
                        "yes: these days take the place of what was announced for them; asked for when they meet."),
                    Self.nightField,
                ]
            ) { try await close($0, kind) },
            DeskRoute(
                .post, "\(folder)/{key}/reopening", says: ["reopened", "closures-cancelled", "proposed"],
                .rule(.service, .edit), "Ends the closure that holds today, or takes back those to come.",
                fields: [why, .init("announced", "yes: takes back those that have not begun, and no other.")]
            ) { try await reopen($0, kind) },
            DeskRoute(
                .post, "\(folder)/{key}/archive", says: "archived", .rule(.service, .decide),
                "Takes a record out of the guide.",
                fields: [why]
            ) { try await archive($0, kind, true) },
            DeskRoute(
                .post, "\(folder)/{key}/unarchive", says: "unarchived", .rule(.service, .decide),
                "Brings an archived record back.",
                fields: [why]
            ) { try await archive($0, kind, false) },
            DeskRoute(
                .post, "\(folder)/{key}/settlement", says: "settled", .rule(.service, .decide),
                "Settles a field on which the source disagrees.",
                fields: [
                    .init("field", "Name of the field.", isNeeded: true),
                    .init("keep", "ours or source.", isNeeded: true),
                ]
            ) { try await settle($0, kind) },
        ]
        if kind == .service {
            routes += [
                DeskRoute(
                    .post, "services/{key}/confirmation", says: "confirmed", .rule(.freshness, .edit),
                    "Says that all of it is still true today."
                ) { try await confirm($0) },
                DeskRoute(
                    .post, "services/{key}/rhythm", says: "saved", .rule(.freshness, .edit),
                    "Sets after how many days the service asks to be confirmed again.",
                    fields: [.init("days", "7 to 730; left out: as its needs ask.")]
                ) { try await setRhythm($0) },
            ]
        }
        return routes
    }

    /// - Parameter says: what is said to people; `nil`: what the route says of itself.
    private func done(_ kind: RecordName.Kind, _ key: String, _ state: String, says: String? = nil) -> DeskAnswer {
        .done(
            Self.path(kind, key), data: JSONText(members: [("id", JSONText(key)), ("state", JSONText(state))]),
            says: says)
    }

    /// Reads the record within the caller's reach, and lets `body` write, in one transaction.
    private func write<Value: Sendable>(
        _ call: DeskCall, _ kind: RecordName.Kind, _ action: Permission.Action,
        of subject: Permission.Subject = .service,
        _ body: @escaping @Sendable (UpkeepWriting, UpkeepRecord) throws -> Value
    ) async throws -> Value {
        let caller = try call.member()
        let key = call["key"]
        do {
            return try await workplace.database.write { connection in
                let record = try UpkeepQueries.record(connection, kind, key, caller, action, of: subject)
                if let seen = call.form["version"], seen != record.version {
                    throw Problem.overtaken("Someone else changed it meanwhile.", "changed")
                }
                return try body(writing(connection, call, caller), record)
            }
        } catch let clash as UpkeepMerge.Conflict {
            throw Problem(
                .conflict, "Someone else changed the same fields meanwhile: edit it, and look at both.",
                faults: clash.fields.map { .init(name: $0, reason: "was published with another value meanwhile") })
        } catch is UpkeepRefusal {
            throw Problem(.unprocessable, "The place of this service is archived, or no longer in its file.")
        }
    }

    private static func open(_ record: UpkeepRecord) throws -> UpkeepRevision {
        guard let open = record.openChange else { throw Problem.overtaken("There is no change that waits.", "none") }
        return open
    }

    private func propose(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let state = try await write(call, kind, .edit) { writing, record in
            let open = try Self.open(record)
            if open.state == .proposed { return UpkeepRevision.State.proposed }
            if writing.way(record, isUrgent: false) == .publish {
                try writing.accept(record, open, words: nil)
                return .published
            }
            try writing.propose(record, open)
            return .proposed
        }
        return done(kind, call["key"], state.rawValue, says: state.rawValue)
    }

    private func withdraw(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        try await write(call, kind, .edit) { writing, record in try writing.drop(Self.open(record)) }
        return done(kind, call["key"], "withdrawn")
    }

    private func decide(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let (outcome, words) = (call.form["outcome"], call.form["words"])
        var faults: [Problem.Fault] = []
        if outcome != "publish", outcome != "send-back" {
            faults.append(.init(name: "outcome", reason: "must be publish or send-back", phrase: "upkeep.fault.choice"))
        }
        if outcome == "send-back", words == nil {
            faults.append(.init(name: "words", reason: "say what has to be mended", phrase: "upkeep.fault.words"))
        }
        if let words, words.count > 1_000 {
            faults.append(
                .init(
                    name: "words", reason: "has more than 1000 characters", phrase: "upkeep.fault.tooLong",
                    holes: ["count": String(words.count), "longest": "1000"]))
        }
        if !faults.isEmpty { return try await mend(call, kind, faults) }
        let isAllowed = try await write(call, kind, .decide) { writing, record in
            let open = try Self.open(record)
            if outcome == "send-back" {
                try writing.sendBack(record, open, words: words ?? "")
            } else {
                guard writing.way(record, isUrgent: false) == .publish else { return false }
                try writing.accept(record, open, words: words)
            }
            return true
        }
        guard isAllowed else {
            return try await mend(
                call, kind,
                [
                    .init(
                        name: "outcome", reason: "in this city a coordinator decides on this",
                        phrase: "upkeep.fault.coordinator")
                ])
        }
        let state = outcome == "publish" ? "published" : "sent-back"
        return done(kind, call["key"], state, says: state)
    }

    private func close(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        var reader = UpkeepReader(call.form, visit: call.visit, taxonomy: try snapshot().taxonomy)
        let closures = reader.exceptions([], today: today(call))
        if closures.isEmpty, reader.faults.isEmpty {
            reader.fault("exception-from", "needs its first day", "upkeep.fault.date")
        }
        if call.face == .page {
            reader.askNights(closures, former: [], zone: try snapshot().hours.zone, today: today(call))
        }
        guard reader.faults.isEmpty, let closure = closures.first else {
            return try await mend(call, kind, reader.faults)
        }
        let replaces = call.form["exception-replace"] == "yes"
        do {
            let state = try await write(call, kind, .edit) { writing, record in
                try Self.refuseHidden(record)
                let former = try record.closures
                if former.contains(closure) { return UpkeepRevision.State.published }
                let met = ClosureJoining.met(by: closure, among: former)
                guard met.isEmpty || replaces else { throw ClosuresMet(closures: met) }
                return try writing.change(
                    record, to: try record.facts(with: ClosureJoining.replaced(former, by: closure)), act: .close,
                    why: Self.why(call.form), wish: .publish, replacesOpen: false, isUrgent: true)
            }
            return done(kind, call["key"], state.rawValue, says: state == .proposed ? "proposed" : nil)
        } catch let clash as ClosuresMet {
            let view = HoursView(guide: try snapshot(), visit: call.visit, now: call.now)
            reader.fault(
                "exception-replace",
                "other days were announced for this time: send exception-replace=yes, and these days take their place",
                "upkeep.fault.met", ["list": call.visit.say.list(clash.closures.map { view.plain($0) })])
            return try await mend(call, kind, reader.faults)
        }
    }

    private func reopen(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let today = today(call)
        let isAnnounced = call.form["announced"] == "yes"
        let state = try await write(call, kind, .edit) { writing, record in
            try Self.refuseHidden(record)
            let former = try record.closures
            let left =
                isAnnounced
                ? ClosureEnding.takenBack(former, today: today) : ClosureEnding.ended(former, today: today)
            if left == former { return UpkeepRevision.State.published }
            return try writing.change(
                record, to: try record.facts(with: left), act: .reopen, why: Self.why(call.form), wish: .publish,
                replacesOpen: false,
                isUrgent: true)
        }
        return done(
            kind, call["key"], state.rawValue,
            says: state == .proposed ? "proposed" : isAnnounced ? "closures-cancelled" : nil)
    }

    private func archive(_ call: DeskCall, _ kind: RecordName.Kind, _ away: Bool) async throws -> DeskAnswer {
        try await write(call, kind, .decide) { writing, record in
            if away, record.archivedAt == nil { try writing.archive(record, why: Self.why(call.form)) }
            if !away, record.mergedInto != nil {
                throw Problem.overtaken(
                    "It was merged into another record: undo the merge instead.", "merged")
            }
            if !away, record.archivedAt != nil { try writing.unarchive(record, why: Self.why(call.form)) }
        }
        return done(kind, call["key"], away ? "archived" : "published")
    }

    private func settle(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let (field, keep) = (call.form["field"] ?? "", call.form["keep"])
        guard keep == "ours" || keep == "source" else {
            return try await mend(
                call, kind, [.init(name: "keep", reason: "must be ours or source", phrase: "upkeep.fault.choice")])
        }
        try await write(call, kind, .decide) { writing, record in
            // Settled by someone else a moment ago: nothing is left to do.
            guard let open = record.disagreements.first(where: { $0.field == field }) else { return }
            try writing.settle(record, open, keepsOurs: keep == "ours")
        }
        return done(kind, call["key"], "settled")
    }

    private func confirm(_ call: DeskCall) async throws -> DeskAnswer {
        let today = today(call)
        try await write(call, .service, .edit, of: .freshness) { writing, record in
            try Self.refuseHidden(record)
            try writing.confirm(record, today: today)
        }
        return done(.service, call["key"], "confirmed")
    }

    private func setRhythm(_ call: DeskCall) async throws -> DeskAnswer {
        var reader = UpkeepReader(call.form, visit: call.visit, taxonomy: try snapshot().taxonomy)
        let days = reader.number("days", in: ConfirmationRhythm.bounds)
        if !reader.faults.isEmpty { return try await mend(call, .service, reader.faults) }
        try await write(call, .service, .edit, of: .freshness) { writing, record in
            try writing.setRhythm(record, days: days)
        }
        return done(.service, call["key"], "set")
    }

    private static func refuseHidden(_ record: UpkeepRecord) throws {
        guard record.isPublished else { throw Problem.overtaken("It is not in the guide: publish it first.", "hidden") }
    }

    /// The page of the record again, with what has to be mended and all that was typed.
    private func mend(_ call: DeskCall, _ kind: RecordName.Kind, _ faults: [Problem.Fault]) async throws -> DeskAnswer {
        let sight = try await sight(call, kind, call["key"])
        var page = UpkeepShowPage(
            sight: sight, guide: try snapshot(), now: call.now, approval: call.visit.settings.approval ?? .none)
        page.faults = faults
        page.values = call.form
        return .mend(try page.page(call.visit), faults)
    }
}

/// Days are announced for which something was announced before.
private struct ClosuresMet: Error {
    var closures: [DatedClosure]
}

extension UpkeepRecord {
    /// Days on which the usual hours do not hold, as the guide has them.
    var closures: [DatedClosure] { get throws { try Self.closures(current, kind) } }

    static func closures(_ facts: UpkeepFacts, _ kind: RecordName.Kind) throws -> [DatedClosure] {
        switch kind {
        case .service: try service(facts).exceptions
        case .site: try site(facts).closures
        }
    }

    fileprivate func facts(with closures: [DatedClosure]) throws -> UpkeepFacts {
        var facts = current
        facts[kind == .service ? "exceptions" : "closures"] = .array(
            try closures.map { .object(try Self.facts(of: $0)) })
        return facts
    }
}

extension UpkeepWriting {
    /// All of it is true today. An open change stays as it is.
    func confirm(_ record: UpkeepRecord, today: LocalDate) throws {
        var facts = record.current
        let date = JSONValue.string(today.description)
        try workplace.settle(connection, event: "service-stale/\(record.key)", now: now)
        if facts["confirmed"] == date { return }
        facts["confirmed"] = date
        // Whoever may confirm says so for the organisation: nobody has to look at it again.
        try change(
            record, to: facts, act: .confirm, why: nil, wish: .publish, replacesOpen: false, decided: true)
    }
}
