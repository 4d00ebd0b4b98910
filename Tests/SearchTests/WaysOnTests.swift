import Search
import Testing

@Suite("Ways on, suggestions, facets")
struct WaysOnTests {
    private func answer(_ change: (inout SearchQuery) -> Void) -> SearchAnswer {
        var query = SearchQuery(now: SmallCity.at(11))
        change(&query)
        return SmallCity.index.search(query)
    }

    private let chapelle = GeoPoint(latitude: 48.8905, longitude: 2.3589)

    @Test("a wider circle")
    func wider() throws {
        let answer = answer { query in
            query.text = "douche"
            query.near = Near(chapelle, radius: 300)
        }
        #expect(answer.total == 0)
        let way = try #require(answer.relaxations.first)
        #expect(way.change == .radius(5_000))
        #expect(way.count == 1)
        #expect(SmallCity.index.search(way.query).total == 1)
    }

    @Test("later today, then the next days")
    func later() throws {
        let today = answer { query in
            query.needs = [SmallCity.id("french-course")]
            query.open = .at(SmallCity.at(11))
        }
        #expect(today.relaxations.first?.change == .openLater(at: SmallCity.at(18)))
        let weekend = answer { query in
            query.needs = [SmallCity.id("meal")]
            query.open = .during(SmallCity.days[5])
        }
        #expect(weekend.relaxations.first?.change == .openLater(at: SmallCity.at(7, day: 7)))
    }

    @Test("of words that no service holds together those that tell most are kept; filters play no part in it")
    func fewerWords() throws {
        for text in ["douche journaux", "journaux douche", "journaux boissons douche"] {
            let answer = answer { $0.text = text }
            #expect(answer.ignoredWords == text.split(separator: " ").map(String.init).filter { $0 != "douche" })
            #expect(answer.hits.map(\.id) == self.answer { $0.text = "douche" }.hits.map(\.id))
        }
        let together = answer { $0.text = "douche femmes" }
        #expect(together.total > 0 && together.ignoredWords.isEmpty)
        let closed = answer { query in
            query.text = "douche femmes"
            query.open = .at(SmallCity.at(3))
        }
        #expect(closed.total == 0 && closed.relaxations.contains { $0.change == .withoutOpen })
        let nothing = answer { $0.text = "zzzzzzzzqq douche" }
        #expect(nothing.total > 0 && nothing.ignoredWords == ["zzzzzzzzqq"])
    }

    @Test("another need of the theme, a filter less")
    func others() {
        let answer = answer { query in
            query.needs = [SmallCity.id("wifi")]
            query.languages = [LanguageID(2)]
        }
        let changes = answer.relaxations.map(\.change)
        #expect(changes.contains(.otherNeed(SmallCity.id("french-course"))))
        #expect(changes.contains(.withoutLanguages))
    }

    @Test("every way finds as many as it says, and there always is one")
    func neverADeadEnd() {
        let questions: [(inout SearchQuery) -> Void] = [
            { $0.text = "zzzzzzzzqq" }, { $0.text = "douche salut" },
            { query in
                query.text = "cours"
                query.districts = [DistrictID(1)]
                query.accessibility = [AccessibilityID(0)]
                query.near = Near(GeoPoint(latitude: 10, longitude: 10), radius: 5)
                query.open = .at(SmallCity.at(3))
            },
            { $0.organisation = "nobody" }, { $0.needs = [NeedID(500)] }, { $0.age = 200 },
            { query in
                query.gender = .man
                query.publics = [PublicID(0)]
                query.needs = [SmallCity.id("laundry")]
                query.isFree = true
            },
        ]
        for change in questions {
            let answer = answer(change)
            guard answer.total == 0 else { continue }
            #expect(!answer.relaxations.isEmpty)
            for way in answer.relaxations {
                #expect(way.count > 0)
                #expect(SmallCity.index.search(way.query).total == way.count, "\(way.change)")
            }
        }
    }

    @Test("did you mean", arguments: [("dxxche", "Douche"), ("oberkomqf", "Oberkampf")])
    func didYouMean(_ text: String, _ expected: String) {
        let answer = answer { $0.text = text }
        if answer.total == 0 {
            #expect(answer.didYouMean.first == expected)
        } else {
            #expect(answer.corrections.first?.used == expected)
        }
    }

    @Test(
        "suggestions, in the person's language",
        arguments: [
            ("dou", "en", "Shower"), ("show", "fr", "Douche"), ("laver", "fr", "Douche"), ("دش", "ar", "دُش"),
            ("armee d", "fr", "Armée du salut"), ("vacl", "fr", "Bibliothèque Václav Havel"),
            ("apprendre le f", "fr", "Cours de français"), ("BIBLIOT", "en", "Library"),
        ])
    func suggestions(_ prefix: String, _ language: String, _ first: String) {
        #expect(SmallCity.index.suggest(prefix, language: language, limit: 5).first?.text == first)
    }

    @Test("suggestions forgive a typing fault and an empty prefix gives none")
    func faultySuggestions() {
        #expect(SmallCity.index.suggest("bibliotq", language: "fr", limit: 5).isEmpty)
        #expect(SmallCity.index.suggest("biblioteque", language: "fr", limit: 5).first?.text == "Bibliothèque")
        #expect(SmallCity.index.suggest("", language: "fr", limit: 5).isEmpty)
    }

    @Test("facets leave out their own filter where one value or another is chosen")
    func facets() throws {
        let answer = answer { query in
            query.needs = [SmallCity.id("shower")]
            query.isFree = true
            query.wantsFacets = true
        }
        let facets = try #require(answer.facets)
        #expect(facets[SmallCity.id("shower")] == 2)
        #expect(facets[SmallCity.id("meal")] == 1)
        #expect(facets[ThemeID(0)] == 2)
        #expect(facets[PublicID(0)] == 2)
        #expect(facets[PublicID(1)] == 1)
        #expect(facets[ConditionID(0)] == 1)
        #expect(facets[AccessibilityID(0)] == 1)
        #expect(facets.openNow == 2)
        #expect(facets.free == 2)
    }
}
