import Foundation
import Rules
import Store
import Synchronization
import Testing
import Vault

@testable import Areas
@testable import Web

/// The post of a test: keeps what it is handed.
enum Letters {
    static func sent(_ city: WorkingCity) async throws -> [OutgoingLetter] {
        let holder = Holder()
        _ = try await sender(city) { letter in holder.add(letter) }.sendDue()
        return holder.letters
    }

    static func sender(_ city: WorkingCity, _ carry: @escaping LetterSender.Carry) throws -> LetterSender {
        let folder = TestCity.root.appendingPathComponent("Resources/languages")
        return LetterSender(
            workplace: city.workplace, books: try Phrasebooks(folder: folder), now: { city.now }, carry: carry)
    }

    static func path(_ letter: OutgoingLetter, _ city: WorkingCity) -> String? {
        letter.text.split(separator: "\n").first { $0.hasPrefix(city.workplace.origin) }.map {
            String($0.dropFirst(city.workplace.origin.count))
        }
    }

    /// Where the first letter that waits leads.
    static func onlyPath(_ city: WorkingCity) async throws -> String? {
        try await sent(city).first.flatMap { path($0, city) }
    }

    final class Holder: Sendable {
        private let kept = Mutex<[OutgoingLetter]>([])
        func add(_ letter: OutgoingLetter) { kept.withLock { $0.append(letter) } }
        var letters: [OutgoingLetter] { kept.withLock { $0 } }
    }
}

@Suite struct LetterTests {
    private func city(holes: [String: String] = ["path": "work/invitation/x", "organisation": "Halte"]) async throws
        -> WorkingCity
    {
        let city = try await WorkingCity()
        let now = city.now
        try await city.city.database.write { connection in
            try city.workplace.write(
                connection, to: "one@example.org", language: "fr", kind: "invitation", holes: holes, event: "e1",
                now: now)
            // The same event is written once.
            try city.workplace.write(
                connection, to: "one@example.org", language: "fr", kind: "invitation", holes: holes, event: "e1",
                now: now)
        }
        return city
    }

    @Test func aLetterGoesOnceWithItsLinkInThePersonsLanguage() async throws {
        let city = try await city()
        let letters = try await Letters.sent(city)
        #expect(letters.count == 1)
        #expect(letters[0].to == "one@example.org")
        #expect(letters[0].subject == "Invitation à travailler avec Halte")
        #expect(letters[0].text.contains("https://guide.example.org/fr/work/invitation/x"))
        #expect(UUIDv7(letters[0].id) != nil)
        #expect(try await Letters.sent(city).isEmpty)
    }

    @Test func aNameCannotSmuggleALineIntoASubject() async throws {
        let city = try await city(holes: ["path": "work", "organisation": "Halte\r\nBcc: all@example.org"])
        let letters = try await Letters.sent(city)
        #expect(!letters[0].subject.contains { $0.isNewline })
    }

    @Test func aLetterThatDidNotGoIsTriedAgainWithTheSameIdThenGivenUp() async throws {
        let city = try await city()
        let holder = Letters.Holder()
        let sender = try Letters.sender(city) { letter in
            holder.add(letter)
            throw LetterFailure.temporary
        }
        for pause in [1, 5, 30, 120, 720] {
            #expect(try await sender.sendDue().postponed == 1)
            city.pass(minutes: pause - 1)
            #expect(try await sender.sendDue() == LetterSender.Tally())
            city.pass(minutes: 1)
        }
        #expect(try await sender.sendDue().givenUp == 1)
        city.pass(minutes: 10_000)
        #expect(try await sender.sendDue() == LetterSender.Tally())
        #expect(holder.letters.count == 6)
        #expect(Set(holder.letters.map(\.id)).count == 1)
    }

    @Test func aLetterThatIsRefusedForGoodIsShownToTheTechnicianWithoutItsAddress() async throws {
        let city = try await city()
        let sender = try Letters.sender(city) { _ in throw LetterFailure.permanent }
        #expect(try await sender.sendDue().givenUp == 1)
        let (browser, _, _) = try await city.member("technician", .technicalAdministrator)
        let page = try await browser.get("/fr/work/letters")
        #expect(page.status == .ok)
        #expect(page.text.contains("invitation"))
        #expect(!page.text.contains("one@example.org"))
        let (manager, _, _) = try await city.member("manager", .manager)
        #expect(try await manager.get("/fr/work/letters").status == .notFound)
    }

