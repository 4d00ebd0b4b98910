internal import Foundation

/// Hands letters to the machine's own mail program, which keeps and retries them.
public struct SendmailCarrier: Carrier {
    private let command: String
    private let sender: Sender
    private let timeout: Int
    private let lanes = Lanes(count: 2, label: "post.sendmail")

    /// - Parameters:
    ///   - command: absolute path of a program that takes sendmail's arguments.
    ///   - timeout: milliseconds before the program is ended.
    public init(command: String, sender: Sender, timeout: Int = 60_000) {
        self.command = command
        self.sender = sender
        self.timeout = timeout
    }

    public func carry(_ letter: Letter) async throws(CarrierError) {
        let message = MessageText(letter, from: sender)
        // -i: a line with a single dot does not end the letter. After "--", no address can be taken for an option.
        let arguments = ["-i", "-f", sender.address.text, "--"] + letter.to.map(\.text)
        try await lanes.run { [command, timeout] _ throws(CarrierError) in
            try Self.run(command, arguments, message.bytes, timeout)
        }
    }

    /// The letter comes from a nameless file instead of a pipe: a program that ends early cannot send us SIGPIPE.
    private static func run(
        _ command: String, _ arguments: [String], _ message: [UInt8], _ timeout: Int
    ) throws(CarrierError) {
        let input = FileHandle(fileDescriptor: try PrivateFile.nameless(message), closeOnDealloc: true)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { throw .temporary(.unusable, code: nil) }
        guard ended.wait(timeout: .now() + .milliseconds(timeout)) == .success else {
            kill(process.processIdentifier, SIGKILL)
            ended.wait()
            throw .temporary(.timeout, code: nil)
        }
        let reason = process.terminationReason
        if let failure = failure(status: process.terminationStatus, wasKilled: reason == .uncaughtSignal) {
            throw failure
        }
    }

    /// sysexits.h: wrong data, no such user, no such host are the letter's own fault; the rest may pass.
    private static func failure(status: Int32, wasKilled: Bool) -> CarrierError? {
        switch status {
        case _ where wasKilled: .temporary(.interrupted, code: nil)
        case 0: nil
        case 65, 67, 68: .permanent(.refused, code: Int(status))
        case 75: .temporary(.notNow, code: Int(status))
        default: .temporary(.unusable, code: Int(status))
        }
    }
}
