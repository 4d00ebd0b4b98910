import Rules
import Testing

@Suite struct ReferenceTests {
    @Test func aReferenceHasNoSignThatIsTakenForAnother() {
        #expect(Set(SpokenReference.signs).isDisjoint(with: "0O1IL2Z5S8BUQ"))
        #expect(Set(SpokenReference.signs).count == SpokenReference.signs.count)
        var lot = SystemRandomNumberGenerator()
        let drawn = (0..<500).map { _ in SpokenReference.fresh(using: &lot) }
        #expect(drawn.allSatisfy { SpokenReference.read($0) == $0 && $0.count == 7 })
        #expect(Set(drawn).count > 490)
    }

    @Test(arguments: [
        ("KAR-374", "KAR-374"), ("kar374", "KAR-374"), (" kar 374 ", "KAR-374"), ("K.A.R 3-7-4", "KAR-374"),
        ("KAR-37", nil as String?), ("KAR-3740", nil), ("KAO-374", nil), ("", nil), ("قار-٣٧٤", nil),
    ])
    func itIsReadAsPeopleWriteIt(_ typed: String, _ read: String?) {
        #expect(SpokenReference.read(typed) == read)
    }
}

@Suite struct AttachmentKindTests {
    @Test func theBytesSayWhatAPaperIs() throws {
        #expect(try AttachmentKind.sniff(Array("%PDF-1.7\n".utf8)) == .pdf)
        #expect(try AttachmentKind.sniff([0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(try AttachmentKind.sniff([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
    }

    @Test(arguments: [
        Array("<!doctype html><script>".utf8), Array("PK\u{3}\u{4}".utf8), Array(" %PDF-1.7".utf8), [0xFF, 0xD8],
        Array("GIF89a".utf8), Array("<svg xmlns=".utf8),
    ])
    func otherKindsAreRefused(_ bytes: [UInt8]) {
        #expect(throws: AttachmentKind.Refusal.otherKind) { try AttachmentKind.sniff(bytes) }
    }

    @Test func anEmptyOneAndALargeOneAreRefused() {
        #expect(throws: AttachmentKind.Refusal.empty) { try AttachmentKind.sniff([]) }
        let large = Array("%PDF-".utf8) + [UInt8](repeating: 0, count: AttachmentKind.largest)
        #expect(throws: AttachmentKind.Refusal.tooLarge) { try AttachmentKind.sniff(large) }
    }
}
