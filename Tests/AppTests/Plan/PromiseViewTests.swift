import Rules
import Testing
import Web

@testable import Areas

@Suite("Pages of commitments and actions")
struct PromiseViewTests {
    let content = PlanSamples.content

    private func commitment(_ plan: String, _ key: String, _ language: String) throws -> Page {
        let plan = try #require(content.plan(plan))
        let commitment = try #require(plan.commitment(key))
        return CommitmentShow(content: content, plan: plan, commitment: commitment)
            .page(try PlanSamples.visit(language))
    }

    @Test("A commitment tells what was promised, who answers for it, what came of it and where that is written")
    func commitmentPage() throws {
        let page = try commitment("earlier", "c1", "en")
        let text = page.body.text
        #expect(page.title == "Commitment 1 · Shelter & all")
        #expect(page.trail.map(\.name) == ["What the city promised", "2015 plan"])
        #expect(text.contains("<h1>Shelter &amp; all</h1>"))
        #expect(text.contains("<ol class=\"steps\"><li><p>Open a house.</p></li></ol>"))
        #expect(text.contains("<p class=\"kind\">May 2016</p><p>House open.</p>"))
        #expect(text.contains("<bdi>at least 1,500</bdi></strong> beds"))
        #expect(text.contains("<strong>Ada Exemple</strong>, Deputy Mayor"))
        #expect(text.contains("<a href=\"/en/organisations/abri\">L’Abri</a>"))
        #expect(
            text.contains(
                "<a href=\"https://example.org/report\" rel=\"noreferrer\">The report</a>, <bdi lang=\"en\">page 3</bdi>"
            )
        )
        #expect(text.contains("<bdi lang=\"en\">commitment 1</bdi>"))
    }

    @Test("A commitment leads to what carries it on, and that leads back")
    func succession() throws {
        let before = try commitment("earlier", "c1", "en").body.text
        #expect(before.contains("See: 2019 plan"))
        #expect(before.contains("<a href=\"/en/plans/later/actions/a1\">Action 1 · Houses</a>"))
        let after = try commitment("later", "c9", "en").body.text
        #expect(after.contains("Where it comes from"))
        #expect(after.contains("<a href=\"/en/plans/earlier/commitments/c1\">Commitment 1 · Shelter &amp; all</a>"))
        #expect(after.contains("<span class=\"outcome outcome-extended\">Extended</span>"))
        #expect(after.contains("<small>1 thing done · 2 new steps</small>"))
    }

    @Test("An action tells what was done and what is new, with its places, partners, origin and neighbours")
    func actionPage() throws {
        let plan = try #require(content.plan("later"))
        let action = try #require(plan.action("a1"))
        let page = ActionShow(content: content, plan: plan, action: action).page(try PlanSamples.visit("fr"))
        let text = page.body.text
        #expect(page.trail.map(\.path) == [.plans, .plan("later"), .commitment("c9", of: "later")])
        #expect(text.contains("<h2 id=\"done\">Ce qui a été fait</h2>"))
        #expect(text.contains("Puis deux."))
        #expect(text.contains("<a href=\"/fr/places/maison\">La Maison</a>"))
        #expect(text.contains("<a href=\"/fr/organisations/abri\">L’Abri</a>"))
        #expect(text.contains("href=\"/fr/plans/earlier/commitments/c1\""))
        #expect(text.contains("<a rel=\"next\" href=\"/fr/plans/later/actions/a2\">Suivant · Action 2</a>"))
        #expect(!text.contains("rel=\"prev\""))
    }

    @Test("What search engines read is honest and cannot close its script")
    func schema() throws {
        let page = try commitment("earlier", "c1", "fr")
        let schema = try #require(page.schema).description
        #expect(schema.contains("\"@type\":\"CreativeWork\",\"name\":\"Abriter <tous>\""))
        #expect(schema.contains("\"isPartOf\":{\"@type\":\"CreativeWork\",\"name\":\"Le premier plan\""))
        let whole = Layout(page, try PlanSamples.visit("fr")).html.text
        #expect(!whole.contains("<tous>"))
    }

    @Test("Names stay whole inside Arabic sentences")
    func arabic() throws {
        let text = try commitment("earlier", "c1", "ar").body.text
        #expect(
            text.contains(
                "<strong><bdi>Ada Exemple</bdi></strong>، <span lang=\"fr\" dir=\"ltr\">adjointe à la Maire</span>"))
        #expect(text.contains("تم توسيعه"))
    }
}
