import Foundation
import Rules
import Store
import Testing
import Web

@testable import Areas

/// What stands on paper, before it goes to the press.
@Suite struct PaperDocumentTests {
    static let origin = "https://guide.example.org"

    static func document(_ request: PaperRequest, of city: TestCity) throws -> PaperDocument {
        let guide = try city.city.snapshot().guide
        let texts = try city.city.snapshot().papers(try TestCity.glossary.get())
        let order = try PaperOrderReading(guide: guide, texts: texts).order(request)
        let (books, assets) = try TestCity.resources.get()
        let maker = VisitMaker(books: books, assets: assets, navigation: [], origin: origin)
        let visits = order.languages.map { maker.visit(language: $0, path: .home, settings: guide.settings) }
        return try #require(
            PaperDocument(
                order, guide: guide, texts: texts, visits: visits, origin: origin, now: TestCity.now))
    }

    static func request(
        _ kind: PaperOrder.Kind, _ language: String, _ change: (inout PaperRequest) -> Void = { _ in }
    ) -> PaperRequest {
        var request = PaperRequest(kind, language: language)
        change(&request)
        return request
    }

    @Test func wordsThatLookLikeMarkupArePrintedAsTheyAre() async throws {
        let city = try await TestCity("paris")
        try await city.database.write {
            try Guide.edit(
                $0, .service(.name), of: "halte-femmes-shower",
                to: .object(["fr": .string("<img src=\"file:///etc/passwd\"> & \"l'eau\"")]), why: "test", now: 1)
        }
        try await city.city.refresh()
        let document = try Self.document(Self.request(.card, "fr") { $0.service = "halte-femmes-shower" }, of: city)
        let html = document.html.text
        #expect(html.contains("&lt;img src=&quot;file:///etc/passwd&quot;&gt; &amp; &quot;l&#39;eau&quot;"))
        #expect(!html.contains("<img src=\"file:"))
        // Whatever is named, only drawings of ours are handed to the press.
        #expect(
            document.job.drawings.keys.allSatisfy {
                $0.hasPrefix("sign/") || $0.hasPrefix("code/") || $0.hasPrefix("map/")
            })
    }

    @Test(arguments: ["fr", "ar", "ti"])
    func protectedPlaceIsNowhereOnPaper(_ language: String) async throws {
        let city = try await TestCity("paris")
        let key = "halte-femmes"
        let before = try #require(try city.city.snapshot().guide.site(key))
        let address = try #require(before.address)
        try await city.database.write {
            try Guide.edit($0, .site(.isProtected), of: key, to: .bool(true), why: "test", now: 1)
        }
        try await city.city.refresh()
        var requests = [
            Self.request(.booklet, language), Self.request(.week, language), Self.request(.poster, language),
        ]
        requests.append(Self.request(.card, language) { $0.service = "halte-femmes-shower" })
        requests.append(Self.request(.leaflet, language) { $0.need = "shower" })
        requests.append(Self.request(.poster, language) { $0.need = "shower" })
        requests.append(Self.request(.booklet, language) { $0.grouping = .district })
        for request in requests {
            let document = try Self.document(request, of: city)
            #expect(!document.html.text.contains(address), "\(request.kind) shows the address")
            #expect(document.job.drawings["map/halte-femmes-shower"] == nil, "\(request.kind) shows where it is")
        }
        let district = try #require(before.district)
        let leaflet = try Self.document(Self.request(.leaflet, language) { $0.district = district }, of: city)
        #expect(!leaflet.html.text.contains("halte-femmes"), "a leaflet of its district tells where it is")
    }

    @Test func textFromRightToLeftIsDeclaredAndFrenchNamesToo() async throws {
        let city = try await TestCity.paris.value
        let request = Self.request(.card, "ar") { $0.service = "halte-femmes-shower" }
        let html = try Self.document(request, of: city).html.text
        #expect(html.contains("<html lang=\"ar\" dir=\"rtl\">"))
        #expect(html.contains("<bdi lang=\"fr\">Halte Femmes</bdi>"))
        #expect(html.contains("<bdi class=\"times\" dir=\"ltr\">09:00 – 16:00</bdi>"))
    }

    @Test func twoLanguagesStandBesideEachOtherEachWithItsDirection() async throws {
        let city = try await TestCity.paris.value
        let request = Self.request(.card, "ps") {
            $0.service = "halte-femmes-shower"
            $0.beside = "fr"
        }
        let html = try Self.document(request, of: city).html.text
        #expect(html.contains("<td lang=\"ps\" dir=\"rtl\">") && html.contains("<td lang=\"fr\" dir=\"ltr\">"))
        let own = try #require(html.range(of: "<td lang=\"ps\""))
        let other = try #require(html.range(of: "<td lang=\"fr\""))
        #expect(own.lowerBound < other.lowerBound)
    }

    @Test func everyDocumentSaysItsDateItsAddressAndThatNobodyReviewedIt() async throws {
        let city = try await TestCity.paris.value
        let parts: Set<PaperOrder.Kind> = [.card, .leaflet, .sheet, .checklist]
        var requests = PaperOrder.Kind.allCases.filter { !parts.contains($0) }.map { Self.request($0, "ti") }
        requests.append(Self.request(.sheet, "ti") { $0.sheet = "oqtf" })
        requests.append(Self.request(.checklist, "ti") { $0.checklist = "bank-account" })
        requests.append(Self.request(.card, "ti") { $0.service = "halte-femmes-shower" })
        requests.append(Self.request(.leaflet, "ti") { $0.theme = "hygiene" })
        let say = try TestCity.resources.get().0.book("ti")
        for request in requests {
            let document = try Self.document(request, of: city)
            let html = document.html.text
            #expect(html.contains("2026") && html.contains(say("paper.live")), "\(request.kind)")
            #expect(html.contains(say("layout.draft")), "\(request.kind)")
            #expect(html.contains(Self.origin + "/ti/"), "\(request.kind)")
            #expect(!html.contains("[paper."), "\(request.kind)")
            #expect(document.job.drawings.keys.contains { $0.hasPrefix("code/") }, "\(request.kind)")
        }
    }

    @Test func withoutAnAddressThereIsNoCodeThatLeadsNowhere() async throws {
        let city = try await TestCity.paris.value
        let document = try Self.document(Self.request(.card, "fr") { $0.service = "halte-femmes-shower" }, of: city)
        let nowhere = try #require(
            PaperDocument(
                document.order, guide: document.guide, visits: document.sides.visits, origin: "", now: TestCity.now))
        #expect(!nowhere.job.drawings.keys.contains { $0.hasPrefix("code/") })
    }

    @Test func everyServiceOfTheCityStandsInTheBookletOnce() async throws {
        let city = try await TestCity.paris.value
        for grouping in PaperOrder.Grouping.allCases {
            let document = try Self.document(Self.request(.booklet, "fr") { $0.grouping = grouping }, of: city)
            let listed = document.listing.sections.flatMap(\.services).map(\.key)
            #expect(listed.count == Set(listed).count)
            #expect(Set(listed) == Set(document.guide.services.map(\.key)))
        }
    }

    @Test func daysThatAreAlikeStandTogether() async throws {
        let city = try await TestCity.paris.value
        let html = try Self.document(Self.request(.card, "fr") { $0.service = "halte-femmes-shower" }, of: city).html
            .text
        #expect(html.contains("<strong>mardi, mercredi</strong> <bdi class=\"times\" dir=\"ltr\">09:00 – 16:00</bdi>"))
        #expect(!html.contains("samedi"), "a day that is closed says nothing")
    }

    @Test func weekHoldsWhatIsGivenOnItsDaysAndNoFountain() async throws {
        let city = try await TestCity.paris.value
        let document = try Self.document(Self.request(.week, "fr") { $0.week = "2026-W48" }, of: city)
        #expect(document.monday == LocalDate("2026-11-23"))
        let found = document.distributions
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.week.days.first?.date == document.monday })
        #expect(found.allSatisfy { item in item.week.days.contains { day in day.entries.contains { !$0.isWholeDay } } })
    }
}
