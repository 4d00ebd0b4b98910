internal import Store

/// Visitors' reports: what is wrong with a service. Nothing of who said it is kept, not even where they came from.
enum ReportMigrations {
    static let all = [
        Migration(
            area: "guide-report", number: 1, name: "reports",
            [
                """
                CREATE TABLE report (
                    id TEXT NOT NULL PRIMARY KEY, service TEXT NOT NULL REFERENCES service (key), matter TEXT NOT NULL,
                    words TEXT, language TEXT NOT NULL, sent_at INTEGER NOT NULL, closed_at INTEGER)
                """,
                "CREATE INDEX report_service ON report (service, sent_at)",
            ]),
        // `words` stays for servers of the release before, which write there until they are renewed; `ReportWords` empties it.
        Migration(
            area: "guide-report", number: 2, name: "sealed words",
            [
                "ALTER TABLE report ADD COLUMN sealed_words TEXT",
                "ALTER TABLE report ADD COLUMN words_erased_at INTEGER",
                "CREATE INDEX report_in_clear ON report (id) WHERE words IS NOT NULL",
                "CREATE INDEX report_with_words ON report (sent_at) WHERE sealed_words IS NOT NULL",
            ]),
    ]
}
