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
            ])
    ]
}
