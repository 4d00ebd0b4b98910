import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Areas
@testable import Web

/// Who sees what in the audit book, and in which words.
@Suite struct AuditSightTests {
    /// Objects of the lines that the answer holds.
    private func objects(_ answer: TestResponse) throws -> [String] {
        let items = try #require(try answer.object()["items"] as? [[String: Any]])
        return items.compactMap { $0["object"] as? String }
    }

    @Test func aListOfFilesNotesEachFileThatItShowed() async throws {
        let town = try await CaseworkTown()
        let shown = [try await town.person(), try await town.person()]
        let hidden = try await town.person(["wards": ["minors"]], as: CaseworkTown.guardian)
        #expect(try await town.desk.get("/en/work/persons", as: CaseworkTown.worker).status == .ok)
        let noted: [String] = try await town.database.read { connection in
            try connection.rows(
                "SELECT object FROM audit WHERE action = 'list' AND kind = 'person' AND object IS NOT NULL"
            ).map { try $0.get("object") }
        }
        #expect(Set(noted) == Set(shown))
        #expect(!noted.contains(hidden))
    }

    @Test func linesOfAFileBehindAWardAreNotThereForASupervisorWithoutIt() async throws {
        let town = try await CaseworkTown()
        let desk = try WardScanTests.wholeDesk(town)
        let open = try await town.person()
        let minor = try await town.person(["wards": ["minors"]], as: CaseworkTown.guardian)
        let consent = try await town.consent(
            minor, "referral", to: [CaseworkTown.b], as: CaseworkTown.guardian,
            more: ["giver": "guardian", "relation": "parent"])
        let with = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: [.minors])
        for (member, sees) in [(with, true), (CaseworkTown.manager, false), (CaseworkTown.coordinator, false)] {
            let seen = try objects(try await desk.api(.get, "audit", as: member))
            #expect(seen.contains(open), "\(member.caller.name)")
            #expect(seen.contains(minor) == sees, "\(member.caller.name)")
            #expect(seen.contains(consent) == sees, "what hangs on the file, for \(member.caller.name)")
            #expect(try objects(try await desk.api(.get, "audit/person/\(minor)", as: member)).isEmpty != sees)
        }
    }

    @Test func linesOfAHealthDocumentAreNotThereWithoutItsWard() async throws {
        let town = try await CaseworkTown()
        let desk = try WardScanTests.wholeDesk(town)
        let person = try await town.person()
        for (title, fields) in [("health", [("isHealth", "on")]), ("plain", [])] {
            _ = try await town.desk.post(
                "/en/work/persons/\(person)/attachments", [("title", title)] + fields,
                file: ("file", "x.pdf", Array("%PDF-1.4 x".utf8)), as: CaseworkTown.nurse)
        }
        let papers: [(id: String, isHealth: Int)] = try await town.database.read { connection in
            try connection.rows("SELECT id, is_health FROM person_attachment").map {
                (try $0.get("id"), try $0.get("is_health"))
            }
        }
        #expect(papers.count == 2)
        let seen = try objects(try await desk.api(.get, "audit", as: CaseworkTown.manager))
        let nurse = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: [.health])
        let all = try objects(try await desk.api(.get, "audit", as: nurse))
        for paper in papers {
            #expect(seen.contains(paper.id) == (paper.isHealth == 0))
            #expect(all.contains(paper.id))
        }
    }

    @Test func aSupervisorSeesWhoOfAnotherOrganisationOpenedTheirFile() async throws {
        let town = try await CaseworkTown()
        let desk = try WardScanTests.wholeDesk(town)
        let person = try await town.person()
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let referral = try await town.referral(["person": person, "toOrganisation": CaseworkTown.b])
        #expect(try await desk.get("/en/work/referrals/\(referral)", as: CaseworkTown.other).status == .ok)
        try await town.database.write {
            try town.workplace.note(
                $0, AuditEntry(CaseworkTown.other.caller, .read, "person", person), now: TestCity.now)
            try town.workplace.note(
                $0, AuditEntry(CaseworkTown.other.caller, .read, "person", UUIDv7().description), now: TestCity.now)
        }
        let book = try await desk.api(
            .get, "audit?actor=\(CaseworkTown.other.caller.account)", as: CaseworkTown.manager)
        #expect(Set(try objects(book)) == [person, referral], "their file and their referral, and nothing else of B")
        let page = try await desk.get("/en/work/audit/person/\(person)", as: CaseworkTown.manager)
        #expect(page.text.contains(CaseworkTown.other.caller.name))
        #expect(page.text.contains("Quayside"), "the organisation by its name")
        // A third organisation sees none of it.
        #expect(try objects(try await desk.api(.get, "audit", as: CaseworkTown.stranger)).isEmpty)
    }

    @Test func olderLinesFollowOnWithoutAGapWhoeverWroteThem() async throws {
        let town = try await CaseworkTown()
        let desk = try WardScanTests.wholeDesk(town)
        let person = try await town.person()
        try await town.database.write { connection in
            for index in 0..<150 {
                let who = index % 3 == 0 ? CaseworkTown.other : CaseworkTown.worker
                try town.workplace.note(
                    connection, AuditEntry(who.caller, .read, "person", person), now: TestCity.now)
            }
        }
        var sequences: [Int] = []
        var path = "audit/person/\(person)"
        for _ in 0..<3 {
            let answer = try await desk.api(.get, path, as: CaseworkTown.manager).object()
            sequences += (answer["items"] as? [[String: Any]] ?? []).compactMap { $0["sequence"] as? Int }
            guard let next = answer["next"] as? Int else { break }
            path = "audit/person/\(person)?before=\(next)"
        }
        #expect(sequences == sequences.sorted(by: >))
        let all: [Int] = try await town.database.read { connection in
            try connection.rows("SELECT sequence FROM audit WHERE object = \(person) ORDER BY sequence DESC").map {
                try $0.get("sequence")
            }
        }
        #expect(sequences == all)
    }

    @Test(arguments: ["en", "fr", "es", "ar"])
    func everyKindOfRecordHasAWordInEachLanguage(_ language: String) throws {
        let (books, _) = try TestCity.resources.get()
        let say = books.book(language)
        for kind in AuditKind.all { #expect(say.has("audit.kind.\(kind)"), "\(language) \(kind)") }
        for action in AuditEntry.Action.allCases { #expect(say.has("audit.action.\(action.rawValue)")) }
        for outcome in AuditEntry.Outcome.allCases { #expect(say.has("audit.outcome.\(outcome.rawValue)")) }
        for name in JobOutcome.names { #expect(say.has("system.did.\(name)")) }
    }

    /// Each kind that an area writes can be chosen.
    @Test func theKindsOfTheBookAreThoseThatAreWritten() throws {
        let pattern = try Regex(#"AuditEntry\([^"]{0,80}?, \.[a-zA-Z]+, "([a-z-]+)""#)
        var written: Set<String> = []
        for file in LayeringTests.swiftFiles("Areas") {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: pattern) {
                if let kind = match.output[1].substring { written.insert(String(kind)) }
            }
        }
        #expect(written.count > 12)
        #expect(written.subtracting(AuditKind.all).sorted() == [])
    }

    @Test func thePageSaysNamesAndWordsRatherThanKeys() async throws {
        let city = try await WorkingCity()
        let (manager, id, _) = try await city.member("manager", .manager)
        let page = try await manager.get("/fr/work/audit")
        #expect(page.text.contains("<option value=\"person\">Dossier</option>"))
        #expect(page.text.contains("Compte <a"))
        #expect(page.text.contains("Exemple manager"))
        let table = page.text.components(separatedBy: "<tbody>")[1]
        #expect(!table.contains(">\(id)<"), "no bare id")
        #expect(!table.contains(">\(city.houses[0])<"), "no bare key")
        let zone = try #require(CivilZone(city.city.settings.timeZone))
        #expect(table.contains(">\(zone.local(TestCity.now).time.description)<"))
        let only = try await manager.get("/fr/work/audit?kind=account&actor=\(id)")
        #expect(only.text.contains("<option value=\"account\" selected>"))
        #expect(only.text.contains("Seulement ce qu’a fait Exemple manager"))
    }

    // MARK: Refusals

    private func knock(_ city: WorkingCity, _ caller: Caller, _ count: Int, route: String) async {
        for _ in 0..<count {
            await city.gate.noteRefusal(
                Refusal(
                    caller: caller, subject: .person, action: .read, object: UUIDv7().description, route: route,
                    at: city.now))
        }
    }

    @Test func whoKnocksHundredsOfTimesIsInTheBookWithTheNumber() async throws {
        let city = try await WorkingCity()
        let (manager, _, _) = try await city.member("manager", .manager)
        let (browser, _, _) = try await city.member("curious", .volunteer)
        let session = try #require(browser.session)
        let caller = try #require(try await city.gate.caller(session: session, at: city.now))
        await knock(city, caller, 200, route: "GET persons/{id}")
        await knock(city, caller, 30, route: "POST persons/{id}")
        let lines: SQL = "SELECT count(*) AS count FROM audit WHERE action = 'refuse'"
        #expect(try await city.count(lines) == 60)
        let book = RefusalBook(workplace: city.workplace)
        #expect(try await book.close(now: city.now) == 0, "the hour is not over")
        city.pass(minutes: 60)
        #expect(try await book.close(now: city.now) == 2)
        #expect(try await book.close(now: city.now) == 0)
        let notes: [String] = try await city.city.database.read { connection in
            try connection.rows(
                "SELECT note FROM audit WHERE action = 'refuse' AND object IS NULL AND actor = \(caller.account) ORDER BY note"
            ).map { try $0.get("note") }
        }
        #expect(notes == ["GET persons/{id}=140", "POST persons/{id}=30"])
        // The next hour begins with single lines again.
        await knock(city, caller, 1, route: "GET persons/{id}")
        #expect(try await city.count(lines) == 63)
        let page = try await manager.get("/fr/work/audit?kind=person")
        #expect(page.text.contains("140 fois en une heure"))
        let keys = city.workplace.keys
        #expect(try await city.city.database.read { try Identity.verifyAudit($0, keys: keys).fault } == nil)
    }

    /// Through the real doors: the route is named as the table of routes writes it.
    @Test func theRouteOfARefusalIsThatOfTheTable() async throws {
        let city = try await WorkingCity(isWhole: true)
        let (browser, id, _) = try await city.member("curious", .volunteer)
        let hour = city.now.milliseconds / 3_600_000
        try await city.city.database.write {
            try $0.execute(
                """
                INSERT INTO refusal_count (account, hour, route, membership, organisation, subject, count)
                VALUES (\(id), \(hour), '', '', '', 'person', 60)
                """)
        }
        #expect(try await browser.get("/fr/work/persons/\(UUIDv7())").status == .notFound)
        let route: String? = try await city.city.database.read {
            try $0.row("SELECT route FROM refusal_count WHERE route <> ''")?.get("route")
        }
        #expect(route == "GET persons/{id}")
    }
}
