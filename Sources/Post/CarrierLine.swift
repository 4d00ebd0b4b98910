/// The line of `CarrierSettings`, taken apart: `scheme:rest?name=value&name=value`.
struct CarrierLine {
    let scheme: String
    let rest: String
    private let options: [String: String]

    init(_ text: String) throws(CarrierSettingsError) {
        guard let colon = text.firstIndex(of: ":") else { throw .unknownScheme }
        scheme = String(text[..<colon])
        let tail = text[text.index(after: colon)...]
        let mark = tail.firstIndex(of: "?") ?? tail.endIndex
        rest = String(tail[..<mark])
        var options: [String: String] = [:]
        for pair in tail[mark...].dropFirst().split(separator: "&") {
            let equals = pair.firstIndex(of: "=") ?? pair.endIndex
            let name = String(pair[..<equals])
            guard options[name] == nil else { throw .repeatedOption(Self.known(name)) }
            options[name] = try Self.unescaped(pair[equals...].dropFirst())
        }
        self.options = options
    }

    func allow(_ names: Set<String>) throws(CarrierSettingsError) {
        if let other = options.keys.sorted().first(where: { !names.contains($0) }) {
            throw .unknownOption(Self.known(other))
        }
    }

    func sender() throws(CarrierSettingsError) -> Sender {
        guard let from = options["from"] else { throw .noSender }
        do { return try Sender(try EmailAddress(from), name: options["name"]) } catch { throw .wrongSender(error) }
    }

    func server(_ encryption: SMTPSettings.Encryption) throws(CarrierSettingsError) -> SMTPSettings {
        try allow(["from", "name", "ca", "verify", "connect-timeout", "timeout", "helo"])
        guard rest.hasPrefix("//") else { throw .wrongHost }
        let authority = rest.dropFirst(2)
        let at = authority.lastIndex(of: "@")
        let place = try place(at.map { authority[authority.index(after: $0)...] } ?? authority, encryption)
        let signIn = try at.map { at throws(CarrierSettingsError) in try self.signIn(authority[..<at]) }
        if signIn != nil, encryption == .none, !["127.0.0.1", "[::1]", "localhost"].contains(place.host) {
            throw .secretWithoutEncryption
        }
        var settings = SMTPSettings(
            encryption: encryption, host: place.host, port: place.port, signIn: signIn, sender: try sender())
        settings.authorities = options["ca"]
        settings.verifiesCertificate = try verifies()
        settings.connectTimeout = try milliseconds("connect-timeout") ?? settings.connectTimeout
        settings.timeout = try milliseconds("timeout") ?? settings.timeout
        settings.greeting = try greeting()
        return settings
    }

    private func place(
        _ text: Substring, _ encryption: SMTPSettings.Encryption
    ) throws(CarrierSettingsError) -> (host: String, port: Int) {
        var host = text
        var port = encryption == .tls ? 465 : encryption == .startTLS ? 587 : 25
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else {
                throw .wrongPort
            }
            port = number
            host = text[..<colon]
        }
        guard Self.isHost(host) else { throw .wrongHost }
        return (String(host), port)
    }

    private func signIn(_ text: Substring) throws(CarrierSettingsError) -> SMTPSettings.SignIn {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { throw .wrongSignIn }
        let (user, secret) = (try Self.unescaped(parts[0]), try Self.unescaped(parts[1]))
        guard !(user + secret).utf8.contains(where: { $0 < 0x20 }) else { throw .wrongSignIn }
        return SMTPSettings.SignIn(user: user, secret: secret)
    }

    private func verifies() throws(CarrierSettingsError) -> Bool {
        switch options["verify"] {
        case nil, "yes": return true
        case "no": return false
        default: throw .wrongValue(option: "verify")
        }
    }

    private func milliseconds(_ name: String) throws(CarrierSettingsError) -> Int? {
        guard let text = options[name] else { return nil }
        guard let seconds = Double(text), (0.1...600).contains(seconds) else { throw .wrongValue(option: name) }
        return Int(seconds * 1000)
    }

    private func greeting() throws(CarrierSettingsError) -> String? {
        guard let name = options["helo"] else { return nil }
        guard Self.isHost(name[...]) else { throw .wrongValue(option: "helo") }
        return name
    }

    /// Letters, digits, dots, hyphens, or an IPv6 address in brackets: nothing that could make another URL of it.
    private static func isHost(_ host: Substring) -> Bool {
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let inside = isBracketed ? host.dropFirst().dropLast() : host
        return (1...253).contains(inside.utf8.count)
            && inside.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                    UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."):
                    true
                case UInt8(ascii: ":"): isBracketed
                case UInt8(ascii: "-"): !isBracketed
                default: false
                }
            }
    }

    /// An option's name for a message, unless it could be a piece of a secret that was not escaped.
    private static func known(_ name: String) -> String {
        let isPlain = name.utf8.count <= 16 && name.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 }
        return isPlain ? "“\(name)”" : "after ?"
    }

    private static func unescaped(_ text: Substring) throws(CarrierSettingsError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) else { throw .wrongEscape }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let string = String(validating: bytes, as: UTF8.self) else { throw .wrongEscape }
        return string
    }
}
