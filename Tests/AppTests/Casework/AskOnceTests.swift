import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// What cannot be undone asks once more; who decides sees what it is about; what is kept of a person stays within bounds.
@Suite struct AskOnceTests {
    static func paper(_ town: CaseworkTown, _ person: String) async throws -> (id: String, status: HTTPResponse.Status)
    {
        let id = UUIDv7().description
        let answer = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("id", id), ("title", "Attestation")],
            file: ("file", "x.pdf", Array("%PDF-1.4 x".utf8)), as: CaseworkTown.worker)
        return (id, answer.status)
    }

    @Test func aPaperAndAConsentGoOnlyFromAPageThatSaysWhatFollows() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let paper = try await Self.paper(town, person).id
        let consent = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let file = try await town.desk.get("/en/work/persons/\(person)", as: CaseworkTown.worker)
        for (part, words) in [
            ("attachments/\(paper)/removal", "It goes for ever"), ("consents/\(consent)/withdrawal", "ends at once"),
        ] {
            let path = "/en/work/persons/\(person)/\(part)"
            #expect(file.text.contains("href=\"\(path)\"") && !file.text.contains("action=\"\(path)\""))
            let page = try await town.desk.get(path, as: CaseworkTown.worker)
            #expect(page.status == .ok && page.text.contains(words) && page.text.contains("action=\"\(path)\""))
            #expect(try await town.desk.get(path, as: CaseworkTown.other).status == .notFound)
        }
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_attachment") == 1)
    }

    @Test func theReviewerSeesWhatItTakesToDecideAndIsAskedOnceMore() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(
            ["firstName": "MarkNameQx", "wards": ["minors"]], as: CaseworkTown.guardian)
        _ = try await town.referral(
            [
                "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"], "needs": ["meal"],
                "overrideCode": "minor-in-danger", "overrideReason": "MarkReasonQx",
            ], as: CaseworkTown.guardian)
        let id = try await OverrideReviewTests.id(town, person)
        let path = "/en/work/overrides/\(id)"
        let reviewer = OverrideReviewTests.guardedCoordinator
        #expect(try await town.desk.get("/en/work/overrides", as: reviewer).text.contains("href=\"\(path)\""))
        let page = try await town.desk.get(path, as: reviewer)
        for words in ["MarkReasonQx", "MarkNameQx", "A minor is in danger", CaseworkTown.guardian.caller.name] {
            #expect(page.text.contains(words), "\(words)")
        }
        #expect(page.text.contains("value=\"justified\"") && !page.text.contains("value=\"not-justified\""))
        let ask = try await town.desk.get(path + "?decision=not-justified", as: reviewer)
        #expect(ask.text.contains("value=\"not-justified\"") && ask.text.contains("taken back at once"))
        #expect(try await town.desk.api(.get, "overrides/\(id)", as: reviewer).text.contains("MarkReasonQx"))
        for member in [CaseworkTown.coordinator, CaseworkTown.guardian, OverrideReviewTests.receiver] {
            let closed = try await town.desk.get(path, as: member)
            #expect(closed.status == .notFound && !closed.text.contains("MarkReasonQx"))
        }
        #expect(
            try await town.count(
                "SELECT COUNT(*) AS count FROM audit WHERE kind = 'override' AND action = 'read' AND object = \(id)")
                == 3)
    }

    @Test func aNeedOfHealthIsNotShownToAReviewerWithoutThatWard() async throws {
        let town = try await CaseworkTown()
        let (person, _) = try await HealthOverrideTests.file(town)
        _ = try await town.referral(
            [
                "person": person, "toOrganisation": CaseworkTown.b, "healthNeeds": ["dentist"],
                "overrideCode": "danger-to-life", "overrideReason": "why",
            ], as: CaseworkTown.nurse)
        let id = try await OverrideReviewTests.id(town, person)
        let with = TestDesk.Member.some(.coordinator, of: OverrideReviewTests.council, wards: [.health], name: "health")
        for (member, sees) in [(CaseworkTown.coordinator, false), (with, true)] {
            let answer = try await town.desk.api(.get, "overrides/\(id)", as: member)
            #expect(answer.status == .ok && answer.text.contains("dentist") == sees)
        }
    }

    @Test func aFileHoldsSoManyPapersAndNoMore() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        func fill(_ count: Int, size: Int) async throws {
            try await town.execute("DELETE FROM person_attachment")
            try await town.database.write { connection in
                for _ in 0..<count {
                    try connection.execute(
                        """
                        INSERT INTO person_attachment (id, person, kind, size, is_health, content, added_at, added_by)
                        VALUES (\(UUIDv7().description), \(person), 'pdf', \(size), 0, \([UInt8(0)]), 0, 'x')
                        """)
                }
            }
        }
        try await fill(59, size: 1)
        #expect(try await Self.paper(town, person).status == .seeOther)
        #expect(try await Self.paper(town, person).status == .unprocessableContent)
        try await fill(20, size: 5 * 1_048_576)
        let answer = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [], file: ("file", "x.pdf", Array("%PDF-1.4 x".utf8)),
            as: CaseworkTown.worker)
        #expect(answer.status == .unprocessableContent && answer.text.contains("100 MB"))
    }

    @Test func aLargeCopyNamesThePapersWithoutTheirContent() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        _ = try await Self.paper(town, person)
        func copy() async throws -> String {
            try await town.desk.get("/en/work/persons/\(person)/copy.json", as: CaseworkTown.manager).text
        }
        #expect(try await copy().contains("\"content\""))
        try await town.execute("UPDATE person_attachment SET size = \(50 * 1_048_576 + 1)")
        let large = try await copy()
        #expect(large.contains("Attestation") && !large.contains("\"content\""))
    }

    @Test func thirtyOpeningsOfADayAreOneLine() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        for _ in 0..<30 { _ = try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.worker) }
        let page = try await town.desk.get("/en/work/persons/\(person)/copy", as: CaseworkTown.manager)
        #expect(page.text.ranges(of: ", opened").count == 1 && page.text.contains("(30 times)"))
    }

    @Test func aPartnerFindsWhomToCallAndHowLongTheLinkWorks() async throws {
        let town = try await CaseworkTown()
        _ = try await town.referral([
            "needs": ["meal"], "partnerName": "Aide Exemple", "partnerAddress": "accueil@example.org",
            "partnerLanguage": "en",
        ])
        let page = try await town.desk.get(try await PartnerLinkTests.link(town), as: nil)
        #expect(page.text.contains("Lantern") && page.text.contains("This link works until"))
        #expect(page.text.contains("href=\"tel:0199000001\""), "a public line, never a person's own")
    }
}
