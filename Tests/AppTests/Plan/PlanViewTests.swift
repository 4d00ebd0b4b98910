import Rules
import Testing
import Web

@testable import Areas

@Suite("Pages of plans")
struct PlanViewTests {
    let content = PlanSamples.content

    @Test("The plans stand side by side, each cell named for narrow screens")
    func plansSideBySide() throws {
        let page = PlansPage(content: content).page(try PlanSamples.visit("en")).body.text
        #expect(page.contains("<th scope=\"row\" data-label=\"Plan\"><a href=\"/en/plans/earlier\">2015 plan</a></th>"))
        #expect(page.contains("<td data-label=\"Adopted\">October 2015</td>"))
        #expect(page.contains("<td data-label=\"Commitments\"><bdi>2</bdi></td>"))
        #expect(page.contains("href=\"/en/plans/earlier/became\">What became of the 2 commitments</a>"))
        #expect(!page.contains("/en/plans/later/became"))
        #expect(page.contains("href=\"/en/initiatives\""))
    }

    @Test("A plan shows its axes, commitments and figures with where they are stated")
    func planPage() throws {
        let earlier = try #require(content.plan("earlier"))
        let page = PlanShow(content: content, plan: earlier).page(try PlanSamples.visit("fr"))
        let text = page.body.text
        #expect(page.title == "Plan 2015 · Le premier plan")
        #expect(text.contains("Axe 1 · La Ville"))
        #expect(text.contains("href=\"/fr/plans/earlier/commitments/c1\">Engagement 1 · Abriter &lt;tous&gt;</a>"))
        #expect(!text.contains("<tous>"))
        #expect(text.contains("<bdi>3\u{202F}000</bdi></strong> <span class=\"figure-label\">Personnes aidées"))
        #expect(text.contains("<bdi>40</bdi></strong> euros <span class=\"figure-label\">Montant"))
        #expect(text.contains(">Le bilan</a>, <bdi lang=\"en\">introduction</bdi>"))
        #expect(text.contains("<span class=\"outcome outcome-extended\">Élargi</span>"))
    }

    @Test("A plan without axes still shows its commitments and, at a glance, what was done and what is new")
    func planWithoutAxes() throws {
        let later = try #require(content.plan("later"))
        let page = PlanShow(content: content, plan: later).page(try PlanSamples.visit("en"))
        #expect(page.body.text.contains("<p class=\"count\">1 commitment · 2 actions · 1 thing done · 2 new steps</p>"))
        #expect(page.body.text.contains("href=\"/en/plans/later/actions/a1\">Action 1 · Houses</a>"))
        #expect(!page.body.text.contains("class=\"sources\""))
    }

    @Test("The comparison has a row for each commitment, also when its sequel is not known")
    func became() throws {
        let earlier = try #require(content.plan("earlier"))
        let page = try #require(BecamePage(content: content, plan: earlier).page(try PlanSamples.visit("en")))
        let text = page.body.text
        #expect(page.title == "2015 plan: what became of the 2 commitments")
        #expect(text.split(separator: "<tr>").count == 4)
        #expect(
            text.contains(
                "<td data-label=\"What became of it\"><span class=\"outcome outcome-extended\">Extended</span>"))
        #expect(text.contains("<td data-label=\"What became of it\">Not known</td>"))
        #expect(text.contains("href=\"/en/plans/later/commitments/c9\">Commitment 9 · House</a>"))
        let later = try #require(content.plan("later"))
        #expect(BecamePage(content: content, plan: later).page(try PlanSamples.visit("en")) == nil)
    }

    @Test("A text that a language lacks is shown in another, which is declared", arguments: ["en", "ar"])
    func fallback(language: String) throws {
        let earlier = try #require(content.plan("earlier"))
        let page = try #require(BecamePage(content: content, plan: earlier).page(try PlanSamples.visit(language)))
        #expect(page.body.text.contains("<p><span lang=\"fr\" dir=\"ltr\">Deux maisons de plus.</span></p>"))
    }
}
