internal import Store

/// What the desk keeps beside the records of the guide: revisions, rhythms, reminders, answers to visitors.
enum GuideDeskMigrations {
    static let all = [
        Migration(
            area: "guide-desk", number: 1, name: "keeping services true",
            [
                """
                CREATE TABLE desk_record (
                    kind TEXT NOT NULL CHECK (kind IN ('site', 'service')), key TEXT NOT NULL,
                    operated_by TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    rhythm INTEGER CHECK (rhythm BETWEEN 1 AND 3660), archived_at INTEGER, PRIMARY KEY (kind, key))
                """,
                """
                CREATE TABLE guide_revision (
                    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('site', 'service')),
                    key TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0),
                    state TEXT NOT NULL CHECK (
                        state IN ('source', 'draft', 'proposed', 'sent-back', 'published', 'replaced')),
                    act TEXT NOT NULL, facts TEXT NOT NULL, base TEXT,
                    is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)), why TEXT,
                    account TEXT REFERENCES account (id), organisation TEXT, made_at INTEGER NOT NULL,
                    decided_by TEXT REFERENCES account (id), decided_at INTEGER, words TEXT,
                    UNIQUE (kind, key, number))
                """,
                "CREATE INDEX guide_revision_state ON guide_revision (state, kind, key)",
                """
                CREATE UNIQUE INDEX guide_revision_open ON guide_revision (kind, key)
                    WHERE state IN ('draft', 'proposed', 'sent-back')
                """,
                """
                CREATE TABLE freshness_reminder (
                    service TEXT NOT NULL REFERENCES service (key), due TEXT NOT NULL,
                    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 3), at INTEGER NOT NULL,
                    PRIMARY KEY (service, due, step))
                """,
                """
                CREATE TABLE confirmation_link (
                    id TEXT NOT NULL PRIMARY KEY, service TEXT NOT NULL REFERENCES service (key),
                    organisation TEXT NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, used_at INTEGER)
                """,
                """
                CREATE TABLE report_answer (
                    report TEXT NOT NULL PRIMARY KEY REFERENCES report (id),
                    outcome TEXT NOT NULL CHECK (outcome IN ('corrected', 'still-true', 'cannot-say')), note TEXT,
                    account TEXT NOT NULL REFERENCES account (id), organisation TEXT NOT NULL, at INTEGER NOT NULL)
                """,
                "CREATE INDEX report_open ON report (closed_at, sent_at)",
            ])
    ]
}
