internal import Files
internal import Rules
internal import Store
internal import Web

/// Where coordinators look at records of several guides that may be one.
extension GuideDesk {
    var twinRoutes: [DeskRoute] {
        let pair = "duplicates/{kind}/{kept}/{gone}"
        return [
            DeskRoute(
                .get, "duplicates", .rule(.twin, .read), "Pairs of records that may be one, most alike first.",
                fields: [.init("state", "open (when left out), apart or merged.")] + DeskWindow.fields
            ) { try await twins($0) },
            DeskRoute(
                .get, pair, .rule(.twin, .read),
                "Two records side by side: what differs, and where each fact comes from. The first is the one that would stay."
            ) { call in
                let (sight, _) = try await sight(call)
                return .show(
                    try TwinPage(sight: sight, guide: snapshot()).page(call.visit), data: sight.json(call.visit))
            },
            DeskRoute(
                .post, "\(pair)/merge", says: "merged", .rule(.twin, .edit),
                "Makes one of the two: the first stays, the address of the second leads to it.",
                fields: [.init("take", "Fields whose value the second has right.", isList: true)]
            ) { call in
                let chosen = call.form.all("take")
                return try await decide(call) { writing, sight in
                    try sight.refuseMerge()
                    let lawful = Set(TwinFields.differing(sight.kept.current, sight.gone.current))
                    let foreign = chosen.filter { !lawful.contains($0) }
                    guard foreign.isEmpty else {
                        throw Problem(
                            .badRequest, "These fields cannot be taken.",
                            faults: foreign.map { .init(name: "take", reason: "«\($0)» does not differ") })
                    }
                    try writing.merge(sight.gone, into: sight.kept, taking: chosen)
                    return .merged
                }
            },
            DeskRoute(
                .post, "\(pair)/separation", says: "kept-apart", .rule(.twin, .edit),
                "Says that they are two. Nobody is asked again unless one of them changes much."
            ) { call in
                try await decide(call) { _, sight in
                    guard !sight.isMerged else {
                        throw Problem.overtaken("They are merged: undo the merge first.", "twins-merged")
                    }
                    return .apart
                }
            },
            DeskRoute(
                .post, "\(pair)/undoing", says: "parted", .rule(.twin, .edit), "Undoes a merge: they are two again."
            ) { call in
                try await decide(call) { writing, sight in
                    guard sight.isMerged else { throw Problem.overtaken("They are not merged.", "twins-apart") }
                    try writing.part(sight.gone, from: sight.kept)
                    return .open
                }
            },
        ]
    }

    private func twins(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let window = try DeskWindow(call.query)
        let state = call.query["state"].map { TwinPair.State(rawValue: $0) } ?? .open
        guard let state else {
            throw Problem(
                .badRequest, "The list cannot be read.",
                faults: [.init(name: "state", reason: "must be open, apart or merged")])
        }
        let guide = try snapshot()
        let (pairs, names) = try await workplace.database.read { connection in
            let pairs = try TwinPair.visible(connection, to: caller, state: state)
            var names: [RecordName: LocalisedText] = [:]
            for pair in window.slice(pairs) {
                for name in [pair.name, RecordName(pair.name.kind, pair.other)] where names[name] == nil {
                    let record = try UpkeepQueries.record(connection, name.kind, name.key)
                    names[name] = record.map { UpkeepShowPage.name($0.current) }
                }
            }
            return (pairs, names)
        }
        let page = TwinListPage(pairs: pairs, names: names, state: state, window: window, query: call.query)
        return .show(
            page.page(call.visit, guide),
            data: JSONText(members: window.members(window.slice(pairs).map(\.json), total: pairs.count)))
    }

    private func sight(_ call: DeskCall) async throws -> (TwinSight, Caller) {
        let caller = try call.member()
        return (try await workplace.database.read { try TwinSight($0, call, caller) }, caller)
    }

    /// Reads both within the caller's reach, and writes the decision down, in one transaction.
    private func decide(
        _ call: DeskCall, _ body: @escaping @Sendable (UpkeepWriting, TwinSight) throws -> TwinPair.State
    ) async throws -> DeskAnswer {
        let caller = try call.member()
        let (sight, state) = try await workplace.database.write { connection in
            let sight = try TwinSight(connection, call, caller)
            let state = try body(writing(connection, call, caller), sight)
            try TwinPair.decide(
                connection, sight.kept.kind, try sight.facts(connection), state, account: caller.account,
                now: call.now.milliseconds)
            return (sight, state)
        }
        // The list says what comes next; a merge is looked at where it can be undone.
        let path = state == .apart ? SitePath("work", "duplicates") : sight.path
        return .done(
            path,
            data: JSONText(members: [
                ("kept", JSONText(sight.kept.key)), ("gone", JSONText(sight.gone.key)),
                ("state", JSONText(state.rawValue)),
            ]))
    }
}

