import Testing

@testable import OpenID

@Suite struct Base64URLTests {
    @Test func `bytes come back, in an alphabet for addresses`() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 251) }
            let text = Base64URL.text(bytes)
            #expect(Base64URL.bytes(text[...]) == bytes)
            #expect(text.utf8.allSatisfy { FormText.escaped(String(UnicodeScalar($0))).utf8.count == 1 })
        }
    }

    @Test(arguments: ["A", "AB", "AAB", "AA==", "AA=", "+/AA", "A A", "AAé", "AA\n", "AAAAA"])
    func `a second spelling of the same bytes is refused`(text: String) {
        #expect(Base64URL.bytes(text[...]) == nil)
    }

    /// RFC 7636, appendix B.
    @Test func `the challenge is that of the norm's example`() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(Base64URL.text(Digest256.of(Array(verifier.utf8))) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
