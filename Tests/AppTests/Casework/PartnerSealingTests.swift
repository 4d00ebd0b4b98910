import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

/// The name of a partner without account, beside a person, tells about them: it stands nowhere in clear.
@Suite struct PartnerSealingTests {
    static let clear = "planted partner qz"

    /// A file as an older version of the program left it: the names in clear.
    static func old(_ town: CaseworkTown) async throws -> (person: String, consent: String, override: String) {
        let person = try await town.person(["firstName": "Exemple A."])
        let consent = try await town.consent(person, "referral", to: [CaseworkTown.c])
        let shared = try await town.desk.api(
            .post, "persons/\(person)/shares",
            json: ["organisation": CaseworkTown.b, "overrideCode": "legal-duty", "overrideReason": "why"],
            as: CaseworkTown.worker)
        #expect(shared.status == .ok)
        let override = try await OverrideReviewTests.id(town, person)
        let value = "partner:\(clear)"
        try await town.execute(
            "INSERT INTO consent_organisation (consent, organisation) VALUES (\(consent), \(value))")
        try await town.execute("UPDATE consent_override SET to_organisation = \(value) WHERE id = \(override)")
        return (person, consent, override)
    }

    static func clearCount(_ town: CaseworkTown) async throws -> Int {
        let pattern = "%partner%"
        return try await town.count(
            "SELECT COUNT(*) AS count FROM consent_organisation WHERE organisation LIKE \(pattern)")
            + town.count("SELECT COUNT(*) AS count FROM consent_override WHERE to_organisation LIKE \(pattern)")
    }

    @Test func namesInClearAreSealedAtTheStartAndOpenTheSameDoors() async throws {
        let town = try await CaseworkTown()
        let (person, consent, _) = try await Self.old(town)
        #expect(try await Self.clearCount(town) == 2)
        #expect(try await Casework.sealOldValues(town.workplace) == 2)
        #expect(try await Self.clearCount(town) == 0)
        #expect(try await Casework.sealOldValues(town.workplace) == 0)
        let file = try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.worker).object()
        let consents = try #require(file["consents"] as? [[String: Any]])
        #expect(consents.first?["partners"] as? [String] == [Self.clear])
        #expect(consents.first?["organisations"] as? [String] == [CaseworkTown.c])
        let copy = try await town.desk.api(.get, "persons/\(person)/copy", as: CaseworkTown.manager).object()
        #expect((copy["overrides"] as? [[String: Any]])?.first?["partner"] as? String == Self.clear)
        let list = try await OverrideReviewTests.items(town, "overrides", CaseworkTown.coordinator)
        #expect(list.first?["partner"] as? String == Self.clear && list.first?["toOrganisation"] == nil)
        // The consent covers what is asked of that partner, however it is written, and nobody else.
        for (name, status) in [("Planted Partner QZ", HTTPResponse.Status.ok), ("another", .unprocessableContent)] {
            let asked = try await town.desk.api(
                .post, "referrals",
                json: [
                    "person": person, "partnerName": name, "partnerAddress": "p@example.org", "partnerLanguage": "en",
                    "urgency": "today",
                ], as: CaseworkTown.worker)
            #expect(asked.status == status, "\(name): \(asked.text)")
        }
        let other = try await town.person()
        let theirs = try await town.consent(other, "referral", more: ["partner": Self.clear])
        let marks = try await town.database.read { connection in
            try connection.rows("SELECT name_index FROM consent_partner ORDER BY id").map {
                try $0.get("name_index", as: String.self)
            }
        }
        #expect(consent != theirs && Set(marks).count == 2, "the same partner beside two persons cannot be told")
    }

    /// Stopped in the middle: some are moved, one is there twice, the rest is moved by the next run.
    @Test func aRunThatWasStoppedIsTakenUpAgain() async throws {
        let town = try await CaseworkTown()
        let (_, consent, _) = try await Self.old(town)
        #expect(try await Casework.sealOldValues(town.workplace) == 2)
        try await town.database.write { connection in
            for number in 0..<250 {
                try connection.execute(
                    """
                    INSERT INTO consent_organisation (consent, organisation) VALUES (\(consent), \("partner:number \(number)"))
                    """)
            }
            try connection.execute(
                "INSERT INTO consent_organisation (consent, organisation) VALUES (\(consent), \("partner:\(Self.clear)"))"
            )
        }
        #expect(try await Casework.sealOldValues(town.workplace) == 251)
        #expect(try await Self.clearCount(town) == 0)
        #expect(try await town.count("SELECT COUNT(*) AS count FROM consent_partner") == 251)
    }

    @Test(.enabled(if: !TestStore.isPostgres, "reads the file of SQLite"))
    func nothingOfItIsLeftOnTheDisk() async throws {
        let town = try await CaseworkTown()
        _ = try await Self.old(town)
        let file = town.city.folder.appendingPathComponent("city.sqlite").path
        func found() -> Bool {
            ["", "-wal"].contains { end in
                FileManager.default.contents(atPath: file + end)?.range(of: Data(Self.clear.utf8)) != nil
            }
        }
        #expect(found(), "the older version did write it")
        _ = try await Casework.sealOldValues(town.workplace)
        try town.database.close()
        #expect(!found())
    }
}
