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
