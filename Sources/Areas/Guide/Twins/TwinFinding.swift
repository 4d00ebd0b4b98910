internal import Files
internal import Rules
public import Store

extension Guide {
    /// Looks for records of the guide that may be one place or one service, and writes the pairs down for the coordinators.
    /// What was kept apart is asked again only when one of the two has changed much since.
    /// - Parameter now: milliseconds since 1970, UTC.
    /// - Returns: how many pairs are new.
    @discardableResult
    public static func findTwins(_ database: Database, now: Int64) async throws -> Int {
        let content = try await database.read { connection in
            try Guide.load(connection, territory: try Territory.load(connection))
        }
        let places = TwinFinding(.site, TwinFinding.facts(of: content.sites, content.provenance))
        let services = TwinFinding(
            .service, TwinFinding.facts(of: content.services, at: content.sites, content.provenance))
        let found = [places, services].map { ($0, $0.pairs) }
        return try await database.write { connection in
            try found.reduce(0) { try $0 + $1.0.write($1.1, connection, now: now) }
        }
    }
}

/// Compares the records of one kind.
struct TwinFinding: Sendable {
    let kind: RecordName.Kind
    /// In the order of their keys.
    private let keys: [String]
    private let records: [LikenessRecord]

    init(_ kind: RecordName.Kind, _ facts: [String: LikenessFacts]) {
        self.kind = kind
        keys = facts.keys.sorted()
        records = keys.compactMap { facts[$0] }.map { LikenessRecord($0) }
    }

    var pairs: [TwinCandidates.Pair] { TwinCandidates.pairs(records) }

    static func facts(of sites: [Site], _ provenance: [RecordName: RecordProvenance]) -> [String: LikenessFacts] {
        Dictionary(
            sites.map { ($0.key, facts($0, source: provenance[RecordName(.site, $0.key)]?.source ?? "")) },
            uniquingKeysWith: { first, _ in first })
    }

    static func facts(_ site: Site, source: String) -> LikenessFacts {
        LikenessFacts(
            names: site.name.byLanguage.values.sorted() + site.aliases, address: site.address, postcode: site.postcode,
            point: site.precision == .district ? nil : site.point, phones: [site.phone].compactMap { $0 },
            websites: [site.website].compactMap { $0 }, source: source, isProtected: site.protected)
    }

    /// A service is where its place is, and rings there when it has no telephone of its own.
    static func facts(of services: [Service], at sites: [Site], _ provenance: [RecordName: RecordProvenance])
        -> [String:
        LikenessFacts]
    {
        let places = Dictionary(sites.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return Dictionary(
            services.map { service in
                let source = provenance[RecordName(.service, service.key)]?.source ?? ""
                return (service.key, facts(service, at: places[service.site], source: source))
            }, uniquingKeysWith: { first, _ in first })
    }

    static func facts(_ service: Service, at site: Site?, source: String) -> LikenessFacts {
        LikenessFacts(
            names: service.name.byLanguage.values.sorted(), address: site?.address, postcode: site?.postcode,
            point: site?.precision == .district ? nil : site?.point,
            phones: [service.phone ?? site?.phone].compactMap { $0 },
            websites: [service.website ?? site?.website].compactMap { $0 }, needs: Set(service.needs), source: source,
            isProtected: site?.protected ?? false)
    }

    // MARK: Writing

    /// Brings the table to what was found.
    /// - Returns: how many pairs are new, or asked again.
    func write(_ pairs: [TwinCandidates.Pair], _ connection: Connection, now: Int64) throws -> Int {
        var known: [[String]: TwinPair] = [:]
        for pair in try TwinPair.all(connection) where pair.name.kind == kind { known[[pair.one, pair.other]] = pair }
        var seen: Set<[String]> = []
        var fresh = 0
        for pair in pairs {
            let names = [keys[pair.one], keys[pair.other]]
            seen.insert(names)
            let asksAgain = known[names].map { $0.state == .apart && hasChanged($0, pair) } ?? false
            if known[names] == nil || asksAgain { fresh += 1 }
            if let former = known[names], former.state != .open, !asksAgain { continue }
            if let former = known[names], former.state == .open, former.likeness == pair.likeness { continue }
            let aspects = try Facts.text(pair.likeness)
            try connection.execute(
                """
                INSERT INTO twin_pair (kind, one, other, likeness, aspects, state, found_at)
                VALUES (\(kind.rawValue), \(names[0]), \(names[1]), \(pair.likeness.whole), \(aspects), 'open', \(now))
                ON CONFLICT (kind, one, other) DO UPDATE SET likeness = excluded.likeness, aspects = excluded.aspects,
                    state = 'open', account = NULL, decided_at = NULL, seen = NULL
                """)
        }
        // Corrected meanwhile, or no longer in the guide: nobody needs to look. What was decided stays.
        for (names, pair) in known where pair.state == .open && !seen.contains(names) {
            try connection.execute(
                "DELETE FROM twin_pair WHERE kind = \(kind.rawValue) AND one = \(names[0]) AND other = \(names[1])")
        }
        return fresh
    }

    /// One of the two is no longer what it was when somebody said that they are two.
    private func hasChanged(_ former: TwinPair, _ pair: TwinCandidates.Pair) -> Bool {
        guard let seen = former.seen, seen.count == 2 else { return true }
        return zip(seen, [records[pair.one], records[pair.other]]).contains { before, record in
            if before == record.facts { return false }
            return Likeness(LikenessRecord(before), record).whole < Likeness.twins
        }
    }
}
