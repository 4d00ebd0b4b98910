internal import Files
internal import Rules
internal import Store

/// Writes changes of the guide's records: drafts, proposals, publications. Every one is a revision that stays.
struct UpkeepWriting {
    /// How far a change shall go.
    enum Wish: String, Sendable {
        case draft
        case propose
        /// As far as the caller may go: published, or proposed to whoever decides.
        case publish
    }

    let workplace: Workplace
    let connection: Connection
    let approval: ServiceApproval
    /// `nil`: somebody who came by a link of ours, for the organisation that owns the record.
    let caller: Caller?
    let now: Instant
    let today: LocalDate

    /// A new record: its key is taken at once, and it is not shown before it is published.
    func create(_ kind: RecordName.Kind, facts: UpkeepFacts) throws {
        switch kind {
        case .service:
            let service = try UpkeepRecord.service(facts)
            try GuideQueries.services.put(
                connection, IncomingRecord(value: service), facts: UpkeepRecord.text(facts),
                source: UpkeepRecord.ownSource, now: now.milliseconds)
            try connection.execute("UPDATE service SET retired_at = \(now.milliseconds) WHERE key = \(service.key)")
        case .site:
            let site = try UpkeepRecord.site(facts)
            try GuideQueries.sites.put(
                connection, IncomingRecord(value: site), facts: UpkeepRecord.text(facts),
                source: UpkeepRecord.ownSource, now: now.milliseconds)
            try connection.execute("UPDATE site SET retired_at = \(now.milliseconds) WHERE key = \(site.key)")
        }
    }

    /// Writes a change down, and takes it as far as wished and allowed.
    /// - Parameter isUrgent: a closure or a confirmation, which no approval may hold up for those who decide for their organisation.
    ///   - decided: nobody else has to decide, whoever the caller is.
    /// - Returns: the state that it reached.
    /// - Throws: `UpkeepMerge.Conflict` when someone else published another value of the same field meanwhile.
    @discardableResult
    func change(
        _ record: UpkeepRecord, to facts: UpkeepFacts, act: UpkeepRevision.Act, why: String?, wish: Wish,
        replacesOpen: Bool, isUrgent: Bool = false, decided: Bool = false, id: UUIDv7 = UUIDv7()
    ) throws -> UpkeepRevision.State {
        let next = try baseline(of: record)
        var state = UpkeepRevision.State.draft
        let way = decided ? .publish : way(record, isUrgent: isUrgent)
        if wish == .publish, way == .publish { state = .published } else if wish != .draft { state = .proposed }
        let open = record.openChange
        // What has to be decided on joins the change that waits already: nothing of it is lost.
        let joins = state.isOpen && !replacesOpen
        let base = (replacesOpen || joins ? open?.base : nil) ?? record.current
        var written = facts
        if state == .published {
            written = try UpkeepMerge.merged(base: base, change: facts, current: record.current)
        } else if joins, let open {
            written = try UpkeepMerge.merged(base: record.current, change: facts, current: open.facts)
        }
        if let open, replacesOpen || state.isOpen { try set(open, .replaced) }
        let revision = try insert(
            record, number: next, state: state, act: act, facts: written,
            base: base, why: why, id: id)
        if state == .published { try bringPlace(of: record) }
        if state == .published { try publish(record, written, number: next, why: why) }
        if state == .proposed { try tellOfProposal(record, revision, way) }
        return state
    }

    /// Lets the open change count.
    /// - Throws: `UpkeepMerge.Conflict`
    func accept(_ record: UpkeepRecord, _ open: UpkeepRevision, words: String?) throws {
        let next = try baseline(of: record)
        let facts = try UpkeepMerge.merged(
            base: open.base ?? record.current, change: open.facts, current: record.current)
        try connection.execute(
            """
            UPDATE guide_revision SET state = 'published', number = \(next), facts = \(UpkeepRecord.text(facts)),
                decided_by = \(caller?.account), decided_at = \(now.milliseconds), words = \(words)
            WHERE id = \(open.id)
            """)
        try bringPlace(of: record)
        try publish(record, facts, number: next, why: open.why)
        try endNotices(of: open)
        try tellOfDecision(record, open)
    }

    func sendBack(_ record: UpkeepRecord, _ open: UpkeepRevision, words: String) throws {
        try connection.execute(
            """
            UPDATE guide_revision SET state = 'sent-back', decided_by = \(caller?.account),
                decided_at = \(now.milliseconds), words = \(words)
            WHERE id = \(open.id)
            """)
        try endNotices(of: open)
        try tellOfDecision(record, open)
    }

    func drop(_ open: UpkeepRevision) throws {
        try set(open, .replaced)
        try endNotices(of: open)
    }

    func propose(_ record: UpkeepRecord, _ open: UpkeepRevision) throws {
        try set(open, .proposed)
        try tellOfProposal(record, open.id, way(record, isUrgent: false))
    }

    func archive(_ record: UpkeepRecord, why: String?) throws {
        try setArchived(record, now.milliseconds)
        try insertDone(record, .archive, why)
    }

