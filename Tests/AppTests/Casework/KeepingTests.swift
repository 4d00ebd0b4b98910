import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@Suite struct KeepingTests {
    static func rows(_ town: CaseworkTown, _ person: String) async throws -> Int {
        try await town.database.read { connection in
            var count = 0
            for sql: SQL in [
                "SELECT COUNT(*) AS count FROM person_file WHERE id = \(person)",
                "SELECT COUNT(*) AS count FROM person_need WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM person_health WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM person_attachment WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM person_notice WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM person_consent WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM consent_organisation", "SELECT COUNT(*) AS count FROM consent_partner",
                "SELECT COUNT(*) AS count FROM referral WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM person_export_content WHERE person = \(person)",
                "SELECT COUNT(*) AS count FROM notification WHERE kind <> 'override-review'",
                "SELECT COUNT(*) AS count FROM letter",
            ] {
                count += try connection.row(sql)?.get("count") ?? 0
            }
            return count
        }
    }

    static func full(_ town: CaseworkTown) async throws -> String {
        let person = try await town.person(["firstName": "Exemple F.", "needs": ["shower"], "languages": ["ps"]])
        _ = try await town.desk.api(
            .post, "persons/\(person)/health", json: ["version": 0, "needs": ["dentist"]], as: CaseworkTown.nurse)
        _ = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [], file: ("file", "x.pdf", Array("%PDF-1.4".utf8)),
            as: CaseworkTown.worker)
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b], more: ["partner": "Aide Exemple"])
        _ = try await town.referral(["person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"]])
        _ = try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.manager)
        return person
    }

    @Test(.enabled(if: !TestStore.isPostgres, "copies and reads the file of SQLite"))
    func erasureReachesEverythingAndARestoredCopyForgetsAgain() async throws {
        let town = try await CaseworkTown()
        let person = try await Self.full(town)
        #expect(try await Self.rows(town, person) >= 11)
        #expect(try FileManager.default.contentsOfDirectory(atPath: town.exports).count == 1)
        let copy = town.city.folder.appendingPathComponent("older.sqlite").path
        try await town.execute("SELECT 1 AS one")
        let source = town.city.folder.appendingPathComponent("city.sqlite").path
        for end in ["", "-wal"] where FileManager.default.fileExists(atPath: source + end) {
            try FileManager.default.copyItem(atPath: source + end, toPath: copy + end)
        }

        let refused = try await town.desk.api(.post, "persons/\(person)/erasure", json: [:], as: CaseworkTown.manager)
        #expect(refused.status == .unprocessableContent)
        let notHers = try await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "asked-by-person"], as: CaseworkTown.worker)
        #expect(notHers.status == .notFound)
        let erased = try await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "asked-by-person"], as: CaseworkTown.manager)
        #expect(erased.status == .ok)
        #expect(try await Self.rows(town, person) == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: town.exports).isEmpty)
        #expect(try String(contentsOfFile: town.erasures, encoding: .utf8).hasPrefix("\(person) "))
        #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.worker).status == .notFound)
        let feed = try await town.desk.api(.get, "erasures", as: CaseworkTown.worker).object()
        #expect(feed["items"] as? [String] == [person])
        let next = try #require(feed["next"] as? String)
        let rest = try await town.desk.api(.get, "erasures?since=\(next)", as: CaseworkTown.worker).object()
        #expect((rest["items"] as? [String])?.isEmpty == true)
        #expect(try await !town.desk.api(.get, "erasures", as: CaseworkTown.stranger).text.contains(person))
        // A phone that sends the file again does not bring it back under its id.
        let again = try await town.desk.api(
            .post, "persons", json: CaseworkTown.file.merging(["id": person]) { $1 }, as: CaseworkTown.worker
        ).object()
        #expect(again["id"] as? String != person)

        let old = Workplace(database: try Database(file: copy), keys: town.workplace.keys, origin: "")
        let before = try await old.database.read { try $0.row("SELECT id FROM person_file WHERE id = \(person)") }
        #expect(before != nil, "the older copy still knew the person")
        #expect(try await Casework.replayErasures(old, list: town.erasures, now: TestCity.now) == 1)
        #expect(try await old.database.read { try $0.row("SELECT id FROM person_file WHERE id = \(person)") } == nil)
        #expect(try await Casework.replayErasures(old, list: town.erasures, now: TestCity.now) == 0)
        #expect(try await Casework.replayErasures(old, list: town.erasures + ".none", now: TestCity.now) == 0)
    }

    @Test func anErasureThatCannotBeListedDoesNotCount() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        try FileManager.default.createDirectory(atPath: town.erasures, withIntermediateDirectories: true)
        let answer = try? await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "twice"], as: CaseworkTown.manager)
        #expect(answer?.status != .ok)
        #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.worker).status == .ok)
    }

    @Test func figuresAreTheSameBeforeAndAfterFilesAreForgotten() async throws {
        let town = try await CaseworkTown()
        var persons: [String] = []
        for number in 0..<14 {
            persons.append(
                try await town.person([
                    "firstName": "Exemple \(number)", "needs": number < 6 ? ["shower", "meal"] : ["meal"],
                    "languages": [number < 7 ? "fa" : "ti"], "purpose": "orientation",
                ]))
        }
        for person in persons.prefix(6) {
            _ = try await town.desk.api(
                .post, "persons/\(person)/health", json: ["version": 0, "needs": ["dentist"]], as: CaseworkTown.nurse)
        }
        let readers = [
            CaseworkTown.observer, CaseworkTown.manager,
            TestDesk.Member.some(.observer, of: "port-alder-council", wards: [.health]),
        ]
        var before: [String] = []
        for reader in readers { before.append(try await town.desk.api(.get, "figures/people", as: reader).text) }
        #expect(before[0].contains("{\"name\":\"shower\",\"count\":6}"))
        #expect(!before[0].contains("\"name\":\"health\"") && before[2].contains("{\"name\":\"health\",\"count\":6}"))

        _ = try await town.desk.api(
            .post, "persons/\(persons[0])/erasure", json: ["code": "asked-by-person"], as: CaseworkTown.manager)
        let later = TestCity.now.adding(days: 366)
        var moved = 0
        var rounds = 0
        while true {
            let step = try await Casework.retain(town.workplace, zone: town.facts.zone, now: later, batch: 4)
            if step == 0 { break }
            (moved, rounds) = (moved + step, rounds + 1)
        }
        #expect(moved >= 13 && rounds >= 4, "\(moved) in \(rounds) rounds")
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_file") == 0)
        for (reader, text) in zip(readers, before) {
            #expect(try await town.desk.api(.get, "figures/people", as: reader).text == text)
        }
        let csv = try await town.desk.api(.get, "figures/people.csv", as: CaseworkTown.observer)
        #expect(csv.status == .ok && csv.text.contains("\r\nneed,meal,14\r\n"))
        #expect(try await town.desk.api(.get, "figures/people", as: CaseworkTown.worker).status == .notFound)
    }

    @Test func anOldFileGoesToTheArchiveThatOnlyAReasonOpens() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "Exemple R."])
        let old = TestCity.now.adding(days: -(2 * 365 + 2)).milliseconds
        try await town.execute("UPDATE person_file SET last_contact_at = \(old) WHERE id = \(person)")
        #expect(try await Casework.retain(town.workplace, zone: town.facts.zone, now: TestCity.now) == 1)
        #expect(try await Casework.retain(town.workplace, zone: town.facts.zone, now: TestCity.now) == 0)
        for member in [CaseworkTown.worker, CaseworkTown.manager] {
            #expect(try await town.desk.api(.get, "persons/\(person)", as: member).status == .notFound)
        }
        #expect(try await town.desk.api(.get, "archive", as: CaseworkTown.worker).status == .notFound)
        #expect(try await town.desk.api(.get, "archive/\(person)", as: CaseworkTown.manager).status == .notFound)
        let empty = try await town.desk.api(.post, "archive/\(person)/opening", json: [:], as: CaseworkTown.manager)
        #expect(empty.status == .unprocessableContent)
        let list = try await town.desk.api(.get, "archive", as: CaseworkTown.manager)
        #expect(list.text.contains(person) && !list.text.contains("Exemple R."))
        let opened = try await town.desk.api(
            .post, "archive/\(person)/opening", json: ["reason": "A court asks."], as: CaseworkTown.manager)
        #expect(opened.status == .ok)
        #expect(
            try await town.desk.api(.get, "archive/\(person)", as: CaseworkTown.manager).text.contains("Exemple R."))
        let colleague = TestDesk.Member.some(.manager, of: CaseworkTown.a, name: "another-manager")
        #expect(try await town.desk.api(.get, "archive/\(person)", as: colleague).status == .notFound)
        let over = TestCity.now.adding(days: -(5 * 366 + 2)).milliseconds
        try await town.execute("UPDATE person_file SET last_contact_at = \(over) WHERE id = \(person)")
        #expect(try await Casework.retain(town.workplace, zone: town.facts.zone, now: TestCity.now) == 1)
        #expect(try await Self.rows(town, person) == 0)
    }

    @Test func anArchivedFileCanStillBeErased() async throws {
        let town = try await CaseworkTown()
        let person = try await Self.full(town)
        let old = TestCity.now.adding(days: -(2 * 365 + 2)).milliseconds
        try await town.execute("UPDATE person_file SET last_contact_at = \(old) WHERE id = \(person)")
        #expect(try await Casework.retain(town.workplace, zone: town.facts.zone, now: TestCity.now) == 1)
        #expect(try await town.desk.api(.get, "persons/\(person)/copy", as: CaseworkTown.manager).status == .notFound)
        let erased = try await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "asked-by-person"], as: CaseworkTown.manager)
        #expect(erased.status == .ok)
        #expect(try await Self.rows(town, person) == 0)
    }

    @Test func aReferralWithoutAFileIsForgottenAfterAYear() async throws {
        let town = try await CaseworkTown()
        _ = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"]])
        for (days, left) in [(364, 1), (366, 0)] {
            _ = try await Casework.retain(
                town.workplace, zone: town.facts.zone, now: TestCity.now.adding(days: days))
            #expect(try await town.count("SELECT COUNT(*) AS count FROM referral") == left)
        }
        #expect(try await town.count("SELECT COUNT(*) AS count FROM notification") == 0)
    }

    @Test func aPersonsOwnCopyHoldsEverythingAndWhoOpenedIt() async throws {
        let town = try await CaseworkTown("paris")
        let organisation = try #require(town.facts.organisations.keys.sorted().first)
        let manager = TestDesk.Member.some(.manager, of: organisation, wards: [.health])
        let person = try await town.person(
            ["firstName": "Exemple K.", "needs": ["shower"], "note": "MarkNote"], as: manager)
        _ = try await town.desk.api(
            .post, "persons/\(person)/health", json: ["version": 0, "words": "MarkHealth"], as: manager)
        _ = try await town.consent(person, "statistics", as: manager)
        _ = try await town.desk.get("/fr/work/persons/\(person)", as: manager)
        let copy = try await town.desk.api(.get, "persons/\(person)/copy", as: manager)
        for fact in ["Exemple K.", "MarkNote", "MarkHealth", "statistics", "read-aloud", "\"action\":\"read\""] {
            #expect(copy.text.contains(fact), "\(fact)")
        }
        let page = try await town.desk.get("/ar/work/persons/\(person)/copy", as: manager)
        #expect(page.status == .ok && page.text.contains("dir=\"rtl\"") && page.text.contains("MarkNote"))
        let file = try await town.desk.get("/fr/work/persons/\(person)/copy.json", as: manager)
        #expect(file.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"copy-") == true)
        #expect(try JSONSerialization.jsonObject(with: Data(buffer: file.body)) is [String: Any])
        let volunteer = TestDesk.Member.some(.fieldWorker, of: organisation)
        #expect(try await town.desk.api(.get, "persons/\(person)/copy", as: volunteer).status == .notFound)
    }

    @Test(arguments: [
        ("page.pdf", Array("<!doctype html><script>alert(1)</script>".utf8), false),
        ("empty.pdf", [], false),
        ("large.pdf", Array("%PDF-".utf8) + [UInt8](repeating: 32, count: 5 * 1_048_576), false),
        ("../../etc/passwd", Array("%PDF-1.4 body".utf8), true), ("x.svg", Array("<svg onload=\"x\">".utf8), false),
    ])
    func hostilePapersAreRefusedOrTamed(_ name: String, _ bytes: [UInt8], _ isTaken: Bool) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let id = UUIDv7().description
        let answer = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("id", id)], file: ("file", name, bytes),
            as: CaseworkTown.worker)
        #expect(answer.status == (isTaken ? .seeOther : .unprocessableContent), "\(name): \(answer.status)")
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_attachment") == (isTaken ? 1 : 0))
        guard isTaken else { return }
        let download = try await town.desk.get("/en/work/persons/\(person)/attachments/\(id)", as: CaseworkTown.worker)
        #expect([UInt8](Data(buffer: download.body)) == bytes)
        #expect(download.headers[.contentType] == "application/pdf")
        #expect(download.headers[.contentDisposition] == "attachment; filename=\"paper-\(id.suffix(8)).pdf\"")
    }

    @Test func sixMegabytesAreRefusedBeforeTheyAreRead() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let large = Array("%PDF-".utf8) + [UInt8](repeating: 32, count: 6 * 1_048_576)
        let answer = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [], file: ("file", "x.pdf", large), as: CaseworkTown.worker)
        #expect(answer.status == .contentTooLarge)
    }

    /// Nothing of anyone is in the files of the database.
    @Test(.enabled(if: !TestStore.isPostgres, "copies and reads the file of SQLite"))
    func plantedWordsAreNowhereInTheDatabaseFiles() async throws {
        let town = try await CaseworkTown()
        let marks = [
            "PlantedNameQz", "PlantedNoteQz", "PlantedHealthQz", "PlantedPaperQz", "PlantedTitleQz",
            "PlantedReaderQz", "PlantedMessageQz", "PlantedReplyQz", "planted@example.org", "PlantedReasonQz",
            "PlantedPartnerQz",
        ]
        let person = try await town.person([
            "firstName": "PlantedNameQz", "note": "PlantedNoteQz", "noticeReader": "PlantedReaderQz",
        ])
        _ = try await town.desk.api(
            .post, "persons/\(person)/health", json: ["version": 0, "words": "PlantedHealthQz"], as: CaseworkTown.nurse)
        _ = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("title", "PlantedTitleQz")],
            file: ("file", "x.pdf", Array("%PDF-1.4 PlantedPaperQz".utf8)), as: CaseworkTown.worker)
        let id = try await town.referral([
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"], "message": "PlantedMessageQz",
            "overrideCode": "legal-duty", "overrideReason": "PlantedReasonQz",
        ])
        // A partner without account: in a consent, in what goes without one, in a referral.
        _ = try await town.consent(person, "referral", more: ["partner": "PlantedPartnerQz of the consent"])
        _ = try await town.referral([
            "person": person, "partnerName": "PlantedPartnerQz of the override", "partnerLanguage": "en",
            "partnerAddress": "planted@example.org", "overrideCode": "legal-duty", "overrideReason": "PlantedReasonQz",
        ])
        _ = try await town.referral([
            "partnerName": "PlantedPartnerQz", "partnerAddress": "planted@example.org", "needs": ["meal"],
        ])
        _ = try await town.desk.api(
            .post, "referrals/\(id)", json: ["move": "accept", "words": "PlantedReplyQz"], as: CaseworkTown.other)
        _ = try await town.desk.api(
            .post, "persons/search", json: ["firstName": "PlantedNameQz"], as: CaseworkTown.worker)
        _ = try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.manager)
        // The marks did arrive.
        #expect(
            try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.nurse).text.contains("PlantedHealthQz"))
        #expect(
            try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.worker).text.contains("PlantedReplyQz"))
        let partners = try await town.desk.api(.get, "persons/\(person)/copy", as: CaseworkTown.manager).text
        #expect(
            partners.contains("PlantedPartnerQz of the consent")
                && partners.contains("PlantedPartnerQz of the override"))
        var searched = 0
        let names = try #require(FileManager.default.enumerator(atPath: town.city.folder.path))
        for case let name as String in names {
            guard let data = FileManager.default.contents(atPath: town.city.folder.appendingPathComponent(name).path)
            else { continue }
            searched += data.count
            for mark in marks {
                #expect(data.range(of: Data(mark.utf8)) == nil, "\(mark) in \(name)")
                #expect(data.range(of: Data(mark.lowercased().utf8)) == nil, "\(mark) in \(name)")
            }
            #expect(!name.hasSuffix("city.sqlite") || data.range(of: Data(person.utf8)) != nil || data.count > 0)
        }
        #expect(searched > 100_000)
    }
}
