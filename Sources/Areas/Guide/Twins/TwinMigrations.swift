import Store

/// Records of several guides that are one place: pairs that were found, what was decided, and what a merged record takes from which.
enum TwinMigrations {
    static let all = [
        Migration(
            area: "guide-twins", number: 1, name: "records that are one",
            [
                """
                CREATE TABLE twin_pair (
                    kind TEXT NOT NULL CHECK (kind IN ('site', 'service')), one TEXT NOT NULL, other TEXT NOT NULL,
                    likeness REAL NOT NULL, aspects TEXT NOT NULL,
                    state TEXT NOT NULL CHECK (state IN ('open', 'apart', 'merged')), found_at INTEGER NOT NULL,
                    account TEXT REFERENCES account (id), decided_at INTEGER, seen TEXT,
                    PRIMARY KEY (kind, one, other), CHECK (one <> other))
                """,
                """
                CREATE TABLE twin_merge (
                    kind TEXT NOT NULL CHECK (kind IN ('site', 'service')), gone TEXT NOT NULL, kept TEXT NOT NULL,
                    account TEXT REFERENCES account (id), merged_at INTEGER NOT NULL,
                    PRIMARY KEY (kind, gone), CHECK (gone <> kept))
                """,
                "CREATE INDEX twin_merge_kept ON twin_merge (kind, kept)",
                """
                CREATE TABLE twin_field (
                    kind TEXT NOT NULL CHECK (kind IN ('site', 'service')), key TEXT NOT NULL, field TEXT NOT NULL,
                    origin TEXT NOT NULL, PRIMARY KEY (kind, key, field), CHECK (key <> origin))
                """,
            ])
    ]
}

enum TwinData {
    private static let purpose = "keeping the guide true, and answering for it (public task)"

    static let map: [DataTable] = [
        DataTable(
            "twin_pair", about: .members,
            [
                .clear("account", because: "an id: who decided"), .clear("one", because: "key of a place or a service"),
                .clear("other", because: "key of a place or a service"),
                .clear("aspects", because: "how like they are"),
                .clear("seen", because: "facts of two places or services"),
            ], purpose: purpose, kept: "with the records"),
        DataTable(
            "twin_merge", about: .members,
            [
                .clear("account", because: "an id: who merged"), .clear("gone", because: "key of a place or a service"),
                .clear("kept", because: "key of a place or a service"),
            ], purpose: purpose, kept: "until the merge is undone"),
        DataTable("twin_field", about: .nobody),
    ]
}
