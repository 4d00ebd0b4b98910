import Foundation
import Printing
import Testing

/// A file is replaced whole or not at all.
@Suite struct PressTests {
    static let job = PrintJob(html: "<p>a</p>", drawings: [:])
    static let half = "with open(out, 'wb') as file: file.write(b'%PDF-1.7 half of it')\n"

    @Test func goodDocumentTakesThePlaceOfTheOldOne() async throws {
        let fake = try FakePress(Self.half + "say(3)\n")
        try "old".write(to: fake.file, atomically: true, encoding: .utf8)
        let report = try await fake.press.print(Self.job, to: fake.file, within: .seconds(600))
        #expect(report.pages == 3 && report.bytes == 19)
        #expect(try String(contentsOf: fake.file, encoding: .utf8) == "%PDF-1.7 half of it")
        #expect(try fake.names() == ["out.pdf"])
    }

    @Test(arguments: [
        "os.kill(os.getpid(), signal.SIGKILL)", "sys.exit(1)", "time.sleep(60)", "print('no report')", "sys.exit(69)",
    ])
    func oldDocumentStaysWhenThePressFailsInTheMiddle(_ end: String) async throws {
        let fake = try FakePress(Self.half + end + "\n")
        try "old".write(to: fake.file, atomically: true, encoding: .utf8)
        await #expect(throws: PressFault.self) {
            try await fake.press.print(Self.job, to: fake.file, within: .seconds(2))
        }
        #expect(try String(contentsOf: fake.file, encoding: .utf8) == "old")
        #expect(try fake.names() == ["out.pdf"], "nothing is left beside it")
    }

    @Test func emptyDocumentIsNoDocument() async throws {
        let fake = try FakePress("open(out, 'wb').close()\nsay(1)\n")
        try "old".write(to: fake.file, atomically: true, encoding: .utf8)
        await #expect(throws: PressFault.notWritable(fake.file.path)) {
            try await fake.press.print(Self.job, to: fake.file, within: .seconds(600))
        }
        #expect(try String(contentsOf: fake.file, encoding: .utf8) == "old")
    }

    @Test func eachFaultIsToldApart() async throws {
        let late = try FakePress("time.sleep(60)\n")
        await #expect(throws: PressFault.outOfTime) {
            try await late.press.print(Self.job, to: late.file, within: .milliseconds(300))
        }
        let thick = try FakePress("say(9)\nsys.exit(3)\n")
        await #expect(throws: PressFault.tooManyPages(9)) {
            try await thick.press.print(Self.job, to: thick.file, within: .seconds(600))
        }
        let nowhere = URL(fileURLWithPath: "/no/such/folder/a.pdf")
        await #expect(throws: PressFault.notWritable(nowhere.path)) {
            try await thick.press.print(Self.job, to: nowhere, within: .seconds(600))
        }
        let none = Press(script: thick.file, python: "/no/such/python")
        await #expect(throws: PressFault.missing) {
            try await none.print(Self.job, to: thick.file, within: .seconds(600))
        }
    }

    @Test func whatAKilledRunLeftIsSweptAfterAnHour() async throws {
        let fake = try FakePress(Self.half + "say(1)\n")
        let old = fake.folder.appendingPathComponent(".out.pdf.old.part")
        let young = fake.folder.appendingPathComponent(".out.pdf.young.part")
        for file in [old, young] { try "x".write(to: file, atomically: true, encoding: .utf8) }
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSinceNow: -4_000)], ofItemAtPath: old.path)
        _ = try await fake.press.print(Self.job, to: fake.file, within: .seconds(600))
        #expect(try fake.names() == [".out.pdf.young.part", "out.pdf"])
    }
}
