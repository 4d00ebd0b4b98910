import Post
import Testing

@Suite(.timeLimit(.minutes(2))) struct SMTPTests {
    private static func sender() throws -> Sender { try Sender(EmailAddress("guide@ville.example")) }

    @Test func `a letter arrives byte for byte, in every script`() async throws {
        let sink = try await MailSink()
        let tigrinya = "ሰላም ኣሚና፡\nሓደ ነገር ይጽበየኪ ኣሎ።\n"
        let letters = [
            try Letter.sample(
                id: "ar", subject: "شيء ما في انتظارك: \u{2068}Paris\u{2069} 18:00", text: "مرحبا\n", language: "ar"),
            try Letter.sample(
                id: "ti", subject: "ሓደ ነገር ይጽበየኪ ኣሎ", text: tigrinya, html: "<p>\(tigrinya)</p>", language: "ti"),
            try Letter.sample(id: "dots", text: ".\n..\n.hidden\nFrom here\n.\n\n.\n"),
            try Letter.sample(
                id: "long",
                text: String(repeating: "x", count: 5000) + "\n" + String(repeating: "é ", count: 3000) + "\n"),
            try Letter.sample(id: "blank", subject: " ", text: "\n \t\n= =20 =\n"),
        ]
        let carrier = try sink.carrier()
        for letter in letters { try await carrier.carry(letter) }
        let received = try sink.received
        #expect(received.count == letters.count)
        for (letter, came) in zip(letters, received) {
            #expect(came.bytes == MessageText(letter, from: try Self.sender()).bytes)
            #expect(came.understood.defects == [])
            #expect(came.understood.subject == letter.subject)
            #expect(came.understood.text == letter.text)
            #expect(came.understood.html == letter.html.map { $0 + "\n" })
            #expect(came.understood.headers["auto-submitted"] == "auto-generated")
            #expect(came.understood.headers["message-id"] == "<\(letter.id)@ville.example>")
            #expect(came.understood.sender == "guide@ville.example")
            #expect(came.understood.recipients == letter.to.map(\.text))
        }
    }

    @Test func `a sender's name arrives in its own script`() async throws {
        let sink = try await MailSink()
        for name in ["Guide%20%22de%22%20Paris", "%D8%AF%D9%84%D9%8A%D9%84%20%D8%A8%D8%A7%D8%B1%D9%8A%D8%B3"] {
            try await sink.carrier(options: "&name=\(name)&helo=app.ville.example").carry(try .sample())
        }
        #expect(try sink.received.map(\.understood.fromName) == ["Guide \"de\" Paris", "دليل باريس"])
        #expect(try sink.received.allSatisfy { $0.understood.greeting == "app.ville.example" })
    }

    @Test func `two readers get one letter`() async throws {
        let sink = try await MailSink()
        try await sink.carrier().carry(try .sample(to: ["a@example.org", "b@example.org"]))
        #expect(try sink.received.map(\.understood.recipients) == [["a@example.org", "b@example.org"]])
    }

    @Test(arguments: [["good@example.org", "refused@example.org"], ["refused@example.org", "good@example.org"]])
    func `if one of two readers is refused, nobody gets the letter`(readers: [String]) async throws {
        let sink = try await MailSink()
        await #expect(throws: CarrierError.permanent(.refused, code: 550)) {
            try await sink.carrier().carry(.sample(to: readers))
        }
        #expect(try sink.received.isEmpty)
    }

    @Test func `not now is not never, and the second attempt carries the same letter`() async throws {
        let sink = try await MailSink()
        let (carrier, letter) = (try sink.carrier(), try Letter.sample(to: ["later@example.org"]))
        await #expect(throws: CarrierError.temporary(.notNow, code: 451)) { try await carrier.carry(letter) }
        try await carrier.carry(letter)
        #expect(try sink.received.map(\.bytes) == [MessageText(letter, from: try Self.sender()).bytes])
    }

    @Test(arguments: [
        ("refused", CarrierError.permanent(.refused, code: 550)), ("unwanted", .permanent(.refused, code: 554)),
        ("full", .temporary(.notNow, code: 452)),
    ])
    func `a refusal tells whether to try again, and not who was refused`(mailbox: String, expected: CarrierError)
        async throws
    {
        let sink = try await MailSink()
        let error = await #expect(throws: CarrierError.self) {
            try await sink.carrier().carry(.sample(to: ["\(mailbox)@planted.example"]))
        }
        #expect(error == expected)
        #expect(error.map { !"\($0) \(String(reflecting: $0))".contains("planted") } ?? false)
    }

    @Test func `a server that never answers costs no more than the time it was given`() async throws {
        let sink = try await MailSink("--silent")
        let clock = ContinuousClock()
        let start = clock.now
        let line = "smtp://127.0.0.1:\(sink.server.port)?from=guide@ville.example&timeout=0.7"
        let carrier = try #require(try CarrierSettings(line).carrier())
        await #expect(throws: CarrierError.temporary(.timeout, code: nil)) { try await carrier.carry(.sample()) }
        #expect(clock.now - start >= .milliseconds(600) && clock.now - start < .seconds(10))
    }

    @Test func `slow servers do not hold the threads that everybody shares`() async throws {
        let sink = try await MailSink("--silent")
        let line = "smtp://127.0.0.1:\(sink.server.port)?from=guide@ville.example&timeout=30"
        guard case .smtp(let settings) = try CarrierSettings(line) else { return }
        let carrier = SMTPCarrier(settings: settings, lanes: 8)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<8 { group.addTask { try await carrier.carry(.sample(id: "n\(index)")) } }
            // All lanes wait for the server; other work goes on, and cancelling ends the waiting.
            for _ in 0..<1000 { await Task.yield() }
            group.cancelAll()
            while let outcome = await group.nextResult() {
                #expect(throws: CarrierError.temporary(.cancelled, code: nil)) { try outcome.get() }
            }
        }
    }

    @Test func `a server that dies in the middle leaves the letter to be tried again`() async throws {
        let sink = try await MailSink()
        let carrier = try sink.carrier()
        async let outcome: CarrierError? = {
            do {
                try await carrier.carry(.sample(to: ["stalls@example.org"]))
                return nil
            } catch { return error as? CarrierError }
        }()
        #expect(try await sink.server.line() == "stalled")
        await sink.server.kill()
        let error = await outcome
        #expect(error?.isTemporary == true && error?.cause == .interrupted)
        // Nobody listens any more: the next attempt finds no server.
        await #expect(throws: CarrierError.temporary(.unreachable, code: nil)) { try await carrier.carry(.sample()) }
    }
}
