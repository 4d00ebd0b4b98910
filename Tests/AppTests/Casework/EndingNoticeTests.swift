import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// Whoever shared and whoever could read hear that it has ended, and why in a word.
@Suite struct EndingNoticeTests {
    /// Kinds that one member was told and has not read.
    static func told(_ town: CaseworkTown, _ member: TestDesk.Member) async throws -> Set<String> {
        try await town.database.read { connection in
            Set(
                try connection.rows(
                    "SELECT kind FROM notification WHERE account = \(member.caller.account) AND read_at IS NULL"
                ).map { try $0.get("kind", as: String.self) })
        }
    }

    static func decide(_ town: CaseworkTown, _ person: String, _ decision: String) async throws {
        let id = try await OverrideReviewTests.id(town, person)
        let answer =
            decision == "ended"
            ? try await town.desk.api(.post, "overrides/\(id)/end", json: [:], as: CaseworkTown.coordinator)
            : try await town.desk.api(
                .post, "overrides/\(id)", json: ["decision": decision], as: CaseworkTown.coordinator)
        #expect(answer.status == .ok)
    }

    @Test(arguments: ["not-justified", "ended", "justified"])
    func ofAShareWithoutAConsent(_ decision: String) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "MarkNameQx"])
        #expect(try await OverrideAgainTests.share(town, person).status == .ok)
        #expect(try await Self.told(town, CaseworkTown.coordinator) == ["override-review"])
        try await Self.decide(town, person, decision)
        #expect(try await Self.told(town, CaseworkTown.worker) == ["ours-\(decision)"])
        #expect(
            try await Self.told(town, CaseworkTown.other) == (decision == "justified" ? [] : ["theirs-\(decision)"]))
        if decision != "ended" { #expect(try await Self.told(town, CaseworkTown.coordinator).isEmpty, "it is done") }
        // Of an erased file nothing of it is left.
        let erased = try await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "twice"], as: CaseworkTown.manager)
        #expect(erased.status == .ok)
        #expect(try await Self.told(town, CaseworkTown.worker).isEmpty)
        #expect(
            try await town.count(
                "SELECT COUNT(*) AS count FROM notification WHERE path LIKE \("%\(person)%") OR event LIKE \("%\(person)%")"
            ) == 0)
    }

    @Test func ofAReferralWithoutAConsent() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        #expect(
            try await OverrideAgainTests.refer(town, ["person": person, "toOrganisation": CaseworkTown.b]).status == .ok
        )
        #expect(try await Self.told(town, CaseworkTown.other) == ["referral-asked"])
        try await Self.decide(town, person, "not-justified")
        #expect(try await Self.told(town, CaseworkTown.other) == ["theirs-not-justified"], "no answer is awaited")
        #expect(try await Self.told(town, CaseworkTown.worker) == ["ours-not-justified"])
    }

    @Test func ofAWithdrawnConsent() async throws {
        let town = try await CaseworkTown()
        try await TestGate.remember(CaseworkTown.manager.caller, town.workplace)
        let person = try await town.person()
        let consent = try await town.consent(person, "referral", to: [CaseworkTown.b])
        _ = try await town.desk.api(
            .post, "persons/\(person)/shares", json: ["organisation": CaseworkTown.b], as: CaseworkTown.worker)
        _ = try await town.referral(["person": person, "toOrganisation": CaseworkTown.b])
        let withdrawn = try await town.desk.api(
            .post, "persons/\(person)/consents/\(consent)/withdrawal", json: ["giver": "person"],
            as: CaseworkTown.manager)
        #expect(withdrawn.status == .ok)
        #expect(try await Self.told(town, CaseworkTown.other) == ["theirs-consent-withdrawn"])
        #expect(
            try await town.count(
                """
                SELECT COUNT(*) AS count FROM notification
                WHERE kind = 'theirs-consent-withdrawn' AND account = \(CaseworkTown.other.caller.account)
                """) == 2, "of the file and of the referral")
        #expect(try await Self.told(town, CaseworkTown.worker) == ["ours-consent-withdrawn"])
        #expect(try await Self.told(town, CaseworkTown.manager).isEmpty, "who did it knows")
    }

    @Test func ofAShareThatTheKeeperEnds() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let end = "persons/\(person)/shares/\(CaseworkTown.b)/end"
        for round in 1...2 {
            _ = try await town.desk.api(
                .post, "persons/\(person)/shares", json: ["organisation": CaseworkTown.b], as: CaseworkTown.worker)
            // The second time nothing is shared any more, and nobody hears anything.
            for _ in 1...2 {
                #expect(try await town.desk.api(.post, end, json: [:], as: CaseworkTown.worker).status == .ok)
            }
            #expect(try await Self.told(town, CaseworkTown.other) == ["theirs-taken"])
            #expect(
                try await town.count(
                    """
                    SELECT COUNT(*) AS count FROM notification
                    WHERE kind = 'theirs-taken' AND account = \(CaseworkTown.other.caller.account)
                    """) == 1, "round \(round) of one moment")
        }
        #expect(try await Self.told(town, CaseworkTown.worker).isEmpty)
    }

    @Test func ofAReferralThatIsAnsweredOrWithdrawn() async throws {
        let town = try await CaseworkTown()
        for (move, member, kinds) in [
            ("accept", CaseworkTown.other, Set<String>()), ("withdraw", CaseworkTown.worker, ["referral-withdrawn"]),
        ] {
            let id = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"]])
            #expect(try await Self.told(town, CaseworkTown.other).contains("referral-asked"))
            let step = try await town.desk.api(.post, "referrals/\(id)", json: ["move": move], as: member)
            #expect(step.status == .ok)
            #expect(try await Self.told(town, CaseworkTown.other) == kinds)
        }
    }

    @Test(arguments: ["en", "fr", "es", "ar"])
    func eachIsSaidInEachLanguage(_ language: String) throws {
        let say = try TestCity.resources.get().0.book(language)
        let words = ["not-justified", "ended", "consent-withdrawn"]
        let kinds =
            words.flatMap { ["ours-\($0)", "theirs-\($0)"] } + ["ours-justified", "referral-withdrawn", "theirs-taken"]
        for kind in kinds { #expect(say.has("notice.\(kind)"), "\(language) \(kind)") }
    }
}
