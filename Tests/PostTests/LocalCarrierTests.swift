import Foundation
import Post
import Testing

@Suite(.timeLimit(.minutes(1))) struct LocalCarrierTests {
    private static func sender() throws -> Sender { try Sender(EmailAddress("guide@ville.example")) }

    @Test func `a folder keeps each letter whole, for its owner alone`() async throws {
        let folder = try TemporaryFolder()
        let place = "\(folder.path)/deep/letters"
        let carrier = FolderCarrier(folder: place, sender: try Self.sender())
        let letter = try Letter.sample(id: "one", text: "first")
        try await carrier.carry(letter)
        try await carrier.carry(letter)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["one.eml"])
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(place)/one.eml")))
        #expect(bytes == MessageText(letter, from: try Self.sender()).bytes)
        #expect(try mode(of: "\(place)/one.eml") == 0o600)
        #expect(try mode(of: place) == 0o700)
    }

    @Test func `a folder that cannot be written is the operator's matter`() async throws {
        let folder = try TemporaryFolder()
        try Data().write(to: URL(fileURLWithPath: "\(folder.path)/file"))
        let carrier = FolderCarrier(folder: "\(folder.path)/file/letters", sender: try Self.sender())
        let error = await #expect(throws: CarrierError.self) { try await carrier.carry(.sample()) }
        #expect(error == .temporary(.unusable, code: nil) && error?.needsOperator == true)
    }

    @Test func `the mail program gets sender, readers and the very bytes`() async throws {
        let folder = try TemporaryFolder()
        let letter = try Letter.sample(to: ["-oQ/tmp@example.org", "b@example.org"], text: ".\n.hidden\n")
        let carrier = SendmailCarrier(
            command: try program(in: folder, "printf '%s\\n' \"$@\" >\(folder.path)/args; cat >\(folder.path)/message"),
            sender: try Self.sender())
        try await carrier.carry(letter)
        #expect(
            try String(contentsOfFile: "\(folder.path)/args", encoding: .utf8)
                == "-i\n-f\nguide@ville.example\n--\n-oQ/tmp@example.org\nb@example.org\n")
        let message = try [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/message")))
        #expect(message == MessageText(letter, from: try Self.sender()).bytes)
    }

    @Test(arguments: [
        ("exit 75", CarrierError.temporary(.notNow, code: 75)), ("exit 67", .permanent(.refused, code: 67)),
        ("exit 78", .temporary(.unusable, code: 78)), ("kill -9 $$", .temporary(.interrupted, code: nil)),
        ("exec sleep 60", .temporary(.timeout, code: nil)),
    ])
    func `how the mail program ends tells whether to try again`(script: String, expected: CarrierError) async throws {
        let folder = try TemporaryFolder()
        // Who waits for the end of its time gets little; the others have all they need, however busy the machine is.
        let carrier = SendmailCarrier(
            command: try program(in: folder, script), sender: try Self.sender(),
            timeout: script.contains("sleep") ? 500 : 60_000)
        await #expect(throws: expected) {
            try await carrier.carry(.sample(text: String(repeating: "long ", count: 50_000)))
        }
    }

    /// Threads that dispatch gives have signals blocked, and children inherit that: alarms of the mail program would never ring.
    @Test func `the mail program begins with no signal blocked`() async throws {
        let folder = try TemporaryFolder()
        let script = "grep SigBlk /proc/self/status >\(folder.path)/signals"
        try await SendmailCarrier(command: try program(in: folder, script), sender: try Self.sender()).carry(.sample())
        #expect(try String(contentsOfFile: "\(folder.path)/signals", encoding: .utf8) == "SigBlk:\t0000000000000000\n")
    }

    @Test func `a mail program that is not there is the operator's matter`() async throws {
        let carrier = SendmailCarrier(command: "/nowhere/sendmail", sender: try Self.sender())
        await #expect(throws: CarrierError.temporary(.unusable, code: nil)) { try await carrier.carry(.sample()) }
    }

    private func program(in folder: TemporaryFolder, _ script: String) throws -> String {
        let path = "\(folder.path)/sendmail"
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
