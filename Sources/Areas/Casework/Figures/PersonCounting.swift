import Rules
import Store

/// Counts of persons by month, need, language and organisation: of the files that are there, and of those that were.
///
/// What is kept of a file that is gone are numbers in boxes, not a row of its own: need and language cannot be put together again.
enum PersonCounting {
    /// Adds a file to the numbers that are kept, before it is taken away.
    static func keep(_ connection: Connection, _ id: String) throws {
        for row in try live(connection, "person_file.id = \(id)") {
            try connection.execute(
                """
                INSERT INTO person_count (month, organisation, wards, dimension, value, count)
                VALUES (\(row.month), \(row.organisation), \(CaseworkWards.text(row.wards)), \(row.dimension),
                    \(row.value), \(row.count))
                ON CONFLICT (month, organisation, wards, dimension, value)
                DO UPDATE SET count = person_count.count + excluded.count
                """)
        }
    }

    struct Count: Sendable, Hashable {
        var month: String
        var organisation: String
        var wards: Set<Ward>
        /// `person`, `need` or `language`.
        var dimension: String
        var value: String
        var count: Int
    }

    /// Of files that are there.
    /// - Parameter condition: on the table `person_file`.
    static func live(_ connection: Connection, _ condition: SQL) throws -> [Count] {
        var counts: [Count] = []
        let files = try connection.rows(
            """
            SELECT id, created_month, organisation, ward_health, ward_minors, ward_protected, languages,
                (SELECT COUNT(*) FROM person_health WHERE person_health.person = person_file.id
                    AND has_needs = 1) AS health FROM person_file WHERE \(condition)
            """)
        for row in files {
            let wards = try row.wards()
            let add = { (dimension: String, value: String, more: Set<Ward>) throws in
                counts.append(
                    Count(
                        month: try row.get("created_month"), organisation: try row.get("organisation"),
                        wards: wards.union(more), dimension: dimension, value: value, count: 1))
            }
            try add("person", "", [])
            for language in try row.get("languages", as: String.self).split(separator: ",") {
                try add("language", String(language), [])
            }
            let id: String = try row.get("id")
            for need in try connection.rows("SELECT need FROM person_need WHERE person = \(id)") {
                try add("need", try need.get("need"), [])
            }
            // That there is something of health is itself for the ward; which need it is, is never counted.
            if try row.get("health", as: Int.self) > 0 { try add("need", Self.health, [.health]) }
        }
        return counts
    }

    static let health = "health"

    static func kept(_ connection: Connection, year: String, _ condition: SQL) throws -> [Count] {
        try connection.rows(
            """
            SELECT month, organisation, wards, dimension, value, count FROM person_count
            WHERE month LIKE \(year + "-%") AND \(condition)
            """
        ).map { row in
            Count(
                month: try row.get("month"), organisation: try row.get("organisation"),
                wards: CaseworkWards.read(try row.get("wards")), dimension: try row.get("dimension"),
                value: try row.get("value"), count: try row.get("count"))
        }
    }
}

/// Figures of one year in which nobody can be recognised.
struct PersonFigures: Sendable, Hashable {
    var year: String
    var byMonth: SmallCells.Table
    var byOrganisation: SmallCells.Table
    var byNeed: SmallCells.Table
    var byLanguage: SmallCells.Table

    static func load(_ connection: Connection, _ caller: Caller, year: String) throws -> PersonFigures {
        let (files, kept) = reach(caller)
        let all =
            try PersonCounting.live(connection, "created_month LIKE \(year + "-%") AND \(files)")
            + PersonCounting.kept(connection, year: year, kept)
        let counts = all.filter { $0.wards.isSubset(of: caller.wards) }
        let persons = counts.filter { $0.dimension == "person" }
        let total = persons.reduce(0) { $0 + $1.count }
        func table(_ counts: [PersonCounting.Count], _ name: (PersonCounting.Count) -> String) -> SmallCells.Table {
            var sums: [String: Int] = [:]
            for count in counts { sums[name(count), default: 0] += count.count }
            return SmallCells.table(sums, total: total)
        }
        return PersonFigures(
            year: year, byMonth: table(persons, \.month), byOrganisation: table(persons, \.organisation),
            byNeed: table(counts.filter { $0.dimension == "need" }, \.value),
            byLanguage: table(counts.filter { $0.dimension == "language" }, \.value))
    }

    private static func reach(_ caller: Caller) -> (SQL, SQL) {
        switch (caller.scope(.figures, .read), caller.organisation) {
        case (.all, _): ("1 = 1", "1 = 1")
        case (.some, let organisation?): ("organisation = \(organisation)", "organisation = \(organisation)")
        default: ("1 = 0", "1 = 0")
        }
    }
}
