internal import Rules
internal import Store
internal import Web

/// The words that translations use, and who reviews which language.
extension TranslationDesk {
    var glossaryRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "glossary", .rule(.glossary, .read),
                "The words that translations into one language use, and its reviewers.",
                fields: [.init("language", "BCP 47; left out: the first that the city offers.")]
            ) { try await glossary($0) },
            DeskRoute(
                .post, "glossary", says: "glossary-saved", .rule(.glossary, .edit),
                "Adds a word, or replaces the one for the same word of the source.",
                fields: [
                    .init("language", "BCP 47.", isNeeded: true),
                    .init("from", "Language of the source, BCP 47; left out: the city's first."),
                    .init("term", "The word of the source.", isNeeded: true),
                    .init("demanded", "The word to use.", isNeeded: true), .init("note", "When, and why."),
                    .init("forbidden", "Words not to use, one a line or set apart by commas."),
                ]
            ) { try await putWord($0) },
            DeskRoute(
                .post, "glossary/removal", says: "glossary-removed", .rule(.glossary, .edit),
                "Takes one of the city's own words out.",
                fields: [.init("language", "BCP 47.", isNeeded: true), .init("word", "Its id.", isNeeded: true)]
            ) { try await removeWord($0) },
            DeskRoute(
                .post, "glossary/reviewers", says: "reviewers-saved", .rule(.glossary, .edit),
                "Names who reviews a language; nobody: whoever may decide on translations.",
                fields: [
                    .init("language", "BCP 47.", isNeeded: true),
                    .init("reviewers", "Ids of accounts.", isList: true),
                ]
            ) { try await nameReviewers($0) },
        ]
    }

    func glossary(_ call: DeskCall) async throws -> DeskAnswer {
        let sight = try await glossarySight(call, call.query["language"])
        return .show(try page(sight, call, []).page(call.visit), data: sight.json)
    }

    private func putWord(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try call.member().account
        return try await change(call) { connection, sight in
            var faults: [Problem.Fault] = []
            let source = call.form["from"] ?? sight.sources[0]
            if !sight.sources.contains(source) {
                faults.append(
                    Self.fault(
                        "from", "must be one of \(sight.sources.joined(separator: ", "))", "translation.fault.language")
                )
            }
            for name in ["term", "demanded"] where call.form[name] == nil {
                faults.append(Self.fault(name, "is missing", "translation.fault.word"))
            }
            for name in ["term", "demanded", "note", "forbidden"] {
                let longest = name == "term" || name == "demanded" ? 100 : 1_000
                guard let text = call.form[name], text.count > longest else { continue }
                faults.append(
                    Self.fault(
                        name, "has more than \(longest) characters", "upkeep.fault.tooLong",
                        ["count": String(text.count), "longest": String(longest)]))
            }
            guard faults.isEmpty, let term = call.form["term"], let demanded = call.form["demanded"] else {
                return faults
            }
            try TranslationGlossary.put(
                connection,
                GlossaryWord(
                    source: term, demanded: demanded, note: call.form["note"],
                    forbidden: TranslationGlossary.forbidden(call.form["forbidden"] ?? "")),
                from: source, to: sight.language, by: account, now: call.now)
            return []
        }
    }

    private func removeWord(_ call: DeskCall) async throws -> DeskAnswer {
        try await change(call) { connection, sight in
            let gone = try connection.execute(
                """
                UPDATE glossary_term SET ended_at = \(call.now.milliseconds)
                WHERE id = \(call.form["word"] ?? "") AND language = \(sight.language) AND ended_at IS NULL
                """)
            return gone == 1 ? [] : [Self.fault("word", "is no word of this list", "translation.fault.gone")]
        }
    }

    private func nameReviewers(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try call.member().account
        return try await change(call) { connection, sight in
            let known = Set(sight.people.map(\.account))
            let named = Set(call.form.all("reviewers"))
            guard named.isSubset(of: known) else {
                return [
                    Self.fault(
                        "reviewers", "must be accounts that may decide on translations", "translation.fault.reviewers")
                ]
            }
            try connection.execute("DELETE FROM translation_reviewer WHERE language = \(sight.language)")
            for one in named.sorted() {
                try connection.execute(
                    """
                    INSERT INTO translation_reviewer (language, account, named_by, at)
                    VALUES (\(sight.language), \(one), \(account), \(call.now.milliseconds))
                    """)
            }
            return []
        }
    }

    /// Writes unless there are faults, and notes it in the book.
    private func change(
        _ call: DeskCall, _ body: @escaping @Sendable (Connection, TranslationGlossarySight) throws -> [Problem.Fault]
    ) async throws -> DeskAnswer {
        let (sight, faults) = try await workplace.database.write { connection in
            let sight = try glossarySight(connection, call.form["language"])
            let faults = try body(connection, sight)
            if faults.isEmpty {
                try workplace.note(
                    connection, AuditEntry(call.caller, .edit, Permission.Subject.glossary.rawValue, sight.language),
                    now: call.now)
            }
            return (sight, faults)
        }
        if !faults.isEmpty { return .mend(try page(sight, call, faults).page(call.visit), faults) }
        return .done(
            SitePath("work", "glossary", query: [("language", sight.language)]),
            data: JSONText(members: [("language", JSONText(sight.language))]))
    }

    private func glossarySight(_ call: DeskCall, _ language: String?) async throws -> TranslationGlossarySight {
        try await workplace.database.read { try glossarySight($0, language) }
    }

    private func glossarySight(_ connection: Connection, _ language: String?) throws -> TranslationGlossarySight {
        let city = try city()
        let sources = city.languages.sources
        let targets = city.targets.filter { $0 != sources.first }
        guard let language = language ?? targets.first, targets.contains(language), let source = sources.first else {
            let fault = Problem.Fault(name: "language", reason: "must be one of \(targets.joined(separator: ", "))")
            throw Problem(.badRequest, "The glossary cannot be found.", faults: [fault])
        }
        return try TranslationGlossarySight(connection, workplace, city, targets, from: source, to: language)
    }

    private func page(
        _ sight: TranslationGlossarySight, _ call: DeskCall, _ faults: [Problem.Fault]
    ) throws -> TranslationGlossaryPage {
        TranslationGlossaryPage(
            sight: sight, mayEdit: try call.member().scope(.glossary, .edit) != nil, faults: faults, typed: call.form)
    }
}

