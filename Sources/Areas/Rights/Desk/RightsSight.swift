internal import Rules
internal import Store
internal import Web

/// One text in the list of the desk.
struct RightsDeskLine: Sendable {
    let name: RightsName
    let title: LocalisedText
    let lawAsOf: PartialDate
    let unsure: Int
    let standing: LegalStanding

    init<Text: RightsText>(_ text: Text, _ content: RightsSnapshot) {
        name = RightsName(text)
        title = text.title
        lawAsOf = text.lawAsOf
        unsure = text.unsure
        standing = content.standing(text)
    }

    /// Those that wait first; among them the least certain first.
    static func all(_ content: RightsSnapshot) -> [RightsDeskLine] {
        let sheets = content.content.sheets.map { RightsDeskLine($0.current, content) }
        let checklists = content.content.checklists.map { RightsDeskLine($0.current, content) }
        return (sheets + checklists).sorted { left, right in
            let order = [left, right].map {
                ($0.standing.isApproved ? 1 : 0, -$0.unsure, $0.name.kind == .sheet ? 0 : 1)
            }
            return order[0] == order[1] ? left.name.key < right.name.key : order[0] < order[1]
        }
    }

    /// For phrases and programs.
    var state: String {
        switch standing {
        case .waiting: "waiting"
        case .approved: "approved"
        case .remarked: "remarked"
        }
    }

    /// `kind`, `key`, `title`, `version`, `lawAsOf`, `unsure`, `state`
    func members(_ visit: Visit) -> [(String, JSONText?)] {
        [
            ("kind", JSONText(name.kind.rawValue)), ("key", JSONText(name.key)),
            ("title", JSONText(RightsWords(visit, of: title).plain(title))), ("version", JSONText(name.version)),
            ("lawAsOf", JSONText(lawAsOf.description)), ("unsure", JSONText(unsure)), ("state", JSONText(state)),
        ]
    }

    func json(_ visit: Visit) -> JSONText { JSONText(members: members(visit)) }
}

/// What a legal adviser said of a version.
struct RightsSaid: Sendable {
    let verdict: LegalVerdict.Kind
    let words: String?
    let organisation: String
    let account: String
    let at: Instant

    /// The newest first.
    static func of(_ name: RightsName, _ connection: Connection) throws -> [RightsSaid] {
        var said: [RightsSaid] = []
        try connection.each(
            """
            SELECT verdict, words, organisation, account, at FROM rights_verdict
            WHERE kind = \(name.kind.rawValue) AND key = \(name.key) AND version = \(name.version) ORDER BY at DESC, id DESC
            """
        ) { row in
            guard let verdict = LegalVerdict.Kind(rawValue: try row.get("verdict")) else { return }
            said.append(
                RightsSaid(
                    verdict: verdict, words: try row.optional("words"), organisation: try row.get("organisation"),
                    account: try row.get("account"), at: Instant(milliseconds: try row.get("at"))))
        }
        return said
    }
}

/// One text as the desk shows it.
struct RightsSight: Sendable {
    let content: RightsSnapshot
    let line: RightsDeskLine
    /// Of the very text that is shown: whoever approves sends it back.
    let mark: String
    let said: [RightsSaid]
    /// Of those who said something.
    let names: [String: String]

    /// The parts that the writer was not certain of: words for the person, words for social workers, articles.
    var unsure: [(plain: LocalisedText, professional: LocalisedText?, basis: [String])] {
        switch line.name.kind {
        case .sheet:
            guard let sheet = content.sheets(line.name.key)?.current else { return [] }
            let rights = sheet.rights.filter(\.isUnsure).map { ($0.plain, Optional($0.professional), $0.basis) }
            let deadlines = sheet.deadlines.filter(\.isUnsure).map { ($0.plain, LocalisedText?.none, $0.basis) }
            let papers = sheet.documents.filter(\.isUnsure).map { ($0.name, Optional($0.use), $0.basis) }
            return rights + deadlines + papers
        case .checklist:
            let steps = content.checklists(line.name.key)?.current.steps ?? []
            return steps.filter(\.isUnsure).map { ($0.act, nil, $0.basis) }
        }
    }

    /// The line, `text` (the mark of what was read), and `said`: `verdict`, `words`, `organisation`, `by`, `at`.
    func json(_ visit: Visit) -> JSONText {
        let said = said.map { one in
            JSONText(members: [
                ("verdict", JSONText(one.verdict.rawValue)), ("words", one.words.map { JSONText($0) }),
                ("organisation", JSONText(one.organisation)), ("by", names[one.account].map { JSONText($0) }),
                ("at", JSONText(one.at.rfc3339)),
            ])
        }
        return JSONText(members: line.members(visit) + [("text", JSONText(mark)), ("said", JSONText(said))])
    }
}