    func unarchive(_ record: UpkeepRecord, why: String?) throws {
        try setArchived(record, nil)
        try insertDone(record, .unarchive, why)
    }

    /// Settles a field on which we and the source disagree.
    func settle(_ record: UpkeepRecord, _ disagreement: UpkeepDisagreement, keepsOurs: Bool) throws {
        let (kind, field) = (record.kind.rawValue, disagreement.field)
        let next = try baseline(of: record)
        var facts = record.current
        if keepsOurs {
            try connection.execute(
                """
                UPDATE local_edit SET source_value = source_now, source_now = NULL, source_changed_at = NULL
                WHERE kind = \(kind) AND key = \(record.key) AND field = \(field) AND source_now IS NOT NULL
                """)
        } else {
            try LocalEdits.remove(connection, kind: kind, key: record.key, field: field)
            facts[field] = record.sourceFacts[field]
            try Territory.bumpContentVersion(connection)
        }
        _ = try insert(
            record, number: next, state: .published, act: .settle, facts: facts, base: record.current,
            why: keepsOurs ? "ours: \(field)" : "source: \(field)")
    }

    func setRhythm(_ record: UpkeepRecord, days: Int?) throws {
        try connection.execute(
            """
            INSERT INTO desk_record (kind, key, rhythm) VALUES (\(record.kind.rawValue), \(record.key), \(days))
            ON CONFLICT (kind, key) DO UPDATE SET rhythm = excluded.rhythm
            """)
        try Territory.bumpContentVersion(connection)
    }

    /// Whether the caller's own word is enough, or whose is needed.
    func way(_ record: UpkeepRecord, isUrgent: Bool) -> PublishingWay {
        guard let caller else { return .publish }
        return PublishingWay(
            approval: isUrgent ? .none : approval, decides: caller.scope(.service, .decide), isNew: record.isNew)
    }

    // MARK: Publication

    /// A service needs its place: one that is new is published with it.
    private func bringPlace(of service: UpkeepRecord) throws {
        guard service.kind == .service, let key = service.site else { return }
        guard let place = try UpkeepQueries.record(connection, .site, key), !place.isGone, place.archivedAt == nil
        else { throw UpkeepRefusal.placeIsGone }
        guard place.isNew else { return }
        if let open = place.openChange {
            try accept(place, open, words: nil)
        } else {
            try publish(place, place.current, number: try baseline(of: place), why: nil)
        }
    }

    /// Brings the facts into the guide, seen by every server at its next look (the version of the content grows).
    private func publish(_ record: UpkeepRecord, _ facts: UpkeepFacts, number: Int, why: String?) throws {
        if record.isOwn {
            try publishOwn(record, facts)
        } else {
            try overlay(record, facts, why: "revision \(number)\(why.map { ": \($0)" } ?? "")")
        }
        try connection.execute(
            """
            INSERT INTO desk_record (kind, key, operated_by)
            VALUES (\(record.kind.rawValue), \(record.key), \(facts["operatedBy"]?.string))
            ON CONFLICT (kind, key) DO UPDATE SET operated_by = excluded.operated_by
            """)
        try Territory.bumpContentVersion(connection)
    }

    private func publishOwn(_ record: UpkeepRecord, _ facts: UpkeepFacts) throws {
        let text = try UpkeepRecord.text(facts)
        for field in record.edits.keys {
            try LocalEdits.remove(connection, kind: record.kind.rawValue, key: record.key, field: field)
        }
        // What was taken from a merged record and is said otherwise now is the record's own again.
        for (field, value) in record.sourceFacts where facts[field] != value {
            try connection.execute(
                """
                DELETE FROM twin_field WHERE kind = \(record.kind.rawValue) AND key = \(record.key) AND field = \(field)
                """)
        }
        switch record.kind {
        case .service:
            let service = try UpkeepRecord.service(facts)
            try GuideQueries.services.put(
                connection, IncomingRecord(value: service), facts: text, source: UpkeepRecord.ownSource,
                now: now.milliseconds)
            try GuideQueries.services.relations(connection, service)
        case .site:
            let site = try UpkeepRecord.site(facts)
            try GuideQueries.sites.put(
                connection, IncomingRecord(value: site), facts: text, source: UpkeepRecord.ownSource,
                now: now.milliseconds)
            try GuideQueries.sites.relations(connection, site)
        }
    }

    /// Of a record that comes from a file only what differs is kept here, so that the next import speaks on all the rest.
    private func overlay(_ record: UpkeepRecord, _ facts: UpkeepFacts, why: String) throws {
        let kind = record.kind.rawValue
        let source = try UpkeepRecord.text(record.sourceFacts)
        for field in Set(record.sourceFacts.keys).union(facts.keys).union(record.edits.keys).sorted() {
            let value = facts[field]
            if value == record.sourceFacts[field] {
                if record.edits[field] != nil {
                    try LocalEdits.remove(connection, kind: kind, key: record.key, field: field)
                }
            } else if record.edits[field] != value ?? .null {
                try LocalEdits.put(
                    connection, kind: kind, key: record.key, field: field, value: value ?? .null, why: why,
                    facts: source, now: now.milliseconds)
            }
        }
    }

