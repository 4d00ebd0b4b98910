import Search
import Testing

@Suite("Filters, hours, pages")
struct FilterTests {
    private func keys(_ change: (inout SearchQuery) -> Void) -> Set<String> {
        var query = SearchQuery(now: SmallCity.at(11))
        change(&query)
        return Set(SmallCity.keys(query))
    }

    @Test("a service without a condition of public, status, age or gender is for everyone")
    func openToAll() {
        #expect(keys { $0.publics = [PublicID(1)] }.count == 5)
        #expect(!keys { $0.publics = [PublicID(1)] }.contains("halte-femmes"))
        #expect(keys { $0.publics = [PublicID(0)] }.count == 6)
        #expect(!keys { $0.statuses = [StatusID(0)] }.contains("cours-salut"))
        #expect(keys { $0.statuses = [StatusID(0), StatusID(1)] }.count == 6)
        #expect(!keys { $0.gender = .man }.contains("halte-femmes"))
        #expect(keys { $0.gender = .woman }.count == 6)
    }

    @Test("ages include both ends", arguments: [(15, false), (16, true), (25, true), (26, false), (-3, false)])
    func ages(_ age: Int, _ isReceived: Bool) {
        #expect(keys { $0.age = age }.contains("cours-salut") == isReceived)
    }

    @Test("a wheelchair needs the fact to be stated")
    func wheelchair() {
        #expect(keys { $0.accessibility = [AccessibilityID(0)] } == ["bains-oberkampf"])
    }

    @Test("lists, flags, themes, organisation")
    func lists() {
        #expect(keys { $0.needs = [SmallCity.id("shower"), SmallCity.id("meal")] }.count == 3)
        #expect(keys { $0.themes = [ThemeID(0)] } == ["bains-oberkampf", "halte-femmes", "adresse-protegee"])
        #expect(keys { $0.districts = [DistrictID(1)] } == ["repas-chapelle", "bibliotheque-vaclav"])
        #expect(keys { $0.languages = [LanguageID(1), LanguageID(2)] } == ["halte-femmes", "cours-salut"])
        #expect(keys { $0.isFree = true }.count == 4)
        #expect(keys { $0.conditions = [ConditionID(0)] } == ["bains-oberkampf", "repas-chapelle"])
        #expect(keys { $0.amenities = [AmenityID(0)] } == ["repas-chapelle"])
        #expect(keys { $0.organisation = "aurore" } == ["halte-femmes"])
        #expect(keys { $0.organisation = "nobody" }.isEmpty)
        #expect(keys { $0.needs = [NeedID(500)] }.isEmpty)
    }

    @Test("open at an instant and within a time")
    func open() {
        #expect(keys { $0.open = .at(SmallCity.at(11)) } == ["bains-oberkampf", "halte-femmes"])
        #expect(keys { $0.open = .at(SmallCity.at(12)) } == ["bains-oberkampf"])
        #expect(keys { $0.open = .at(SmallCity.at(8)) } == ["bains-oberkampf", "repas-chapelle"])
        #expect(keys { $0.open = .during(SmallCity.at(17)..<SmallCity.at(19)) } == ["bains-oberkampf", "cours-salut"])
        #expect(keys { $0.open = .during(SmallCity.at(18)..<SmallCity.at(18, 1)) } == ["cours-salut"])
        #expect(keys { $0.open = .during(SmallCity.days[0]) }.count == 4)
        #expect(keys { $0.open = .during(SmallCity.days[5]) }.isEmpty)
    }

    @Test("beyond the horizon the closure is asked")
    func beyond() {
        let later = SmallCity.horizon.upperBound + 600
        #expect(keys { $0.open = .at(later) }.isEmpty)
        let index = SearchIndex(
            documents: SmallCity.documents, vocabulary: SmallCity.vocabulary, horizon: SmallCity.horizon,
            beyondHorizon: { id, range in id == 3 ? [OpenSpan(start: range.lowerBound, end: range.upperBound)] : [] })
        var query = SearchQuery(now: SmallCity.at(11))
        query.open = .at(later)
        #expect(index.search(query).hits.map(\.id) == [3])
    }

    @Test(
        "states",
        arguments: [
            (0, SmallCity.at(11), OpenState.open(until: SmallCity.at(18))),
            (1, SmallCity.at(11, 40), .closingSoon(at: SmallCity.at(12))),
            (2, SmallCity.at(11), .opens(at: SmallCity.at(18))),
            (3, SmallCity.at(10, day: 4), .opens(at: SmallCity.at(7, day: 7))),
            (3, SmallCity.at(11, day: 11), .closed), (4, SmallCity.at(11), .unknown), (5, SmallCity.at(11), .closed),
            (0, SmallCity.horizon.upperBound, .unknown),
        ] as [(Int32, Minute, OpenState)])
    func states(_ id: Int32, _ now: Minute, _ expected: OpenState) {
        let hits = SmallCity.index.search(SearchQuery(now: now)).hits
        #expect(hits.first { $0.id == id }?.openState == expected)
    }

    @Test("nearest first, within the radius, without a point last")
    func near() {
        var query = SearchQuery(now: SmallCity.at(11))
        query.near = Near(GeoPoint(latitude: 48.8905, longitude: 2.3589))
        query.sort = .distance
        #expect(SmallCity.keys(query).first == "repas-chapelle")
        #expect(SmallCity.keys(query).last == "adresse-protegee")
        query.near?.radius = 200
        let answer = SmallCity.index.search(query)
        #expect(answer.hits.map { SmallCity.index.key(of: $0.id) } == ["repas-chapelle", "bibliotheque-vaclav"])
        #expect(abs((answer.hits.last?.distance ?? 0) - 178) < 1)
        #expect(answer.hits.last?.reasons == [.near])
    }

    @Test("pages go on where they ended, and say when the question or the index has changed")
    func pages() throws {
        var query = SearchQuery(now: SmallCity.at(11))
        query.limit = 2
        var seen: [Int32] = []
        var pages = 0
        while true {
            let answer = SmallCity.index.search(query)
            seen += answer.hits.map(\.id)
            pages += 1
            guard let next = answer.next else { break }
            query.cursor = SearchCursor(next.description)
            query.now = SmallCity.at(15)
        }
        #expect(pages == 3)
        var all = SearchQuery(now: SmallCity.at(11))
        all.limit = 100
        #expect(seen == SmallCity.index.search(all).hits.map(\.id))

        var first = SearchQuery(now: SmallCity.at(11))
        first.limit = 2
        let cursor = try #require(SmallCity.index.search(first).next)
        first.cursor = cursor
        #expect(SmallCity.index.search(first).paging == .followed)
        let newer = SearchIndex(
            documents: SmallCity.documents, vocabulary: SmallCity.vocabulary, horizon: SmallCity.horizon, version: 8)
        #expect(newer.search(first).paging == .indexChanged)
        first.isFree = true
        #expect(SmallCity.index.search(first).paging == .otherQuestion)
        #expect(SearchCursor("not a cursor") == nil)
        #expect(SearchCursor(String(repeating: "g", count: 56)) == nil)
    }

    @Test("an index without services answers")
    func empty() {
        let index = SearchIndex(documents: [], vocabulary: Vocabulary(), horizon: SmallCity.horizon)
        var query = SearchQuery(text: "douche", now: SmallCity.at(11))
        query.near = Near(GeoPoint(latitude: 0, longitude: 0), radius: 10)
        query.wantsFacets = true
        let answer = index.search(query)
        #expect(answer.total == 0)
        #expect(answer.relaxations.isEmpty)
        #expect(index.suggest("d", language: "fr").isEmpty)
    }
}
