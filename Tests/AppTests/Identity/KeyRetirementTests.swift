import Foundation
import Rules
import Store
import Testing

@testable import Areas
@testable import Vault

/// An old key leaves, and what it signed is still shown to be whole.
@Suite struct KeyRetirementTests {
    struct Turned {
        var city: TestCity
        var old: KeyRing
        var new: KeyRing
        var database: Database { city.database }

        func lines(_ count: Int, _ keys: KeyRing) async throws {
            for index in 0..<count {
                try await database.write {
                    try AuditBook(keys: keys).append(
                        $0, AuditEntry(nil, .read, "person", "p\(index)"), now: TestCity.now)
                }
            }
        }

        func fault(_ keys: KeyRing) async throws -> String? {
            try await database.read { try AuditBook(keys: keys).verify($0, anchor: nil).fault }
        }
    }

    private func turned() async throws -> Turned {
        let city = try await TestCity("demo-ville")
        let old = city.workplace.keys
        let turned = Turned(city: city, old: old, new: try old.adding(id: "k2"))
        try await KeyProof.check(city.database, old, now: TestCity.now)
        try await turned.lines(5, old)
        try await KeyProof.check(city.database, turned.new, now: TestCity.now)
        return turned
    }

    @Test func aRingWithoutTheRetiredKeyOpensTheCityAndTheBook() async throws {
        let turned = try await turned()
        try await turned.lines(2, turned.new)
        let retirement = KeyRetirement(database: turned.database, keys: turned.new)
        #expect(try await retirement.run("k1", now: TestCity.now) == .retired)
        #expect(try await retirement.run("k1", now: TestCity.now) == .wasRetired)
        let without = try turned.new.removing(id: "k1")
        try await KeyProof.check(turned.database, without, now: TestCity.now)
        try await turned.lines(2, without)
        #expect(try await turned.fault(without) == nil)
        #expect(try await turned.fault(turned.new) == nil)
    }

