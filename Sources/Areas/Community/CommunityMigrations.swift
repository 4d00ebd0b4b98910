internal import Store

enum CommunityMigrations {
    static let all = [
        Migration(
            area: "community", number: 1, name: "organisations",
            [
                """
                CREATE TABLE organisation (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    kind TEXT NOT NULL, parent TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    facts TEXT NOT NULL, added_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                "CREATE INDEX organisation_parent ON organisation (parent)",
            ])
    ]
}
