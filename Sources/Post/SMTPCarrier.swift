/// Hands letters to a mail server by SMTP (RFC 5321), through libcurl on threads of its own.
public struct SMTPCarrier: Carrier {
    private let settings: SMTPSettings
    private let lanes: Lanes

    /// - Parameter lanes: how many letters may be on their way at once.
    public init(settings: SMTPSettings, lanes: Int = 2) {
        self.settings = settings
        self.lanes = Lanes(count: lanes, label: "post.smtp")
    }

    public func carry(_ letter: Letter) async throws(CarrierError) {
        let message = MessageText(letter, from: settings.sender)
        let recipients = letter.to.map(\.text)
        try await lanes.run { [settings] stop throws(CarrierError) in
            try SMTPTransfer(settings: settings, recipients: recipients, stop: stop).send(message.bytes)
        }
    }
}
