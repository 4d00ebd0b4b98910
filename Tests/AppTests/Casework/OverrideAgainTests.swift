import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// Nobody goes round a review by sharing again.
@Suite struct OverrideAgainTests {
    static let why: [String: any Sendable] = ["overrideCode": "danger-to-life", "overrideReason": "why"]

    static func share(_ town: CaseworkTown, _ person: String, as member: TestDesk.Member = CaseworkTown.worker)
        async throws -> TestResponse
    {
        try await town.desk.api(
            .post, "persons/\(person)/shares", json: why.merging(["organisation": CaseworkTown.b]) { $1 }, as: member)
    }

    static func refer(_ town: CaseworkTown, _ facts: [String: any Sendable]) async throws -> TestResponse {
        try await town.desk.api(
            .post, "referrals", json: why.merging(["urgency": "today"]) { $1 }.merging(facts) { $1 },
            as: CaseworkTown.worker)
    }

    static func opens(_ town: CaseworkTown, _ person: String) async throws -> Bool {
        try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other).status == .ok
    }

    @Test func whileOneAwaitsItsReviewLapsedOrNotThereIsNoOther() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        #expect(try await Self.share(town, person).status == .ok)
        let other = try await Self.refer(town, ["person": person, "toOrganisation": CaseworkTown.b])
        #expect(other.status == .unprocessableContent && other.text.contains("awaits its review"))
        let override = try await OverrideReviewTests.id(town, person)
        let made = TestCity.now.milliseconds - 72 * 3_600_000
        try await town.execute("UPDATE consent_override SET made_at = \(made) WHERE id = \(override)")
        #expect(try await !Self.opens(town, person))
        for member in [CaseworkTown.worker, CaseworkTown.manager] {
            #expect(try await Self.share(town, person, as: member).status == .unprocessableContent)
        }
        #expect(try await !Self.opens(town, person), "lapsed, and not opened again by asking again")
        let page = try await town.desk.post(
            "/en/work/persons/\(person)/shares",
            [("organisation", CaseworkTown.b), ("overrideCode", "danger-to-life"), ("overrideReason", "again")],
            as: CaseworkTown.worker)
        #expect(page.text.contains("ask a coordinator to review it first"))
        // Another party, and another person, are other matters.
        #expect(
            try await Self.refer(
                town, ["person": person, "partnerName": "Aide Exemple", "partnerAddress": "accueil@example.org"]
            ).status == .ok)
        let twice = try await Self.refer(
            town, ["person": person, "partnerName": "aide  EXEMPLE", "partnerAddress": "accueil@example.org"])
        #expect(twice.status == .unprocessableContent, "the same partner by the same name")
        #expect(try await Self.share(town, try await town.person()).status == .ok)
    }

    @Test(arguments: ["not-justified", "ended"])
    func afterItWasClosedANewOneOpensOnlyOnceReviewed(_ closing: String) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "MarkAgainQx"])
        #expect(try await Self.share(town, person).status == .ok)
        #expect(try await Self.opens(town, person))
        let first = try await OverrideReviewTests.id(town, person)
        let closed =
            closing == "ended"
            ? try await town.desk.api(.post, "overrides/\(first)/end", json: [:], as: CaseworkTown.coordinator)
            : try await town.desk.api(
                .post, "overrides/\(first)", json: ["decision": closing], as: CaseworkTown.coordinator)
        #expect(closed.status == .ok)
        // By anybody else of the organisation, too.
        #expect(try await Self.share(town, person, as: CaseworkTown.manager).status == .ok)
        #expect(try await !Self.opens(town, person))
        let file = try await town.desk.get("/en/work/persons/\(person)", as: CaseworkTown.worker)
        #expect(file.text.contains("not open yet: it waits for its review"))
        let second = try await OverrideReviewTests.id(town, person)
        let list = try await town.desk.get("/en/work/overrides", as: CaseworkTown.coordinator)
        #expect(list.text.contains(second) && list.text.contains("opens only once reviewed"))
        #expect(try await Self.share(town, person).status == .unprocessableContent)
        let decided = try await town.desk.api(
            .post, "overrides/\(second)", json: ["decision": "justified"], as: CaseworkTown.coordinator)
        #expect(decided.status == .ok)
        #expect(try await Self.opens(town, person))
    }

    @Test func aReferralThatWaitsIsTakenForNoneByTheOtherSideAndToldWithTheReview() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "MarkAgainQx"])
        let facts: [String: any Sendable] = ["person": person, "shown": ["first-name"]]
        func close(_ decision: String) async throws {
            let answer = try await town.desk.api(
                .post, "overrides/\(try await OverrideReviewTests.id(town, person))", json: ["decision": decision],
                as: CaseworkTown.coordinator)
            #expect(answer.status == .ok)
        }
        let member = facts.merging(["toOrganisation": CaseworkTown.b]) { $1 }
        #expect(try await Self.refer(town, member).status == .ok)
        try await close("not-justified")
        let again = try await Self.refer(town, member)
        let id = try #require(try again.object()["id"] as? String)
        #expect(try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.other).status == .notFound)
        let told: SQL = "SELECT COUNT(*) AS count FROM notification WHERE event = \("referral-asked/\(id)")"
        #expect(try await town.count(told) == 0)
        let own = try await town.desk.get("/en/work/referrals/\(id)", as: CaseworkTown.worker)
        #expect(own.text.contains("opens once a coordinator has reviewed it"))
        try await close("justified")
        #expect(try await town.count(told) == 1)
        #expect(
            try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.other).text.contains("MarkAgainQx"))
        // A partner gets the letter no sooner than that.
        let partner = facts.merging(["partnerName": "Aide Exemple", "partnerAddress": "accueil@example.org"]) { $1 }
        let letters: SQL = "SELECT COUNT(*) AS count FROM letter WHERE kind = 'partner-referral'"
        #expect(try await Self.refer(town, partner).status == .ok)
        try await close("not-justified")
        #expect(try await Self.refer(town, partner).status == .ok)
        #expect(try await town.count(letters) == 1)
        try await close("justified")
        #expect(try await town.count(letters) == 2)
        #expect(
            try await town.desk.get(try await PartnerLinkTests.link(town), as: nil).text.contains("MarkAgainQx"))
    }
}