    @Test func aServerThatKeepsTheOldKeyWritesNothingAnyMoreAndDoesNotStart() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        _ = try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        await #expect(throws: IdentityFault.retiredKey("k1")) { try await turned.lines(1, turned.old) }
        // By the ring of before …
        await #expect(throws: IdentityFault.retiredKey("k1")) {
            try await KeyProof.check(turned.database, turned.old, now: TestCity.now)
        }
        // … and by one that was mended by hand, with the old key in front.
        let backwards = try KeyRing(current: "k1", masters: turned.new.masters, index: turned.new.index)
        await #expect(throws: IdentityFault.retiredKey("k1")) {
            try await KeyProof.check(turned.database, backwards, now: TestCity.now)
        }
    }

    @Test func aKeyStaysWhileAServerStillSignsWithIt() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        try await turned.lines(1, turned.old)
        await #expect(throws: KeyRetirementFault.stillSigns("k1")) {
            try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        }
        try await turned.lines(1, turned.old)
        #expect(try await turned.fault(turned.new) == nil)
    }

    @Test func aKeyStaysWhileItSealsOneValue() async throws {
        let turned = try await turned()
        let id = UUIDv7().description
        let sealed = try turned.old.seal("-", for: FieldPlace(table: "account", column: "email", row: id))
        let name = try turned.old.seal("-", for: FieldPlace(table: "account", column: "name", row: id))
        try await turned.database.write {
            try $0.execute(
                """
                INSERT INTO account (id, email_index, email, name, language, choices, created_at)
                VALUES (\(id), 'x', \(sealed), \(name), 'fr', '', 0)
                """)
        }
        try await turned.lines(1, turned.new)
        let retirement = KeyRetirement(database: turned.database, keys: turned.new)
        await #expect(throws: KeyRetirementFault.stillSeals("k1", 2)) {
            try await retirement.run("k1", now: TestCity.now)
        }
        // Everything is as before: the old key signs on.
        try await turned.lines(1, turned.old)
        try await turned.lines(1, turned.new)
        _ = try await KeyRotation(database: turned.database, keys: turned.new).run()
        #expect(try await retirement.run("k1", now: TestCity.now) == .retired)
    }

    @Test func aBookThatWasTamperedWithKeepsItsKey() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        try await turned.database.write { try $0.execute("UPDATE audit SET object = 'x' WHERE sequence = 2") }
        await #expect(throws: KeyRetirementFault.self) {
            try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        }
        try await turned.lines(1, turned.old)
    }

    /// Whoever stole the old key rewrites what it signed, hashes and signatures and all, up to the line that closes it.
    @Test func theStolenKeyRewritesNothing() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        _ = try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        let thief = AuditChain(keys: turned.old)
        let last: Int = try await turned.database.read {
            try $0.row("SELECT max(sequence) AS n FROM audit")?.get("n") ?? 0
        }
        try await turned.database.write { connection in
            try connection.execute("DELETE FROM audit")
            var previous: [UInt8]?
            for sequence in 1...last {
                let record = AuditRecord(
                    sequence: sequence, at: 0, actor: nil, membership: nil, organisation: nil, action: "change",
                    kind: "master-key", object: "k1", outcome: "done", note: "retired")
                let link = try thief.link(previous: previous, record)
                try connection.execute(
                    """
                    INSERT INTO audit (sequence, at, action, kind, object, outcome, note, hash, mac, key)
                    VALUES (\(sequence), 0, 'change', 'master-key', 'k1', 'done', 'retired', \(link.hash), \(link.mac),
                        \(link.key))
                    """)
                previous = link.hash
            }
        }
        #expect(try await turned.fault(turned.new.removing(id: "k1")) != nil)
        #expect(try await turned.fault(turned.new) != nil)
    }

    @Test func aLineSignedWithARetiredKeyIsFoundAfterwards() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        _ = try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        let without = try turned.new.removing(id: "k1")
        try await turned.database.write { connection in
            // The guard of the program is not asked by whoever writes into the database.
            let proof = try connection.row("SELECT proof FROM key_proof WHERE key = 'k1'")?.get(
                "proof", as: String.self)
            try connection.execute("DELETE FROM key_proof WHERE key = 'k1'")
            try AuditBook(keys: turned.old).append(
                connection, AuditEntry(nil, .read, "person", "p"), now: TestCity.now)
            try connection.execute("INSERT INTO key_proof (key, proof, since) VALUES ('k1', \(proof ?? ""), 0)")
        }
        #expect(try await turned.fault(without)?.contains("k1") == true)
        #expect(try await turned.fault(turned.new)?.contains("k1") == true)
    }

    // MARK: Several keys one after the other

    /// k1 → k2 → k3, with lines of each, and the first two retired.
    private func turnedTwice() async throws -> (turned: Turned, ring: KeyRing) {
        let turned = try await turned()
        try await turned.lines(2, turned.new)
        _ = try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        let second = try turned.new.removing(id: "k1")
        try await turned.lines(2, second)
        let third = try second.adding(id: "k3")
        try await KeyProof.check(turned.database, third, now: TestCity.now)
        try await turned.lines(2, third)
        #expect(
            try await KeyRetirement(database: turned.database, keys: third).run("k2", now: TestCity.now) == .retired)
        let ring = try third.removing(id: "k2")
        try await turned.lines(2, ring)
        return (turned, ring)
    }

    @Test func theBookStandsThroughTwoRetirements() async throws {
        let (turned, ring) = try await turnedTwice()
        #expect(try await turned.fault(ring) == nil)
        try await KeyProof.check(turned.database, ring, now: TestCity.now)
        // And a third.
        let fourth = try ring.adding(id: "k4")
        try await KeyProof.check(turned.database, fourth, now: TestCity.now)
        try await turned.lines(1, fourth)
        _ = try await KeyRetirement(database: turned.database, keys: fourth).run("k3", now: TestCity.now)
        #expect(try await turned.fault(fourth.removing(id: "k3")) == nil)
    }

    /// 1–5 k1, 6–7 k2, 8 closes k1, 9–10 k2, 11–12 k3, 13 closes k2, 14–15 k3.
    @Test(arguments: [2, 6, 8, 9, 11, 13, 15])
    func whateverWasTamperedWithIsFoundAfterTwoRetirements(_ line: Int) async throws {
        for harm in ["changed", "removed"] {
            let (turned, ring) = try await turnedTwice()
            let anchor = try await turned.database.read { try AuditBook(keys: ring).verify($0, anchor: nil).anchor }
            let seen = try #require(AuditAnchor(anchor, keys: ring))
            try await turned.database.write {
                if harm == "changed" {
                    try $0.execute("UPDATE audit SET object = 'x' WHERE sequence = \(line)")
                } else {
                    try $0.execute("DELETE FROM audit WHERE sequence = \(line)")
                }
            }
            // The last line alone is cut off without a trace: for that there are anchors.
            #expect(
                try await turned.database.read { try AuditBook(keys: ring).verify($0, anchor: seen).fault } != nil,
                "line \(line) \(harm)")
        }
    }

    @Test func theCutOfTheBookGoesWithTwoRetirements() async throws {
        for kept in [3, 5, 7, 8, 10, 13] {
            let (turned, ring) = try await turnedTwice()
            let later = TestCity.now.adding(days: 400)
            try await turned.database.write {
                try AuditBook(keys: ring).append($0, AuditEntry(nil, .read, "person", "p"), now: later)
            }
            // As if the lines up to there had been written a day before the others.
            let book = AuditBook(keys: ring)
            let hash: [UInt8] = try await turned.database.read {
                try $0.row("SELECT hash FROM audit WHERE sequence = \(kept)")?.get("hash") ?? []
            }
            let anchor = AuditAnchor(sequence: kept, hash: hash).text(keys: ring)
            try await turned.database.write { connection in
                try connection.execute("INSERT INTO audit_beginning (id, anchor, cut_at) VALUES (1, \(anchor), 0)")
                try connection.execute("DELETE FROM audit WHERE sequence <= \(kept)")
            }
            let reading = try await turned.database.read { try book.verify($0, anchor: nil) }
            #expect(reading.fault == nil && reading.lines == 16 - kept, "cut after \(kept)")
            try await turned.database.write {
                try $0.execute("UPDATE audit SET object = 'x' WHERE sequence = \(kept + 1)")
            }
            #expect(try await turned.fault(ring) != nil, "cut after \(kept)")
        }
    }

    /// Who has both old keys closes one with the other as they like: no line of the key that is here stands on it.
    @Test func twoStolenKeysRewriteNothing() async throws {
        let (turned, ring) = try await turnedTwice()
        let thief = AuditChain(keys: turned.new)
        try await turned.database.write { connection in
            let before: [UInt8] = try connection.row("SELECT hash FROM audit WHERE sequence = 9")?.get("hash") ?? []
            let record = AuditRecord(
                sequence: 10, at: 0, actor: nil, membership: nil, organisation: nil, action: "change",
                kind: "master-key", object: "k2", outcome: "done", note: "retired")
            let link = try thief.link(previous: before, record)
            try connection.execute("DELETE FROM audit WHERE sequence >= 10")
            try connection.execute(
                """
                INSERT INTO audit (sequence, at, action, kind, object, outcome, note, hash, mac, key)
                VALUES (10, 0, 'change', 'master-key', 'k2', 'done', 'retired', \(link.hash), \(link.mac), \(link.key))
                """)
        }
        #expect(try await turned.fault(ring) != nil)
    }

    // MARK: Servers

    @Test func aKeyStaysWhileAServerIsSeenThatSealsWithIt() async throws {
        let turned = try await turned()
        let server = ServerPresence(database: turned.database, keys: turned.old)
        try await server.tell(now: TestCity.now)
        try await ServerPresence(database: turned.database, keys: turned.new).tell(now: TestCity.now)
        // `keys rotate` writes the newest line itself: that shows nothing.
        try await KeyProof.noteRotation(turned.database, turned.new, now: TestCity.now)
        let retirement = KeyRetirement(database: turned.database, keys: turned.new)
        await #expect(throws: KeyRetirementFault.isServed("k1", 60)) {
            try await retirement.run("k1", now: TestCity.now.adding(minutes: 1))
        }
        // Everything is as before: it goes on sealing, and what it sealed opens.
        try await turned.lines(1, turned.old)
        try await turned.lines(1, turned.new)
        #expect(try await retirement.run("k1", now: TestCity.now.adding(minutes: 2)) == .retired)
        // It was only slow: it learns that it must be restarted.
        await #expect(throws: IdentityFault.retiredKey("k1")) {
            try await server.tell(now: TestCity.now.adding(minutes: 3))
        }
    }

    @Test func aServerThatStoppedIsWaitedForByNobody() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        let server = ServerPresence(database: turned.database, keys: turned.old)
        try await server.tell(now: TestCity.now)
        try await server.leave()
        let retirement = KeyRetirement(database: turned.database, keys: turned.new)
        #expect(try await retirement.run("k1", now: TestCity.now) == .retired)
    }

    /// What writes no line of the book: reports of visitors, letters, what earlier releases left in clear.
    @Test func aServerThatWasOverlookedSealsNothingWithTheOldKey() async throws {
        let turned = try await turned()
        let service: String = try await turned.database.read {
            try $0.row("SELECT key FROM service ORDER BY key LIMIT 1")?.get("key") ?? ""
        }
        try await turned.database.write {
            try $0.execute(
                """
                INSERT INTO report (id, service, matter, words, language, sent_at)
                VALUES (\(UUIDv7()), \(service), 'hours', 'old words', 'en', 0)
                """)
        }
        try await turned.lines(1, turned.new)
        _ = try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        let old = Workplace(database: turned.database, keys: turned.old, origin: "")
        let gone = IdentityFault.retiredKey("k1")
        await #expect(throws: gone) {
            let report = try #require(VisitorReport.read(matter: "hours", words: "new words").report)
            _ = try await ReportDesk(database: turned.database, workplace: old).keep(
                report, id: UUIDv7(), service: service, language: "en", now: TestCity.now)
        }
        await #expect(throws: gone) { try await Guide.sealReports(old) }
        await #expect(throws: gone) {
            try await turned.database.write {
                try old.write(
                    $0, to: "one@example.org", language: "en", kind: "invitation", holes: [:], event: "e",
                    now: TestCity.now)
            }
        }
        await #expect(throws: gone) { _ = try await KeyRotation(database: turned.database, keys: turned.old).run() }
        let without = try turned.new.removing(id: "k1")
        #expect(try await KeyRotation(database: turned.database, keys: without).verify()["k1"] == nil)
        // A server that was restarted takes the same.
        let new = Workplace(database: turned.database, keys: without, origin: "")
        #expect(try await Guide.sealReports(new) == 1)
    }

    @Test func theCutOfTheBookAndTheRetirementGoTogether() async throws {
        let turned = try await turned()
        try await turned.lines(1, turned.new)
        _ = try await KeyRetirement(database: turned.database, keys: turned.new).run("k1", now: TestCity.now)
        let without = try turned.new.removing(id: "k1")
        let later = TestCity.now.adding(days: 400)
        try await turned.database.write {
            try AuditBook(keys: without).append($0, AuditEntry(nil, .read, "person", "p"), now: later)
        }
        let gone = try await turned.database.write {
            try AuditBook(keys: without).cut($0, before: later.milliseconds, now: later)
        }
        #expect(gone == 7)
        #expect(try await turned.fault(without) == nil)
    }
}