    /// A letter that was sealed with a key that is gone, and one that was damaged, stand before all others.
    @Test func aLetterThatCannotBeOpenedStopsNoOther() async throws {
        let city = try await city()
        let now = city.now
        let ring = try city.workplace.keys.adding(id: "k2")
        try await city.city.database.write { connection in
            for index in 0..<3 {
                try city.workplace.write(
                    connection, to: "n\(index)@example.org", language: "en", kind: "password-reset",
                    holes: ["path": "work"], event: "n\(index)", now: now)
            }
            let ids: [String] = try connection.rows("SELECT id FROM letter ORDER BY id").map { try $0.get("id") }
            let foreign = try ring.seal("x", for: FieldPlace(table: "letter", column: "recipient", row: ids[0]))
            try connection.execute(
                "UPDATE letter SET recipient = \(foreign), next_at = 0 WHERE id = \(ids[0])")
            try connection.execute("UPDATE letter SET holes = 'damaged', next_at = 0 WHERE id = \(ids[1])")
            try connection.execute("UPDATE letter SET tries = 5 WHERE id = \(ids[0])")
        }
        let holder = Letters.Holder()
        let tally = try await Letters.sender(city) { letter in holder.add(letter) }.sendDue()
        #expect(holder.letters.map(\.to).sorted() == ["n1@example.org", "n2@example.org"])
        #expect(tally.sent == 2 && tally.givenUp == 2)
        // The technician sees both.
        #expect(try await city.count("SELECT count(*) AS count FROM letter WHERE given_up_at IS NOT NULL") == 2)
    }

    /// A server that was not restarted yet meets a letter of one that has the newer ring: it leaves it to that one.
    @Test func aLetterOfANewerRingWaitsForAServerThatHasIt() async throws {
        let city = try await city()
        let ring = try city.workplace.keys.adding(id: "k2")
        _ = try await KeyRotation(database: city.city.database, keys: ring).run()
        let holder = Letters.Holder()
        let tally = try await Letters.sender(city) { letter in holder.add(letter) }.sendDue()
        #expect(tally.postponed == 1 && tally.givenUp == 0 && holder.letters.isEmpty)
    }

    @Test func anAccountThatCannotBeOpenedKeepsNobodyFromTheirLetter() async throws {
        let city = try await WorkingCity()
        let broken = try await city.account("broken", .volunteer)
        _ = try await city.account("known", .volunteer)
        _ = try await Letters.sent(city)
        let now = city.now
        try await city.city.database.write { connection in
            let requests = ResetRequests(workplace: city.workplace)
            for name in ["broken", "known"] {
                let around = SignIn.Circumstances(
                    browser: "", address: "192.0.2.1", known: nil, session: nil, next: nil, now: now)
                _ = try requests.ask(connection, "\(name)@example.org", around)
            }
            try connection.execute("UPDATE account SET email = 'damaged' WHERE id = \(broken)")
        }
        let holder = Letters.Holder()
        let tally = try await Letters.sender(city) { letter in holder.add(letter) }.sendDue()
        #expect(holder.letters.map(\.to) == ["known@example.org"])
        #expect(tally.givenUp == 1)
        #expect(try await city.count("SELECT count(*) AS count FROM reset_request") == 0)
    }

    @Test func twoServersNeverCarryTheSameLetter() async throws {
        let city = try await city()
        let now = city.now
        try await city.city.database.write { connection in
            for index in 0..<20 {
                try city.workplace.write(
                    connection, to: "n\(index)@example.org", language: "en", kind: "password-reset",
                    holes: ["path": "work"], event: "n\(index)", now: now)
            }
        }
        let holder = Letters.Holder()
        let senders = try (0..<3).map { _ in try Letters.sender(city) { letter in holder.add(letter) } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in senders { group.addTask { _ = try await sender.sendDue() } }
            try await group.waitForAll()
        }
        #expect(holder.letters.count == 21)
        #expect(Set(holder.letters.map(\.id)).count == 21)
    }

    @Test func aLetterWhoseServerDiedIsCarriedAfterItsLease() async throws {
        let city = try await city()
        let moment = city.now.milliseconds
        try await city.city.database.write {
            try $0.execute("UPDATE letter SET claimed_until = \(moment + 300_000), tries = 1")
        }
        #expect(try await Letters.sent(city).isEmpty)
        city.pass(minutes: 5)
        #expect(try await Letters.sent(city).count == 1)
    }

    @Test func addressAndTextAreErasedAWeekAfterwards() async throws {
        let city = try await city()
        _ = try await Letters.sent(city)
        let cleaning = IdentityCleaning(workplace: city.workplace)
        _ = try await cleaning.run(now: city.now.adding(days: 6))
        #expect(try await city.count("SELECT count(*) AS count FROM letter WHERE recipient IS NOT NULL") == 1)
        _ = try await cleaning.run(now: city.now.adding(days: 8))
        #expect(
            try await city.count(
                "SELECT count(*) AS count FROM letter WHERE recipient IS NOT NULL OR holes IS NOT NULL") == 0)
    }
}
