internal import Files
internal import Rules
internal import Store

/// Writes what a source said, some records at a time, and at the end retires what it no longer says.
struct ExchangeWriting: Sendable {
    let format: StandardFormat
    let source: String
    let run: String
    let now: Int64

    struct Done: Sendable {
        var tallies: [KeptRecord.Kind: ImportTally] = [:]
        /// Key → new facts, of records that the source changed.
        var changedFacts: [KeptRecord.Kind: [String: String]] = [:]
        var rejections: [Rejection] = []

        mutating func add(_ other: Done) {
            for (kind, tally) in other.tallies {
                var sum = tallies[kind] ?? ImportTally(kind: kind.rawValue)
                sum.added += tally.added
                sum.changed += tally.changed
                sum.unchanged += tally.unchanged
                sum.back += tally.back
                tallies[kind] = sum
            }
            for (kind, facts) in other.changedFacts {
                changedFacts[kind, default: [:]].merge(facts) { _, new in new }
            }
            rejections += other.rejections
        }
    }

    func write(_ drafts: [ExchangeDraft], _ connection: Connection) throws -> Done {
        var done = Done()
        var organisations: [(Organisation, ExchangeDraft)] = []
        var sites: [(Site, ExchangeDraft)] = []
        var services: [(Service, ExchangeDraft)] = []
        for draft in drafts {
            switch draft.item {
            case .organisation(let organisation): organisations.append((organisation, draft))
            case .site(let site): sites.append((site, draft))
            case .service(let service): services.append((service, draft))
            }
        }
        try write(organisations, to: CommunityQueries.organisations, .organisation, connection, &done)
        try write(sites, to: GuideQueries.sites, .site, connection, &done)
        let places = try present(Set(services.map(\.0.site)).sorted(), connection)
        let (housed, homeless) = (
            services.filter { places.contains($0.0.site) }, services.filter { !places.contains($0.0.site) }
        )
        for (service, draft) in homeless {
            done.rejections.append(
                Rejection(
                    record: draft.record, line: nil, field: "structure_id", value: service.site,
                    reason: "its place was not taken", mend: "see what is said of the place"))
        }
        try write(housed, to: GuideQueries.services, .service, connection, &done)
        return done
    }

    private func present(_ keys: [String], _ connection: Connection) throws -> Set<String> {
        var found: Set<String> = []
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = Array(keys[start..<min(start + 500, keys.count)])
            try connection.each("SELECT key FROM site WHERE retired_at IS NULL AND key IN (\(list: some))") {
                found.insert(try $0.get("key"))
            }
        }
        return found
    }

    private func write<Value>(
        _ incoming: [(Value, ExchangeDraft)], to table: RecordTable<Value>, _ kind: KeptRecord.Kind,
        _ connection: Connection, _ done: inout Done
    ) throws {
        if incoming.isEmpty { return }
        var tally = ImportTally(kind: kind.rawValue)
        let stored = try self.stored(incoming.map { table.key($0.0) }, table.name, connection)
        // The same place may be made of several services: the first writes it.
        var written: Set<String> = []
        for (value, draft) in incoming {
            let key = table.key(value)
            guard written.insert(key).inserted else { continue }
            let facts = try Facts.text(value)
            if let present = stored[key] {
                guard present.source == source else {
                    done.rejections.append(
                        Rejection(
                            record: draft.record, line: nil, field: "id", value: key,
                            reason: "this key belongs to a record of «\(present.source)»",
                            mend: "import with another --source-key"))
                    continue
                }
                if present.facts == facts, !present.isRetired {
                    tally.unchanged += 1
                    try keep(draft, kind, key, connection)
                    continue
                }
                if present.isRetired { tally.back += 1 } else { tally.changed += 1 }
                done.changedFacts[kind, default: [:]][key] = facts
            } else {
                tally.added += 1
            }
            let record = IncomingRecord(value: value, sourceKey: draft.record.isEmpty ? nil : draft.record)
            try table.put(connection, record, facts: facts, source: source, now: now)
            try table.relations(connection, value)
            try keep(draft, kind, key, connection)
        }
        var one = Done()
        one.tallies[kind] = tally
        done.add(one)
    }

    private func stored(_ keys: [String], _ table: StaticString, _ connection: Connection) throws -> [String: (
        facts: String, source: String, isRetired: Bool
    )] {
        var stored: [String: (facts: String, source: String, isRetired: Bool)] = [:]
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = Array(keys[start..<min(start + 500, keys.count)])
            try connection.each(
                "SELECT key, source, facts, retired_at FROM \(name: table) WHERE key IN (\(list: some))"
            ) { row in
                stored[try row.get("key")] = (
                    try row.get("facts"), try row.get("source"), try row.optional("retired_at", as: Int64.self) != nil
                )
            }
        }
        return stored
    }

    private func keep(_ draft: ExchangeDraft, _ kind: KeptRecord.Kind, _ key: String, _ connection: Connection) throws {
        let remainder = try Facts.text(draft.fields)
        try connection.execute(
            """
            INSERT INTO exchange_record (kind, key, format, source, record, remainder, run)
            VALUES (\(kind.rawValue), \(key), \(format.rawValue), \(source), \(draft.record), \(remainder), \(run))
            ON CONFLICT (kind, key) DO UPDATE SET format = excluded.format, source = excluded.source,
                record = excluded.record, remainder = excluded.remainder, run = excluded.run
            """)
    }
}

