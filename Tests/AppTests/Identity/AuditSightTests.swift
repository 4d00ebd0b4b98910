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

    /// The rows that told the wards are gone; the lines that name them stay.
    @Test func anErasureUncoversNothing() async throws {
        let town = try await CaseworkTown()
        let desk = try WardScanTests.wholeDesk(town)
        let minor = try await town.person(["wards": ["minors"]], as: CaseworkTown.guardian)
        let consent = try await town.consent(
            minor, "referral", to: [CaseworkTown.b], as: CaseworkTown.guardian,
            more: ["giver": "guardian", "relation": "parent"])
        let referral = try await town.referral(
            ["person": minor, "toOrganisation": CaseworkTown.b], as: CaseworkTown.guardian)
        let shared = try await town.desk.api(
            .post, "persons/\(minor)/shares",
            json: [
                "organisation": CaseworkTown.c, "overrideCode": "minor-in-danger", "overrideReason": "why",
            ], as: CaseworkTown.guardian)
        #expect(shared.status == .ok)
        let override = try await OverrideReviewTests.id(town, minor)
        let paper = UUIDv7().description
        _ = try await town.desk.post(
            "/en/work/persons/\(minor)/attachments", [("id", paper)],
            file: ("file", "x.pdf", Array("%PDF-1.4 x".utf8)), as: CaseworkTown.guardian)
        let parts = [consent, referral, override, paper]
        let some = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: [.minors])
        let all = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: Set(Ward.allCases))
        #expect(Set(try objects(try await desk.api(.get, "audit", as: some))).isSuperset(of: parts + [minor]))
        let erased = try await town.desk.api(
            .post, "persons/\(minor)/erasure", json: ["code": "asked-by-person"], as: some)
        #expect(erased.status == .ok)
        for member in [CaseworkTown.manager, CaseworkTown.coordinator] {
            let seen = Set(try objects(try await desk.api(.get, "audit", as: member)))
            #expect(seen.isDisjoint(with: parts + [minor]), "\(member.caller.name)")
            #expect(try objects(try await desk.api(.get, "audit/person/\(minor)", as: member)).isEmpty)
        }
        let with = Set(try objects(try await desk.api(.get, "audit", as: some)))
        #expect(with.contains(minor), "the file's own wards are remembered")
        #expect(with.isDisjoint(with: parts), "of its parts nothing tells the wards any more")
        #expect(Set(try objects(try await desk.api(.get, "audit", as: all))).isSuperset(of: parts + [minor]))
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
                    connection, AuditEntry(who.caller, .read, "person", person, note: "n\(index)"), now: TestCity.now)
            }
        }
        var notes: [String] = []
        var cursors: [String] = []
        var path = "audit/person/\(person)"
        for _ in 0..<3 {
            let answer = try await desk.api(.get, path, as: CaseworkTown.manager).object()
            let items = answer["items"] as? [[String: Any]] ?? []
            // The number of a line tells how many others were written that this reader does not see.
            #expect(items.allSatisfy { $0["sequence"] == nil })
            notes += items.compactMap { $0["note"] as? String }
            guard let next = answer["next"] as? String else { break }
            #expect(Int(next) == nil)
            cursors.append(next)
            path = "audit/person/\(person)?before=\(next)"
        }
        #expect(cursors.count == 1)
        // Another reader's cursor, and a number, open nothing.
        let cursor = try #require(cursors.first)
        #expect(
            try await desk.api(.get, "audit?before=\(cursor)", as: CaseworkTown.stranger).status == .badRequest)
        #expect(try await desk.api(.get, "audit?before=7", as: CaseworkTown.manager).status == .badRequest)
        let all: [String] = try await town.database.read { connection in
            try connection.rows(
                "SELECT note FROM audit WHERE object = \(person) AND note LIKE 'n%' ORDER BY sequence DESC"
            ).map { try $0.get("note") }
        }
        #expect(notes == all)
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
        // The line of a health part stands beside another one, and its kind is chosen before it is written.
        let besides = try Regex(#""([a-z]+-health)""#)
        var written: Set<String> = []
        for file in LayeringTests.swiftFiles("Areas") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: pattern) + text.matches(of: besides) {
                if let kind = match.output[1].substring { written.insert(String(kind)) }
            }
        }
        #expect(written.count > 12)
        #expect(written.isSuperset(of: ["person-health", "referral-health", "attachment-health"]))
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

    @Test func whatNoAccountDidReadsAsASentence() async throws {
        let city = try await WorkingCity()
        let (manager, id, _) = try await city.member("manager", .manager)
        _ = try await Browser(city).post("/fr/work/sign-in", [("email", "manager@example.org"), ("password", "x")])
        try await city.city.database.write {
            for entry in [
                AuditEntry(nil, .change, "account", id, note: "command-line-unlock"),
                AuditEntry(nil, .read, "account", id, note: "partner-link"),
                AuditEntry(nil, .anonymise, "account", id),
            ] { try city.workplace.note($0, entry, now: city.now) }
        }
        let lines = try await city.city.database.read { connection in
            try connection.rows("SELECT action, kind, note FROM audit WHERE actor IS NULL ORDER BY sequence").map {
                NamelessActor(
                    action: try $0.get("action"), kind: try $0.get("kind"), note: try $0.optional("note"))
            }
        }
        #expect(Set(lines) == Set(NamelessActor.allCases), "\(lines)")
        let (books, _) = try TestCity.resources.get()
        for language in ["fr", "en", "es", "ar"] {
            let words = NamelessActor.allCases.map { books.book(language)($0.phrase) }
            #expect(Set(words).count == words.count && words.allSatisfy { !$0.hasPrefix("[") })
        }
        let book = try await manager.get("/fr/work/audit")
        #expect(book.text.contains("Quelqu’un qui administre le serveur") && !book.text.contains("personne de connu"))
    }

    @Test(arguments: ["en", "fr", "es", "ar"])
    func noTwoPagesOfAMemberHaveOneTitle(_ language: String) throws {
        let (books, _) = try TestCity.resources.get()
        let say = books.book(language)
        let titles = [
            "desk.home.title", "identity.notices.title", "identity.account.title", "identity.members.title",
            "identity.audit.title", "directory.title", "calendar.title", "community.title", "casework.persons.title",
            "casework.referrals.title", "casework.overrides.title", "upkeep.list.title", "upkeep.reports.title",
        ].map { say($0) }
        #expect(Set(titles).count == titles.count, "\(titles)")
        // The menu and the page that it opens are called the same.
        #expect(say("desk.menu.audit") == say("identity.audit.title"))
        #expect(say("desk.home.notices") == say("identity.notices.title"))
    }

    @Test func oneThingHasOneName() throws {
        let folder = TestCity.root.appendingPathComponent("Resources/languages/fr")
        let others = ["consentement", "livre d’audit", "appartenance", "adresse électronique"]
        for name in ["casework", "desk", "identity", "community"] {
            let text = try String(contentsOf: folder.appendingPathComponent("\(name).json"), encoding: .utf8)
            for word in others { #expect(!text.lowercased().contains(word), "\(name): \(word)") }
        }
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
