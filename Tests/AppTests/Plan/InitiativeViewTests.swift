import Rules
import Testing
import Web

@testable import Areas

@Suite("Pages of initiatives")
struct InitiativeViewTests {
    let content = PlanSamples.content

    @Test("Initiatives stand by theme, and the list can be narrowed to one")
    func index() throws {
        let visit = try PlanSamples.visit("en", .initiatives)
        let all = InitiativesPage(content: content).page(visit, theme: nil).body.text
        #expect(all.contains("<h2 id=\"t-1\">Work</h2>"))
        #expect(all.contains("<a href=\"/en/initiatives/fonds\">The fund</a>"))
        #expect(all.contains("2 initiatives"))
        let one = InitiativesPage(content: content).page(visit, theme: "Travail & métier").body.text
        #expect(one.contains("<option value=\"Travail &amp; métier\" selected>Work"))
        #expect(one.contains("1 initiative<"))
        #expect(!one.contains("/en/initiatives/cours"))
    }

    @Test("An unknown theme shows a way on")
    func unknownTheme() throws {
        let page = InitiativesPage(content: content).page(try PlanSamples.visit("fr", .initiatives), theme: "<x>")
        #expect(page.body.text.contains("<a href=\"/fr/initiatives\">Voir les 2 initiatives</a>"))
        #expect(!page.body.text.contains("<x>"))
    }

    @Test("An initiative tells who leads it, what came of it and how to take it up")
    func show() throws {
        let initiative = try #require(content.initiative("fonds"))
        let page = InitiativeShow(content: content, initiative: initiative).page(try PlanSamples.visit("en"))
        let text = page.body.text
        #expect(text.contains("<a href=\"/en/organisations/abri\">L’Abri</a></li><li>Ailleurs</li>"))
        #expect(text.contains("Twelve grants."))
        #expect(text.contains("January 2019"))
        #expect(text.contains("/en/initiatives?theme=Travail%20%26%20m%C3%A9tier"))
        #expect(text.contains("href=\"/api/v1/initiatives/fonds\""))
        #expect(text.contains("<bdi lang=\"en\">page 9</bdi>"))
        #expect(page.schema?.description.contains("\"@type\":\"Project\"") == true)
    }

    @Test("Every phrase of these pages exists in every language", arguments: ["fr", "en", "ar"])
    func phrases(language: String) throws {
        let visit = try PlanSamples.visit(language)
        let plan = try #require(content.plan("earlier"))
        let later = try #require(content.plan("later"))
        var pages = [
            PlansPage(content: content).page(visit), InitiativesPage(content: content).page(visit, theme: nil),
        ]
        pages += content.plans.map { PlanShow(content: content, plan: $0).page(visit) }
        pages += [BecamePage(content: content, plan: plan).page(visit)].compactMap { $0 }
        pages += plan.commitments.map { CommitmentShow(content: content, plan: plan, commitment: $0).page(visit) }
        pages += later.actions.map { ActionShow(content: content, plan: later, action: $0).page(visit) }
        pages += content.initiatives.map { InitiativeShow(content: content, initiative: $0).page(visit) }
        for page in pages {
            #expect(!(page.title + page.body.text).contains("["), "\(page.title)")
        }
        for outcome in Succession.Outcome.allCases { #expect(visit.say.has("outcome.\(outcome.rawValue)")) }
    }
}
