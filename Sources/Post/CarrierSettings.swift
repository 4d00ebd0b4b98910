/// How letters leave, from one line of text.
///
///     smtp+starttls://user:secret@mail.ville.example:587?from=guide@ville.example&name=Guide
///     smtps://mail.ville.example?from=…   smtp://127.0.0.1:25?from=…
///     sendmail:/usr/sbin/sendmail?from=…  folder:var/letters?from=…   none
///
/// After `?`: `from` (always), `name`; for servers also `ca` (PEM file), `verify=no`, `connect-timeout` and `timeout` (seconds),
/// `helo`. Signs such as `@ : / ? & %` inside a value are written as `%40` and so on.
public enum CarrierSettings: Sendable, Hashable {
    case smtp(SMTPSettings)
    case sendmail(command: String, sender: Sender)
    case folder(path: String, sender: Sender)
    case none

    public init(_ text: String) throws(CarrierSettingsError) {
        if text == "none" {
            self = .none
            return
        }
        let line = try CarrierLine(text)
        switch line.scheme {
        case "sendmail":
            try line.allow(["from", "name"])
            guard line.rest.hasPrefix("/") else { throw .commandNotAbsolute }
            self = .sendmail(command: line.rest, sender: try line.sender())
        case "folder":
            try line.allow(["from", "name"])
            guard !line.rest.isEmpty else { throw .noFolder }
            self = .folder(path: line.rest, sender: try line.sender())
        default:
            guard let encryption = SMTPSettings.Encryption(rawValue: line.scheme) else { throw .unknownScheme }
            self = .smtp(try line.server(encryption))
        }
    }

    /// Nil if letters are not sent at all.
    public func carrier() -> (any Carrier)? {
        switch self {
        case .smtp(let settings): SMTPCarrier(settings: settings)
        case .sendmail(let command, let sender): SendmailCarrier(command: command, sender: sender)
        case .folder(let path, let sender): FolderCarrier(folder: path, sender: sender)
        case .none: nil
        }
    }
}

extension CarrierSettings: CustomStringConvertible, CustomDebugStringConvertible {
    public var debugDescription: String { description }

    /// For the operator's eyes: where letters go, without user and secret.
    public var description: String {
        switch self {
        case .smtp(let server): "\(server.encryption.rawValue)://\(server.host):\(server.port)"
        case .sendmail(let command, _): "sendmail:\(command)"
        case .folder(let path, _): "folder:\(path)"
        case .none: "none"
        }
    }
}
