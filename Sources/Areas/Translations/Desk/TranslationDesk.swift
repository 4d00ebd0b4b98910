internal import Rules
internal import Store
public import Web

/// The desk at which the city's public texts are translated and reviewed.
public struct TranslationDesk: Sendable {
    let workplace: Workplace
    let city: @Sendable () throws -> TranslationCity
    let sources: [any TextSource]
    /// `nil`: no machine is set up.
    let machine: (any TranslationMachine)?

    init(
        workplace: Workplace, sources: [any TextSource], machine: (any TranslationMachine)? = nil,
        city: @escaping @Sendable () throws -> TranslationCity
    ) {
        self.workplace = workplace
        self.sources = sources
        self.machine = machine
        self.city = city
    }

    static let longestText = 10_000
    static let longestRemark = 2_000

    public var routes: [DeskRoute] { textRoutes + glossaryRoutes + fileRoutes }

    /// `target`, because `language` is that of the page.
    private static let text = "translations/{kind}/{key}/{field}/{target}"
    static let seenField = DeskRoute.Field(
        "seen", "“seen” of the page: the last version that was there.", isNeeded: true)
    static let sourceField = DeskRoute.Field(
        "source", "“mark” of the source that was read.", isNeeded: true)
    private static let wordsField = DeskRoute.Field(
        "words", "The translation: at most \(longestText) characters.", isNeeded: true)
    private static let confirmed = DeskRoute.Field("confirmed", "Whether the warnings were looked at: on.")

    private var textRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "translations", .rule(.translation, .read),
                "How far translations are, language by language; the texts of one language, those that wait longest first.",
                fields: [
                    .init("language", "BCP 47: the texts of this language."),
                    .init("state", "missing, draft, review, reviewed or outdated."),
                    .init("kind", "service, site, sheet or checklist."),
                    .init("q", "Words of the source or of the title."),
                ] + DeskWindow.fields
            ) { try await overview($0) },
            DeskRoute(
                .get, Self.text, .rule(.translation, .read),
                "One text in one language: its source, what changed in it, glossary, earlier translations, warnings."
            ) { try await show($0) },
            DeskRoute(
                .post, Self.text + "/draft", says: "translation-saved", .rule(.translation, .edit),
                "Keeps a draft. The public does not see it.",
                fields: [Self.wordsField, Self.seenField, Self.sourceField, Self.confirmed]
            ) { try await save($0, sends: false) },
            DeskRoute(
                .post, Self.text + "/review", says: "translation-sent", .rule(.translation, .edit),
                "Keeps the translation and sends it to a reviewer.",
                fields: [Self.wordsField, Self.seenField, Self.sourceField, Self.confirmed]
            ) { try await save($0, sends: true) },
            DeskRoute(
                .post, Self.text + "/approval", says: "translation-accepted", .rule(.translation, .decide),
                "Accepts what waits for review: the public reads it.",
                fields: [
                    Self.seenField, Self.sourceField, .init("checked", "Whether the warnings were looked at: on."),
                    .init("alone", "Of one's own translation, when nobody else could review it: on."),
                ]
            ) { try await accept($0) },
            DeskRoute(
                .post, Self.text + "/return", says: "translation-returned", .rule(.translation, .decide),
                "Gives what waits for review back, with a word.",
                fields: [
                    Self.seenField,
                    .init(
                        "remark", "At most \(Self.longestRemark) characters; names nobody.", isNeeded: true,
                        label: "translation.remark"),
                ]
            ) { try await giveBack($0) },
            DeskRoute(
                .post, Self.text + "/minor", says: "translation-minor", .rule(.translation, .decide),
                "Says that the change of the source was minor: translations of its former words stay valid.",
                fields: [Self.seenField, Self.sourceField]
            ) { try await callMinor($0) },
            DeskRoute(
                .post, Self.text + "/suggestion", says: "translation-suggested", .rule(.translation, .edit),
                "Asks the machine that the city has set up: a draft, marked as a machine's."
            ) { try await suggest($0) },
        ]
    }

    // MARK: What every handler needs

    func name(_ call: DeskCall) -> TextName { TextName(kind: call["kind"], key: call["key"], field: call["field"]) }

    /// The text as its record says it at this moment.
    /// - Throws: `Problem.nothing` when there is none, or the language is not offered.
    func sight(_ connection: Connection, _ call: DeskCall) throws -> TranslationSight {
        let (name, language, city) = (name(call), call["target"], try city())
        guard city.targets.contains(language), let source = sources.first(where: { $0.kinds.contains(name.kind) }),
            let text = try source.texts(
                connection, kind: name.kind, key: name.key, sources: city.languages.sources
            ).first(where: { $0.name == name }), text.source != language
        else { throw Problem.nothing }
        return try TranslationSight(
            connection, workplace, city, text: text, language: language, caller: try call.member())
    }

    func writing(_ connection: Connection, _ call: DeskCall) -> TranslationWriting {
        TranslationWriting(connection: connection, caller: call.caller, now: call.now)
    }

    func note(_ connection: Connection, _ call: DeskCall, _ action: AuditEntry.Action, _ sight: TranslationSight) throws
    {
        let name = sight.text.name
        try workplace.note(
            connection,
            AuditEntry(
                call.caller, action, Permission.Subject.translation.rawValue,
                "\(name.kind)/\(name.key)/\(name.field)/\(sight.language)"), now: call.now)
    }
}
