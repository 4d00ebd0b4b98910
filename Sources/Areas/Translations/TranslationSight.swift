internal import Rules
internal import Store
internal import Web

/// One text in one language, as a caller sees it at this moment.
struct TranslationSight: Sendable {
    let text: PublicText
    let language: String
    let marks: SourceMarks
    /// The newest first.
    let versions: [TranslationVersion]
    /// Of the source that occur in it.
    let glossary: [GlossaryWord]
    let memory: [TranslationMemory.Match]
    /// Of those who wrote and reviewed.
    let names: [String: String]
    let right: ReviewRight

    init(
        _ connection: Connection, _ workplace: Workplace, _ city: TranslationCity, text: PublicText, language: String,
        caller: Caller
    ) throws {
        self.text = text
        self.language = language
        marks = SourceMarks(
            text.sourceWords, minor: try TranslationTable.minors(connection, text.name)[text.name] ?? [])
        versions = try TranslationTable.versions(connection, text.name, language)
        glossary = GlossaryWord.found(
            in: text.sourceWords,
            try TranslationGlossary.words(connection, city.taxonomy, from: text.source, to: language))
        memory = try TranslationMemory.matches(connection, of: text.sourceWords, from: text.source, to: language)
        let accounts = versions.flatMap { [$0.account, $0.decidedBy] }.compactMap { $0 }
        names = try workplace.names(connection, of: Array(Set(accounts)).sorted())
        let author = versions.first { $0.head.stage.isOpen }?.account
        let able = try TranslationTable.mayReview(connection, language)
        right = TranslationRules.review(
            by: caller.account, of: author, named: try TranslationTable.reviewers(connection, language),
            others: able.subtracting([author].compactMap { $0 }).count)
    }

    var open: TranslationVersion? { versions.first { $0.head.stage.isOpen } }
    var reviewed: TranslationVersion? { versions.first { $0.head.stage == .reviewed } }
    var carried: String? { text.words.byLanguage[language] }

    var standing: TranslationStanding {
        TranslationStanding(open: open?.head, reviewed: reviewed?.head, carried: carried)
    }
    var state: TranslationState { standing.state(marks) }

    /// The reviewed version, unless the record itself says something newer.
    var shown: TranslationVersion? { standing.standing == nil ? nil : reviewed }

    /// What a translator begins with.
    var words: String { open?.words ?? shown?.words ?? carried ?? "" }

    /// The source that those words were made from; `nil`: not known, or still the same.
    var formerSource: String? {
        guard let made = open ?? shown, !marks.holds(made.head.mark) else { return nil }
        return made.sourceWords
    }

    /// What a form saw: the last version that anybody made.
    var seen: String { versions.first?.id ?? "none" }

    /// A change since the translation was made that an editor may call minor.
    var minorFrom: TranslationVersion? {
        guard let made = shown ?? open, !marks.holds(made.head.mark),
            TranslationRules.mayBeMinor(from: made.sourceWords, to: text.sourceWords)
        else { return nil }
        return made
    }

    func warnings(_ words: String) -> [TranslationWarning] {
        TranslationWarning.of(text.sourceWords, words, glossary: glossary)
    }

    /// `kind`, `key`, `field`, `language`, `state`, `source`: `language`, `words`, `mark`, `former`; `words`, `seen`, `public`, `warnings`,
    /// `glossary`, `memory`
    func json(_ visit: Visit) -> JSONText {
        JSONText(members: [
            ("kind", JSONText(text.name.kind)), ("key", JSONText(text.name.key)), ("field", JSONText(text.name.field)),
            ("language", JSONText(language)), ("state", JSONText(state.rawValue)),
            (
                "source",
                JSONText(members: [
                    ("language", JSONText(text.source)), ("words", JSONText(text.sourceWords)),
                    ("mark", JSONText(marks.mark)), ("former", formerSource.map { JSONText($0) }),
                ])
            ),
            ("words", words.isEmpty ? nil : JSONText(words)), ("seen", JSONText(seen)),
            ("public", shown.map { JSONText($0.words) } ?? carried.map { JSONText($0) }),
            ("warnings", JSONText(warnings(words).map { JSONText(TranslationWords(visit).plain($0)) })),
            (
                "glossary",
                JSONText(
                    glossary.map {
                        JSONText(members: [("source", JSONText($0.source)), ("demanded", JSONText($0.demanded))])
                    })
            ),
            (
                "memory",
                JSONText(
                    memory.map {
                        JSONText(members: [
                            ("source", JSONText($0.source)), ("words", JSONText($0.words)),
                            ("percent", JSONText($0.percent)),
                        ])
                    })
            ),
        ])
    }
}
