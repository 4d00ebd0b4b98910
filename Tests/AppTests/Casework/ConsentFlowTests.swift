import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@Suite struct ConsentFlowTests {
    /// What is asked for × which consent there is: only the one that covers it opens the way.
    @Test(arguments: [
        ("none", false, false), ("support", false, false), ("statistics", false, false),
        ("referral-other", false, false),
        ("referral", true, false), ("health-orientation", false, true), ("referral-ended", false, false),
        ("referral-withdrawn", false, false),
    ])
    func aReferralNeedsAConsentThatCoversIt(_ given: String, _ ordinary: Bool, _ health: Bool) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "Exemple C.", "needs": ["shower"]])
        _ = try await town.desk.api(
            .post, "persons/\(person)/health", json: ["version": 0, "needs": ["dentist"]], as: CaseworkTown.nurse)
        switch given {
        case "none": break
        case "referral-other": _ = try await town.consent(person, "referral", to: [CaseworkTown.c])
        case "referral-ended":
            let id = try await town.consent(person, "referral", to: [CaseworkTown.b])
            let past = TestCity.now.milliseconds - 1
            try await town.execute(
                "UPDATE person_consent SET given_at = \(past - 10), until = \(past) WHERE id = \(id)")
        case "referral-withdrawn":
            let id = try await town.consent(person, "referral", to: [CaseworkTown.b])
            let answer = try await town.desk.api(
                .post, "persons/\(person)/consents/\(id)/withdrawal", json: ["giver": "person"], as: CaseworkTown.worker
            )
            #expect(answer.status == .ok)
        default: _ = try await town.consent(person, given, to: [CaseworkTown.b])
        }
        let worker = TestDesk.Member.some(.fieldWorker, of: CaseworkTown.a, wards: [.health])
        for (isHealth, lawful) in [(false, ordinary), (true, health)] {
            var facts: [String: any Sendable] = [
                "person": person, "toOrganisation": CaseworkTown.b, "shown": ["needs"], "urgency": "today",
            ]
            if isHealth { facts["healthNeeds"] = ["dentist"] }
            let answer = try await town.desk.api(.post, "referrals", json: facts, as: worker)
            #expect(
                answer.status == (lawful ? .ok : .unprocessableContent), "\(given), health \(isHealth): \(answer.text)")
        }
    }

    @Test func aWithdrawalEndsSharingAtOnce() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "Exemple W."])
        let refused = try await town.desk.api(
            .post, "persons/\(person)/shares", json: ["organisation": CaseworkTown.b], as: CaseworkTown.worker)
        #expect(refused.status == .unprocessableContent && refused.text.contains("no consent covers this"))
        let consent = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let shared = try await town.desk.api(
            .post, "persons/\(person)/shares", json: ["organisation": CaseworkTown.b], as: CaseworkTown.worker)
        #expect(shared.status == .ok)
        let again = try await town.desk.api(
            .post, "persons/\(person)/shares",
            json: ["organisation": CaseworkTown.b, "overrideCode": "legal-duty", "overrideReason": "twice"],
            as: CaseworkTown.worker)
        #expect(again.status == .ok)
        #expect(try await town.count("SELECT COUNT(*) AS count FROM consent_override") == 0)
        let referral = try await town.referral([
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"],
        ])
        #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other).text.contains("Exemple W."))
        #expect(
            try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.other).text.contains("Exemple W."))
        // Read, not changed: that is for who keeps the file.
        let edit = try await town.desk.api(
            .post, "persons/\(person)", json: ["version": 1, "purpose": "support"], as: CaseworkTown.other)
        #expect(edit.status == .notFound)

        for _ in 0..<2 {
            let withdrawn = try await town.desk.api(
                .post, "persons/\(person)/consents/\(consent)/withdrawal", json: ["giver": "person"],
                as: CaseworkTown.worker)
            #expect(withdrawn.status == .ok)
        }
        #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other).status == .notFound)
        let taken = try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.other)
        #expect(taken.status == .ok && !taken.text.contains("Exemple W."))
        #expect(try taken.object()["state"] as? String == "withdrawn")
    }

    @Test func aConsentThatRunsOutHidesWhatStoodOnIt() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "Exemple E."])
        let consent = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let referral = try await town.referral([
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"], "message": "MarkMessage",
        ])
        let past = TestCity.now.milliseconds
        try await town.execute(
            "UPDATE person_consent SET given_at = \(past - 10), until = \(past) WHERE id = \(consent)")
        let theirs = try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.other)
        #expect(theirs.status == .ok && !theirs.text.contains("Exemple E.") && !theirs.text.contains("MarkMessage"))
        #expect(
            try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.worker).text.contains("Exemple E."))
    }

    @Test func aMinorsFileLeavesTheHouseOnlyWithWhoAnswersForThem() async throws {
        let town = try await CaseworkTown()
        let minor = try await town.person(
            ["wards": ["minors"], "purpose": "child-protection"], as: CaseworkTown.guardian)
        let facts: [String: any Sendable] = [
            "purpose": "referral", "organisations": [CaseworkTown.b], "giver": "person", "manner": "spoken",
        ]
        let alone = try await town.desk.api(
            .post, "persons/\(minor)/consents", json: facts, as: CaseworkTown.guardian)
        #expect(alone.status == .unprocessableContent)
        let with = try await town.desk.api(
            .post, "persons/\(minor)/consents",
            json: facts.merging(["giver": "guardian", "relation": "appointed"]) { $1 }, as: CaseworkTown.guardian)
        #expect(with.status == .ok)
    }

    @Test func goingWithoutAConsentTakesAReasonAndIsReviewed() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "NameOfTheOverride"])
        let facts: [String: any Sendable] = [
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"], "urgency": "today",
            "overrideCode": "danger-to-life",
        ]
        #expect(
            try await town.desk.api(.post, "referrals", json: facts, as: CaseworkTown.worker).text.contains(
                "overrideReason"))
        let why = facts.merging(["overrideReason": "ReasonWithNameInIt"]) { $1 }
        let fieldWorker = TestDesk.Member.some(.fieldWorker, of: CaseworkTown.a)
        #expect(try await town.desk.api(.post, "referrals", json: why, as: fieldWorker).status == .unprocessableContent)
        let minor = why.merging(["overrideCode": "minor-in-danger"]) { $1 }
        #expect(
            try await town.desk.api(.post, "referrals", json: minor, as: CaseworkTown.worker).status
                == .unprocessableContent)
        let referral = try await town.referral(why)
        #expect(
            try await town.count(
                "SELECT COUNT(*) AS count FROM notification WHERE kind = 'override-review' AND account = \(CaseworkTown.coordinator.caller.account)"
            ) == 1)

        for face in [
            try await town.desk.get("/en/work/overrides", as: CaseworkTown.coordinator),
            try await town.desk.api(.get, "overrides", as: CaseworkTown.coordinator),
        ] {
            #expect(!face.text.contains("NameOfTheOverride") && !face.text.contains("ReasonWithNameInIt"))
            #expect(face.text.contains(CaseworkTown.worker.caller.name))
        }
        let list = try await town.desk.api(.get, "overrides", as: CaseworkTown.coordinator).object()
        let id = try #require((list["items"] as? [[String: Any]])?.first?["id"] as? String)
        let own = try await town.desk.api(
            .post, "overrides/\(id)", json: ["decision": "justified"], as: CaseworkTown.manager)
        #expect(own.status == .notFound, "not by those who did it")
        #expect(
            try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.other).text.contains(
                "NameOfTheOverride"))
        let decided = try await town.desk.api(
            .post, "overrides/\(id)", json: ["decision": "not-justified"], as: CaseworkTown.coordinator)
        #expect(decided.status == .ok)
        #expect(
            try await !town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.other).text.contains(
                "NameOfTheOverride"))
        let copy = try await town.desk.api(.get, "persons/\(person)/copy", as: CaseworkTown.manager)
        #expect(copy.text.contains("ReasonWithNameInIt"), "the person can read why")
        let changed = try await town.desk.api(
            .post, "overrides/\(id)", json: ["decision": "justified"], as: CaseworkTown.coordinator)
        #expect(changed.status == .conflict)
    }
}
