internal import Store

/// Records that came in through a standard, and imports that are under way.
enum ExchangeMigrations {
    static let all = [
        Migration(
            area: "exchange", number: 1, name: "records of standards",
            [
                """
                CREATE TABLE exchange_record (
                    kind TEXT NOT NULL CHECK (kind IN ('organisation', 'site', 'service')), key TEXT NOT NULL,
                    format TEXT NOT NULL CHECK (format IN ('data-inclusion', 'hsds')), source TEXT NOT NULL,
                    record TEXT NOT NULL, remainder TEXT NOT NULL, run TEXT NOT NULL, PRIMARY KEY (kind, key))
                """,
                "CREATE INDEX exchange_record_source ON exchange_record (source, kind, run)",
                """
                CREATE TABLE exchange_run (
                    source TEXT NOT NULL PRIMARY KEY, file TEXT NOT NULL, run TEXT NOT NULL,
                    done INTEGER NOT NULL CHECK (done >= 0), began_at INTEGER NOT NULL)
                """,
            ]),
        Migration(
            area: "exchange", number: 2, name: "records of tables",
            [
                """
                CREATE TABLE exchange_taken (
                    kind TEXT NOT NULL CHECK (kind IN ('organisation', 'site', 'service')), key TEXT NOT NULL,
                    format TEXT NOT NULL CHECK (format IN ('data-inclusion', 'hsds', 'csv')), source TEXT NOT NULL,
                    record TEXT NOT NULL, remainder TEXT NOT NULL, run TEXT NOT NULL, PRIMARY KEY (kind, key))
                """,
                "INSERT INTO exchange_taken (kind, key, format, source, record, remainder, run) SELECT kind, key, format, source, record, remainder, run FROM exchange_record",
                "DROP TABLE exchange_record", "ALTER TABLE exchange_taken RENAME TO exchange_record",
                "CREATE INDEX exchange_record_source ON exchange_record (source, kind, run)",
            ]),
    ]
}

enum ExchangeData {
    static let map: [DataTable] = [
        DataTable("exchange_record", about: .nobody), DataTable("exchange_run", about: .machine),
    ]
}
