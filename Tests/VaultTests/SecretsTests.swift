import Testing

@testable import Vault

@Suite struct SecretsTests {
    let keys: KeyRing

    init() throws { keys = try KeyRing.fresh(id: "k1") }

    @Test func aKeyOfAProgramIsRecognised() {
        let key = SecretToken.freshKey()
        #expect(SecretToken.isKey(key.text))
        #expect(!SecretToken.isKey(String(key.text.dropLast()) + (key.text.last == "0" ? "1" : "0")))
        #expect(!SecretToken.isKey("vrt_"))
        #expect(key.hash != SecretToken.freshKey().hash)
    }

    @Test func aMarkBelongsToOneBrowser() {
        let mark = keys.formMark(for: "one")
        #expect(mark != keys.formMark(for: "one"))
        #expect(keys.isFormMark(mark, for: "one"))
        #expect(!keys.isFormMark(mark, for: "two"))
        for wrong in ["", "a", String(mark.dropLast()), mark + "a"] { #expect(!keys.isFormMark(wrong, for: "one")) }
    }

    @Test func aLinkOpensOneThingUntilADay() throws {
        let text = SignedLink(id: "0192", expires: 1_000).text(purpose: "referral", keys: keys)
        #expect(try SignedLink.read(text, purpose: "referral", keys: keys, now: 999).id == "0192")
        #expect(throws: SignedLink.Fault.expired) {
            try SignedLink.read(text, purpose: "referral", keys: keys, now: 1_000)
        }
        #expect(throws: SignedLink.Fault.forged) { try SignedLink.read(text, purpose: "confirm", keys: keys, now: 1) }
        for index in text.indices {
            var bent = text
            bent.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            #expect(throws: SignedLink.Fault.forged) {
                let link = try SignedLink.read(bent, purpose: "referral", keys: keys, now: 1)
                // The last sign of base64 holds bits that nobody reads.
                if link.id == "0192", link.expires == 1_000 { throw SignedLink.Fault.forged }
            }
        }
    }

    @Test func codesForTheLostTelephone() {
        let codes = RecoveryCodes.fresh()
        #expect(Set(codes).count == 10)
        #expect(RecoveryCodes.hash(codes[0].uppercased(), keys: keys) == RecoveryCodes.hash(codes[0], keys: keys))
        #expect(RecoveryCodes.hash(codes[0], keys: keys) != RecoveryCodes.hash(codes[1], keys: keys))
    }

    @Test func anArchiveOpensWithItsPassphraseAlone() throws {
        let phrase = Passphrase.fresh()
        let files = [
            SealedArchive.File(name: "1.csv", bytes: Array(repeating: UInt8(ascii: "n"), count: 300_000)),
            SealedArchive.File(name: "2.json", bytes: Array("Exemple A.".utf8)), .init(name: "3.txt", bytes: []),
        ]
        let sealed = try SealedArchive.seal(files, passphrase: phrase, modified: 1_795_251_600)
        #expect(try SealedArchive.open(sealed, passphrase: phrase) == files)
        #expect(throws: SealedArchive.Fault.self) { try SealedArchive.open(sealed, passphrase: "another") }
        #expect(!String(decoding: sealed, as: UTF8.self).contains("Exemple"))
    }
}

@Suite struct AuditChainTests {
    let keys: KeyRing

    init() throws { keys = try KeyRing.fresh(id: "k1") }

    typealias Line = (record: AuditRecord, link: AuditChain.Link)

    func book(_ count: Int) throws -> [Line] {
        var lines: [Line] = []
        let chain = AuditChain(keys: keys)
        for number in 1...count {
            let record = AuditRecord(
                sequence: number, at: Int64(number), actor: "a", membership: nil, organisation: "o", action: "read",
                kind: "person", object: "p\(number)", outcome: "done", note: nil)
            lines.append((record, try chain.link(previous: lines.last?.link.hash, record)))
        }
        return lines
    }

    func verdict(_ lines: [Line], anchor: AuditAnchor? = nil, keys: KeyRing? = nil) -> AuditVerifier.Fault? {
        var verifier = AuditVerifier(keys: keys ?? self.keys, anchor: anchor)
        for line in lines {
            guard verifier.read(line.record, hash: line.link.hash, mac: line.link.mac, key: line.link.key) else {
                break
            }
        }
        return verifier.finish()
    }

    @Test func aBookAsItWasWritten() throws { #expect(verdict(try book(50)) == nil) }

    @Test func whatWasDoneToItIsFound() throws {
        let lines = try book(10)
        var altered = lines
        altered[4].record.object = "someone else"
        #expect(verdict(altered) == .altered(5))
        var removed = lines
        removed.remove(at: 4)
        #expect(verdict(removed) == .missing(before: 6))
        var swapped = lines
        swapped.swapAt(4, 5)
        #expect(verdict(swapped) == .missing(before: 6))
        var doubled = lines
        doubled.insert(lines[4], at: 5)
        #expect(verdict(doubled) == .altered(5))
    }

    @Test func aBookWrittenAnewWithoutTheKeysIsFound() throws {
        let stranger = try KeyRing.fresh(id: "k1")
        let forged = try AuditChainTests(keys: stranger).book(3)
        #expect(verdict(forged) == .forged(1))
        #expect(verdict(try book(3), keys: try KeyRing.fresh(id: "k9")) == .unknownKey(1, "k1"))
    }

    @Test func anAnchorShowsThatTheEndWasCutOff() throws {
        let lines = try book(10)
        let anchor = AuditAnchor(sequence: 10, hash: lines[9].link.hash)
        #expect(AuditAnchor(anchor.text(keys: keys), keys: keys) == anchor)
        #expect(AuditAnchor(anchor.text(keys: keys), keys: try KeyRing.fresh(id: "k1")) == nil)
        #expect(verdict(lines, anchor: anchor) == nil)
        #expect(verdict(Array(lines.prefix(7)), anchor: anchor) == .cutOff(after: 7, seen: 10))
        #expect(verdict(lines, anchor: AuditAnchor(sequence: 5, hash: lines[5].link.hash)) == .rewritten(5))
    }

    private init(keys: KeyRing) { self.keys = keys }
}
