internal import Files
internal import Rules
internal import Store

/// What is published of the label.
public struct LabelContent: Sendable {
    /// In force; `nil`: this city has no label.
    var scheme: LabelScheme?
    /// Labels that were given and neither withdrawn nor renewed; their days say whether they still count.
    var given: [PlaceLabel] = []

    public init() {}

    init(scheme: LabelScheme?, given: [PlaceLabel]) {
        self.scheme = scheme
        self.given = given
    }
}

/// The label in the database, as far as nothing sealed is needed.
enum LabelQueries {
    static let schemes = RecordTable<LabelScheme>(name: "label_scheme", kind: "label", key: \.key, columns: [])

    static func load(_ connection: Connection) throws -> LabelContent {
        let all = try versions(connection)
        var given: [PlaceLabel] = []
        try connection.each(
            """
            SELECT running_site, scheme, findings, first_day, last_day FROM label_request
            WHERE state = 'granted' ORDER BY running_site
            """
        ) { row in
            guard let first = LocalDate(try row.get("first_day", as: String.self)),
                let last = LocalDate(try row.get("last_day", as: String.self)),
                let scheme = all[try row.get("scheme", as: String.self)]
            else { return }
            let request = LabelRequest(
                state: .granted, findings: findings(try row.get("findings")), term: .init(first: first, last: last))
            given.append(
                PlaceLabel(
                    site: try row.get("running_site"), term: .init(first: first, last: last),
                    checked: request.met(in: scheme), version: scheme.version))
        }
        return LabelContent(scheme: try current(connection), given: given)
    }

    static func current(_ connection: Connection) throws -> LabelScheme? {
        try schemes.live(connection, blank: nil).map(\.value).max { $0.version < $1.version }
    }

    /// All that were ever in force, by their keys.
    static func versions(_ connection: Connection) throws -> [String: LabelScheme] {
        var all: [String: LabelScheme] = [:]
        for (key, stored) in try schemes.stored(connection) {
            all[key] = try Facts.value(stored.facts, table: "label_scheme", key: key, blank: nil)
        }
        return all
    }

    /// - Throws: `FileFaults` when the criteria of a version change under which places have asked.
    static func write(_ draft: LabelScheme?, _ connection: Connection, now: Int64) throws -> RecordChanges {
        if let draft, let before = try versions(connection)[draft.key], asks(before) != asks(draft),
            try connection.row("SELECT id FROM label_request WHERE scheme = \(draft.key) LIMIT 1") != nil
        {
            throw FileFaults([
                Fault(
                    file: "label.yaml", line: 0,
                    what: "the criteria of version \(draft.version) changed, and places have asked under them",
                    mend: "write «version: \(draft.version + 1)»")
            ])
        }
        return try schemes.reconcile(
            connection, incoming: [draft].compactMap { $0 }.map { IncomingRecord(value: $0) },
            source: Territory.source, now: now)
    }

    private static func asks(_ scheme: LabelScheme) -> [String] { scheme.criteria.map { "\($0.key) \($0.isRequired)" } }

    /// `guide=met welcome=not-met`
    static func findings(_ text: String) -> [String: LabelRequest.Finding] {
        var findings: [String: LabelRequest.Finding] = [:]
        for part in text.split(separator: " ") {
            let sides = part.split(separator: "=").map(String.init)
            if sides.count == 2, let finding = LabelRequest.Finding(rawValue: sides[1]) { findings[sides[0]] = finding }
        }
        return findings
    }

    static func text(_ findings: [String: LabelRequest.Finding]) -> String {
        findings.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.rawValue)" }.joined(separator: " ")
    }

    /// How many the caller has to do something about: to plan, to visit, to decide.
    static func waiting(_ connection: Connection) throws -> Int {
        try connection.row("SELECT count(*) AS number FROM label_request WHERE open_site IS NOT NULL")?.get("number")
            ?? 0
    }
}