/// The glossary of one language as it is now.
struct TranslationGlossarySight: Sendable {
    struct Person: Sendable {
        var account: String
        var name: String
        var isNamed: Bool
    }

    let language: String
    let sources: [String]
    let targets: [String]
    let own: [TranslationGlossary.Line]
    let ofTaxonomy: [GlossaryWord]
    let people: [Person]

    init(
        _ connection: Connection, _ workplace: Workplace, _ city: TranslationCity, _ targets: [String],
        from source: String, to language: String
    ) throws {
        self.language = language
        self.targets = targets
        sources = city.languages.sources
        own = try TranslationGlossary.lines(connection, from: source, to: language)
        ofTaxonomy = TranslationGlossary.ofTaxonomy(city.taxonomy, from: source, to: language)
        let named = try TranslationTable.reviewers(connection, language)
        let accounts = try TranslationTable.able(connection).sorted()
        let names = try workplace.names(connection, of: accounts)
        people = accounts.map { Person(account: $0, name: names[$0] ?? "—", isNamed: named.contains($0)) }
            .sorted { ($0.name, $0.account) < ($1.name, $1.account) }
    }

    /// `language`, `words`: `id` of the city's own, `source`, `demanded`, `note`, `forbidden`; `reviewers`
    var json: JSONText {
        func item(_ word: GlossaryWord, _ id: String?) -> JSONText {
            JSONText(members: [
                ("id", id.map { JSONText($0) }), ("source", JSONText(word.source)),
                ("demanded", JSONText(word.demanded)), ("note", word.note.map { JSONText($0) }),
                ("forbidden", JSONText(word.forbidden.map { JSONText($0) })),
            ])
        }
        return JSONText(members: [
            ("language", JSONText(language)),
            ("words", JSONText(own.map { item($0.word, $0.id) } + ofTaxonomy.map { item($0, nil) })),
            ("reviewers", JSONText(people.filter(\.isNamed).map { JSONText($0.name) })),
        ])
    }
}
