import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// What an override opens closes after 72 hours without a review, to the minute; a review in time keeps it open.
@Suite struct OverrideLapseTests {
    /// When it was made, and how it stands: whether it is open at that moment.
    struct Standing: Sendable, CustomTestStringConvertible {
        var minutesAgo: Int64
        var decision: String?
        var isOpen: Bool
        var testDescription: String { "\(minutesAgo) minutes ago, \(decision ?? "unreviewed")" }
    }

    static let standings = [
        Standing(minutesAgo: 0, decision: nil, isOpen: true),
        Standing(minutesAgo: 72 * 60 - 1, decision: nil, isOpen: true),
        Standing(minutesAgo: 72 * 60, decision: nil, isOpen: false),
        Standing(minutesAgo: 72 * 60 + 1, decision: nil, isOpen: false),
        Standing(minutesAgo: 72 * 60 - 1, decision: "justified", isOpen: true),
        Standing(minutesAgo: 72 * 60, decision: "justified", isOpen: true),
        Standing(minutesAgo: 90 * 24 * 60, decision: "justified", isOpen: true),
    ]

    /// Reviewed through the door; then the hour is turned back.
    static func set(_ town: CaseworkTown, _ override: String, _ standing: Standing) async throws {
        if let decision = standing.decision {
            let answer = try await town.desk.api(
                .post, "overrides/\(override)", json: ["decision": decision], as: CaseworkTown.coordinator)
            #expect(answer.status == .ok)
        }
        let made = TestCity.now.milliseconds - standing.minutesAgo * 60_000
        try await town.execute("UPDATE consent_override SET made_at = \(made) WHERE id = \(override)")
    }

    static let override: [String: any Sendable] = ["overrideCode": "danger-to-life", "overrideReason": "why"]

    @Test(arguments: standings)
    func aShareOnAnOverride(_ standing: Standing) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "MarkShareQx"])
        let shared = try await town.desk.api(
            .post, "persons/\(person)/shares", json: Self.override.merging(["organisation": CaseworkTown.b]) { $1 },
            as: CaseworkTown.worker)
        #expect(shared.status == .ok)
        try await Self.set(town, try await OverrideReviewTests.id(town, person), standing)
        for face in [
            try await town.desk.get("/en/work/persons/\(person)", as: CaseworkTown.other),
            try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other),
        ] {
            #expect(face.status == (standing.isOpen ? .ok : .notFound))
            #expect(face.text.contains("MarkShareQx") == standing.isOpen)
        }
        let list = try await town.desk.api(.get, "persons", as: CaseworkTown.other)
        #expect(list.text.contains(person) == standing.isOpen)
        let found = try await town.desk.api(
            .post, "persons/search", json: ["firstName": "MarkShareQx"], as: CaseworkTown.other)
        #expect(found.text.contains(person) == standing.isOpen)
        let own = try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.worker)
        #expect(own.text.contains("MarkShareQx"), "who keeps the file keeps it")
    }

    @Test(arguments: standings)
    func aReferralOnAnOverride(_ standing: Standing) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "MarkReferralQx"])
        let asked: [String: any Sendable] = [
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"], "message": "MarkMessageQx",
        ]
        let referral = try await town.referral(asked.merging(Self.override) { $1 })
        try await Self.set(town, try await OverrideReviewTests.id(town, person), standing)
        let (caller, now) = (CaseworkTown.other.caller, TestCity.now)
        let awaited = try await town.database.read { try Casework.awaitingAnswer($0, caller, now: now).map(\.id) }
        #expect(awaited == (standing.isOpen ? [referral] : []))
        for path in ["referrals/\(referral)", "referrals"] {
            for face in [
                try await town.desk.get("/en/work/\(path)", as: CaseworkTown.other),
                try await town.desk.api(.get, path, as: CaseworkTown.other),
            ] {
                #expect(face.text.contains(referral) == standing.isOpen || !path.contains(referral), "\(path)")
                for mark in ["MarkReferralQx", "MarkMessageQx"] where !standing.isOpen || path.contains(referral) {
                    #expect(face.text.contains(mark) == standing.isOpen, "\(path): \(mark)")
                }
            }
        }
        let list = try await town.desk.api(.get, "referrals", as: CaseworkTown.other)
        #expect(list.text.contains(referral) == standing.isOpen)
        if !standing.isOpen {
            // As one that never was, byte for byte.
            let nowhere = UUIDv7().description
            let gone = try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.other)
            let missing = try await town.desk.api(.get, "referrals/\(nowhere)", as: CaseworkTown.other)
            #expect(gone.status == .notFound && missing.status == .notFound)
            let reference = /urn:request:[^"]*/
            #expect(gone.text.replacing(reference, with: "") == missing.text.replacing(reference, with: ""))
        }
        // The other side cannot answer what it cannot see; and what told them of it is quiet.
        _ = try await Casework.remind(town.workplace, city: town.facts, now: TestCity.now)
        #expect(
            try await town.count(
                "SELECT COUNT(*) AS count FROM notification WHERE kind = 'referral-asked' AND read_at IS NULL")
                == (standing.isOpen ? 1 : 0))
        let accepted = try await town.desk.api(
            .post, "referrals/\(referral)", json: ["move": "accept"], as: CaseworkTown.other)
        #expect(accepted.status == (standing.isOpen ? .ok : .notFound))
        let own = try await town.desk.get("/en/work/referrals/\(referral)", as: CaseworkTown.worker)
        #expect(own.text.contains("MarkReferralQx"))
        #expect(own.text.contains("The other side sees nothing of this any more") != standing.isOpen)
    }

    @Test(arguments: standings)
    func aPartnersLinkOnAnOverride(_ standing: Standing) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "MarkPartnerQx"])
        let asked: [String: any Sendable] = [
            "person": person, "shown": ["first-name"], "partnerName": "Aide Exemple",
            "partnerAddress": "accueil@example.org", "partnerLanguage": "en",
        ]
        _ = try await town.referral(asked.merging(Self.override) { $1 })
        let link = try await PartnerLinkTests.link(town)
        try await Self.set(town, try await OverrideReviewTests.id(town, person), standing)
        let page = try await town.desk.get(link, as: nil)
        #expect(page.status == (standing.isOpen ? .ok : .notFound))
        #expect(page.text.contains("MarkPartnerQx") == standing.isOpen)
        let step = try await town.desk.post(link, [("move", "accept")], as: nil)
        #expect(step.status == (standing.isOpen ? .seeOther : .notFound))
    }

    /// Nobody is called to mind what they cannot open.
    @Test func aClosedReferralIsNotCalledToMind() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let asked: [String: any Sendable] = ["person": person, "toOrganisation": CaseworkTown.b]
        _ = try await town.referral(asked.merging(Self.override) { $1 })
        let later = TestCity.now.adding(days: 7)
        #expect(try await Casework.remind(town.workplace, city: town.facts, now: later) == 0)
        let override = try await OverrideReviewTests.id(town, person)
        _ = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "justified"], as: CaseworkTown.coordinator)
        #expect(try await Casework.remind(town.workplace, city: town.facts, now: later) == 1)
    }
}
