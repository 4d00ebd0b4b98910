internal import Files
internal import HTTPTypes
internal import Rules
internal import Store
public import Web

/// The desk at which organisations keep their services and places true, answer visitors, and confirm; and where coordinators see
/// what is stale.
public struct GuideDesk: Sendable {
    let workplace: Workplace
    let snapshot: @Sendable () throws -> GuideSnapshot

    init(workplace: Workplace, snapshot: @escaping @Sendable () throws -> GuideSnapshot) {
        self.workplace = workplace
        self.snapshot = snapshot
    }

    /// Reminds of what is late; for the city's jobs.
    public var freshness: FreshnessJob { FreshnessJob(workplace: workplace) }

    public var routes: [DeskRoute] {
        let changes = [RecordName.Kind.service, .site].flatMap { kind in
            tellingWhoWasFaster(changeRoutes(kind) + historyRoutes(kind), kind)
        }
        return listRoutes + formRoutes(.service) + formRoutes(.site) + changes + previewRoutes + freshnessRoutes
            + linkRoutes + reportRoutes + twinRoutes
    }

    // MARK: What every handler needs

    /// The part of the addresses that names a kind of record.
    static func folder(_ kind: RecordName.Kind) -> String { kind == .service ? "services" : "places" }

    static func path(_ kind: RecordName.Kind, _ key: String, _ more: String...) -> SitePath {
        var path = SitePath("work", folder(kind), key)
        path.segments += more
        return path
    }

    func today(_ call: DeskCall) -> LocalDate {
        call.visit.zone.date(call.now)
    }

    func writing(_ connection: Connection, _ call: DeskCall, _ caller: Caller?) -> UpkeepWriting {
        UpkeepWriting(
            workplace: workplace, connection: connection, approval: call.visit.settings.approval ?? .none,
            caller: caller, now: call.now, today: today(call))
    }

    /// A record with what stands around it, as one caller may see it.
    func sight(_ call: DeskCall, _ kind: RecordName.Kind, _ key: String, _ action: Permission.Action = .read)
        async throws -> UpkeepSight
    {
        let caller = try call.member()
        return try await workplace.database.read { connection in
            let record = try UpkeepQueries.record(connection, kind, key, caller, action)
            return try UpkeepSight(record, caller, workplace, connection)
        }
    }

    /// Why something was done: a few words for the history.
    static let whyField = DeskRoute.Field(
        "why", "Why, in a few words, for the history (at most 500 characters).", label: "upkeep.form.why")
    static let versionField = DeskRoute.Field(
        "version", "The version that was seen; a change of another version is refused as a conflict.", isNeeded: true)

    static func why(_ form: FormValues) -> String? { form["why"].map { String($0.prefix(500)) } }
}

/// A record as one caller sees it.
struct UpkeepSight: Sendable {
    let record: UpkeepRecord
    /// Of a service: its place; its address only for those who may know it.
    let place: Site?
    let placeIsReachable: Bool
    /// Of those who wrote revisions.
    let names: [String: String]
    let openReports: Int
    let mayEdit: Bool
    let mayDecide: Bool
    let mayConfirm: Bool
    let mayReadReports: Bool
    let holdsWard: Bool
    let seesAll: Bool

    init(_ record: UpkeepRecord, _ caller: Caller, _ workplace: Workplace, _ connection: Connection) throws {
        self.record = record
        mayEdit = caller.may(.edit, .service, owner: record.owner)
        mayDecide = caller.may(.decide, .service, owner: record.owner)
        mayConfirm = caller.may(.edit, .freshness, owner: record.owner)
        mayReadReports = caller.may(.read, .report, owner: record.owner)
        holdsWard = caller.wards.contains(.protectedPlaces)
        seesAll = caller.scope(.service, .edit) == .all
        var place: Site?
        var isReachable = false
        if let key = record.site, let found = try UpkeepQueries.record(connection, .site, key) {
            var site = try UpkeepRecord.site(found.isNew ? found.working : found.current)
            if found.isGuarded, !holdsWard {
                site.protected = true
                site = site.withoutSecrets
            } else {
                isReachable = caller.may(.read, .service, owner: found.owner)
            }
            place = site
        }
        self.place = place
        placeIsReachable = isReachable
        let accounts = record.revisions.flatMap { [$0.account, $0.decidedBy] }.compactMap { $0 }
        names = try workplace.names(connection, of: Array(Set(accounts)).sorted())
        if record.kind == .service, mayReadReports {
            let row = try connection.row(
                "SELECT COUNT(*) AS count FROM report WHERE service = \(record.key) AND closed_at IS NULL")
            openReports = try row?.get("count") ?? 0
        } else {
            openReports = 0
        }
    }
}
