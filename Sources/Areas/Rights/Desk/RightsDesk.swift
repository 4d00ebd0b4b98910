internal import Rules
internal import Store
public import Web

/// The desk at which legal advisers look at sheets and checklists: what waits, what the writer was not certain of, what was said before.
public struct RightsDesk: Sendable {
    let workplace: Workplace
    let snapshot: @Sendable () throws -> RightsSnapshot

    init(workplace: Workplace, snapshot: @escaping @Sendable () throws -> RightsSnapshot) {
        self.workplace = workplace
        self.snapshot = snapshot
    }

    static let longestRemark = 2_000

    private static let read = [
        DeskRoute.Field("version", "The version that was read.", isNeeded: true),
        DeskRoute.Field("text", "The mark of the text that was read: “text” of the sheet's page.", isNeeded: true),
    ]

    public var routes: [DeskRoute] {
        [
            DeskRoute(
                .get, "rights", .rule(.sheet, .read),
                "Sheets and checklists, those that wait for a legal adviser first, the least certain first.",
                fields: DeskWindow.fields
            ) { try await list($0) },
            DeskRoute(
                .get, "rights/{kind}/{key}", .rule(.sheet, .read),
                "One sheet or checklist (kind: sheet or checklist): what is not certain, what was said of this version."
            ) { try await show($0) },
            DeskRoute(
                .post, "rights/{kind}/{key}/approval", says: "sheet-approved", .rule(.sheet, .decide),
                "Approves this version in the name of one's organisation.", fields: Self.read
            ) { try await approve($0) },
            DeskRoute(
                .post, "rights/{kind}/{key}/remark", says: "sheet-remarked", .rule(.sheet, .edit),
                "Says what is to be mended in this version; an approval is set aside.",
                fields: Self.read + [
                    .init(
                        "words", "At most \(longestRemark) characters; names nobody.", isNeeded: true,
                        label: "sheet.words")
                ]
            ) { try await remark($0) },
        ]
    }

    private var longestRemark: Int { Self.longestRemark }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let window = try DeskWindow(call.query)
        let content = try snapshot().holding(try await workplace.database.read { try Rights.load($0) })
        let lines = RightsDeskLine.all(content)
        let page = RightsDeskListPage(lines: window.slice(lines), total: lines.count, window: window, query: call.query)
        let items = window.slice(lines).map { $0.json(call.visit) }
        return .show(page.page(call.visit), data: JSONText(members: window.members(items, total: lines.count)))
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let sight = try await sight(call)
        return .show(try page(sight, call).page(call.visit), data: sight.json(call.visit))
    }

    private func approve(_ call: DeskCall) async throws -> DeskAnswer {
        let sight = try await sight(call)
        if let fault = fault(sight, call) { return .mend(try page(sight, call, [fault]).page(call.visit), [fault]) }
        try await write(.approved, words: nil, sight, call)
        return done(sight, .approved)
    }

    private func remark(_ call: DeskCall) async throws -> DeskAnswer {
        let sight = try await sight(call)
        var faults = [fault(sight, call)].compactMap { $0 }
        let words = call.form["words"]
        if words == nil {
            faults.append(.init(name: "words", reason: "says what is to be mended", phrase: "sheet.fault.words"))
        }
        if let words, words.count > Self.longestRemark {
            faults.append(
                .init(
                    name: "words", reason: "has more than \(Self.longestRemark) characters",
                    phrase: "upkeep.fault.tooLong",
                    holes: ["count": String(words.count), "longest": String(Self.longestRemark)]))
        }
        guard let words, faults.isEmpty else {
            return .mend(try page(sight, call, faults).page(call.visit), faults)
        }
        try await write(.remark, words: words, sight, call)
        return done(sight, .remark)
    }

    /// Who approves must have read what they approve.
    private func fault(_ sight: RightsSight, _ call: DeskCall) -> Problem.Fault? {
        let isSame = call.form["version"] == String(sight.line.name.version) && call.form["text"] == sight.mark
        guard !isSame else { return nil }
        return .init(
            name: "version", reason: "must be the version in force: \(sight.line.name.version)",
            phrase: "sheet.fault.version")
    }

    private func page(_ sight: RightsSight, _ call: DeskCall, _ faults: [Problem.Fault] = []) throws -> RightsDeskPage {
        let caller = try call.member()
        return RightsDeskPage(
            sight: sight, organisation: caller.organisation.map { sight.content.organisation($0) } ?? "",
            mayApprove: caller.scope(.sheet, .decide) != nil, mayRemark: caller.scope(.sheet, .edit) != nil,
            faults: faults, values: call.form)
    }

    private func done(_ sight: RightsSight, _ verdict: LegalVerdict.Kind) -> DeskAnswer {
        let name = sight.line.name
        return .done(
            .rightsDesk(name.kind, name.key),
            data: JSONText(members: [
                ("kind", JSONText(name.kind.rawValue)), ("key", JSONText(name.key)),
                ("version", JSONText(name.version)), ("verdict", JSONText(verdict.rawValue)),
            ]))
    }

    private func write(
        _ verdict: LegalVerdict.Kind, words: String?, _ sight: RightsSight, _ call: DeskCall
    ) async throws {
        let (caller, name) = (try call.member(), sight.line.name)
        guard let organisation = caller.organisation else { throw Problem.nothing }
        try await workplace.database.write { connection in
            // An import may have come between the reading and this.
            let newest = try connection.row(
                """
                SELECT max(version) AS version FROM rights_text
                WHERE kind = \(name.kind.rawValue) AND key = \(name.key) AND retired_at IS NULL
                """)
            guard try newest?.optional("version", as: Int.self) == name.version,
                try Self.mark(connection, name) == sight.mark
            else { throw Problem.nothing }
            try connection.execute(
                """
                INSERT INTO rights_verdict (id, kind, key, version, verdict, words, organisation, account, at)
                VALUES (\(UUIDv7()), \(name.kind.rawValue), \(name.key), \(name.version), \(verdict.rawValue), \(words),
                    \(organisation), \(caller.account), \(call.now.milliseconds))
                """)
            try workplace.note(
                connection,
                AuditEntry(
                    caller, verdict == .approved ? .decide : .edit, Permission.Subject.sheet.rawValue,
                    "\(name.kind.rawValue)/\(name.key)/\(name.version)"), now: call.now)
            try Territory.bumpContentVersion(connection)
        }
    }

    /// Tells one text from another of the same version: files can be imported again before anybody has approved them.
    private static func mark(_ connection: Connection, _ name: RightsName) throws -> String {
        let row = try connection.row(
            """
            SELECT facts FROM rights_text
            WHERE kind = \(name.kind.rawValue) AND key = \(name.key) AND version = \(name.version)
            """)
        return Fingerprint.hexadecimal(Array((try row?.get("facts", as: String.self) ?? "").utf8))
    }

    private func sight(_ call: DeskCall) async throws -> RightsSight {
        let shown = try snapshot()
        guard let kind = RightsKind(rawValue: call["kind"]) else { throw Problem.nothing }
        let key = call["key"]
        return try await workplace.database.read { connection in
            let content = shown.holding(try Rights.load(connection))
            guard let line = RightsDeskLine.all(content).first(where: { $0.name.kind == kind && $0.name.key == key })
            else { throw Problem.nothing }
            let said = try RightsSaid.of(line.name, connection)
            let names = try workplace.names(connection, of: Array(Set(said.map(\.account))).sorted())
            return RightsSight(
                content: content, line: line, mark: try Self.mark(connection, line.name), said: said, names: names)
        }
    }
}
