/// Compares the migrations of the program with those that a database remembers, and applies the missing ones.
struct MigrationPlan {
    let migrations: [Migration]

    private struct Identity: Hashable {
        let area: String
        let number: Int
    }

    init(_ migrations: [Migration]) throws {
        var seen: Set<Identity> = []
        for migration in migrations
        where !seen.insert(Identity(area: migration.area, number: migration.number)).inserted {
            throw StoreError.doubledMigration(name: migration.title)
        }
        self.migrations = migrations
    }

    /// The migrations that the database lacks, in order.
    /// - Throws: `changedMigration`, `unknownMigration` or `lateMigration`.
    func pending(_ connection: Connection) throws -> [Migration] {
        guard try connection.hasTable("schema_migration") else { return migrations }
        var applied: [Identity: (name: String, checksum: String)] = [:]
        var latest: [String: Int] = [:]
        try connection.each("SELECT area, number, name, checksum FROM schema_migration") { row in
            let identity = Identity(area: try row.get("area"), number: try row.get("number"))
            applied[identity] = (try row.get("name"), try row.get("checksum"))
            latest[identity.area] = max(latest[identity.area] ?? 0, identity.number)
        }
        let known = Set(migrations.map { Identity(area: $0.area, number: $0.number) })
        if let stranger = applied.keys.filter({ !known.contains($0) }).min(by: {
            ($0.area, $0.number) < ($1.area, $1.number)
        }) {
            let name = applied[stranger]?.name ?? ""
            throw StoreError.unknownMigration(name: "\(stranger.area) \(stranger.number) (\(name))")
        }
        return try migrations.filter { migration in
            if let record = applied[Identity(area: migration.area, number: migration.number)] {
                guard record.checksum == migration.checksum else {
                    throw StoreError.changedMigration(name: migration.title)
                }
                return false
            }
            if let last = latest[migration.area], last > migration.number {
                throw StoreError.lateMigration(name: migration.title, after: "\(migration.area) \(last)")
            }
            return true
        }
    }

    /// Applies what is missing; all of it or nothing, because it runs in one transaction.
    func apply(_ connection: Connection, now: Int64) throws -> [Migration] {
        let missing = try pending(connection)
        if missing.isEmpty { return [] }
        if try !connection.hasTable("schema_migration") {
            try connection.define(
                """
                CREATE TABLE schema_migration (
                    area TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL,
                    applied_at INTEGER NOT NULL, PRIMARY KEY (area, number))
                """)
        }
        for migration in missing {
            do {
                for schema in migration.statements { try connection.define(schema) }
            } catch {
                throw StoreError.failedMigration(name: migration.title, reason: "\(error)")
            }
            try connection.execute(
                """
                INSERT INTO schema_migration (area, number, name, checksum, applied_at)
                VALUES (\(migration.area), \(migration.number), \(migration.name), \(migration.checksum), \(now))
                """)
        }
        return missing
    }
}
