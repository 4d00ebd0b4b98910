internal import Rules
internal import Store

/// Writes versions of translations, as the rules allow. Nothing is written over: every version stays.
struct TranslationWriting {
    let connection: Connection
    /// `nil`: a command of whoever runs the server.
    let caller: Caller?
    let now: Instant

    /// A new version takes the place of the one that was open.
    /// - Returns: its id; `nil`: the rules refuse, or nothing would change.
    @discardableResult
    func write(
        _ words: String, _ text: PublicText, _ language: String, madeFrom source: String? = nil,
        origin: TranslationOrigin = .person, act: TranslationAct = .save
    ) throws -> String? {
        let versions = try TranslationTable.versions(connection, text.name, language)
        let open = versions.first { $0.head.stage.isOpen }
        guard let stage = TranslationRules.stage(after: act, on: open?.head.stage) else { return nil }
        let source = source ?? text.sourceWords
        let mark = SourceMarks.mark(source)
        if let open, open.words == words, open.head.mark == mark, open.head.stage == stage, open.head.origin == origin {
            return nil
        }
        if let open { try set(.replaced, open) }
        let id = UUIDv7().description
        try connection.execute(
            """
            INSERT INTO translation_version (id, kind, key, field, language, number, stage, origin, words, carried,
                source_language, source_mark, source_words, account, organisation, made_at, is_alone)
            VALUES (\(id), \(text.name.kind), \(text.name.key), \(text.name.field), \(language),
                \((versions.first?.number ?? 0) + 1), \(stage.rawValue), \(origin.rawValue), \(words),
                \(text.words.byLanguage[language]), \(text.source), \(mark), \(source), \(caller?.account),
                \(caller?.organisation), \(now.milliseconds), 0)
            """)
        return id
    }

    /// - Returns: whether the rules allow it.
    func send(_ version: String, on stage: TranslationStage) throws -> Bool {
        guard let next = TranslationRules.stage(after: .send, on: stage) else { return false }
        try connection.execute("UPDATE translation_version SET stage = \(next.rawValue) WHERE id = \(version)")
        return true
    }

    /// The version becomes what the public reads, and enters the memory.
    func accept(_ sight: TranslationSight, _ version: TranslationVersion, by account: String, isAlone: Bool) throws {
        if let former = sight.reviewed { try set(.replaced, former) }
        // What the record says at this moment is what was seen beside it.
        try connection.execute(
            """
            UPDATE translation_version SET stage = 'reviewed', decided_by = \(account),
                decided_at = \(now.milliseconds), is_alone = \(isAlone ? 1 : 0), carried = \(sight.carried), remark = NULL
            WHERE id = \(version.id)
            """)
        try TranslationMemory.keep(
            connection, (version.sourceLanguage, version.sourceWords), version.words, in: sight.language, now: now)
        try Territory.bumpContentVersion(connection)
    }

    func giveBack(_ version: TranslationVersion, by account: String, remark: String) throws {
        try connection.execute(
            """
            UPDATE translation_version SET stage = 'returned', decided_by = \(account),
                decided_at = \(now.milliseconds), remark = \(remark) WHERE id = \(version.id)
            """)
    }

    /// The change from the words of that mark to the present ones keeps translations valid.
    func callMinor(_ text: PublicText, from mark: String, by caller: Caller) throws {
        try connection.execute(
            """
            INSERT INTO translation_minor (id, kind, key, field, from_mark, to_mark, account, organisation, at)
            VALUES (\(UUIDv7()), \(text.name.kind), \(text.name.key), \(text.name.field), \(mark),
                \(SourceMarks.mark(text.sourceWords)), \(caller.account), \(caller.organisation), \(now.milliseconds))
            ON CONFLICT (kind, key, field, from_mark, to_mark) DO NOTHING
            """)
        try Territory.bumpContentVersion(connection)
    }

    private func set(_ stage: TranslationStage, _ version: TranslationVersion) throws {
        try connection.execute("UPDATE translation_version SET stage = \(stage.rawValue) WHERE id = \(version.id)")
    }
}