    func setArchived(_ record: UpkeepRecord, _ at: Int64?) throws {
        try connection.execute(
            """
            INSERT INTO desk_record (kind, key, archived_at) VALUES (\(record.kind.rawValue), \(record.key), \(at))
            ON CONFLICT (kind, key) DO UPDATE SET archived_at = excluded.archived_at
            """)
        try Territory.bumpContentVersion(connection)
    }

    // MARK: Revisions

    /// Writes down what counted before, when nobody has yet, or when the source has changed it since.
    /// - Returns: the number of the next revision.
    func baseline(of record: UpkeepRecord) throws -> Int {
        let next = (record.revisions.last?.number ?? 0) + 1
        guard !record.isNew else { return next }
        if let last = record.revisions.last(where: { $0.state.counts }), last.facts == record.current { return next }
        try connection.execute(
            """
            INSERT INTO guide_revision (id, kind, key, number, state, act, facts, is_protected, made_at)
            VALUES (\(UUIDv7()), \(record.kind.rawValue), \(record.key), \(next), 'source', 'source',
                \(UpkeepRecord.text(record.current)), \(UpkeepRecord.isProtected(record.current)), \(now.milliseconds))
            """)
        return next + 1
    }

    func insertDone(_ record: UpkeepRecord, _ act: UpkeepRevision.Act, _ why: String?) throws {
        let next = try baseline(of: record)
        _ = try insert(
            record, number: next, state: .published, act: act, facts: record.current, base: record.current, why: why)
    }

    func insert(
        _ record: UpkeepRecord, number: Int, state: UpkeepRevision.State, act: UpkeepRevision.Act, facts: UpkeepFacts,
        base: UpkeepFacts, why: String?, id: UUIDv7 = UUIDv7()
    ) throws -> String {
        let id = id.description
        try connection.execute(
            """
            INSERT INTO guide_revision (id, kind, key, number, state, act, facts, base, is_protected, why, account,
                organisation, made_at)
            VALUES (\(id), \(record.kind.rawValue), \(record.key), \(number), \(state.rawValue), \(act.rawValue),
                \(UpkeepRecord.text(facts)), \(UpkeepRecord.text(base)), \(UpkeepRecord.isProtected(facts)), \(why),
                \(caller?.account), \(caller == nil ? record.owner : caller?.organisation), \(now.milliseconds))
            """)
        return id
    }

    private func set(_ revision: UpkeepRevision, _ state: UpkeepRevision.State) throws {
        try connection.execute("UPDATE guide_revision SET state = \(state.rawValue) WHERE id = \(revision.id)")
    }

    // MARK: Notices

    private func path(_ record: UpkeepRecord) -> String {
        "work/\(record.kind == .service ? "services" : "places")/\(record.key)"
    }

    private func tellOfProposal(_ record: UpkeepRecord, _ revision: String, _ way: PublishingWay) throws {
        let event = "service-proposed/\(revision)/\(now.milliseconds)"
        let wards: Set<Ward> = record.isGuarded ? [.protectedPlaces] : []
        if way != .coordinator, let owner = record.owner {
            try workplace.tell(
                connection, organisation: owner, who: .service, .decide, kind: "service-proposed", path: path(record),
                event: event, wards: wards, except: caller?.account, now: now)
            return
        }
        for account in try UpkeepPeople.coordinators(connection, wards: wards) where account != caller?.account {
            try workplace.tell(
                connection, account: account, kind: "service-proposed", path: path(record), event: event, now: now)
        }
    }

    /// Decided or taken back: it awaits nobody any more.
    private func endNotices(of open: UpkeepRevision) throws {
        try workplace.settle(connection, event: "service-proposed/\(open.id)", now: now)
    }

    private func tellOfDecision(_ record: UpkeepRecord, _ open: UpkeepRevision) throws {
        guard let account = open.account, account != caller?.account else { return }
        try workplace.tell(
            connection, account: account, kind: "service-decided", path: path(record),
            event: "service-decided/\(open.id)/\(now.milliseconds)", now: now)
    }
}

/// Why a change cannot be published.
enum UpkeepRefusal: Error, Sendable, Hashable {
    /// Its place is archived, or no longer in its file.
    case placeIsGone
}

enum UpkeepPeople {
    /// Accounts of the city's coordinators who carry the wards.
    static func coordinators(_ connection: Connection, wards: Set<Ward> = []) throws -> [String] {
        try connection.rows(
            """
            SELECT DISTINCT membership.account AS account, membership.wards AS wards FROM membership
            JOIN account ON account.id = membership.account
            WHERE membership.role = \(Role.coordinator.rawValue) AND membership.ended_at IS NULL
                AND account.disabled_at IS NULL ORDER BY membership.account
            """
        ).compactMap { row in
            let held = Set(try row.get("wards", as: String.self).split(separator: ",").map(String.init))
            return wards.allSatisfy({ held.contains($0.rawValue) }) ? try row.get("account") : nil
        }
    }
}
