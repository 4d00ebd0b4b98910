internal import Rules
internal import Store
internal import Web

/// The state of the program for whoever keeps it running: nothing of anyone in it.
struct SystemDesk: Sendable {
    let workplace: Workplace
    let published: PublishedCity

    var routes: [DeskRoute] {
        [
            DeskRoute(
                .get, "system", .rule(.system, .read), "The state of the program: jobs, letters, audit book",
                handler: show)
        ]
    }

    private struct Job: Sendable {
        var name: String
        var next: Instant
        var last: Instant?
        var outcome: String?
    }

    private struct State: Sendable {
        var jobs: [Job]
        /// What, how many.
        var counts: [(name: String, count: Int)]
    }

    /// The same for the database, as this server sees it.
    private static func counts(_ database: DatabaseStatistics) -> [(name: String, count: Int)] {
        [
            ("connections-open", database.open), ("connections-idle", database.idle),
            ("calls-waiting", database.waiting), ("reconnections", database.reconnections),
            ("replicas", database.replicas.count), ("replicas-used", database.replicas.count(where: \.isUsed)),
        ]
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        var state = try await workplace.database.read { try Self.state($0, call.now) }
        let database = workplace.database.statistics
        state.counts += Self.counts(database)
        let version = published.version ?? 0
        return .show(
            page(state, version, database, call.visit),
            data: JSONText(members: [
                ("contentVersion", JSONText(version)), ("engine", JSONText(database.engine.rawValue)),
                ("engineVersion", database.serverVersion.map { JSONText($0) }),
                ("counts", JSONText(members: state.counts.map { ($0.name, JSONText($0.count)) })),
                (
                    "jobs",
                    JSONText(
                        state.jobs.map { job in
                            JSONText(members: [
                                ("name", JSONText(job.name)), ("next", JSONText(job.next.rfc3339)),
                                ("last", job.last.map { JSONText($0.rfc3339) }),
                                ("outcome", job.outcome.map { JSONText($0) }),
                            ])
                        })
                ),
            ]))
    }

    private static func state(_ connection: Connection, _ now: Instant) throws -> State {
        let jobs = try connection.rows("SELECT name, next_at, last_at, last_outcome FROM job ORDER BY name").map {
            row in
            Job(
                name: try row.get("name"), next: Instant(milliseconds: try row.get("next_at")),
                last: try row.optional("last_at").map { Instant(milliseconds: $0) },
                outcome: try row.optional("last_outcome"))
        }
        func count(_ sql: SQL) throws -> Int { try connection.row(sql)?.get("number") ?? 0 }
        return State(
            jobs: jobs,
            counts: [
                (
                    "letters-waiting",
                    try count(
                        "SELECT count(*) AS number FROM letter WHERE sent_at IS NULL AND given_up_at IS NULL")
                ),
                ("letters-given-up", try count("SELECT count(*) AS number FROM letter WHERE given_up_at IS NOT NULL")),
                (
                    "sessions",
                    try count(
                        "SELECT count(*) AS number FROM session WHERE ended_at IS NULL AND ends_at > \(now.milliseconds)"
                    )
                ),
                ("audit-lines", try count("SELECT count(*) AS number FROM audit")),
            ])
    }

    private func page(_ state: State, _ version: Int, _ database: DatabaseStatistics, _ visit: Visit) -> Page {
        let say = visit.say
        let facts = state.counts.map {
            "<div><dt>\(say("system.count.\($0.name)"))</dt><dd><bdi>\(say.number($0.count))</bdi></dd></div>" as HTML
        }
        let rows = state.jobs.map { job -> HTML in
            """
            <tr><th scope="row">\(say("system.job.\(job.name)"))</th>\
            <td data-label="\(say("system.last"))">\(job.last.map { DeskSheet.moment($0, visit) } ?? "–")</td>\
            <td data-label="\(say("system.outcome"))">\(outcome(job, visit))</td>\
            <td data-label="\(say("system.next"))">\(DeskSheet.moment(job.next, visit))</td></tr>
            """
        }
        return Page(
            title: say("system.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("system.title"))</h1><p class="lead">\(say("system.lead"))</p>
                <dl class="facts"><div><dt>\(say("system.version"))</dt><dd><bdi>\(version)</bdi></dd></div>\
                <div><dt>\(say("system.engine"))</dt><dd><bdi dir="ltr">\(Self.engine(database))</bdi></dd></div>\(facts)</dl>
                <h2>\(say("system.jobs"))</h2><table class="cards"><thead><tr><th scope="col">\(say("system.job"))</th>\
                <th scope="col">\(say("system.last"))</th><th scope="col">\(say("system.outcome"))</th>\
                <th scope="col">\(say("system.next"))</th></tr></thead><tbody>\(rows)</tbody></table>
                """)
    }

    private static func engine(_ database: DatabaseStatistics) -> String {
        let name = database.engine == .sqlite ? "SQLite" : "PostgreSQL"
        return [name, database.serverVersion].compactMap { $0 }.joined(separator: " ")
    }

    private func outcome(_ job: Job, _ visit: Visit) -> HTML {
        guard let words = job.outcome else { return "–" }
        if words == "failed" { return HTML(visit.say("system.did.failed")) }
        // Of an earlier version of the program: as it stands.
        guard let did = JobOutcome(text: words) else { return "<bdi lang=\"en\" dir=\"ltr\">\(words)</bdi>" }
        return HTML(
            did.counts.map { visit.say("system.did.\($0.name)", ["number": visit.say.number($0.count)]) }.joined(
                separator: visit.say("system.did.between")))
    }
}
