internal import Files
internal import Rules
internal import Store
internal import Web

/// How far translations are.
extension TranslationDesk {
    func overview(_ call: DeskCall) async throws -> DeskAnswer {
        let window = try DeskWindow(call.query)
        let city = try city()
        let (standings, minors) = try await workplace.database.read {
            (try TranslationTable.standings($0), try TranslationTable.minors($0))
        }
        let book = TranslationBook(city: city, standings: standings, minors: minors)
        let filter = try TranslationFilter(call.query, city)
        let lines = filter.language.map { book.lines($0, filter) } ?? []
        let page = TranslationOverviewPage(
            counts: city.targets.map { ($0, book.counts($0)) }, lines: window.slice(lines), total: lines.count,
            window: window, filter: filter, query: call.query)
        let items = window.slice(lines).map(\.json)
        let counts = page.counts.map { language, counts in
            JSONText(
                members: [("language", JSONText(language))]
                    + TranslationState.allCases.map { ($0.rawValue, JSONText(counts[$0] ?? 0)) })
        }
        return .show(
            page.page(call.visit),
            data: JSONText(members: [("languages", JSONText(counts))] + window.members(items, total: lines.count)))
    }
}

/// What is asked of the list.
struct TranslationFilter: Sendable {
    var language: String?
    var state: TranslationState?
    var kind: String?
    var words: String?

    init(language: String? = nil, state: TranslationState? = nil, kind: String? = nil, words: String? = nil) {
        self.language = language
        self.state = state
        self.kind = kind
        self.words = words
    }

    /// - Throws: `Problem(.badRequest)` that names what cannot be read.
    init(_ query: FormValues, _ city: TranslationCity) throws {
        language = query["language"]
        state = query["state"].flatMap { TranslationState(rawValue: $0) }
        kind = query["kind"]
        words = query["q"]
        var faults: [Problem.Fault] = []
        if let language, !city.targets.contains(language) {
            faults.append(.init(name: "language", reason: "must be one of \(city.targets.joined(separator: ", "))"))
        }
        if query["state"] != nil, state == nil {
            let known = TranslationState.allCases.map(\.rawValue).joined(separator: ", ")
            faults.append(.init(name: "state", reason: "must be one of \(known)"))
        }
        if !faults.isEmpty { throw Problem(.badRequest, "The list cannot be found.", faults: faults) }
    }
}

/// Every text of the city in every language, with its state.
struct TranslationBook: Sendable {
    let city: TranslationCity
    let standings: [TextName: [String: TranslationStanding]]
    let minors: [TextName: [MinorChange]]

    struct Line: Sendable {
        var text: PublicText
        var language: String
        var state: TranslationState
        /// What is open was made from other words than the source has now.
        var isBehind: Bool
        /// `nil`: nobody has translated it here.
        var since: Instant?

        var json: JSONText {
            JSONText(members: [
                ("kind", JSONText(text.name.kind)), ("key", JSONText(text.name.key)),
                ("field", JSONText(text.name.field)), ("language", JSONText(language)),
                ("state", JSONText(state.rawValue)), ("behind", JSONText(isBehind)),
                ("since", since.map { JSONText($0.rfc3339) }),
            ])
        }
    }

    func standing(_ text: PublicText, _ language: String) -> TranslationStanding {
        var standing = standings[text.name]?[language] ?? TranslationStanding()
        standing.carried = text.words.byLanguage[language]
        return standing
    }

    func marks(_ text: PublicText) -> SourceMarks { SourceMarks(text.sourceWords, minor: minors[text.name] ?? []) }

    func state(_ text: PublicText, _ language: String) -> TranslationState {
        let standing = standing(text, language)
        // The mark is only reckoned where something is compared with it.
        if standing.open == nil, standing.standing == nil { return standing.carried == nil ? .missing : .draft }
        return standing.state(marks(text))
    }

    func counts(_ language: String) -> [TranslationState: Int] {
        var counts: [TranslationState: Int] = [:]
        for text in city.texts where text.source != language { counts[state(text, language), default: 0] += 1 }
        return counts
    }

    /// Those that wait for someone first, the oldest of them first; then what nobody has begun.
    func lines(_ language: String, _ filter: TranslationFilter) -> [Line] {
        let wanted = NameSearch(filter.words)
        let lines = city.texts.compactMap { text -> Line? in
            guard text.source != language, filter.kind.map({ $0 == text.name.kind }) ?? true else { return nil }
            let state = state(text, language)
            if let asked = filter.state, asked != state { return nil }
            guard wanted.finds([text.sourceWords] + Array(text.title.byLanguage.values)) else { return nil }
            let standing = standing(text, language)
            return Line(
                text: text, language: language, state: state,
                isBehind: standing.open != nil && standing.isBehind(marks(text)),
                since: (standing.open ?? standing.standing)?.madeAt)
        }
        return lines.enumerated().sorted { left, right in
            let order = [left, right].map {
                (Self.urgency($0.element.state), $0.element.since?.milliseconds ?? Int64.max, $0.offset)
            }
            return order[0] < order[1]
        }.map(\.element)
    }

    private static func urgency(_ state: TranslationState) -> Int {
        switch state {
        case .outdated: 0
        case .review: 1
        case .draft: 2
        case .missing: 3
        case .reviewed: 4
        }
    }
}
