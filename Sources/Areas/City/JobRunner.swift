public import Rules
public import Store

/// Work that comes back: letters, reminders, clocks of retention. On several servers one of them does it.
public struct CityJob: Sendable {
    public var name: String
    /// Milliseconds from one beginning to the next.
    public var every: Int64
    /// - Returns: what was done; never anything of a person.
    public var run: @Sendable (Instant) async throws -> JobOutcome

    public init(name: String, every: Int64, run: @escaping @Sendable (Instant) async throws -> JobOutcome) {
        self.name = name
        self.every = every
        self.run = run
    }
}

/// What a job did, in numbers that each language has a word for: `system.did.<name>`. The log and the database hold `sent=3 postponed=0`.
public struct JobOutcome: Sendable, Hashable {
    public static let names = [
        "sent", "postponed", "given-up", "reminded", "moved", "gone", "noted", "erased", "sealed",
    ]

    public var counts: [Count]

    public struct Count: Sendable, Hashable {
        public var name: String
        public var count: Int
    }

    public init(_ counts: KeyValuePairs<String, Int>) {
        self.counts = counts.map { Count(name: $0.key, count: $0.value) }
    }

    /// `nil`: not a text of ours (of an earlier version).
    public init?(text: String) {
        counts = []
        for word in text.split(separator: " ") {
            let sides = word.split(separator: "=")
            guard sides.count == 2, Self.names.contains(String(sides[0])), let count = Int(sides[1]) else { return nil }
            counts.append(Count(name: String(sides[0]), count: count))
        }
        if counts.isEmpty { return nil }
    }

    public var text: String { counts.map { "\($0.name)=\($0.count)" }.joined(separator: " ") }
}

/// Runs what is due. A job is leased in the database, so that two servers never do the same at once, and one that died leaves it
/// to the next after the lease.
public struct JobRunner: Sendable {
    /// Milliseconds after which a job that did not come back may be taken by another server.
    static let lease: Int64 = 600_000

    public struct Done: Sendable, Hashable {
        public var job: String
        public var outcome: String
        public var isFailed: Bool
    }

    let database: Database
    let jobs: [CityJob]

    public init(database: Database, jobs: [CityJob]) {
        self.database = database
        self.jobs = jobs
    }

    public func runDue(at now: Instant) async throws -> [Done] {
        var done: [Done] = []
        for job in jobs {
            guard try await claim(job, now) else { continue }
            let outcome: Done
            do {
                outcome = Done(job: job.name, outcome: try await job.run(now).text, isFailed: false)
            } catch {
                // The log has the error; the operator's page only that there was one.
                outcome = Done(job: job.name, outcome: String(reflecting: error), isFailed: true)
            }
            try await release(job, outcome, now)
            done.append(outcome)
        }
        return done
    }

    private func claim(_ job: CityJob, _ now: Instant) async throws -> Bool {
        let (moment, until) = (now.milliseconds, now.milliseconds + Self.lease)
        return try await database.write { connection in
            try connection.execute(
                "INSERT INTO job (name, next_at) VALUES (\(job.name), \(moment)) ON CONFLICT (name) DO NOTHING")
            return try connection.execute(
                """
                UPDATE job SET claimed_until = \(until)
                WHERE name = \(job.name) AND next_at <= \(moment)
                    AND (claimed_until IS NULL OR claimed_until < \(moment))
                """) == 1
        }
    }

    private func release(_ job: CityJob, _ done: Done, _ now: Instant) async throws {
        let words = done.isFailed ? "failed" : String(done.outcome.prefix(200))
        try await database.write { connection in
            try connection.execute(
                """
                UPDATE job SET next_at = \(now.milliseconds + job.every), claimed_until = NULL,
                    last_at = \(now.milliseconds), last_outcome = \(words)
                WHERE name = \(job.name)
                """)
        }
    }
}
