import Post
import Testing

@Suite struct CarrierSettingsTests {
    @Test func `one line says all of a server`() throws {
        let line =
            "smtp+starttls://guide%40ville.example:p%3Ass%2Fw@mail.ville.example:2587?from=guide@ville.example&name=Guide%20%C3%A9t%C3%A9"
            + "&ca=/etc/ca.pem&connect-timeout=3&timeout=9.5&helo=app.ville.example"
        guard case .smtp(let server) = try CarrierSettings(line) else { throw Unexpected() }
        #expect(server.encryption == .startTLS && server.host == "mail.ville.example" && server.port == 2587)
        #expect(server.signIn == SMTPSettings.SignIn(user: "guide@ville.example", secret: "p:ss/w"))
        #expect(server.sender.address.text == "guide@ville.example" && server.sender.name == "Guide été")
        #expect(
            server.authorities == "/etc/ca.pem" && server.verifiesCertificate && server.greeting == "app.ville.example")
        #expect(server.connectTimeout == 3000 && server.timeout == 9500)
    }

    @Test(arguments: [
        ("smtp://127.0.0.1?from=a@b.example", 25), ("smtps://mail.example?from=a@b.example", 465),
        ("smtp+starttls://mail.example?from=a@b.example", 587), ("smtp://[::1]:26?from=a@b.example", 26),
        ("smtp://[::1]?from=a@b.example", 25),
    ])
    func `a port that is not said is the usual one`(line: String, port: Int) throws {
        guard case .smtp(let server) = try CarrierSettings(line) else { throw Unexpected() }
        #expect(server.port == port)
    }

    @Test func `letters can go to a command, to a folder, or nowhere`() throws {
        let sender = try Sender(EmailAddress("a@b.example"))
        #expect(
            try CarrierSettings("sendmail:/usr/sbin/sendmail?from=a@b.example")
                == .sendmail(command: "/usr/sbin/sendmail", sender: sender))
        #expect(
            try CarrierSettings("folder:var/letters?from=a@b.example") == .folder(path: "var/letters", sender: sender))
        #expect(try CarrierSettings("none") == .none)
        #expect(try CarrierSettings("none").carrier() == nil)
    }

    @Test(arguments: [
        ("", CarrierSettingsError.unknownScheme), ("http://mail.example?from=a@b.example", .unknownScheme),
        ("smtps://mail.example", .noSender), ("smtps://mail.example?from=a", .wrongSender(.wrongAddress(.notOneAt))),
        ("smtps://mail.example?from=a@b.example&name=x%0D%0AX:y", .wrongSender(.controlCharacter(.senderName))),
        ("smtps:mail.example?from=a@b.example", .wrongHost), ("smtps://?from=a@b.example", .wrongHost),
        ("smtps://mail.example/x?from=a@b.example", .wrongHost),
        ("smtps://mail.example:0?from=a@b.example", .wrongPort),
        ("smtps://mail.example:x?from=a@b.example", .wrongPort),
        ("smtps://user@mail.example?from=a@b.example", .wrongSignIn),
        ("smtps://u:a:b@mail.example?from=a@b.example", .wrongSignIn),
        ("smtps://u:%0A@mail.example?from=a@b.example", .wrongSignIn),
        ("smtps://u:%zz@mail.example?from=a@b.example", .wrongEscape),
        ("smtps://u:%ff@mail.example?from=a@b.example", .wrongEscape),
        ("smtp://u:secret@mail.example?from=a@b.example", .secretWithoutEncryption),
        ("smtps://mail.example?from=a@b.example&verify=maybe", .wrongValue(option: "verify")),
        ("smtps://mail.example?from=a@b.example&timeout=nan", .wrongValue(option: "timeout")),
        ("smtps://mail.example?from=a@b.example&timeout=1e99", .wrongValue(option: "timeout")),
        ("smtps://mail.example?from=a@b.example&helo=a/b", .wrongValue(option: "helo")),
        ("smtps://mail.example?from=a@b.example&from=c@d.example", .repeatedOption("“from”")),
        ("smtps://mail.example?from=a@b.example&other=1", .unknownOption("“other”")),
        ("folder:?from=a@b.example", .noFolder), ("folder:x?from=a@b.example&ca=y", .unknownOption("“ca”")),
        ("sendmail:sendmail?from=a@b.example", .commandNotAbsolute),
    ])
    func `a wrong line says what is wrong with it`(line: String, fault: CarrierSettingsError) {
        #expect(throws: fault) { try CarrierSettings(line) }
    }

    @Test func `a secret is never printed`() throws {
        let settings = try CarrierSettings("smtps://planted-user:planted-secret@mail.example?from=a@b.example")
        var dumped = ""
        dump(settings, to: &dumped)
        dump(settings.carrier(), to: &dumped)
        for shown in ["\(settings)", String(reflecting: settings), dumped] { #expect(!shown.contains("planted")) }
        let unescaped = "smtps://mail.example?planted-Secret&from=a@b.example"
        let error = try #require(throws: CarrierSettingsError.self) { try CarrierSettings(unescaped) }
        #expect(!"\(error)".contains("planted"))
    }

    private struct Unexpected: Error {}
}
