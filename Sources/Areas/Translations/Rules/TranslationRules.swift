/// What may become of a translation. Read from above downwards like a specification; `docs/guide/en/translations.md` says the same to
/// translators.
public enum TranslationRules {
    // 1. A text in a language is missing, a draft, in review, reviewed, or outdated: `TranslationStanding.state`.
    // 2. A translation remembers the mark of the words that it was made from. No date and no number of a version decides: only what
    //    the source says. What is saved unchanged changes nothing; what goes back to its former words is as it was.
    // 3. A change of the source that an editor calls minor keeps translations valid: `SourceMarks`.

    /// Figures tell hours, prices, telephones: a change of them is never minor.
    public static func mayBeMinor(from old: String, to new: String) -> Bool {
        TextFigures.of(old).sorted() == TextFigures.of(new).sorted()
    }

    /// 4. What each act makes of the open version (`nil`, or a closed one: there is none).
    /// - Returns: `nil` when that cannot be done now.
    public static func stage(after act: TranslationAct, on open: TranslationStage?) -> TranslationStage? {
        switch (act, open) {
        // Whoever writes on while a reviewer reads takes the text back.
        case (.save, _): .draft
        // What a machine or a file says is a draft, always, and disturbs no review.
        case (.suggest, .review): nil
        case (.suggest, _): .draft
        case (.send, .draft), (.send, .returned): .review
        case (.accept, .review): .reviewed
        case (.giveBack, .review): .returned
        case (.send, _), (.accept, _), (.giveBack, _): nil
        }
    }

    /// 5. A machine or a file does not write over what a person has begun.
    public static func maySuggest(over open: TranslationHead?) -> Bool {
        guard let open else { return true }
        return open.stage != .review && open.origin != .person
    }

    /// 6. Who reviews is not who translated.
    /// - Parameters:
    ///   - named: accounts that review this language; empty: nobody was named, all who may decide do.
    ///   - others: how many besides the author could review it.
    public static func review(
        by account: String, of author: String?, named: Set<String>, others: Int
    ) -> ReviewRight {
        if !named.isEmpty, !named.contains(account) { return .notNamed }
        guard author == account else { return .yes }
        return others == 0 ? .alone : .ownWork
    }

    /// 7. What the public sees of a reviewed translation. Never silently old: where figures changed since, or where the text is of law, the source
    /// itself is shown; else the translation with a mark.
    public static func showing(_ reviewed: ReviewedWords, of source: SourceMarks, isLaw: Bool) -> TranslationShowing {
        if source.holds(reviewed.mark) { return .translation }
        if isLaw || !mayBeMinor(from: reviewed.sourceWords, to: source.words) { return .source }
        return .marked
    }
}

/// Where one version of a translation stands.
public enum TranslationStage: String, Sendable, Hashable, CaseIterable {
    case draft
    /// Waits for a reviewer.
    case review
    /// A reviewer gave it back, with a word.
    case returned
    /// A reviewer accepted it.
    case reviewed
    /// A later version took its place.
    case replaced

    public var isOpen: Bool { self == .draft || self == .review || self == .returned }
}

public enum TranslationOrigin: String, Sendable, Hashable, CaseIterable {
    case person, machine
    /// XLIFF or CSV.
    case file
}

public enum TranslationAct: String, Sendable, Hashable, CaseIterable {
    case save
    /// By a machine or from a file.
    case suggest
    case send, accept
    case giveBack = "give-back"
}

public enum TranslationState: String, Sendable, Hashable, CaseIterable {
    case missing, draft, review, reviewed, outdated
}

public enum TranslationShowing: Sendable, Hashable, CaseIterable {
    case translation
    /// With a mark that it is older than its source.
    case marked
    case source
}

public enum ReviewRight: Sendable, Hashable {
    case yes
    /// Nobody else could: they say so.
    case alone
    case ownWork, notNamed
}

/// What the rules ask of a version.
public struct TranslationHead: Sendable, Hashable {
    public var stage: TranslationStage
    /// Of the source that it was made from.
    public var mark: String
    /// What the record itself said in this language when it was made.
    public var carried: String?
    public var origin: TranslationOrigin
    public var madeAt: Instant

    public init(
        stage: TranslationStage, mark: String, carried: String? = nil, origin: TranslationOrigin = .person,
        madeAt: Instant
    ) {
        self.stage = stage
        self.mark = mark
        self.carried = carried
        self.origin = origin
        self.madeAt = madeAt
    }
}

/// The words of a reviewed translation, and those that it was made from.
public struct ReviewedWords: Sendable, Hashable {
    public var words: String
    public var mark: String
    public var sourceWords: String

    public init(words: String, mark: String, sourceWords: String) {
        self.words = words
        self.mark = mark
        self.sourceWords = sourceWords
    }
}

/// One text in one language.
public struct TranslationStanding: Sendable, Hashable {
    public var open: TranslationHead?
    public var reviewed: TranslationHead?
    /// What the record itself says in this language: nobody reviewed it here.
    public var carried: String?

    public init(open: TranslationHead? = nil, reviewed: TranslationHead? = nil, carried: String? = nil) {
        self.open = open
        self.reviewed = reviewed
        self.carried = carried
    }

    /// The reviewed version, unless the record's own words were changed since the review: those are newer.
    public var standing: TranslationHead? { reviewed.flatMap { $0.carried == carried ? $0 : nil } }

    public func state(_ source: SourceMarks) -> TranslationState {
        switch open?.stage {
        case .review: return .review
        case .draft, .returned: return .draft
        case .reviewed, .replaced, nil: break
        }
        if let standing { return source.holds(standing.mark) ? .reviewed : .outdated }
        return carried == nil ? .missing : .draft
    }

    /// What is being written, or waits, was made from other words than the source has now.
    public func isBehind(_ source: SourceMarks) -> Bool { open.map { !source.holds($0.mark) } ?? false }
}
