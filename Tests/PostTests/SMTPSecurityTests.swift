import Foundation
import Post
import Testing

@Suite(.timeLimit(.minutes(2))) struct SMTPSecurityTests {
    @Test(arguments: [("start", "smtp+starttls"), ("whole", "smtps")])
    func `an encrypted server is believed if the city's authority signed it`(tls: String, scheme: String) async throws {
        let (here, other) = (try Authority(), try Authority())
        let paper = try here.certificate(for: "IP:127.0.0.1,DNS:localhost")
        let sink = try await MailSink("--tls", tls, "--certificate", paper.certificate, "--key", paper.key)
        let letter = try Letter.sample()
        try await sink.carrier(scheme, options: "&ca=\(here.file)").carry(letter)
        #expect(try sink.received.map(\.understood.encrypted) == [true])

        for options in ["", "&ca=\(other.file)", "&ca=/nowhere/ca.pem"] {
            let error = await #expect(throws: CarrierError.self) {
                try await sink.carrier(scheme, options: options).carry(letter)
            }
            #expect(error?.cause == .untrusted && error?.isTemporary == true && error?.needsOperator == true)
        }
        #expect(try sink.received.count == 1)
        try await sink.carrier(scheme, options: "&verify=no").carry(letter)
        #expect(try sink.received.count == 2)
    }

    @Test func `a certificate for another name is not believed`() async throws {
        let authority = try Authority()
        let paper = try authority.certificate(for: "DNS:elsewhere.example")
        let sink = try await MailSink("--tls", "start", "--certificate", paper.certificate, "--key", paper.key)
        let error = await #expect(throws: CarrierError.self) {
            try await sink.carrier("smtp+starttls", options: "&ca=\(authority.file)").carry(.sample())
        }
        #expect(error?.cause == .untrusted)
    }

    @Test func `a server that offers no encryption gets nothing when encryption was asked for`() async throws {
        let sink = try await MailSink()
        let error = await #expect(throws: CarrierError.self) {
            try await sink.carrier("smtp+starttls").carry(.sample())
        }
        #expect(error?.cause == .untrusted)
        #expect(try sink.received.isEmpty)
    }

    @Test func `user and password open the server, wrong ones keep the letter waiting`() async throws {
        let authority = try Authority()
        let paper = try authority.certificate(for: "IP:127.0.0.1")
        let sink = try await MailSink(
            "--tls", "start", "--certificate", paper.certificate, "--key", paper.key, "--user", "guide@ville",
            "--secret", "s:e/cret é")
        let options = "&ca=\(authority.file)"
        try await sink.carrier("smtp+starttls", signIn: "guide%40ville:s%3Ae%2Fcret%20%C3%A9@", options: options).carry(
            .sample())
        #expect(try sink.received.map(\.understood.signedIn) == [true])

        for signIn in ["guide%40ville:planted@", ""] {
            let error = await #expect(throws: CarrierError.self) {
                try await sink.carrier("smtp+starttls", signIn: signIn, options: options).carry(.sample())
            }
            #expect(error == .temporary(.signIn, code: signIn.isEmpty ? 530 : 535))
            #expect(error.map { !"\($0)".contains("planted") } ?? false)
        }
        #expect(try sink.received.count == 1)
    }
}

/// An authority of the test's own, and the certificates that it signs.
private struct Authority {
    private let folder: TemporaryFolder
    var file: String { "\(folder.path)/ca.pem" }

    init() throws {
        folder = try TemporaryFolder()
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj",
            "/CN=Test authority \(UUID().uuidString)", "-keyout", "\(folder.path)/ca.key", "-out", file)
    }

    func certificate(for names: String) throws -> (certificate: String, key: String) {
        let (request, key, certificate) = ("\(folder.path)/r.csr", "\(folder.path)/s.key", "\(folder.path)/s.pem")
        let extensions = "\(folder.path)/names"
        try "subjectAltName=\(names)\n".write(toFile: extensions, atomically: true, encoding: .utf8)
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=server",
            "-keyout", key,
            "-out", request)
        try openssl(
            "x509", "-req", "-in", request, "-CA", file, "-CAkey", "\(folder.path)/ca.key", "-CAcreateserial", "-days",
            "2",
            "-extfile", extensions, "-out", certificate)
        return (certificate, key)
    }

    private func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments[0])")
    }
}
