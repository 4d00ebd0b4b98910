import Foundation
import Testing

@testable import Vault

@Suite struct SealingTests {
    let keys: KeyRing
    let place = FieldPlace(table: "person", column: "name", row: "1")

    init() throws { keys = try KeyRing.fresh(id: "k1") }

    @Test(arguments: ["", "A", "Aïcha", "محمد", "a\u{0}b", String(repeating: "x", count: 1_000_000)])
    func whatIsSealedOpensAgain(_ text: String) throws {
        #expect(try keys.open(keys.seal(text, for: place), for: place) == text)
    }

    @Test func shortNamesAreEquallyLong() throws {
        #expect(try keys.seal("Li", for: place).utf8.count == keys.seal("Alexandrine", for: place).utf8.count)
        #expect(try keys.seal("Li", for: place) != keys.seal("Li", for: place))
    }

    @Test(arguments: [
        FieldPlace(table: "person", column: "name", row: "2"), FieldPlace(table: "person", column: "note", row: "1"),
        FieldPlace(table: "contact", column: "name", row: "1"), FieldPlace(table: "personn", column: "ame", row: "1"),
    ])
    func aValueOpensOnlyWhereItStands(_ other: FieldPlace) throws {
        let sealed = try keys.seal("Exemple", for: place)
        #expect(throws: VaultError.damaged) { try keys.open(sealed, for: other) }
    }

    @Test func everyBitCounts() throws {
        let sealed: [UInt8] = try keys.seal(Array("Exemple".utf8), for: place)
        for index in sealed.indices {
            for bit in 0..<8 {
                var bent = sealed
                bent[index] ^= 1 << bit
                #expect(throws: VaultError.self) { try keys.open(bent, for: place) as [UInt8] }
            }
        }
        for length in sealed.indices {
            #expect(throws: VaultError.self) { try keys.open(Array(sealed.prefix(length)), for: place) as [UInt8] }
        }
    }

    @Test func aNewKeySealsAndTheOldOneStillOpens() throws {
        let old = try keys.seal("Exemple", for: place)
        let turned = try keys.adding(id: "k2")
        #expect(try turned.open(old, for: place) == "Exemple")
        let new = try #require(try turned.reseal(old, for: place))
        #expect(try turned.keyID(of: new) == "k2")
        #expect(try turned.reseal(new, for: place) == nil)
        #expect(throws: VaultError.unknownKey("k2")) { try keys.open(new, for: place) }
        #expect(turned.blindIndex("a", purpose: "p") == keys.blindIndex("a", purpose: "p"))
    }

    @Test func anIndexTellsNothingAcrossPurposesAndRings() throws {
        #expect(keys.blindIndex("a", purpose: "p") != keys.blindIndex("a", purpose: "q"))
        #expect(try keys.blindIndex("a", purpose: "p") != KeyRing.fresh(id: "k1").blindIndex("a", purpose: "p"))
    }

    @Test func aRingNeverShowsItsKeys() throws {
        var told = "\(keys) \(String(reflecting: keys)) "
        dump(keys, to: &told)
        for key in keys.masters.values {
            #expect(!told.contains(Data(key).base64EncodedString()))
            #expect(!told.contains("\(key[0]), \(key[1]), \(key[2])"))
        }
    }
}

@Suite struct KeyRingFileTests {
    let folder = NSTemporaryDirectory() + "/vault-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    @Test func aRingSurvivesItsFile() throws {
        let keys = try KeyRing.fresh(id: "k1")
        let place = FieldPlace(table: "t", column: "c", row: "r")
        let sealed = try keys.seal("Exemple", for: place)
        try keys.write(to: folder + "/keys")
        #expect(try KeyRing(file: folder + "/keys").open(sealed, for: place) == "Exemple")
        #expect(throws: KeyRingError.exists(folder + "/keys")) { try keys.write(to: folder + "/keys") }
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/keys")[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aFileThatOthersReadIsRefused() throws {
        try KeyRing.fresh(id: "k1").write(to: folder + "/open")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder + "/open")
        #expect(throws: KeyRingError.isOpenToOthers(folder + "/open")) { try KeyRing(file: folder + "/open") }
    }

    @Test(arguments: [
        ("", KeyRingError.notARing), ("{}", .notARing),
        (#"{"current":"k1","index":"AAAA","keys":{}}"#, .currentIsMissing("k1")),
        (#"{"current":"k1","index":"AAAA","keys":{"k1":"AAAA"}}"#, .wrongLength("k1")),
        (#"{"current":"k1","index":"AAAA","keys":{"k1":"not base64"}}"#, .wrongLength("k1")),
    ])
    func aWrongFileSaysWhatIsWrong(_ text: String, _ fault: KeyRingError) {
        #expect(throws: fault) { try KeyRing(text: text) }
    }
}
