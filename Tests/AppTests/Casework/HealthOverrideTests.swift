import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// Facts of health leave an organisation with a consent of their own. A file that is opened by an override does not open them; what is
/// asked on an override shows what was chosen for that very danger, to those who hold the ward.
@Suite struct HealthOverrideTests {
    static func file(_ town: CaseworkTown) async throws -> (person: String, paper: String) {
        let person = try await town.person(["firstName": "Exemple H.", "needs": ["shower"]])
        _ = try await town.desk.api(
            .post, "persons/\(person)/health", json: ["version": 0, "needs": ["dentist"], "words": "MarkHealthQx"],
            as: CaseworkTown.nurse)
        let paper = UUIDv7().description
        let added = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("id", paper), ("title", "MarkHealthQx"), ("isHealth", "on")],
            file: ("file", "x.pdf", Array("%PDF-1.4 MarkHealthQx".utf8)), as: CaseworkTown.nurse)
        #expect(added.status == .seeOther)
        return (person, paper)
    }

    static func share(_ town: CaseworkTown, _ person: String, _ code: String?) async throws {
        var facts: [String: any Sendable] = ["organisation": CaseworkTown.b]
        if let code { facts.merge(["overrideCode": code, "overrideReason": "why"]) { $1 } }
        let answer = try await town.desk.api(.post, "persons/\(person)/shares", json: facts, as: CaseworkTown.worker)
        #expect(answer.status == .ok, "\(answer.text)")
    }

    /// Whether the nurse of B sees health at all, through every way in.
    static func sees(_ town: CaseworkTown, _ person: String, _ paper: String) async throws -> Set<Bool> {
        var seen: Set<Bool> = []
        for face in [
            try await town.desk.get("/en/work/persons/\(person)", as: CaseworkTown.otherNurse),
            try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.otherNurse),
        ] {
            #expect(face.status == .ok && face.text.contains("Exemple H."), "the file itself is open")
            seen.insert(face.text.contains("MarkHealthQx") || face.text.contains("\"health\""))
        }
        for path in ["persons/\(person)/health", "persons/\(person)/attachments/\(paper)"] {
            seen.insert(try await town.desk.api(.get, path, as: CaseworkTown.otherNurse).status == .ok)
            seen.insert(try await town.desk.get("/en/work/\(path)", as: CaseworkTown.otherNurse).status == .ok)
        }
        return seen
    }

    @Test(arguments: ["danger-to-life", "legal-duty"])
    func aFileOpenedByAnOverrideKeepsItsHealthClosed(_ code: String) async throws {
        let town = try await CaseworkTown()
        let (person, paper) = try await Self.file(town)
        try await Self.share(town, person, code)
        #expect(try await Self.sees(town, person, paper) == [false])
        // Nor when a reviewer finds it justified.
        let override = try await OverrideReviewTests.id(town, person)
        let decided = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "justified"], as: CaseworkTown.coordinator)
        #expect(decided.status == .ok)
        #expect(try await Self.sees(town, person, paper) == [false])
        // A consent of its own opens it, for as long as it lasts.
        let consent = try await town.consent(
            person, "health-orientation", to: [CaseworkTown.b], as: CaseworkTown.nurse)
        #expect(try await Self.sees(town, person, paper) == [true])
        let withdrawn = try await town.desk.api(
            .post, "persons/\(person)/consents/\(consent)/withdrawal", json: ["giver": "person"],
            as: CaseworkTown.worker)
        #expect(withdrawn.status == .ok)
        #expect(try await Self.sees(town, person, paper) == [false])
    }

    @Test func aConsentToBeReferredDoesNotOpenHealthEither() async throws {
        let town = try await CaseworkTown()
        let (person, paper) = try await Self.file(town)
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        try await Self.share(town, person, nil)
        #expect(try await Self.sees(town, person, paper) == [false])
        // A yes to health for another organisation opens nothing here.
        _ = try await town.consent(person, "health-orientation", to: [CaseworkTown.c], as: CaseworkTown.nurse)
        #expect(try await Self.sees(town, person, paper) == [false])
    }

    @Test func aReferralInDangerShowsTheChosenNeedToTheWardAloneAndLapses() async throws {
        let town = try await CaseworkTown()
        let (person, _) = try await Self.file(town)
        let id = try await town.referral(
            [
                "person": person, "toOrganisation": CaseworkTown.b, "healthNeeds": ["dentist"],
                "overrideCode": "danger-to-life", "overrideReason": "why",
            ], as: CaseworkTown.nurse)
        #expect(try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.other).status == .notFound)
        let shown = try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.otherNurse)
        #expect(shown.text.contains("dentist") && !shown.text.contains("MarkHealthQx"), "the need, never the words")
        let made = TestCity.now.milliseconds - 72 * 3_600_000
        try await town.execute("UPDATE consent_override SET made_at = \(made)")
        #expect(try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.otherNurse).status == .notFound)
        // Those who may not go without a consent cannot send it.
        let worker = TestDesk.Member.some(.fieldWorker, of: CaseworkTown.a, wards: [.health])
        let refused = try await town.desk.api(
            .post, "referrals",
            json: [
                "person": person, "toOrganisation": CaseworkTown.b, "healthNeeds": ["dentist"], "urgency": "today",
                "overrideCode": "danger-to-life", "overrideReason": "why",
            ], as: worker)
        #expect(refused.status == .unprocessableContent)
    }
}
