internal import Programs

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
        let input = try PrivateFile.nameless(message)
        let end: ChildProgram.End
        do {
            end = try ChildProgram(command, arguments)
                .wait(input: input, listens: false, within: .milliseconds(timeout)).end
        } catch {
            throw .temporary(.unusable, code: nil)
        }
        if let failure = failure(end) { throw failure }
    }

    /// sysexits.h: wrong data, no such user, no such host are the letter's own fault; the rest may pass.
    private static func failure(_ end: ChildProgram.End) -> CarrierError? {
        switch end {
        case .outOfTime: .temporary(.timeout, code: nil)
        case .killed: .temporary(.interrupted, code: nil)
        case .exited(0): nil
        case .exited(let status) where [65, 67, 68].contains(status): .permanent(.refused, code: Int(status))
        case .exited(75): .temporary(.notNow, code: 75)
        case .exited(let status): .temporary(.unusable, code: Int(status))
        }
    }
}
