import Testing

@testable import Search

@Suite("Pages of text")
struct PageTests {
    @Test(
        "are found in the language of the question",
        arguments: [
            ("How much is the deposit?", "en", "rent"), ("Wo melde ich mein Kind an?", "de", "school"),
            ("Qui aide sans assurance maladie ?", "fr", "doctor"), ("أين أستعير الكتب؟", "ar", "library"),
            ("Де зробити щеплення дитині?", "uk", "doctor"),
        ])
    func sameLanguage(_ question: String, _ language: String, _ page: String) {
        #expect(SmallPages.best(question, language, in: language) == page)
    }

    @Test(
        "are found despite a typing fault",
        arguments: [
            ("depsit", "en", "rent"), ("vacination", "en", "doctor"), ("bibliohtèque", "fr", "library"),
            ("Büchreei", "de", "library"), ("المكتتبة", "ar", "library"), ("шкоола", "uk", "school"),
        ])
    func typingFault(_ question: String, _ language: String, _ page: String) {
        #expect(SmallPages.best(question, language, in: language) == page)
    }

    @Test("of German are found by a part of a compound, and by a compound of known parts")
    func compounds() {
        #expect(SmallPages.best("Versicherung", "de", in: "de") == "doctor")
        #expect(SmallPages.best("Mietbescheinigung", "de", in: "de") == "rent")
        // Neither a letter nor a word in common: through "school" and "certificate" of the lexicon.
        #expect(SmallPages.best("Schulbescheinigung", "de", in: "ar") == "school")
    }

    @Test(
        "in another language are found through concepts",
        arguments: [
            ("loyer", "fr", "en", "rent"), ("оренда квартири", "uk", "de", "rent"), ("تأمين صحي", "ar", "uk", "doctor"),
            ("health insurance", "en", "ar", "doctor"), ("аренда", "ru", "fr", "rent"),
            ("Impfung", "de", "uk", "doctor"),
        ])
    func acrossLanguages(_ question: String, _ language: String, _ pages: String, _ page: String) {
        #expect(SmallPages.best(question, language, in: pages) == page)
    }

    @Test(
        "are found by a name written in other letters",
        arguments: [
            ("Augsburg", "en", "uk"), ("Augsburg", "de", "ar"), ("أوغسبورغ", "ar", "de"), ("Аугсбург", "uk", "en"),
        ])
    func names(_ question: String, _ language: String, _ pages: String) {
        #expect(SmallPages.best(question, language, in: pages) == "school")
    }

    @Test(
        "of Arabic are found with article, particle and broken plural",
        arguments: ["مدرسة", "والمدرسة", "بالمدرسة", "مدارس"])
    func arabic(_ question: String) {
        #expect(SmallPages.best(question, "ar", in: "ar") == "school")
        #expect(SmallPages.best(question, "ar", in: "fr") == "school")
    }

    @Test("of Ukrainian are found in any case", arguments: ["школа", "школі", "школу", "школою", "шкіл"])
    func cases(_ question: String) {
        #expect(SmallPages.best(question, "uk", in: "uk") == "school")
    }

    @Test(
        "are searched in the language that the question shows",
        arguments: [
            ("Wo ist die Schule?", "de"), ("Where is the school?", "en"), ("Où est l'école ?", "fr"),
            ("أين المدرسة", "ar"),
            ("Де є школа?", "uk"),
        ])
    func detection(_ question: String, _ language: String) {
        let hit = SmallPages.index.search(question).first
        #expect(hit?.id == "school")
        #expect(hit?.language == language)
    }

    @Test("are not found by nothing")
    func nothing() {
        #expect(SmallPages.index.search("").isEmpty)
        #expect(SmallPages.index.search(" ?! … ").isEmpty)
        #expect(SmallPages.index.search("xqzwkv", language: "en").isEmpty)
        #expect(SmallPages.index.search("school", language: "en", limit: 0).isEmpty)
        #expect(SmallPages.index.search("school", language: "en", in: "ti").isEmpty)
        #expect(PageIndex([], lexicon: SmallPages.lexicon).search("school").isEmpty)
        #expect(
            PageIndex([PageDocument(id: "a", texts: ["en": "\n\n"])], lexicon: Lexicon([])).search("school").isEmpty)
    }

    @Test("are not looked for by small words")
    func stopWords() {
        #expect(SmallPages.index.search("who is at the", language: "en", in: "en").isEmpty)
        let with = SmallPages.index.search("where is the library at", language: "en", in: "en")
        #expect(with == SmallPages.index.search("library", language: "en", in: "en"))
    }

    @Test("survive a question as long as a book")
    func giant() {
        let question = String(repeating: "library books and films ", count: 20_000)
        #expect(SmallPages.best(question, "en", in: "en") == "library")
        #expect(SmallPages.index.search(String(repeating: "x", count: 100_000), language: "en").isEmpty)
    }

    @Test("come in the same order from every index of the same pages")
    func determinism() {
        let other = PageIndex(SmallPages.pages, lexicon: SmallPages.lexicon)
        for question in ["school in Augsburg", "loyer", "تأمين", "щеплення", "Kosten"] {
            #expect(SmallPages.index.search(question) == other.search(question))
        }
    }

    @Test("that are equal come in the order given")
    func ties() {
        let pages = ["b", "a", "c"].map { PageDocument(id: $0, texts: ["en": "Shower\nOpen at noon"]) }
        let index = PageIndex(pages, lexicon: Lexicon([]))
        #expect(index.search("shower", language: "en").map(\.id) == ["b", "a", "c"])
    }

    @Test("concepts of the same name are put together")
    func sameConcept() {
        let lexicon = Lexicon([
            .init(id: "rent", wordings: ["en": ["rent"]]),
            .init(id: "rent", wordings: ["en": ["rent", "rental"], "fr": ["loyer"]]),
        ])
        #expect(lexicon.concepts.count == 1)
        #expect(lexicon.concepts[0].wordings == ["en": ["rent", "rental"], "fr": ["loyer"]])
    }

    @Test(
        "the natural logarithm is exact to a millionth",
        arguments: [0.01, 0.5, 1, 1.5, 2.718_281_8, 10, 1_000_000] as [Float])
    func logarithm(_ value: Float) {
        // e^x by its series, halved until it converges fast.
        var power = 1.0
        var term = 1.0
        let x = Double(naturalLogarithm(value)) / 16
        for count in 1...20 {
            term *= x / Double(count)
            power += term
        }
        for _ in 0..<4 { power *= power }
        #expect(abs(power / Double(value) - 1) < 0.000_01)
    }
}
