/// A transaction on a PostgreSQL connection.
struct PostgresSession: Session {
    let link: PostgresLink
    let ticket: any Cancelled

    private static let batch = 500

    func query(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (words, values) = sql.rendered(writesNull: true, mark: { "$\($0)" })
        try give(try run(words, values), words, body)
    }

    func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        let (words, values) = sql.rendered(writesNull: true, mark: { "$\($0)" })
        // Only a SELECT can be read through a cursor; what changes rows answers with few of them.
        guard words.drop(while: \.isWhitespace).prefix(7).uppercased() == "SELECT " else {
            return try give(try run(words, values), words, body)
        }
        let name = "each_\(link.newNumber())"
        _ = try run("DECLARE \(name) NO SCROLL CURSOR FOR \(words)", values, isKept: false)
        while true {
            let answer = try run("FETCH \(Self.batch) FROM \(name)", [], isKept: false)
            try give(answer, words, body)
            if answer.rowCount < Self.batch { break }
        }
        _ = try run("CLOSE \(name)", [], isKept: false)
    }

    private func give(_ answer: PostgresAnswer, _ words: String, _ body: (Row) throws -> Void) throws {
        let shape = RowShape(columns: answer.columns, statement: words)
        let types = answer.types()
        for index in 0..<answer.rowCount {
            let values = try answer.values(index, types: types, columns: shape.columns, words: words)
            try body(Row(shape: shape, values: values))
        }
    }

    func execute(_ sql: SQL) throws -> Int {
        let (words, values) = sql.rendered(writesNull: true, mark: { "$\($0)" })
        return try run(words, values).changed
    }

    func define(_ schema: Schema) throws {
        _ = try run(PostgresSchema.statement(schema), [], isKept: false)
    }

    func control(_ words: String) throws {
        _ = try run(words, [], isKept: false)
    }

    func notify(_ channel: String) throws {
        _ = try run("SELECT pg_notify($1, '')", [.text(channel)])
    }

    func hasTable(_ name: String) throws -> Bool {
        try run(
            "SELECT 1 FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname = $1",
            [.text(name)]
        ).rowCount > 0
    }

    var skipLocked: SQL { "FOR UPDATE SKIP LOCKED" }

    func tables() throws -> [TableShape] {
        var tables: [TableShape] = []
        try query(
            """
            SELECT c.relname::text AS place, a.attname::text AS name FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' ORDER BY c.oid, a.attnum
            """
        ) { row in
            let (table, column) = (try row.get("place", as: String.self), try row.get("name", as: String.self))
            if tables.last?.name == table {
                tables[tables.count - 1].columns.append(column)
            } else {
                tables.append(TableShape(name: table, columns: [column]))
            }
        }
        return tables
    }

    func putOffReferences() throws -> [String] {
        var restoring = ["SET CONSTRAINTS ALL IMMEDIATE"]
        var names: [String] = []
        try query(
            """
            SELECT conrelid::regclass::text AS place, quote_ident(conname) AS name FROM pg_constraint
            WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace
            """
        ) { row in
            names.append(
                "ALTER TABLE \(try row.get("place", as: String.self)) ALTER CONSTRAINT \(try row.get("name", as: String.self))"
            )
        }
        for name in names {
            try control(name + " DEFERRABLE INITIALLY DEFERRED")
            restoring.append(name + " NOT DEFERRABLE")
        }
        return restoring
    }

    func identity() throws -> String {
        var identity = ""
        try query(
            """
            SELECT oid::text || ' ' || pg_postmaster_start_time()::text || ' ' || current_schema()::text AS name
            FROM pg_database WHERE datname = current_database()
            """
        ) { identity = "postgres " + (try $0.get("name")) }
        return identity
    }

    private func run(_ words: String, _ values: [SQLValue], isKept: Bool = true) throws -> PostgresAnswer {
        if ticket.isCancelled { throw CancellationError() }
        return try link.run(words, values, isKept: isKept)
    }
}
