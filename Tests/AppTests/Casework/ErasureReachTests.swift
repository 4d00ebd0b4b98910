import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// Who could ever read a file learns that it is erased: their phones may hold a copy.
@Suite struct ErasureReachTests {
    @Test(arguments: ["ended by hand", "withdrawn", "run out", "override ended", "archived", "still shared"])
    func anEndedShareIsReached(_ ending: String) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "Exemple F."])
        let isOverride = ending == "override ended"
        let consent =
            isOverride ? "" : try await town.consent(person, "referral", to: [CaseworkTown.b])
        var facts: [String: any Sendable] = ["organisation": CaseworkTown.b]
        if isOverride { facts.merge(["overrideCode": "legal-duty", "overrideReason": "why"]) { $1 } }
        let shared = try await town.desk.api(.post, "persons/\(person)/shares", json: facts, as: CaseworkTown.worker)
        #expect(shared.status == .ok)
        #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other).status == .ok)
        switch ending {
        case "ended by hand":
            _ = try await town.desk.api(
                .post, "persons/\(person)/shares/\(CaseworkTown.b)/end", json: [:], as: CaseworkTown.worker)
        case "withdrawn":
            _ = try await town.desk.api(
                .post, "persons/\(person)/consents/\(consent)/withdrawal", json: ["giver": "person"],
                as: CaseworkTown.worker)
        case "run out":
            let past = TestCity.now.milliseconds
            try await town.execute(
                "UPDATE person_consent SET given_at = \(past - 10), until = \(past) WHERE id = \(consent)")
        case "override ended":
            let override = try await OverrideReviewTests.id(town, person)
            _ = try await town.desk.api(.post, "overrides/\(override)/end", json: [:], as: CaseworkTown.coordinator)
        case "archived":
            let old = TestCity.now.adding(days: -(2 * 365 + 2)).milliseconds
            try await town.execute("UPDATE person_file SET last_contact_at = \(old) WHERE id = \(person)")
            #expect(try await Casework.retain(town.workplace, zone: town.facts.zone, now: TestCity.now) == 1)
        default: break
        }
        let isOpen = ending == "still shared"
        #expect(
            try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other).status
                == (isOpen ? .ok : .notFound))
        let erased = try await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "asked-by-person"], as: CaseworkTown.manager)
        #expect(erased.status == .ok)
        for (member, isTold) in [
            (CaseworkTown.worker, true), (CaseworkTown.other, true), (CaseworkTown.stranger, false),
        ] {
            let feed = try await town.desk.api(.get, "erasures", as: member).object()
            #expect(feed["items"] as? [String] == (isTold ? [person] : []), "\(ending)")
        }
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_reach") == 0)
    }

    /// Before shares left a trace of their own, the audit book alone knew who had opened a file.
    @Test func aShareThatEndedBeforeTheUpgradeIsReachedToo() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reach-\(UUIDv7())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let database = try await TestStore.open(folder.appendingPathComponent("city.sqlite").path)
        let before = City.migrations.filter { $0.area != "casework" || $0.number < 4 }
        try await database.migrate(before)
        let none: [UInt8] = []
        try await database.write { connection in
            for key in ["a", "b", "c"] {
                try connection.execute(
                    """
                    INSERT INTO organisation (id, key, source, kind, facts, added_at, changed_at)
                    VALUES (\(key), \(key), 'test', 'association', '{}', 1, 1)
                    """)
            }
            try connection.execute(
                """
                INSERT INTO person_file (id, reference, organisation, purpose, languages, ward_health, ward_minors,
                    ward_protected, created_at, created_month, created_by, last_contact_at, version)
                VALUES ('p', 'KAR-374', 'a', 'support', '', 0, 0, 0, 1, '2026-11', 'x', 1, 1)
                """)
            for (sequence, organisation, outcome) in [(1, "a", "done"), (2, "b", "done"), (3, "c", "refused")] {
                try connection.execute(
                    """
                    INSERT INTO audit (sequence, at, organisation, action, kind, object, outcome, hash, mac, key)
                    VALUES (\(sequence), 1, \(organisation), 'read', 'person', 'p', \(outcome), \(none), \(none), 'k1')
                    """)
            }
        }
        try await database.migrate(City.migrations)
        let reached = try await database.read { connection in
            try connection.rows("SELECT organisation FROM person_reach WHERE person = 'p'").map {
                try $0.get("organisation", as: String.self)
            }
        }
        #expect(reached == ["b"])
    }
}
