import Store
import Testing

@Suite("Identifiers")
struct UUIDv7Tests {
    @Test("The example of RFC 9562, appendix A.6")
    func example() throws {
        let id = UUIDv7(milliseconds: 0x017F_22E2_79B0, counter: 0xCC3, random: 0x18C4_DC0C_0C07_398F)
        #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(UUIDv7("017F22E2-79B0-7CC3-98C4-DC0C0C07398F") == id)
        #expect(id.milliseconds == 1_645_557_742_000)
    }

    @Test("Made one after the other, they sort in that order and none is there twice")
    func order() {
        let ids = (0..<20_000).map { _ in UUIDv7() }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
    }

    @Test(
        "Other texts are refused",
        arguments: [
            "", "017f22e2-79b0-4cc3-98c4-dc0c0c07398f", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
            "017f22e279b07cc398c4dc0c0c07398f",
            "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
        ])
    func refused(text: String) {
        #expect(UUIDv7(text) == nil)
    }
}