/// What the source no longer says.
extension ExchangeWriting {
    /// A record with a fault is still in the file: what is known of it stays as it was.
    func touch(_ rejections: [Rejection], _ connection: Connection) throws {
        let names = Set(rejections.filter { !$0.isPartial && !$0.record.isEmpty }.map(\.record)).sorted()
        for start in stride(from: 0, to: names.count, by: 500) {
            let some = Array(names[start..<min(start + 500, names.count)])
            try connection.execute(
                "UPDATE exchange_record SET run = \(run) WHERE source = \(source) AND record IN (\(list: some))")
        }
    }

    /// - Throws: `FileFaults` when most of the source would go, and that is not allowed.
    func retire(_ parts: Set<ExchangePart>, mayRetireMost: Bool, file: String, _ connection: Connection) throws
        -> [KeptRecord.Kind: (retired: Int, kept: Int)]
    {
        var retired: [KeptRecord.Kind: (retired: Int, kept: Int)] = [:]
        if parts.contains(.services) {
            let gone = try gone(.service, "service", "", connection)
            try refuseGreatLoss(gone, .service, "service", mayRetireMost, file, connection)
            for key in gone {
                try connection.execute("UPDATE service SET retired_at = \(now) WHERE key = \(key)")
                try connection.execute("DELETE FROM service_need WHERE service = \(key)")
            }
            retired[.service] = (gone.count, 0)
        }
        var places: [String] = []
        if parts.contains(.places) {
            places += try gone(.site, "site", " AND exchange_record.record <> ''", connection)
        }
        if parts.contains(.madePlaces) {
            places += try gone(.site, "site", " AND exchange_record.record = ''", connection)
        }
        try refuseGreatLoss(places, .site, "site", mayRetireMost, file, connection)
        var kept = 0
        for key in places {
            // Services of other sources may be offered there.
            let guests = try connection.row("SELECT 1 AS one FROM service WHERE site = \(key) AND retired_at IS NULL")
            if guests != nil {
                kept += 1
            } else {
                try connection.execute("UPDATE site SET retired_at = \(now) WHERE key = \(key)")
            }
        }
        retired[.site] = (places.count - kept, kept)
        if parts.contains(.organisations) {
            let gone = try gone(.organisation, "organisation", "", connection)
            for key in gone {
                try connection.execute("UPDATE organisation SET retired_at = \(now) WHERE key = \(key)")
            }
            retired[.organisation] = (gone.count, 0)
        }
        return retired
    }

    private func gone(_ kind: KeptRecord.Kind, _ table: StaticString, _ more: SQL, _ connection: Connection) throws
        -> [String]
    {
        try connection.rows(
            """
            SELECT exchange_record.key AS key FROM exchange_record
            JOIN \(name: table) ON \(name: table).key = exchange_record.key
            WHERE exchange_record.kind = \(kind.rawValue) AND exchange_record.source = \(source)
                AND exchange_record.run <> \(run) AND \(name: table).retired_at IS NULL\(more)
            ORDER BY exchange_record.key
            """
        ).map { try $0.get("key") }
    }

    /// A file that lost most of its records is more likely cut short than true.
    private func refuseGreatLoss(
        _ gone: [String], _ kind: KeptRecord.Kind, _ table: StaticString, _ mayRetireMost: Bool, _ file: String,
        _ connection: Connection
    ) throws {
        let live = try connection.row(
            "SELECT count(*) AS live FROM \(name: table) WHERE source = \(source) AND retired_at IS NULL")
        let count = try live?.get("live", as: Int.self) ?? 0
        if mayRetireMost || gone.count <= 10 || gone.count * 2 <= count { return }
        throw FileFaults([
            Fault(
                file: file, line: 0,
                what:
                    "\(gone.count) of \(count) records (\(kind.rawValue)) that came from this source are no longer in the file; "
                    + "what the file has was taken, nothing was retired",
                mend: "fetch the whole file, or allow it with --allow-retiring")
        ])
    }
}
