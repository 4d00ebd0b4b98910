import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Testing
import Web

@testable import Areas

/// The screen of a waiting room: what it shows, in which languages, and what it never shows.
@Suite struct ScreenTests {
    static let address = "/fr/screen?place=halte-femmes&languages=fr,ar,ti&needs=shower,meal"

    static func slides(_ page: String) -> [String] {
        page.components(separatedBy: "<section class=\"slide\"").dropFirst().map { String($0) }
    }

    @Test func everyThingIsSaidInEachLanguageInTurn() async throws {
        let page = try await TestCity.paris.value.get(Self.address).text
        let slides = Self.slides(page)
        #expect(slides.count >= 6 && slides.count % 3 == 0)
        for (number, slide) in slides.enumerated() {
            let (tag, direction) = [("fr", "ltr"), ("ar", "rtl"), ("ti", "ltr")][number % 3]
            #expect(slide.hasPrefix(" lang=\"\(tag)\" dir=\"\(direction)\""), "slide \(number)")
        }
        #expect(slides.filter { !$0.prefix(60).contains(" hidden") }.count == 1)
        #expect(!slides[0].prefix(60).contains(" hidden"))
    }

    @Test func withoutScriptsTheBrowserGoesOnToTheNextSlide() async throws {
        let city = try await TestCity.paris.value
        let first = try await city.get(Self.address).text
        let count = Self.slides(first).count
        var next = Self.address
        for turn in 0...count {
            let page = try await city.get(next).text
            let shown = Self.slides(page).firstIndex { !$0.prefix(60).contains(" hidden") }
            #expect(shown == turn % count)
            let refresh = try #require(page.components(separatedBy: ";url=").dropFirst().first)
            next = String(refresh.prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
    }

    @Test func openPlacesAreThoseOfTheSearchAndTheDayIsThatOfTheCity() async throws {
        let city = try await TestCity.paris.value
        let page = try await city.get("/fr/screen?district=paris-18&needs=shower").text
        let answer = try await city.get("/api/v1/services?need=shower&district=paris-18&open=now")
        let items = try #require(try answer.object()["items"] as? [[String: Any]])
        let guide = try city.city.snapshot().guide
        for item in items.prefix(4) {
            let service = try #require((item["id"] as? String).flatMap { guide.service($0) })
            let name = service.name.read(in: "fr", fallbacks: []).words
            #expect(page.contains(HTML(name).text), "\(name)")
        }
        #expect(page.contains("data-now=\"\(TestCity.now.milliseconds)\""))
        #expect(page.contains(">10:00</bdi>"), "the clock of Paris, before any script")
        #expect(page.contains("Europe/Paris"))
    }

    @Test func foodOfTodayIsShownWithItsTimesUntilItHasEnded() async throws {
        let city = try await TestCity.paris.value
        let guide = try city.city.snapshot().guide
        let (books, assets) = try TestCity.resources.get()
        let maker = VisitMaker(books: books, assets: assets, navigation: [], origin: "")
        let visit = maker.visit(language: "fr", path: .home, settings: guide.settings)
        let wish = try #require(ScreenWish([("show", "1")], guide: guide, language: "fr"))
        func food(_ hour: Int) throws -> String? {
            let now = guide.hours.zone.instant(guide.hours.zone.date(TestCity.now), minutes: hour * 60)
            return try ScreenSections(guide: guide, wish: wish, visit: visit, now: now).all()
                .first { $0.pictogram == guide.taxonomy.theme("food")?.term.pictogram }?.body.text
        }
        let morning = try #require(try food(6))
        #expect(morning.contains("class=\"times\""))
        let starts = morning.components(separatedBy: "class=\"times\" dir=\"ltr\">").dropFirst().map { $0.prefix(5) }
        #expect(!starts.isEmpty)
        #expect(try food(6) != food(20), "in the evening the morning's distribution is over")
    }

    @Test func protectedPlaceIsOnNoScreen() async throws {
        let city = try await TestCity.paris.value
        let guide = try city.city.snapshot().guide
        let hidden = try #require(guide.sites.first { $0.protected })
        let wish = try #require(ScreenWish([("place", hidden.key)], guide: guide, language: "fr"))
        #expect(wish.site == nil)
    }

    @Test(arguments: [
        "place=nowhere", "district=paris-99", "languages=tlh,xx", "needs=teleport", "slide=-4", "slide=x&show=1",
        "slide=999999&show=1",
    ])
    func screenOnAWallShowsSomethingWhateverItsAddressSays(_ query: String) async throws {
        let answer = try await TestCity.paris.value.get("/fr/screen?\(query)")
        #expect(answer.status == .ok)
        if query != "slide=-4" { #expect(Self.slides(answer.text).count >= 2) }
    }

    @Test func languagesAndNeedsAreBounded() async throws {
        let guide = try await TestCity.paris.value.city.snapshot().guide
        let languages = guide.settings.languages.offered.joined(separator: ",")
        let needs = guide.taxonomy.needs.map(\.key).joined(separator: ",")
        let wish = try #require(
            ScreenWish([("languages", languages), ("needs", needs + "," + needs)], guide: guide, language: "fr"))
        #expect(wish.languages.count == ScreenWish.mostLanguages && wish.needs.count == ScreenWish.mostNeeds)
    }

    @Test func otherPartsOfTheHouseAddTheirSlides() async throws {
        let guide = try await TestCity.paris.value.city.snapshot().guide
        let (books, assets) = try TestCity.resources.get()
        let maker = VisitMaker(books: books, assets: assets, navigation: [], origin: "https://guide.example.org")
        let visits = ["fr", "ar"].map { maker.visit(language: $0, path: .home, settings: guide.settings) }
        let wish = try #require(ScreenWish([("languages", "fr,ar")], guide: guide, language: "fr"))
        let page = ScreenPage(guide: guide, wish: wish, visits: visits, now: TestCity.now) { visit, _ in
            [ScreenSection(pictogram: nil, title: HTML("Concert \(visit.language)"), body: HTML())]
        }
        let text = try page.html(visits[0]).text
        #expect(text.contains("Concert fr") && text.contains("Concert ar"))
        #expect(text.contains("class=\"qr\""), "a way to the live page where the server knows its address")
    }

    @Test func paperDoesNotCarryWhereSomebodyStood() async throws {
        let city = try await TestCity.paris.value
        let (books, assets) = try TestCity.resources.get()
        let router = CityRouter(
            city: city.city, reports: city.reports, books: books, assets: assets, metrics: Metrics(),
            options: CityRouter.Options(origin: "https://guide.example.org", logsRequests: false),
            now: { TestCity.now }
        ).router
        let visit = VisitMaker(books: books, assets: assets, navigation: [], origin: "https://guide.example.org")
            .visit(language: "fr", path: .home, settings: city.settings)
        let code = try #require(PaperCode(visit: visit).html(SitePath("search", query: [("need", "shower")])))
        try await Application(router: router).test(.router) { client in
            let page = try await client.execute(
                uri: "/fr/search?need=shower&near=48.8905,2.3589&sort=distance", method: .get)
            #expect(String(buffer: page.body).contains(code.text))
        }
    }

    @Test func organiserComposesTheAddress() async throws {
        let page = try await TestCity.paris.value.get("/en/screen").text
        #expect(page.contains("name=\"languages\" value=\"ti\"") && page.contains("name=\"needs\" value=\"shower\""))
        #expect(
            page.contains("<option value=\"paris-18\">") && page.contains("<option value=\"halte-femmes\" lang=\"fr\">")
        )
    }
}
