import Testing

@testable import Search

@Suite("Words of other scripts")
struct ScriptTests {
    private static let index = SearchIndex(
        documents: ["shower", "meal", "job"].enumerated().map { position, key in
            SearchDocument(
                key: key, texts: key == "meal" ? [FieldText(.description, "zh-Hans", "晚上有热饭，提供素食。")] : [],
                needs: [NeedID(position)])
        },
        vocabulary: Vocabulary(needs: [
            entry("shower", ["zh-Hans": ["淋浴", "洗澡"], "bo": ["ཁྲུས་ཁང་"], "ti": ["ሕጽቦት ሰብነት"], "bn": ["গোসল", "গোছল"]]),
            entry(
                "meal",
                [
                    "zh-Hans": ["餐食", "吃饭"], "bo": ["ཁ་ལག"], "am": ["ምግብ"], "ru": ["горячая еда", "столовая"],
                    "uk": ["їдальня"], "bn": ["খাবার"], "ur": ["روٹی"], "ff": ["ñaamdu"], "bm": ["dumuni kɛ"],
                    "ka": ["სასადილო"],
                ]),
            entry("job", ["tr": ["iş"], "fr": ["emploi"]]),
        ]),
        horizon: 0..<1_440)

    private static func entry(_ key: String, _ words: [String: [String]]) -> Vocabulary.Entry {
        let all = words.sorted { $0.key < $1.key }.flatMap { language, texts in
            texts.map { Vocabulary.Wording(language, $0) }
        }
        return Vocabulary.Entry(key: key, labels: [all[0]], synonyms: Array(all.dropFirst()))
    }

    private func keys(_ text: String) -> [String] {
        Self.index.search(SearchQuery(text: text, now: 0)).hits.map { Self.index.key(of: $0.id) }
    }

    @Test(
        "finds what is meant",
        arguments: [
            // Nobody puts spaces between Chinese words; full-width signs and other scripts may touch them.
            ("我想洗澡", "shower"), ("哪里可以洗澡？", "shower"), ("今天在巴黎哪里可以吃饭", "meal"), ("吃饭wifi", "meal"), ("素食", "meal"),
            // With and without the sign that ends a syllable.
            ("ཁྲུས་ཁང", "shower"), ("ཁྲུས་ཁང་།", "shower"), ("ཁ་ལག་", "meal"),
            // Rows of the syllabary that are written for one another.
            ("ሕፅቦት ሰብነት", "shower"), ("ሕጽቦት ሠብነት", "shower"), ("ምግብ።", "meal"),
            ("গোসল", "shower"), ("খাবার।", "meal"),
            // Cases, and Ukrainian typed with Russian letters.
            ("горячей еды", "meal"), ("ищу столовую", "meal"), ("столовые", "meal"), ("їдальні", "meal"),
            ("идальня", "meal"),
            // Letters that a plain keyboard does not have.
            ("naamdu", "meal"), ("dumuni ke", "meal"), ("روٹي", "meal"), ("ᲡᲐᲡᲐᲓᲘᲚᲝ", "meal"),
            // Work in Turkish, nothing in English.
            ("iş", "job"), ("is emploi", "job"),
        ])
    func finds(_ text: String, _ key: String) {
        #expect(keys(text) == [key])
    }

    @Test("a run of characters that nobody knows is told as it was typed")
    func unknownRun() {
        let answer = Self.index.search(SearchQuery(text: "鳥語花香", now: 0))
        #expect(answer.hits.isEmpty && answer.ignoredWords == ["鳥語花香"])
    }

    @Test("a long text without spaces is read to its end")
    func longRun() {
        #expect(keys(String(repeating: "的", count: 200) + "洗澡") == ["shower"])
    }
}

@Suite("An index that follows another")
struct FollowingTests {
    @Test("answers as one that was made anew, with other services and with other words")
    func sameAnswers() {
        let fewer = Array(SmallCity.documents.dropFirst(2))
        func index(_ documents: [SearchDocument], _ vocabulary: Vocabulary, after previous: SearchIndex?) -> SearchIndex
        {
            SearchIndex(
                documents: documents, vocabulary: vocabulary, horizon: SmallCity.horizon, days: SmallCity.days,
                version: 8, following: previous)
        }
        var other = SmallCity.vocabulary
        other.needs[0].synonyms.append(.init("so", "qubays"))
        for vocabulary in [SmallCity.vocabulary, other] {
            for documents in [SmallCity.documents, fewer] {
                let anew = index(documents, vocabulary, after: nil)
                let following = index(documents, vocabulary, after: SmallCity.index)
                for text in [
                    "douche", "duche", "bibliotek", "oberk", "qubays", "qubeys", "دوش", "apprendre le fran", "zzz",
                ] {
                    for completes in [false, true] {
                        var query = SearchQuery(text: text, now: SmallCity.at(11))
                        query.completesLastWord = completes
                        let (first, second) = (anew.search(query), following.search(query))
                        #expect(
                            first.hits.map { anew.key(of: $0.id) } == second.hits.map { following.key(of: $0.id) },
                            "\(text)")
                        #expect(first.corrections == second.corrections && first.ignoredWords == second.ignoredWords)
                    }
                    #expect(anew.suggest(text, language: "fr") == following.suggest(text, language: "fr"))
                }
            }
        }
        #expect(
            index(SmallCity.documents, other, after: SmallCity.index).search(SearchQuery(text: "qubays", now: 0)).total
                == 2)
    }
}
