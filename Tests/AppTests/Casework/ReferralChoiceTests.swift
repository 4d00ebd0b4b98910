import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// What goes to another organisation is chosen piece by piece, and whether it may go is said before it is sent.
@Suite struct ReferralChoiceTests {
    static let form = "/en/work/referrals/preview"

    static func typed(_ person: String, _ more: [(String, String)] = []) -> [(String, String)] {
        [("id", UUIDv7().description), ("person", person), ("toOrganisation", CaseworkTown.b), ("urgency", "today")]
            + more
    }

    @Test func eachNeedHasItsBoxAndNoneIsChosenBeforehand() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["needs": ["shower", "laundry"]])
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let page = try await town.desk.get("/en/work/referrals/new?person=\(person)", as: CaseworkTown.worker)
        for need in ["shower", "laundry", "meal"] {
            #expect(page.text.contains("name=\"needs\" value=\"\(need)\""), "\(need)")
        }
        #expect(!page.text.contains(" checked"))
        let own = try #require(page.text.range(of: "value=\"laundry\""))
        let other = try #require(page.text.range(of: "value=\"meal\""))
        #expect(own.lowerBound < other.lowerBound, "those of the file come first")
        func shown(_ needs: [String]) async throws -> [String]? {
            let id = try await town.referral(["person": person, "toOrganisation": CaseworkTown.b, "needs": needs])
            let answer = try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.other).object()
            return (answer["shown"] as? [String: Any])?["needs"] as? [String]
        }
        #expect(try await shown([]) == nil, "the least")
        #expect(try await shown(["shower"]) == ["shower"], "one without the other")
        #expect(try await shown(["meal"]) == ["meal"], "one that the file lacks")
        let health = try await town.desk.api(
            .post, "referrals",
            json: ["person": person, "toOrganisation": CaseworkTown.b, "needs": ["dentist"], "urgency": "today"],
            as: CaseworkTown.worker)
        #expect(health.status == .unprocessableContent, "health goes by its own door")
    }

    @Test func besideEachOrganisationStandsWhetherAConsentCoversIt() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let form = try await town.desk.get("/en/work/referrals/new?person=\(person)", as: CaseworkTown.worker)
        let file = try await town.desk.get("/en/work/persons/\(person)", as: CaseworkTown.worker)
        for page in [form, file] {
            let options = page.text.matches(of: /<option value="([^"]+)"[^>]*>([^<]*)<\/option>/)
            func words(_ key: String) -> [String] {
                options.filter { String($0.output.1) == key }.map { String($0.output.2) }
            }
            #expect(words(CaseworkTown.b).contains { $0.hasSuffix("consent given, without health") })
            #expect(words(CaseworkTown.c).contains { $0.hasSuffix("no consent") })
            // Nobody there could read it.
            #expect(words("alder-college").isEmpty)
            let way = page.text == form.text ? "referrals/consent" : "persons/\(person)/consents/new"
            #expect(page.text.contains("/en/work/\(way)"))
            #expect(page.text.contains("<h3>Sharing without a consent</h3>"))
        }
    }

    @Test func thePreviewAlreadyAsksForAConsentOrAReason() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        func preview(_ more: [(String, String)]) async throws -> TestResponse {
            try await town.desk.post(Self.form, Self.typed(person, more), as: CaseworkTown.worker)
        }
        let bare = try await preview([])
        #expect(bare.status == .unprocessableContent && bare.text.contains("href=\"#f-toOrganisation\""))
        #expect(bare.text.contains("write down the consent first") && !bare.text.contains("#f-overrideCode"))
        let half = try await preview([("overrideCode", "danger-to-life")])
        #expect(half.status == .unprocessableContent && half.text.contains("href=\"#f-overrideReason\""))
        #expect(half.text.contains("<details class=\"apart\" open>"))
        let whole = try await preview([("overrideCode", "danger-to-life"), ("overrideReason", "why")])
        #expect(whole.status == .ok && whole.text.contains(">Send</button>"))
        #expect(try await town.count("SELECT COUNT(*) AS count FROM consent_override") == 0, "a preview writes nothing")
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        #expect(try await preview([]).status == .ok)
    }

    @Test func oneMistakeIsOneSentence() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let page = try await town.desk.post(
            "/en/work/persons/\(person)/consents", [("giver", "person"), ("manner", "spoken")],
            as: CaseworkTown.worker)
        #expect(
            page.text.contains("Say what the person agrees to.") && !page.text.contains("href=\"#f-organisations\""))
    }

    @Test func whoAskedFindsOneButtonThatSaysWhatItDoes() async throws {
        let town = try await CaseworkTown()
        let id = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"]])
        let page = try await town.desk.get("/en/work/referrals/\(id)", as: CaseworkTown.worker)
        #expect(page.text.contains(">Withdraw the referral</button>") && !page.text.contains("Your answer"))
        let withdrawn = try await town.desk.post(
            "/en/work/referrals/\(id)", [("move", "withdraw")], as: CaseworkTown.worker)
        #expect(withdrawn.status == .seeOther)
    }
}
