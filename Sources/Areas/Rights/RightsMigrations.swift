internal import Store

enum RightsMigrations {
    /// Applied after accounts and organisations, to which they point.
    static let all = [
        Migration(
            area: "rights", number: 1, name: "sheets, checklists and what lawyers say of them",
            [
                """
                CREATE TABLE rights_text (
                    kind TEXT NOT NULL CHECK (kind IN ('sheet', 'checklist')), key TEXT NOT NULL,
                    version INTEGER NOT NULL CHECK (version > 0), facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER, PRIMARY KEY (kind, key, version))
                """,
                """
                CREATE TABLE rights_questions (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), facts TEXT NOT NULL)
                """,
                """
                CREATE TABLE rights_verdict (
                    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL,
                    verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'remark')), words TEXT,
                    organisation TEXT NOT NULL REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    account TEXT NOT NULL REFERENCES account (id), at INTEGER NOT NULL,
                    CHECK ((verdict = 'remark') = (words IS NOT NULL)),
                    FOREIGN KEY (kind, key, version) REFERENCES rights_text (kind, key, version))
                """,
                "CREATE INDEX rights_verdict_text ON rights_verdict (kind, key, version)",
            ])
    ]
}
