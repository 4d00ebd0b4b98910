import Testing

@testable import Search

@Suite("Free text")
struct TextTests {
    static let showers: Set = ["bains-oberkampf", "halte-femmes"]

    @Test(
        "finds a need through any language, spelling and form",
        arguments: [
            "douche", "Douches", "DOUCHE", "shower", "showers", "bath", "دش", "دُشّ", "الدش", "ودش", "استحمام", "إستحمام",
            "اســتحمام", "bains douches", "bain-douche", "bains-douches", "bain douche", "baindouche", "se laver",
            "j'ai besoin d'une douche", "where can I find a shower", "أريد دش", "duche", "douhce", "dovche", "shwoer",
            "استحمم",
        ])
    func findsShowers(_ text: String) {
        #expect(Set(SmallCity.keys(text)) == Self.showers)
    }

    @Test(
        "finds the one service that is meant",
        arguments: [
            ("apprendre le français", "cours-salut"), ("cours de francais", "cours-salut"),
            ("learn French", "cours-salut"), ("دروس الفرنسية", "cours-salut"), ("armee du salut", "cours-salut"),
            ("Armée du Salut", "cours-salut"), ("l'armée", "cours-salut"), ("CASVP", "repas-chapelle"),
            ("casvp repas", "repas-chapelle"), ("vaclav havel", "bibliotheque-vaclav"),
            ("bibliotheque", "bibliotheque-vaclav"), ("biblioteque", "bibliotheque-vaclav"),
            ("hopitaux", "bibliotheque-vaclav"), ("wifi", "bibliotheque-vaclav"), ("wi fi", "bibliotheque-vaclav"),
            ("wi-fi", "bibliotheque-vaclav"), ("المشروبات", "repas-chapelle"), ("مشروب", "repas-chapelle"),
            ("eat", "repas-chapelle"), ("douche oberkampf", "bains-oberkampf"), ("75011", "bains-oberkampf"),
            ("٧٥٠١١", "bains-oberkampf"), ("douche arabe", "halte-femmes"),
            ("repas 18e arrondissement", "repas-chapelle"), ("women", "halte-femmes"),
        ])
    func findsOne(_ text: String, _ key: String) {
        #expect(SmallCity.keys(text) == [key])
    }

    @Test("short words are not corrected")
    func shortWords() {
        #expect(SmallCity.keys("ADX").isEmpty)
        #expect(SmallCity.keys("ADS") == ["cours-salut"])
    }

    @Test("a word beside a public keeps the services for everyone, below those that name it")
    func publicsBesideWords() {
        let keys = SmallCity.keys("douche femmes")
        #expect(keys == ["halte-femmes", "bains-oberkampf"])
    }

    @Test("the last word may be a beginning", arguments: ["oberk", "biblioth", "apprendre le fran", "مكتب"])
    func beginnings(_ text: String) {
        #expect(SmallCity.keys(text).count == 1)
    }

    @Test("as one types, a whole word is also a beginning")
    func completes() {
        var query = SearchQuery(text: "petit", now: SmallCity.at(11))
        #expect(SmallCity.keys(query).count == 2)
        query.text = "dou"
        query.completesLastWord = true
        #expect(Set(SmallCity.keys(query)) == Self.showers)
    }

    @Test(
        "a word that was only begun, or mistyped, counts too: a place that is called so stands before one that speaks of it",
        arguments: ["lanter", "lanternw"])
    func nameBeforeDescriptionThroughFaults(_ text: String) {
        let named = SearchDocument(key: "named", texts: [FieldText(.name, "fr", "La Lanterne")])
        let told = SearchDocument(
            key: "told",
            texts: [
                FieldText(.name, "fr", "Le Phare"), FieldText(.description, "fr", "En face de la lanterne."),
            ], daysSinceConfirmed: 0)
        let index = SearchIndex(
            documents: [told, named], vocabulary: SmallCity.vocabulary, horizon: SmallCity.horizon)
        let answer = index.search(SearchQuery(text: text, now: SmallCity.at(11)))
        #expect(answer.hits.map { index.key(of: $0.id) } == ["named", "told"])
        #expect(answer.hits.map(\.reasons) == [[.text(.name, word: 0)], [.text(.description, word: 0)]])
    }

