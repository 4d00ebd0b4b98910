internal import Store

enum TerritoryMigrations {
    static let all = [
        Migration(
            area: "territory", number: 1, name: "city, words, places, edits",
            [
                """
                CREATE TABLE territory (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), key TEXT NOT NULL, content_version INTEGER NOT NULL,
                    facts TEXT NOT NULL, imported_at INTEGER NOT NULL)
                """,
                """
                CREATE TABLE source_document (
                    key TEXT NOT NULL PRIMARY KEY, origin TEXT NOT NULL CHECK (origin IN ('territory', 'open-data')),
                    facts TEXT NOT NULL, imported_at INTEGER NOT NULL)
                """,
                "CREATE TABLE theme (key TEXT NOT NULL PRIMARY KEY, position INTEGER NOT NULL, facts TEXT NOT NULL)",
                """
                CREATE TABLE need (
                    key TEXT NOT NULL PRIMARY KEY,
                    theme TEXT NOT NULL REFERENCES theme (key) DEFERRABLE INITIALLY DEFERRED,
                    position INTEGER NOT NULL, facts TEXT NOT NULL)
                """,
                """
                CREATE TABLE term (
                    list TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, facts TEXT NOT NULL,
                    PRIMARY KEY (list, key))
                """,
                """
                CREATE TABLE district (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    number INTEGER NOT NULL, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                """
                CREATE TABLE region (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    code TEXT NOT NULL, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                """
                CREATE TABLE station (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    latitude REAL NOT NULL, longitude REAL NOT NULL, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                """
                CREATE TABLE boundary (
                    kind TEXT NOT NULL CHECK (kind IN ('district', 'region')), key TEXT NOT NULL, source TEXT NOT NULL,
                    facts TEXT NOT NULL, PRIMARY KEY (kind, key))
                """,
                """
                CREATE TABLE local_edit (
                    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL,
                    value TEXT NOT NULL, why TEXT NOT NULL, made_at INTEGER NOT NULL, source_value TEXT NOT NULL,
                    source_now TEXT, source_changed_at INTEGER, UNIQUE (kind, key, field))
                """,
            ])
    ]
}
