import Rules
import Testing

@Suite("Hours, telephones and numbers in two languages")
struct TextFiguresTests {
    @Test(arguments: [
        ("8 h 30", ["08:30"]), ("8h30", ["08:30"]), ("08:30", ["08:30"]), ("8\u{A0}h", ["08:00"]), ("8 am", ["08:00"]),
        ("8:30 p.m.", ["20:30"]), ("12 pm", ["12:00"]), ("12 am", ["00:00"]), ("9:00-12:30", ["09:00", "12:30"]),
        ("de 9 h à 17 h", ["09:00", "17:00"]), ("01 23 45 67 89", ["0123456789"]), ("01.23.45.67.89", ["0123456789"]),
        ("+33 1 23 45 67 89", ["0123456789"]), ("+44 1632 960101", ["441632960101"]), ("115", ["115"]),
        ("1 200 €", ["1200"]), ("1,200", ["1200"]), ("3,50 €", ["3.50"]), ("3.50", ["3.50"]), ("٨:٣٠", ["08:30"]),
        ("১১৫", ["115"]), ("三", []), ("", []), ("no figures", []), ("25 h", ["25"]), ("8 hours", ["8"]),
        ("2 places, 3 days", ["2", "3"]),
    ])
    func read(_ text: String, _ figures: [String]) {
        #expect(TextFigures.of(text) == figures)
    }

    @Test func whatOneSideLacksIsNamed() {
        let (missing, added) = TextFigures.differences("Open 9 h – 12 h, call 115", "Open 09:00 – 13:00, call 115")
        #expect(missing == ["12:00"])
        #expect(added == ["13:00"])
    }
}

@Suite("Warnings beside a translation")
struct TranslationWarningTests {
    static let shower = GlossaryWord(source: "douche", demanded: "መሕጸቢ ሰብነት", forbidden: ["ሻወር"])

    @Test func holesAreFaultsAndTheRestIsConfirmed() {
        let warnings = TranslationWarning.of("{count} douches à 9 h", "{counts} at 10:00", glossary: [])
        #expect(
            warnings == [.holeMissing("count"), .holeUnknown("counts"), .figureMissing("09:00"), .figureAdded("10:00")])
        #expect(warnings.map(\.isFault) == [true, true, false, false])
        #expect(TranslationWarning.holes("{a} { b } {} {c-d} {e1}") == ["a", "e1"])
    }

    @Test func aWordOfTheSourceIsFoundInThePluralAndNotInsideAnother() {
        let bed = GlossaryWord(source: "lit", demanded: "ዓራት")
        #expect(GlossaryWord.found(in: "Douches gratuites", [Self.shower]) == [Self.shower])
        #expect(GlossaryWord.found(in: "La litière", [bed]).isEmpty)
        #expect(GlossaryWord.found(in: "Un lit.", [bed]) == [bed])
    }

    @Test func theLongerWordHidesTheShorterOneInsideIt() {
        let permit = GlossaryWord(source: "titre de séjour", demanded: "residence permit")
        let stay = GlossaryWord(source: "séjour", demanded: "stay")
        #expect(GlossaryWord.found(in: "Votre titre de séjour", [permit, stay]) == [permit])
    }

    @Test func theDemandedWordMayBend() {
        let permit = GlossaryWord(source: "permit", demanded: "разрешение", forbidden: ["пермит"])
        #expect(TranslationWarning.of("A permit", "Без разрешения", glossary: [permit]).isEmpty)
        #expect(
            TranslationWarning.of("A permit", "Ваш пермит", glossary: [permit])
                == [
                    .wordForbidden("пермит", demanded: "разрешение"),
                    .wordMissing(source: "permit", demanded: "разрешение"),
                ])
        let chinese = GlossaryWord(source: "shower", demanded: "淋浴", forbidden: ["洗澡"])
        #expect(TranslationWarning.of("A shower", "免费淋浴", glossary: [chinese]).isEmpty)
        #expect(TranslationWarning.of("A shower", "免费洗澡", glossary: [chinese]).count == 2)
    }
}

@Suite("What changed, word by word")
struct WordDiffTests {
    @Test func theChangedWordsAlone() {
        #expect(
            WordDiff(from: "Open on Monday at 9:00.", to: "Open on Tuesday at 9:00.").pieces
                == [.same("Open on "), .deleted("Monday "), .inserted("Tuesday "), .same("at 9:00.")])
        #expect(WordDiff(from: "", to: "new").pieces == [.inserted("new")])
        #expect(WordDiff(from: "old", to: "").pieces == [.deleted("old")])
        #expect(WordDiff(from: "same", to: "same").pieces == [.same("same")])
    }

    /// Whatever is shown, both texts can be read in it.
    @Test(arguments: [
        ("a b c d e", "a c d x e y"), ("免费淋浴", "淋浴免费"), ("one two", "three four"), ("  a  b ", "a b"),
        ("እዚ ጽሑፍ", "እዚ ሓድሽ ጽሑፍ"),
    ])
    func bothTextsAreInIt(_ old: String, _ new: String) {
        let pieces = WordDiff(from: old, to: new).pieces
        func text(without: (WordDiff.Piece) -> Bool) -> String {
            pieces.filter { !without($0) }.map {
                switch $0 {
                case .same(let words), .deleted(let words), .inserted(let words): words
                }
            }.joined()
        }
        #expect(text { if case .inserted = $0 { true } else { false } } == old)
        #expect(text { if case .deleted = $0 { true } else { false } } == new)
    }

    @Test func twoLongTextsAreComparedInTime() {
        let old = (0..<3_000).map { "w\($0)" }.joined(separator: " ")
        #expect(WordDiff(from: old, to: "x " + old).pieces.count <= 3)
    }
}

@Suite("Texts that are alike")
struct TextLikenessTests {
    @Test func likenessIsAPercentage() {
        let text = TextLikeness("Showers are free on Monday morning.")
        #expect(text.percent(text) == 100)
        #expect(text.percent(TextLikeness("Showers are free on Tuesday morning.")) > 70)
        #expect(text.percent(TextLikeness("Ask a lawyer before you sign.")) < 25)
        #expect(TextLikeness("").percent(TextLikeness("a")) == 0)
    }

    @Test func alikeTextsShareAKeyAndPairsOfLanguagesDoNot() {
        let one = TextLikeness("Bring a towel and your own soap, please.")
        let other = TextLikeness("Bring a towel and your own soap.")
        #expect(one.keys("en>ti").count == 16)
        #expect(!Set(one.keys("en>ti")).isDisjoint(with: other.keys("en>ti")))
        #expect(Set(one.keys("en>ti")).isDisjoint(with: one.keys("en>ar")))
        #expect(Set(one.keys("en>ti")).isDisjoint(with: TextLikeness("Where do I start?").keys("en>ti")))
    }
}
