internal import Store

enum EventsMigrations {
    /// Applied after accounts and organisations, to which they point.
    static let all = [
        Migration(
            area: "events", number: 1, name: "events, their history, and places taken by a code",
            [
                """
                CREATE TABLE event (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    facts TEXT NOT NULL, organisation TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    sequence INTEGER NOT NULL DEFAULT 0, added_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
                    retired_at INTEGER, UNIQUE (source, source_key))
                """,
                """
                CREATE TABLE event_change (
                    id TEXT NOT NULL PRIMARY KEY, event TEXT NOT NULL REFERENCES event (key), act TEXT NOT NULL,
                    facts TEXT NOT NULL, organisation TEXT, account TEXT NOT NULL REFERENCES account (id),
                    at INTEGER NOT NULL)
                """,
                "CREATE INDEX event_change_event ON event_change (event, at)",
                """
                CREATE TABLE event_date (
                    event TEXT NOT NULL REFERENCES event (key), date TEXT NOT NULL, capacity INTEGER,
                    taken INTEGER NOT NULL CHECK (taken >= 0), ends_at INTEGER NOT NULL, PRIMARY KEY (event, date),
                    CHECK (capacity IS NULL OR taken <= capacity))
                """,
                """
                CREATE TABLE event_booking (
                    id TEXT NOT NULL PRIMARY KEY, event TEXT NOT NULL, date TEXT NOT NULL,
                    code_hash TEXT NOT NULL UNIQUE, persons INTEGER NOT NULL CHECK (persons BETWEEN 1 AND 10),
                    state TEXT NOT NULL CHECK (state IN ('held', 'waiting', 'came', 'given-back')),
                    at INTEGER NOT NULL, FOREIGN KEY (event, date) REFERENCES event_date (event, date))
                """,
                "CREATE INDEX event_booking_date ON event_booking (event, date, state, at)",
            ])
    ]
}