    @Test("says what was corrected and what was left out")
    func says() {
        let corrected = SmallCity.index.search(SearchQuery(text: "duche", now: SmallCity.at(11)))
        #expect(corrected.corrections == [Correction(typed: "duche", used: "Douche")])
        let ignored = SmallCity.index.search(SearchQuery(text: "douche xyzzyq", now: SmallCity.at(11)))
        #expect(ignored.ignoredWords == ["xyzzyq"])
        #expect(ignored.total == 2)
    }

    @Test("explains why")
    func explains() {
        let fewer = SmallCity.index.search(SearchQuery(text: "salut shower", now: SmallCity.at(11)))
        #expect(fewer.total == 2 && fewer.ignoredWords == ["salut"])
        #expect(fewer.hits.first?.reasons == [.need(SmallCity.id("shower"), word: 1)], "the word where it stands")
        let shower = SmallCity.index.search(SearchQuery(text: "shower", now: SmallCity.at(11)))
        #expect(shower.hits.first?.reasons == [.need(SmallCity.id("shower"), word: 0)])
        let name = SmallCity.index.search(SearchQuery(text: "Havel", now: SmallCity.at(11)))
        #expect(name.hits.first?.reasons == [.text(.name, word: 0)])
    }

    @Test("a name counts more than a description")
    func nameFirst() {
        let answer = SmallCity.index.search(SearchQuery(text: "douches", now: SmallCity.at(2)))
        #expect(answer.hits.map { SmallCity.index.key(of: $0.id) } == ["bains-oberkampf", "halte-femmes"])
    }

    @Test("an empty text or only empty words find everything", arguments: ["", "  ", "de la", "the"])
    func emptyText(_ text: String) {
        #expect(SmallCity.keys(text).count == SmallCity.documents.count)
    }
}

@Suite("Words")
struct WordTests {
    private func words(_ text: String) -> [String] {
        var words: [String] = []
        Tokenizer.forEachWord(in: text) { letters, _, _ in words.append(String(decoding: letters, as: UTF16.self)) }
        return words
    }

    @Test(
        "are folded and cut",
        arguments: [
            ("L'Été à l'hôpital", ["ete", "a", "hopital"]), ("Cœur d’œuvre", ["coeur", "oeuvre"]),
            ("women's centre", ["women", "centre"]), ("qu'est-ce", ["est", "ce"]), ("Straße", ["strasse"]),
            ("إِلَى الْمَدْرَسَة", ["الي", "المدرسه"]), ("٢٠١٥ ۲۰۱۶", ["2015", "2016"]), ("Ёлка", ["елка"]),
            ("Đăng ký", ["dang", "ky"]), ("a\u{301}b", ["ab"]), ("می‌خواهم", ["ميخواهم"]),
        ])
    func folding(_ text: String, _ expected: [String]) {
        #expect(words(text) == expected)
    }

    @Test(
        "share a stem",
        arguments: [
            ("douche", "douches"), ("journal", "journaux"), ("bureau", "bureaux"), ("gratuit", "gratuites"),
            ("francais", "francaises"), ("lunch", "lunches"), ("pharmacy", "pharmacies"), ("pharmacie", "pharmacies"),
            ("دوره", "دورات"), ("مدرسه", "المدرسه"), ("ملابس", "والملابس"), ("مترجم", "مترجمين"),
        ])
    func stems(_ one: String, _ other: String) {
        #expect(Stemming.stem(Array(one.utf16)) == Stemming.stem(Array(other.utf16)))
    }

    @Test(
        "are as far apart as their edits",
        arguments: [
            ("douche", "duche", 1), ("douche", "dcouhe", 2), ("douche", "chouette", nil), ("douche", "douhce", 1),
            ("ca", "abc", nil),
            ("abcdef", "abcdfe", 1), ("hebergement", "hebergment", 1), ("hebergement", "ebergemant", 2), ("a", "a", 0),
        ] as [(String, String, Int?)])
    func distances(_ one: String, _ other: String, _ expected: Int?) {
        var distance = EditDistance()
        #expect(distance.between(Array(one.utf16), Array(other.utf16)[...], limit: 2) == expected)
    }
}
