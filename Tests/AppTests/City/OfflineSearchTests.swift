import Foundation
import Programs
import Rules
import Search
import Testing
import Web

@testable import Areas

/// The modules of the telephone are asked what the server's index is asked, over the same services and words.
@Suite struct OfflineSearchTests {
    private struct Ask {
        var query: SearchQuery
        var members: [(String, JSONText?)]
    }

    @Test func everyCharacterIsFoldedAsOnTheServer() async throws {
        let ranges: [ClosedRange<UInt32>] = [0...0xD7FF, 0xE000...0xFFFF, 0x1_F000...0x1_FAFF, 0x2_0000...0x2_0100]
        let folded = ranges.joined().compactMap { Unicode.Scalar($0) }.map { scalar in
            JSONText([JSONText(Int(scalar.value)), SearchRules.folded(scalar).map { JSONText($0) } ?? .null])
        }
        try await OfflineNode.check(JSONText(folded), "fold")
    }

    @Test(arguments: ["fr", "ar", "zh-Hans"])
    func thousandQuestionsFindTheSameInTheSameOrder(_ language: String) async throws {
        let guide = try await TestCity.paris.value.city.snapshot().guide
        let content = OfflineContent(guide: guide, language: language, scope: .city)
        let index = Self.index(content)
        var random = SplitRandom(seed: 2_015)
        let asks = try Self.asks(content, &random)
        #expect(asks.count > 1_000)
        let told = asks.map { ask -> JSONText in
            let answer = index.search(ask.query)
            return JSONText(members: [
                ("query", JSONText(members: ask.members)),
                ("keys", JSONText(answer.hits.map { index.key(of: $0.id) })), ("total", JSONText(answer.total)),
                ("corrections", JSONText(answer.corrections.map(\.used))),
                ("ignored", JSONText(answer.ignoredWords)),
            ])
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("offline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("bundle.json")
        try await Data(Self.bundle(content).whole.bytes).write(to: file)
        try await OfflineNode.check(
            JSONText(members: [("bundle", JSONText(file.path)), ("asks", JSONText(told))]), "asks")
    }

    static func bundle(_ content: OfflineContent) async throws -> OfflineBundle {
        let (books, assets) = try TestCity.resources.get()
        let maker = VisitMaker(books: books, assets: assets, navigation: [], origin: "")
        let visit = maker.visit(language: content.language, path: .home, settings: content.guide.settings)
        let rights = try await TestCity.paris.value.city.snapshot().rights
        let page = maker.withoutPaper(hasSigns: true).visit(
            language: content.language, path: .home, settings: content.guide.settings)
        let parts = OfflineParts(content: content, visit: visit)
        return OfflineBundle(
            version: "1.1",
            tables: OfflineRows(content: content, visit: visit).tables + [
                ("pages", OfflinePages(guide: content.guide, rights: rights, visit: page).rows)
            ],
            parts: [("head", parts.head)] + parts.ofLanguage)
    }

    /// The server's index over what the bundle holds.
    private static func index(_ content: OfflineContent) -> SearchIndex {
        let guide = content.guide
        func positions(_ keys: [String]) -> [String: Int] {
            Dictionary(keys.enumerated().map { ($1, $0) }) { first, _ in first }
        }
        let documents = GuideDocuments(
            territory: guide.territory, vocabulary: content.vocabulary, sites: content.sites,
            siteByKey: positions(content.sites.map(\.key)), organisations: content.organisations,
            organisationByKey: positions(content.organisations.map(\.key)), hours: guide.hours,
            today: guide.hours.zone.date(guide.made), labelled: [])
        let horizon = guide.hours.horizon(from: guide.made)
        return SearchIndex(
            documents: content.services.map {
                documents.document($0.service, position: $0.position, horizon: horizon.instants)
            }, vocabulary: content.vocabulary, horizon: horizon.minutes, days: horizon.days)
    }

    /// What people type, in all languages; the same with a fault; names and beginnings; with places, hours and other filters.
    private static func asks(_ content: OfflineContent, _ random: inout SplitRandom) throws -> [Ask] {
        let typed = try NeedAsk.read(folder: TestCity.root.appendingPathComponent("Benchmarks/asks")).map(\.words)
        let names = content.services.enumerated().filter { $0.offset % 3 == 0 }.map { _, service in
            service.service.name.byLanguage.values.sorted()[0]
        }
        var texts = typed + names
        texts += typed.enumerated().filter { $0.offset % 2 == 0 }.map { spoilt($0.element, &random) }
        texts += names.map { String($0.prefix(4 + random.below(5))) }
        texts += typed.enumerated().filter { $0.offset % 7 == 0 }.map {
            "\($0.element) \(names[$0.offset % names.count])"
        }
        texts += [
            "douche 18e arrondissement", "wi fi", "bain-douche", "l'avocat", "iş", "دش قريب", "не холодно", "洗澡 吃饭", "",
            "…",
        ]
        return texts.map { ask($0, content, &random) }
    }

    private static func spoilt(_ text: String, _ random: inout SplitRandom) -> String {
        var letters = Array(text)
        guard letters.count > 3 else { return text }
        let place = 1 + random.below(letters.count - 2)
        switch random.below(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letters[place], at: place)
        case 2: letters.swapAt(place, place + 1)
        default: letters[place] = letters[random.below(letters.count)]
        }
        return String(letters)
    }

    private static func ask(_ text: String, _ content: OfflineContent, _ random: inout SplitRandom) -> Ask {
        let known = content.vocabulary
        let guide = content.guide
        // Within the day of which the index knows how old a confirmation is.
        let now = guide.made.minute + Minute(random.below(700))
        var query = SearchQuery(text: text, now: now)
        query.limit = 30
        query.wantsRelaxations = false
        var members: [(String, JSONText?)] = [
            ("text", JSONText(text)), ("now", JSONText(Int(now))), ("limit", JSONText(30)),
        ]
        if random.below(4) == 0 {
            let latitude = Double(488_000 + random.below(1_200)) / 10_000
            let longitude = Double(22_500 + random.below(1_700)) / 10_000
            let radius = random.below(2) == 0 ? Double(500 + random.below(4_000)) : nil
            query.near = Near(GeoPoint(latitude: latitude, longitude: longitude), radius: radius)
            members.append(
                (
                    "near",
                    JSONText(members: [("latitude", JSONText(latitude)), ("longitude", JSONText(longitude))])
                ))
            members.append(("radius", radius.map { JSONText($0) }))
            if random.below(2) == 0 {
                query.sort = .distance
                members.append(("sort", "distance"))
            }
        }
        if random.below(5) == 0 {
            query.open = .at(now)
            members.append(("open", span(now, now + 1)))
        } else if random.below(9) == 0 {
            query.open = .during(now + 60..<now + 400)
            members.append(("open", span(now + 60, now + 400)))
        }
        func choose(_ name: String, _ list: [Vocabulary.Entry], one: Int, _ use: (Int) -> Void) {
            guard random.below(one) == 0, !list.isEmpty else { return }
            let position = random.below(list.count)
            use(position)
            members.append((name, JSONText([list[position].key])))
        }
        choose("needs", known.needs, one: 14) { query.needs = [NeedID($0)] }
        choose("themes", known.themes, one: 14) { query.themes = [ThemeID($0)] }
        choose("districts", known.districts, one: 14) { query.districts = [DistrictID($0)] }
        choose("publics", known.publics, one: 14) { query.publics = [PublicID($0)] }
        choose("statuses", known.statuses, one: 20) { query.statuses = [StatusID($0)] }
        choose("languages", known.languages, one: 20) { query.languages = [LanguageID($0)] }
        choose("conditions", known.conditions, one: 20) { query.conditions = [ConditionID($0)] }
        if random.below(14) == 0 {
            query.isFree = true
            members.append(("isFree", JSONText(true)))
        }
        if random.below(20) == 0 {
            query.age = random.below(90)
            members.append(("age", query.age.map { JSONText($0) }))
        }
        if random.below(20) == 0 {
            query.gender = .woman
            members.append(("gender", "woman"))
        }
        if random.below(25) == 0 {
            query.sort = .freshness
            members = members.filter { $0.0 != "sort" } + [("sort", "freshness")]
        }
        return Ask(query: query, members: members)
    }

    private static func span(_ from: Minute, _ to: Minute) -> JSONText {
        JSONText(members: [("from", JSONText(Int(from))), ("to", JSONText(Int(to)))])
    }
}

/// The same numbers at each run.
struct SplitRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}

/// Runs `Tests/OfflineTests/conformance.mjs`; what differs is the test's message.
enum OfflineNode {
    static func check(_ given: JSONText, _ kind: String) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("offline-\(UUID().uuidString).json")
        try Data(given.bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let script = TestCity.root.appendingPathComponent("Tests/OfflineTests/conformance.mjs").path
        let outcome = try await ChildProgram("node", [script, file.path, kind]).run(within: .seconds(240))
        print(outcome.said)
        #expect(outcome.end == .exited(0), "\(outcome.said)")
    }
}
