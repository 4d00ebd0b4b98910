internal import Files
internal import Rules
internal import Store

/// Texts that go to translators elsewhere, and come back.
struct TranslationExchange {
    let connection: Connection
    let city: TranslationCity

    /// Texts of one language that fit the filter, in the order of their names. Texts written in another language than the city's first do
    /// not go into the file: XLIFF has one pair of languages.
    /// - Parameter states: empty: all.
    func export(_ language: String, states: Set<TranslationState>, kind: String?) throws -> TranslationFile {
        let source = city.languages.sources.first ?? city.languages.preferred
        let book = TranslationBook(
            city: city, standings: try TranslationTable.standings(connection),
            minors: try TranslationTable.minors(connection))
        let words = try words(language)
        let glossary = TermGlossary(
            try TranslationGlossary.words(connection, city.taxonomy, from: source, to: language))
        let units = city.texts.compactMap { text -> TranslationUnit? in
            guard text.source == source, text.source != language, kind.map({ $0 == text.name.kind }) ?? true else {
                return nil
            }
            let state = book.state(text, language)
            guard states.isEmpty || states.contains(state) else { return nil }
            let title = text.title.byLanguage[source] ?? text.title.byLanguage.sorted { $0.key < $1.key }.first?.value
            let target = words[text.name]?.words ?? text.words.byLanguage[language]
            return TranslationUnit(
                id: Self.id(text.name), state: XLIFFState(state), source: text.sourceWords, target: target,
                notes: [title.map { "\($0) (\(text.name.field))" } ?? text.name.field],
                glossary: glossary.found(in: text.sourceWords))
        }
        return TranslationFile(source: source, language: language, units: units)
    }

    /// What is open, else what was accepted and not overtaken by the record.
    private func words(_ language: String) throws -> [TextName: TranslationVersion] {
        let carried = Dictionary(city.texts.map { ($0.name, $0.words.byLanguage[language]) }) { first, _ in first }
        var found: [TextName: TranslationVersion] = [:]
        let rows = try connection.rows(
            """
            SELECT * FROM translation_version
            WHERE language = \(language) AND stage IN ('draft', 'review', 'returned', 'reviewed')
            """)
        for version in try rows.map({ try TranslationVersion($0) }) {
            if version.head.stage == .reviewed {
                guard found[version.name] == nil, carried[version.name] == version.head.carried else { continue }
            }
            found[version.name] = version
        }
        return found
    }

    static func id(_ name: TextName) -> String { "\(name.kind):\(name.key):\(name.field)" }

    static func name(_ id: String) -> TextName? {
        let parts = id.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return TextName(kind: parts[0], key: parts[1], field: parts[2])
    }

    /// Reads a file of either form.
    /// - Throws: `MarkupFault`
    static func read(_ bytes: [UInt8]) throws -> TranslationFile {
        if bytes.prefix(64).contains(UInt8(ascii: "<")) { return try XLIFFText.read(bytes) }
        let text: TextFile
        do {
            text = try TextFile(name: "table", bytes: bytes)
        } catch {
            throw MarkupFault(line: error.line, what: error.what)
        }
        return try TranslationTableText.read(text.text)
    }

    /// What an import did, or would do.
    struct Report: Sendable {
        struct Refusal: Sendable, Hashable {
            enum Reason: String, Sendable, Hashable, CaseIterable {
                case unknown, holes, review, begun
                case tooLong = "too-long"
            }

            var line: Int
            var id: String
            var reason: Reason
        }

        var language: String
        var taken: [String] = []
        /// Taken, and made from words that the source has no more.
        var behind: [String] = []
        var unchanged = 0
        /// Without a translation.
        var empty = 0
        var refused: [Refusal] = []
    }

    /// Takes what comes back as drafts. The same file a second time changes nothing.
    /// - Parameter isRehearsal: nothing is written.
    /// - Throws: `MarkupFault` when the languages are not the city's.
    func take(_ file: TranslationFile, caller: Caller?, now: Instant, isRehearsal: Bool) throws -> Report {
        guard city.targets.contains(file.language), city.languages.sources.contains(file.source) else {
            throw MarkupFault(
                line: 1, what: "the city does not translate from «\(file.source)» into «\(file.language)»")
        }
        let texts = Dictionary(city.texts.map { ($0.name, $0) }) { first, _ in first }
        let minors = try TranslationTable.minors(connection)
        let writing = TranslationWriting(connection: connection, caller: caller, now: now)
        var report = Report(language: file.language)
        for unit in file.units {
            func refuse(_ reason: Report.Refusal.Reason) {
                report.refused.append(.init(line: unit.line, id: unit.id, reason: reason))
            }
            guard let name = Self.name(unit.id), let text = texts[name], text.source == file.source else {
                refuse(.unknown)
                continue
            }
            guard let target = unit.target?.trimmingSpaces, !target.isEmpty else {
                report.empty += 1
                continue
            }
            guard target.count <= TranslationDesk.longestText else {
                refuse(.tooLong)
                continue
            }
            guard TranslationWarning.holes(unit.source) == TranslationWarning.holes(target) else {
                refuse(.holes)
                continue
            }
            let versions = try TranslationTable.versions(connection, name, file.language)
            if isKnown(unit, target, versions, carried: text.words.byLanguage[file.language]) {
                report.unchanged += 1
                continue
            }
            let open = versions.first { $0.head.stage.isOpen }
            guard TranslationRules.maySuggest(over: open?.head) else {
                refuse(open?.head.stage == .review ? .review : .begun)
                continue
            }
            if !isRehearsal {
                try writing.write(
                    target, text, file.language, madeFrom: unit.source, origin: .file, act: .suggest)
            }
            report.taken.append(unit.id)
            let marks = SourceMarks(text.sourceWords, minor: minors[name] ?? [])
            if !marks.holds(SourceMarks.mark(unit.source)) { report.behind.append(unit.id) }
        }
        return report
    }

    /// Whether the file says nothing new: the same words from the same source, or what went out as it was.
    private func isKnown(
        _ unit: TranslationUnit, _ target: String, _ versions: [TranslationVersion], carried: String?
    ) -> Bool {
        let mark = SourceMarks.mark(unit.source)
        if versions.contains(where: { $0.words == target && $0.head.mark == mark }) { return true }
        let shown = versions.first { $0.head.stage.isOpen } ?? versions.first { $0.head.stage == .reviewed }
        // An old translation that comes back in state «initial» was not looked at.
        if let shown, shown.words == target { return unit.state == .initial }
        return shown == nil && carried == target
    }
}
