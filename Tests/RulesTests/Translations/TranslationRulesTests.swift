import Rules
import Testing

@Suite("What may become of a translation")
struct TranslationRulesTests {
    static let day = Instant(milliseconds: 1_795_251_600_000)

    static func head(
        _ stage: TranslationStage, from source: String, carried: String? = nil, _ origin: TranslationOrigin = .person
    )
        -> TranslationHead
    {
        TranslationHead(
            stage: stage, mark: SourceMarks.mark(source), carried: carried, origin: origin, madeAt: day)
    }

    /// Every act on every stage: nothing is left to chance.
    @Test func everyActOnEveryStageIsDecided() {
        let expected: [TranslationAct: [TranslationStage?: TranslationStage]] = [
            .save: [
                nil: .draft, .draft: .draft, .review: .draft, .returned: .draft, .reviewed: .draft, .replaced: .draft,
            ],
            .suggest: [nil: .draft, .draft: .draft, .returned: .draft, .reviewed: .draft, .replaced: .draft],
            .send: [.draft: .review, .returned: .review],
            .accept: [.review: .reviewed],
            .giveBack: [.review: .returned],
        ]
        let stages: [TranslationStage?] = [nil] + TranslationStage.allCases
        for act in TranslationAct.allCases {
            for stage in stages {
                #expect(
                    TranslationRules.stage(after: act, on: stage) == expected[act]?[stage],
                    "\(act) on \(stage?.rawValue ?? "nothing")")
            }
        }
    }

    /// Open version × accepted version × what the record says × whether the source is still the same.
    @Test func everyStandingHasOneState() {
        let source = SourceMarks("new")
        for open in [nil, TranslationStage.draft, .review, .returned] {
            for reviewed in [nil, "new", "old"] {
                for carried in [nil, "own words"] as [String?] {
                    for seen in [nil, "own words"] as [String?] {
                        let standing = TranslationStanding(
                            open: open.map { Self.head($0, from: "new") },
                            reviewed: reviewed.map { Self.head(.reviewed, from: $0, carried: seen) }, carried: carried)
                        let expected: TranslationState =
                            if open == .review {
                                .review
                            } else if open != nil {
                                .draft
                            } else if let reviewed, seen == carried {
                                reviewed == "new" ? .reviewed : .outdated
                            } else {
                                carried == nil ? .missing : .draft
                            }
                        #expect(standing.state(source) == expected)
                    }
                }
            }
        }
    }

    @Test func aChangeOfTheSourceOutdatesAndTheFormerWordsMendIt() {
        let standing = TranslationStanding(reviewed: Self.head(.reviewed, from: "Open on Monday."))
        #expect(standing.state(SourceMarks("Open on Monday.")) == .reviewed)
        #expect(standing.state(SourceMarks("Open on Mondays.")) == .outdated)
        #expect(standing.state(SourceMarks("Open on Monday.")) == .reviewed)
    }

    @Test func minorChangesKeepTranslationsValidOneAfterTheOther() {
        func mark(_ words: String) -> String { SourceMarks.mark(words) }
        let minor = [MinorChange(from: mark("b"), to: mark("c")), MinorChange(from: mark("a"), to: mark("b"))]
        let marks = SourceMarks("c", minor: minor)
        #expect(marks.holds(mark("a")) && marks.holds(mark("b")) && marks.holds(mark("c")))
        // They go one way: what was made from the new words is not valid for the old ones.
        #expect(!SourceMarks("a", minor: minor).holds(mark("c")))
        #expect(!SourceMarks("d", minor: minor).holds(mark("a")))
        // Changes that lead in a circle end.
        let circle = [MinorChange(from: mark("a"), to: mark("b")), MinorChange(from: mark("b"), to: mark("a"))]
        #expect(SourceMarks("a", minor: circle).holds(mark("b")))
    }

    @Test func lettersThatAreComposedOtherwiseAreTheSameWords() {
        #expect(SourceMarks.mark("caf\u{E9}") == SourceMarks.mark("cafe\u{301}"))
        #expect(SourceMarks.mark("a") != SourceMarks.mark("b"))
    }

    @Test func figuresAreNeverAMinorChange() {
        #expect(TranslationRules.mayBeMinor(from: "Open 9:00 to 12:00", to: "Opened from 9:00 to 12:00."))
        #expect(!TranslationRules.mayBeMinor(from: "Open 9:00 to 12:00", to: "Open 9:00 to 11:00"))
        #expect(!TranslationRules.mayBeMinor(from: "Call 01 23 45 67 89", to: "Call 01 23 45 67 80"))
        #expect(!TranslationRules.mayBeMinor(from: "Free", to: "2 €"))
    }

    @Test func thePublicNeverReadsOldFiguresNorOldLaw() {
        func showing(_ old: String, _ new: String, isLaw: Bool = false) -> TranslationShowing {
            TranslationRules.showing(
                ReviewedWords(words: "…", mark: SourceMarks.mark(old), sourceWords: old), of: SourceMarks(new),
                isLaw: isLaw)
        }
        #expect(showing("Open at 9:00", "Open at 9:00") == .translation)
        #expect(showing("Open at 9:00", "Doors open at 9:00") == .marked)
        #expect(showing("Open at 9:00", "Open at 10:00") == .source)
        #expect(showing("You may appeal.", "You can appeal.", isLaw: true) == .source)
        #expect(showing("You may appeal.", "You may appeal.", isLaw: true) == .translation)
    }

    @Test func nobodyReviewsTheirOwnWorkUnlessTheyAreAlone() {
        func right(_ who: String, of author: String?, named: Set<String> = [], others: Int = 1) -> ReviewRight {
            TranslationRules.review(by: who, of: author, named: named, others: others)
        }
        #expect(right("a", of: "b") == .yes)
        #expect(right("a", of: "a") == .ownWork)
        #expect(right("a", of: "a", others: 0) == .alone)
        // What a file or a machine brought has no author.
        #expect(right("a", of: nil) == .yes)
        #expect(right("a", of: "b", named: ["b"]) == .notNamed)
        #expect(right("a", of: "b", named: ["a"]) == .yes)
        #expect(right("a", of: "a", named: ["a", "b"]) == .ownWork)
        #expect(right("a", of: "a", named: ["a"], others: 0) == .alone)
    }

    @Test func aMachineWritesOverNoPersonAndDisturbsNoReview() {
        #expect(TranslationRules.maySuggest(over: nil))
        for origin in TranslationOrigin.allCases {
            for stage in [TranslationStage.draft, .returned, .review] {
                let head = Self.head(stage, from: "a", origin)
                #expect(TranslationRules.maySuggest(over: head) == (stage != .review && origin != .person))
            }
        }
    }
}
