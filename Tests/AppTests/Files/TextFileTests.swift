import Files
import Testing

@Suite("Reading text")
struct TextFileTests {
    @Test("A byte-order mark goes, Windows lines become lines")
    func clean() throws {
        #expect(try TextFile(name: "f", bytes: [0xEF, 0xBB, 0xBF] + Array("a\r\nb\r\n".utf8)).text == "a\nb\n")
    }

    @Test(
        "What is not UTF-8 is told with its line",
        arguments: [
            ([0x61, 0x0A, 0x0A, 0xE9, 0x74], 3, "the byte 0xE9 is not UTF-8"),
            ([0x61, 0xC0, 0xAF], 1, "the byte 0xC0 is not UTF-8"),
            ([0x0A, 0xED, 0xA0, 0x80], 2, "the byte 0xED is not UTF-8"),
            ([0xF5, 0x80, 0x80, 0x80], 1, "the byte 0xF5 is not UTF-8"),
            ([0x61, 0xE2, 0x82], 1, "the byte 0xE2 is not UTF-8"),
            ([0x61, 0x00], 1, "a NUL byte"), ([0xFF, 0xFE, 0x61, 0x00], 1, "the file is in UTF-16"),
        ] as [([UInt8], Int, String)])
    func broken(bytes: [UInt8], line: Int, what: String) {
        let fault = #expect(throws: Fault.self) { try TextFile(name: "f", bytes: bytes) }
        #expect(fault?.line == line)
        #expect(fault?.what == what)
    }

    @Test("Files that cannot be read")
    func unreadable() {
        #expect(throws: Fault.self) { try TextFile(path: "/nowhere/at/all") }
        #expect(throws: Fault.self) { try TextFile(path: "/tmp") }
        #expect(throws: Fault.self) { try TextFile(path: #filePath, limit: 10) }
    }
}
