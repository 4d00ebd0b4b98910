import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

/// A fact behind a ward is in no byte that goes to someone without it.
@Suite struct WardScanTests {
    static let marks: [(ward: Ward, mark: String)] = [
        (.health, "MarkHealthQx"), (.minors, "MarkMinorQx"), (.protectedPlaces, "MarkProtectedQx"),
    ]

    @Test func noByteOfAWardGoesToSomeoneWithoutIt() async throws {
        let town = try await CaseworkTown()
        let open = try await town.person(["firstName": "Exemple O."])
        let health = try await town.desk.api(
            .post, "persons/\(open)/health",
            json: ["version": 0, "needs": ["dentist"], "words": "MarkHealthQx words"], as: CaseworkTown.nurse)
        #expect(health.status == .ok)
        _ = try await town.desk.post(
            "/en/work/persons/\(open)/attachments", [("title", "MarkHealthQx paper"), ("isHealth", "on")],
            file: ("file", "x.pdf", Array("%PDF-1.4 MarkHealthQx".utf8)), as: CaseworkTown.nurse)
        let minor = try await town.person(
            ["firstName": "MarkMinorQx", "wards": ["minors"]], as: CaseworkTown.guardian)
        let hidden = try await town.person(
            ["note": "MarkProtectedQx", "wards": ["protected-places"]], as: CaseworkTown.guardian)
        for person in [minor, hidden] {
            for (purpose, giver) in [("referral", person == minor ? "guardian" : "person")] {
                var more: [String: any Sendable] = ["giver": giver]
                if giver == "guardian" { more["relation"] = "parent" }
                _ = try await town.consent(
                    person, purpose, to: [CaseworkTown.b], as: CaseworkTown.guardian, more: more)
            }
        }
        let asked = try await town.referral(
            ["person": minor, "toOrganisation": CaseworkTown.b, "shown": ["first-name"], "message": "MarkMinorQx"],
            as: CaseworkTown.guardian)
        let dental = try await town.referral(
            ["toOrganisation": CaseworkTown.b, "healthNeeds": ["dentist"], "message": "MarkHealthQx"],
            as: CaseworkTown.nurse)

        // Shared without a consent: the reason and the code belong to the ward, whoever reviews.
        let shared = try await town.desk.api(
            .post, "persons/\(minor)/shares",
            json: [
                "organisation": "port-alder-council", "overrideCode": "minor-in-danger",
                "overrideReason": "MarkMinorQx reason",
            ], as: CaseworkTown.guardian)
        #expect(shared.status == .ok)
        let reference = try await town.database.read { connection in
            try #require(try connection.row("SELECT reference FROM person_file WHERE id = \(minor)")).get(
                "reference", as: String.self)
        }
        let desk = try Self.wholeDesk(town)
        var scanned = 0
        for role in Role.allCases {
            let places: [(String, [Set<Ward>])] = [
                (CaseworkTown.a, [[], [.health], [.minors], [.protectedPlaces]]), (CaseworkTown.b, [[], [.health]]),
                ("port-alder-council", [[], [.health], [.minors]]),
            ]
            for (organisation, sets) in places {
                for wards in sets {
                    let member = TestDesk.Member.some(role, of: organisation, wards: wards)
                    let held = member.caller.wards
                    for path in Self.paths(persons: [open, minor, hidden], referrals: [asked, dental]) {
                        for answer in [
                            try await desk.get("/en/work/\(path)", as: member),
                            try await desk.api(.get, path, as: member),
                        ] {
                            scanned += 1
                            for (ward, mark) in Self.marks where !held.contains(ward) {
                                #expect(!answer.text.contains(mark), "\(role) of \(organisation) \(wards): \(path)")
                            }
                            guard !held.contains(.minors) else { continue }
                            #expect(!answer.text.contains(minor) || path.contains(minor))
                            #expect(!answer.text.contains(reference), "\(role) of \(organisation) \(wards): \(path)")
                            #expect(!answer.text.contains("minor-in-danger") || path.hasPrefix("persons/"))
                        }
                    }
                }
            }
        }
        #expect(scanned > 1_500, "\(scanned) answers scanned")
        // The test can fail: those who hold the ward do see the marks, and who reviews sees that something waits.
        let coordinator = try await town.desk.api(.get, "overrides", as: CaseworkTown.coordinator).object()
        #expect((coordinator["items"] as? [Any])?.count == 1)
        for (ward, mark) in Self.marks {
            let person = [Ward.health: open, .minors: minor, .protectedPlaces: hidden][ward] ?? ""
            #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.guardian).text.contains(mark))
        }
    }

    static func paths(persons: [String], referrals: [String]) -> [String] {
        [
            "", "notices", "calendar", "audit", "audit?kind=person", "persons", "referrals", "archive", "exports",
            "overrides", "overrides?part=decided", "figures/people", "erasures",
        ]
            + persons.flatMap {
                ["persons/\($0)", "persons/\($0)/health", "persons/\($0)/copy", "audit/person/\($0)"]
            }
            + referrals.flatMap { ["referrals/\($0)", "audit/referral/\($0)"] }
    }

    /// Every desk of the city, not the files' alone.
    static func wholeDesk(_ town: CaseworkTown) throws -> TestDesk {
        let (books, _) = try TestCity.resources.get()
        let whole = CityDesk(
            workplace: town.workplace, published: town.city.city,
            outside: CityDesk.Outside(
                books: books, passwords: ScryptPool(rounds: 10),
                files: town.city.folder.appendingPathComponent("files").path), now: { TestCity.now })
        return TestDesk(city: town.city, workplace: town.workplace, routes: whole.routes)
    }

    @Test func anExportHoldsOnlyWhatItsMakerMaySee() async throws {
        let town = try await CaseworkTown()
        let open = try await town.person(["firstName": "=HYPERLINK(Exemple)"])
        _ = try await town.desk.api(
            .post, "persons/\(open)/health", json: ["version": 0, "words": "MarkHealthQx"], as: CaseworkTown.nurse)
        let minor = try await town.person(["firstName": "MarkMinorQx", "wards": ["minors"]], as: CaseworkTown.guardian)
        let made = try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.worker).object()
        let id = try #require(made["id"] as? String)
        let passphrase = try #require(made["passphrase"] as? String)
        let zip = try await town.desk.api(.get, "exports/\(id)", as: CaseworkTown.worker)
        #expect(zip.status == .ok)
        let files = try SealedArchive.open([UInt8](Data(buffer: zip.body)), passphrase: passphrase)
        let text = files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(text.contains(open) && text.contains("\"'=HYPERLINK(Exemple)\""))
        #expect(!text.contains("MarkHealthQx") && !text.contains("MarkMinorQx") && !text.contains(minor))
        #expect(!zip.text.contains("Exemple"), "the ZIP is sealed")
        // Another member has no way to it, and the passphrase is shown once.
        #expect(try await town.desk.api(.get, "exports/\(id)", as: CaseworkTown.manager).status == .notFound)
        let again = try await town.desk.api(.post, "exports", json: ["id": id], as: CaseworkTown.worker).object()
        #expect(again["passphrase"] is NSNull)
        // After a day it is gone.
        let later = TestCity.now.adding(days: 1).adding(minutes: 1)
        _ = try await Casework.retain(town.workplace, zone: town.facts.zone, now: later)
        #expect(try FileManager.default.contentsOfDirectory(atPath: town.exports).isEmpty)
        #expect(try await town.desk.api(.get, "exports/\(id)", as: CaseworkTown.worker).status == .notFound)
    }
}