/// Two records as one caller may see them.
struct TwinSight: Sendable {
    let kept: UpkeepRecord
    let gone: UpkeepRecord
    let pair: TwinPair?
    /// When each field was corrected by hand, in milliseconds: key of the record, then field.
    let corrections: [String: [String: Int64]]
    /// Field of the one that stays → key of the record that it is taken from.
    let origins: [String: String]
    let changedAt: [String: Instant]

    /// - Throws: `Problem.nothing` when one of them is not there, or is not for the caller.
    init(_ connection: Connection, _ call: DeskCall, _ caller: Caller) throws {
        let kinds: [String: RecordName.Kind] = ["services": .service, "places": .site]
        guard let kind = kinds[call["kind"]], call["kept"] != call["gone"] else { throw Problem.nothing }
        kept = try UpkeepQueries.record(connection, kind, call["kept"], caller, .decide)
        gone = try UpkeepQueries.record(connection, kind, call["gone"], caller, .decide)
        pair = try TwinPair.find(connection, kind, [kept.key, gone.key])
        var corrections: [String: [String: Int64]] = [:]
        var changedAt: [String: Instant] = [:]
        var origins: [String: String] = [:]
        let keys = [kept.key, gone.key]
        try connection.each(
            "SELECT key, field, made_at FROM local_edit WHERE kind = \(kind.rawValue) AND key IN (\(list: keys))"
        ) { corrections[try $0.get("key"), default: [:]][try $0.get("field")] = try $0.get("made_at") }
        try connection.each(
            "SELECT field, origin FROM twin_field WHERE kind = \(kind.rawValue) AND key = \(kept.key)"
        ) { origins[try $0.get("field")] = try $0.get("origin") }
        let table: SQL = kind == .site ? "site" : "service"
        try connection.each("SELECT key, changed_at FROM \(table) WHERE key IN (\(list: keys))") {
            changedAt[try $0.get("key")] = Instant(milliseconds: try $0.get("changed_at"))
        }
        (self.corrections, self.changedAt, self.origins) = (corrections, changedAt, origins)
    }

    var isMerged: Bool { gone.mergedInto == kept.key }

    var path: SitePath { path(kept.key, gone.key) }
    var swapped: SitePath { path(gone.key, kept.key) }

    private func path(_ one: String, _ other: String) -> SitePath {
        SitePath("work", "duplicates", GuideDesk.folder(kept.kind), one, other)
    }

    /// - Throws: `Problem(.conflict)` that says what has to be done first.
    func refuseMerge() throws {
        for record in [kept, gone] {
            guard record.mergedInto == nil else {
                throw Problem.overtaken("One of them was merged before.", "twins-one")
            }
            guard record.isPublished else { throw Problem.overtaken("Both must be in the guide.", "twins-hidden") }
            guard record.openChange == nil else {
                throw Problem.overtaken(
                    "A change of one of them is not decided yet: publish it or send it back first.", "twins-open")
            }
        }
        // A merge must neither hide nor show an address.
        guard UpkeepRecord.isProtected(kept.current) == UpkeepRecord.isProtected(gone.current) else {
            throw Problem.overtaken(
                "One of the two places is protected: protect the other first.", "twins-protected")
        }
    }

    /// What each of them is compared by, for the memory of a decision.
    func facts(_ connection: Connection) throws -> [String: LikenessFacts] {
        var facts: [String: LikenessFacts] = [:]
        for record in [kept, gone] {
            switch record.kind {
            case .site:
                facts[record.key] = TwinFinding.facts(try UpkeepRecord.site(record.current), source: record.source)
            case .service:
                let place = try record.site.flatMap { try UpkeepQueries.record(connection, .site, $0) }
                var site = try place.map { try UpkeepRecord.site($0.current) }
                if place?.isGuarded == true { site?.protected = true }
                facts[record.key] = TwinFinding.facts(
                    try UpkeepRecord.service(record.current), at: site, source: record.source)
            }
        }
        return facts
    }

    func json(_ visit: Visit) -> JSONText {
        JSONText(members: [
            ("kind", JSONText(kept.kind.rawValue)), ("kept", JSONText(kept.key)), ("gone", JSONText(gone.key)),
            ("state", JSONText((isMerged ? .merged : pair?.state ?? .open).rawValue)),
            ("likeness", pair.map { JSONText($0.likeness.whole) }),
            (
                "fields",
                JSONText(
                    TwinFields.differing(kept.current, gone.current).map { field in
                        JSONText(members: [
                            ("field", JSONText(field)), ("kept", UpkeepJSON.value(kept.current[field])),
                            ("gone", UpkeepJSON.value(gone.current[field])),
                            ("takenFrom", UpkeepJSON.text(origins[field])),
                        ])
                    })
            ),
        ])
    }
}

extension TwinPair {
    var json: JSONText {
        JSONText(members: [
            ("kind", JSONText(name.kind.rawValue)), ("one", JSONText(one)), ("other", JSONText(other)),
            ("likeness", JSONText(likeness.whole)), ("verdict", JSONText(likeness.verdict.rawValue)),
            ("state", JSONText(state.rawValue)), ("found", JSONText(foundAt.rfc3339)),
        ])
    }
}
