import Foundation
import Rules
import Web

@testable import Areas

/// A small city with two plans and two initiatives, for tests of what is shown.
enum PlanSamples {
    static func text(_ fr: String, _ en: String? = nil) -> LocalisedText {
        LocalisedText(en.map { ["fr": fr, "en": $0] } ?? ["fr": fr])
    }

    static let settings = TerritorySettings(
        key: "ville", name: LocalisedText(name: "Ville"), slogan: nil, country: "FR", region: nil,
        schoolHolidayZone: nil, timeZone: "Europe/Paris", currency: "EUR",
        languages: .init(preferred: "fr", offered: ["fr", "en", "ar"], required: ["fr"]),
        bounds: Bounds(south: 48, west: 2, north: 49, east: 3), centre: Coordinate(latitude: 48.5, longitude: 2.5),
        emergency: [], publisherName: LocalisedText(name: "Ville"), publisher: nil, schoolHolidays: [], documents: [])

    static var earlier: Plan {
        var first = Commitment(key: "c1", number: 1, axis: "axis-1", title: text("Abriter <tous>", "Shelter & all"))
        first.summary = text("Un lit d’abord.", "A bed first.")
        first.measures = [Fact(text: text("Ouvrir une maison.", "Open a house."))]
        first.progress = [
            Fact(
                text: text("Maison ouverte.", "House open."), on: PartialDate(year: 2016, month: 5),
                figures: [Figure(value: 1500, unit: text("lits", "beds"), qualifier: .atLeast)],
                source: SourceNote(document: "report", place: "page 3"))
        ]
        first.officials = [Official(name: "Ada Exemple", office: text("adjointe à la Maire", "Deputy Mayor"))]
        first.partners = ["abri"]
        first.became = [
            Succession(
                plan: "later", commitment: "c9", actions: ["a1"], outcome: .extended,
                note: text("Deux maisons de plus."))
        ]
        first.sources = [SourceNote(document: "report", place: "commitment 1")]
        let second = Commitment(key: "c2", number: 2, axis: "axis-1", title: text("Apprendre", "Learn"))
        return Plan(
            key: "earlier", title: text("Le premier plan", "The first plan"), short: LocalisedText(name: "2015"),
            adopted: PartialDate(year: 2015, month: 10), status: .ended,
            summary: text("Deux promesses.", "Two promises."),
            source: SourceNote(document: "report"),
            figures: [
                Figure(
                    value: 3000, unit: text("personnes", "people"), label: text("Personnes aidées", "People helped"),
                    source: SourceNote(document: "report", place: "introduction")),
                Figure(value: 40, unit: text("euros"), label: text("Montant", "Amount")),
            ],
            axes: [Axis(key: "axis-1", number: 1, title: text("La Ville", "The City"))], commitments: [first, second],
            actions: [])
    }

    static var later: Plan {
        let commitment = Commitment(key: "c9", number: 9, axis: nil, title: text("Héberger", "House"))
        var action = PlanAction(
            key: "a1", number: 1, axis: nil, commitment: "c9", title: text("Des maisons", "Houses"))
        action.done = [Fact(text: text("Deux maisons.", "Two houses."))]
        action.new = [Fact(text: text("Une de plus.", "One more.")), Fact(text: text("Puis deux.", "Then two."))]
        action.sites = ["maison"]
        action.partners = ["abri"]
        let other = PlanAction(key: "a2", number: 2, axis: nil, commitment: "c9", title: text("Des clés", "Keys"))
        return Plan(
            key: "later", title: text("Le second plan", "The second plan"), short: LocalisedText(name: "2019"),
            adopted: PartialDate(year: 2019), status: .running, summary: nil, source: nil, figures: [], axes: [],
            commitments: [commitment], actions: [action, other])
    }

    static var initiatives: [Initiative] {
        var fund = Initiative(
            key: "fonds", number: 1, theme: text("Travail & métier", "Work"), title: text("Le fonds", "The fund"))
        fund.place = text("Marseille", "Marseille")
        fund.pilot = [.organisation("abri"), .named("Ailleurs")]
        fund.results = [
            Fact(
                text: text("Douze bourses.", "Twelve grants."), source: SourceNote(document: "report", place: "page 9"))
        ]
        fund.since = PartialDate(year: 2019, month: 1)
        let course = Initiative(
            key: "cours", number: 2, theme: text("Langue", "Language"), title: text("Le cours", "The course"))
        return [fund, course]
    }

    static let content = PlanSnapshot(
        content: PlanContent(plans: [earlier, later], initiatives: initiatives),
        organisations: [Organisation(key: "abri", name: "L’Abri", kind: "association")],
        sites: [Site(key: "maison", name: LocalisedText(name: "La Maison"), kind: "shelter")],
        documents: [
            SourceDocument(
                key: "report", title: text("Le bilan", "The report"), date: PartialDate(year: 2016, month: 5),
                url: "https://example.org/report")
        ], settings: settings)

    static let resources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Resources")

    static func visits() throws -> VisitMaker {
        VisitMaker(
            books: try Phrasebooks(folder: resources.appendingPathComponent("languages")),
            assets: try StaticFiles(folder: resources.appendingPathComponent("static")), navigation: [], origin: "")
    }

    static func visit(_ language: String, _ path: SitePath = .plans) throws -> Visit {
        try visits().visit(language: language, path: path, settings: settings)
    }
}
