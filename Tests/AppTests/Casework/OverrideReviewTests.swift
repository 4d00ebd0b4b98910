import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

/// What was shared without a consent never stays without eyes.
@Suite struct OverrideReviewTests {
    static let council = "port-alder-council"
    static let guardedCoordinator = TestDesk.Member.some(.coordinator, of: council, wards: [.minors], name: "guarded")

    /// A minor's file whose reading was opened to B without a consent.
    static func shared(_ town: CaseworkTown, code: String = "minor-in-danger") async throws -> (
        person: String, override: String
    ) {
        let person = try await town.person(
            ["firstName": "MarkMinorQx", "wards": ["minors"], "purpose": "child-protection"], as: CaseworkTown.guardian)
        let answer = try await town.desk.api(
            .post, "persons/\(person)/shares",
            json: [
                "organisation": CaseworkTown.b, "overrideCode": code, "overrideReason": "MarkReasonQx",
            ], as: CaseworkTown.guardian)
        #expect(answer.status == .ok, "\(answer.text)")
        return (person, try await id(town, person))
    }

    static func id(_ town: CaseworkTown, _ person: String) async throws -> String {
        try await town.database.read { connection in
            try #require(
                try connection.row("SELECT id FROM consent_override WHERE person = \(person) ORDER BY id DESC")
            ).get("id")
        }
    }

    static func items(_ town: CaseworkTown, _ path: String, _ member: TestDesk.Member) async throws -> [[String: Any]] {
        try await town.desk.api(.get, path, as: member).object()["items"] as? [[String: Any]] ?? []
    }

    static let receiver = TestDesk.Member.some(.socialWorker, of: CaseworkTown.b, wards: [.minors], name: "receiver")

    @Test func everyCoordinatorSeesThatItWaitsWhateverTheirWards() async throws {
        let town = try await CaseworkTown()
        try await TestGate.remember(Self.guardedCoordinator.caller, town.workplace)
        let (person, override) = try await Self.shared(town)
        for coordinator in [CaseworkTown.coordinator, Self.guardedCoordinator] {
            #expect(
                try await town.count(
                    """
                    SELECT COUNT(*) AS count FROM notification
                    WHERE event = \("override-review/\(override)") AND account = \(coordinator.caller.account)
                    """) == 1)
            let (caller, now) = (coordinator.caller, TestCity.now)
            let workplace = town.workplace
            #expect(
                try await town.database.read { try Casework.overridesToReview(workplace, $0, caller, now: now) } == 1)
            #expect(try await Self.items(town, "overrides", coordinator).map { $0["id"] as? String } == [override])
        }
        let reference = try await town.database.read { connection in
            try #require(try connection.row("SELECT reference FROM person_file WHERE id = \(person)")).get(
                "reference", as: String.self)
        }
        // Without the ward: from whom, to whom, since when, and no byte more.
        let item = try #require(try await Self.items(town, "overrides", CaseworkTown.coordinator).first)
        #expect(
            Set(item.keys) == ["id", "organisation", "toOrganisation", "at", "lapsesAt", "mayDecide"], "\(item.keys)")
        #expect(item["mayDecide"] as? Bool == false)
        for face in [
            try await town.desk.get("/en/work/overrides", as: CaseworkTown.coordinator),
            try await town.desk.api(.get, "overrides", as: CaseworkTown.coordinator),
        ] {
            for secret in [
                reference, person, "MarkMinorQx", "MarkReasonQx", "minor-in-danger", "A minor", "danger",
                CaseworkTown.guardian.caller.name, "justified</button>", "Justified</button>",
            ] {
                #expect(!face.text.contains(secret), "\(secret)")
            }
            #expect(face.status == .ok && face.text.contains(override))
        }
        // With the ward: for which file and why in a word, never the words.
        let page = try await town.desk.get("/en/work/overrides", as: Self.guardedCoordinator)
        #expect(page.text.contains(reference) && page.text.contains("A minor is in danger"))
        #expect(!page.text.contains("MarkReasonQx") && !page.text.contains("MarkMinorQx"))
    }

    @Test func theHomeOfACoordinatorWithoutTheWardSaysThatItWaits() async throws {
        let town = try await CaseworkTown()
        let (books, _) = try TestCity.resources.get()
        let routes = CityDesk(
            workplace: town.workplace, published: town.city.city,
            outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10)), now: { TestCity.now }
        ).routes
        let desk = TestDesk(city: town.city, workplace: town.workplace, routes: routes)
        func words() async throws -> Bool {
            let home = try await desk.get("/en/work/", as: CaseworkTown.coordinator)
            #expect(home.status == .ok && !home.text.contains("MarkMinorQx"))
            return home.text.contains("To review") && home.text.contains("/en/work/overrides")
        }
        #expect(try await !words())
        let (_, override) = try await Self.shared(town)
        #expect(try await words())
        _ = try await desk.api(.post, "overrides/\(override)/end", json: [:], as: CaseworkTown.coordinator)
        #expect(try await !words())
    }

    @Test func withoutTheWardOneEndsItAndCannotApproveIt() async throws {
        let town = try await CaseworkTown()
        let (person, override) = try await Self.shared(town)
        #expect(try await town.desk.api(.get, "persons/\(person)", as: Self.receiver).status == .ok)
        for decision in ["justified", "not-justified"] {
            let refused = try await town.desk.api(
                .post, "overrides/\(override)", json: ["decision": decision], as: CaseworkTown.coordinator)
            #expect(refused.status == .notFound)
        }
        // Not by those who have no business with reviews.
        for member in [CaseworkTown.guardian, Self.receiver, CaseworkTown.stranger, CaseworkTown.observer] {
            #expect(try await town.desk.api(.post, "overrides/\(override)/end", as: member).status == .notFound)
        }
        #expect(try await town.desk.api(.get, "persons/\(person)", as: Self.receiver).status == .ok)
        for _ in 0..<2 {
            #expect(
                try await town.desk.api(.post, "overrides/\(override)/end", json: [:], as: CaseworkTown.coordinator)
                    .status == .ok)
        }
        #expect(try await town.desk.api(.get, "persons/\(person)", as: Self.receiver).status == .notFound)
        #expect(
            try await town.count(
                "SELECT COUNT(*) AS count FROM audit WHERE object = \(override) AND action = 'review' AND note = 'ended'"
            ) == 1)
        #expect(try await Self.items(town, "overrides", CaseworkTown.coordinator).isEmpty, "nothing is left to do")
        // Whether it was justified is still to be said by who may see it; what was ended stays ended.
        #expect(try await Self.items(town, "overrides", Self.guardedCoordinator).count == 1)
        let decided = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "justified"], as: Self.guardedCoordinator)
        #expect(decided.status == .ok)
        #expect(try await town.desk.api(.get, "persons/\(person)", as: Self.receiver).status == .notFound)
        #expect(try await Self.items(town, "overrides", Self.guardedCoordinator).isEmpty)
        #expect(try await Self.items(town, "overrides?part=decided", Self.guardedCoordinator).count == 1)
        #expect(try await Self.items(town, "overrides?part=decided", CaseworkTown.coordinator).isEmpty)
    }

    @Test func anEndingTakesBackWhatWasAskedOnIt() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(
            ["firstName": "MarkMinorQx", "wards": ["minors"]], as: CaseworkTown.guardian)
        let referral = try await town.referral(
            [
                "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"],
                "overrideCode": "minor-in-danger", "overrideReason": "why",
            ], as: CaseworkTown.guardian)
        let override = try await Self.id(town, person)
        #expect(
            try await town.desk.api(.get, "referrals/\(referral)", as: Self.receiver).text.contains("MarkMinorQx"))
        let page = try await town.desk.post("/en/work/overrides/\(override)/end", [], as: CaseworkTown.coordinator)
        #expect(page.status == .seeOther)
        let taken = try await town.desk.api(.get, "referrals/\(referral)", as: Self.receiver)
        let state = try taken.object()["state"] as? String
        #expect(!taken.text.contains("MarkMinorQx") && state == "withdrawn")
    }

    @Test func whoMadeItNeverApprovesIt() async throws {
        let town = try await CaseworkTown()
        // One account: it answers for an organisation, and coordinates the city.
        let maker = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: [.minors], name: "both")
        var reviewer = TestDesk.Member.some(.coordinator, of: Self.council, wards: [.minors], name: "both")
        reviewer.caller.account = maker.caller.account
        let person = try await town.person(["wards": ["minors"]], as: maker)
        let shared = try await town.desk.api(
            .post, "persons/\(person)/shares",
            json: ["organisation": CaseworkTown.b, "overrideCode": "legal-duty", "overrideReason": "why"], as: maker)
        #expect(shared.status == .ok)
        let override = try await Self.id(town, person)
        #expect(try await Self.items(town, "overrides", reviewer).first?["mayDecide"] as? Bool == false)
        let own = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "justified"], as: reviewer)
        #expect(own.status == .conflict)
        let page = try await town.desk.get("/en/work/overrides", as: reviewer)
        #expect(page.text.contains("somebody else decides") && !page.text.contains("value=\"justified\""))
        let other = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "justified"], as: Self.guardedCoordinator)
        #expect(other.status == .ok)
    }

    @Test func noneFallsOffTheEndOfTheList() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let key = town.workplace.keys
        try await town.database.write { connection in
            for number in 0..<130 {
                let id = UUIDv7().description
                let reason = try key.seal("why", for: .init(table: "consent_override", column: "reason", row: id))
                try connection.execute(
                    """
                    INSERT INTO consent_override (id, person, organisation, to_organisation, code, reason, made_by, made_at)
                    VALUES (\(id), \(person), \(CaseworkTown.a), \(CaseworkTown.b), 'legal-duty', \(reason), 'someone',
                        \(TestCity.now.milliseconds + Int64(number)))
                    """)
            }
        }
        var seen: [String] = []
        var path = "overrides"
        var rounds = 0
        while rounds < 5 {
            rounds += 1
            let answer = try await town.desk.api(.get, path, as: CaseworkTown.coordinator).object()
            seen += (answer["items"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
            guard let next = answer["next"] as? String else { break }
            path = "overrides?after=\(next)"
        }
        #expect(rounds == 3 && seen.count == 130 && Set(seen).count == 130 && seen == seen.sorted())
    }
}
