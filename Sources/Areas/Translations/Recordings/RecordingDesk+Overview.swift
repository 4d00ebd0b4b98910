internal import Rules
internal import Web

/// Which texts have a voice.
extension RecordingDesk {
    func overview(_ call: DeskCall) async throws -> DeskAnswer {
        let window = try DeskWindow(call.query)
        let targets = try city().targets
        let filter = try RecordingFilter(call.query, targets)
        let book = try book()
        let kept = try await workplace.database.read { try RecordingTable.all($0) }
        let lines = targets.map { language in
            (language: language, lines: Self.lines(book, language, kept, call.visit))
        }
        let chosen = lines.first { $0.language == filter.language }.map { filter.choose($0.lines) } ?? []
        let page = RecordingOverviewPage(
            lines: lines, chosen: window.slice(chosen), total: chosen.count, window: window, filter: filter,
            query: call.query)
        let languages = lines.map { language, lines in
            JSONText(
                members: [("language", JSONText(language))]
                    + RecordingState.allCases.map { state in
                        (state.rawValue, JSONText(lines.count { $0.state == state }))
                    })
        }
        return .show(
            page.page(call.visit),
            data: JSONText(
                members: [("languages", JSONText(languages))]
                    + window.members(window.slice(chosen).map(\.json), total: chosen.count)))
    }

    private static func lines(_ book: VoiceBook, _ language: String, _ kept: [Recording], _ visit: Visit)
        -> [RecordingLine]
    {
        let reader = visit.reading(language)
        let own = Dictionary(kept.filter { $0.language == language }.map { ($0.name, $0) }) { first, _ in first }
        return book.names.compactMap { name in
            book.text(name, reader).map { text in
                RecordingLine(
                    text: text, language: language, state: RecordingState(own[name], of: text),
                    milliseconds: own[name]?.milliseconds)
            }
        }
    }
}

struct RecordingLine: Sendable {
    var text: VoiceText
    var language: String
    var state: RecordingState
    var milliseconds: Int?

    var json: JSONText {
        JSONText(members: [
            ("kind", JSONText(text.name.kind.rawValue)), ("key", JSONText(text.name.key)),
            ("language", JSONText(language)), ("state", JSONText(state.rawValue)),
            ("milliseconds", milliseconds.map { JSONText($0) }),
        ])
    }
}

/// What is asked of the list.
struct RecordingFilter: Sendable {
    let language: String?
    let state: RecordingState?
    let kind: VoiceName.Kind?

    /// - Throws: `Problem(.badRequest)` that names what cannot be read.
    init(_ query: FormValues, _ targets: [String]) throws {
        language = query["language"]
        state = query["state"].flatMap { RecordingState(rawValue: $0) }
        kind = query["kind"].flatMap { VoiceName.Kind(rawValue: $0) }
        var faults: [Problem.Fault] = []
        func fault(_ name: String, _ known: [String]) {
            faults.append(.init(name: name, reason: "must be one of \(known.joined(separator: ", "))"))
        }
        if let language, !targets.contains(language) { fault("language", targets) }
        if query["state"] != nil, state == nil { fault("state", RecordingState.allCases.map(\.rawValue)) }
        if query["kind"] != nil, kind == nil { fault("kind", VoiceName.Kind.allCases.map(\.rawValue)) }
        if !faults.isEmpty { throw Problem(.badRequest, "The list cannot be found.", faults: faults) }
    }

    /// What nobody hears any more first, then what nobody has said.
    func choose(_ lines: [RecordingLine]) -> [RecordingLine] {
        let wanted = lines.filter { line in
            (state == nil || line.state == state) && (kind == nil || line.text.name.kind == kind)
        }
        return [RecordingState.outdated, .missing, .recorded].flatMap { state in wanted.filter { $0.state == state } }
    }
}
