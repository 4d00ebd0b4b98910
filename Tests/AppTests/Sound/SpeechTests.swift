import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Testing
import Web

@testable import Areas
@testable import Speech

/// The sound of public texts, with a program that only writes down what it is given.
@Suite struct SpeechTests {
    static let speaking = #"printf 'RIFF%s' "$voice" > "$out""#

    static func application(_ voice: FakeVoice, _ limits: WorkshopLimits = SoundShop.limits) async throws
        -> some ApplicationProtocol
    {
        let city = try await TestCity.paris.value
        let (books, assets) = try TestCity.resources.get()
        let routes = CityRouter(
            city: city.city, reports: city.reports, books: books, assets: assets, metrics: Metrics(),
            options: CityRouter.Options(
                logsRequests: false, sound: SoundShop(try await voice.speech(), limits: limits),
                glossary: try TestCity.glossary.get()),
            now: { TestCity.now })
        return Application(router: routes.router)
    }

    @Test(arguments: [
        ("fr", "fr-fr"), ("fr-simple", "fr-fr"), ("en", "en-gb"), ("zh-Hans", nil), ("ar", "ar"), ("ti", nil),
        ("f", nil),
    ])
    func languageHasItsVoiceOrNone(_ tag: String, _ voice: String?) async throws {
        #expect(try await FakeVoice("").speech().voice(for: tag) == voice)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/espeak-ng"), "espeak-ng is not here"))
    func realProgramMakesASoundThatIsSmall() async throws {
        let speech = try await SpeechProgram.find()
        let parts = [SpokenPart("الاستماع إلى الدليل"), SpokenPart("Halte femmes", language: "fr")]
        let short = try await speech.sound(parts, in: "ar", within: .seconds(900))
        #expect(short.starts(with: speech.ending == "ogg" ? Array("OggS".utf8) : Array("RIFF".utf8)))
        let long = try await speech.sound(parts + parts + parts, in: "ar", within: .seconds(900))
        #expect(long.count > short.count, "every part is heard")
        if speech.ending == "ogg" { #expect(long.count < 60_000) }
        #expect(speech.voice(for: "ti") == nil && speech.voice(for: "uk") == "uk")
    }

    @Test func textCannotBecomeAMark() async throws {
        let speech = try await FakeVoice("").speech()
        let text = speech.markup(
            [
                SpokenPart("</p><audio src=\"x\"/> & \u{1}"), SpokenPart("Halte", language: "fr"),
                SpokenPart("ቦታ", language: "ti"),
            ], "ar")
        #expect(
            text
                == "<speak><p>&lt;/p&gt;&lt;audio src=\"x\"/&gt; &amp;  </p><voice xml:lang=\"fr-fr\"><p>Halte</p></voice><p>ቦታ</p></speak>"
        )
    }

    @Test func longTextEndsBeforeItsLimit() async throws {
        let speech = try await FakeVoice("").speech()
        let text = speech.markup(Array(repeating: SpokenPart(String(repeating: "a", count: 999)), count: 50), "ar")
        #expect(text.count < SpeechProgram.mostLetters + 200)
    }

    @Test func machineWithoutTheProgramSaysWhatToInstall() async {
        await #expect(throws: SpeechFault.missing) { try await SpeechProgram.find(program: "/nowhere/espeak-ng") }
        #expect("\(SpeechFault.missing)".contains("apt-get install espeak-ng"))
    }

    @Test(arguments: [
        "/fr/services/halte-femmes-shower", "/ar/themes/hygiene", "/en/emergency", "/fr/rights/oqtf",
        "/fr-simple/steps/bank-account",
    ])
    func pageLeadsToItsSound(_ page: String) async throws {
        let voice = try FakeVoice(Self.speaking)
        try await Self.application(voice).test(.router) { client in
            let shown = try await client.execute(uri: page, method: .get)
            #expect(String(buffer: shown.body).contains("src=\"\(page)/speech.wav\""))
            #expect(shown.headers[.contentSecurityPolicy]?.contains("media-src 'self'") == true)
            let sound = try await client.execute(uri: page + "/speech.wav", method: .get)
            #expect(sound.status == .ok && sound.headers[.contentType] == "audio/wav")
            #expect(String(buffer: sound.body).hasPrefix("RIFF"))
            let again = try await client.execute(uri: page + "/speech.wav?text=anything", method: .get)
            #expect(again.body == sound.body)
        }
        #expect(voice.said.count == 1, "made once, and nothing of the address is said")
        #expect(!voice.said[0].contains("anything"))
    }

    @Test func serviceIsSaidWithWhatOneNeedsToGoThere() async throws {
        let voice = try FakeVoice(Self.speaking)
        try await Self.application(voice).test(.router) { client in
            _ = try await client.execute(uri: "/ar/services/halte-femmes-shower/speech.wav", method: .get)
        }
        let text = try #require(voice.said.first)
        let guide = try await TestCity.paris.value.city.snapshot().guide
        let service = try #require(guide.service("halte-femmes-shower"))
        #expect(text.hasPrefix("ar <speak>"))
        let name = try #require(service.name["ar"])
        #expect(text.contains(name))
        if let address = guide.site(of: service).address {
            #expect(text.contains("<voice xml:lang=\"fr-fr\"><p>\(SpeechProgram.escaped(address))</p>"))
        }
    }

    @Test func protectedPlaceIsNotTold() async throws {
        let voice = try FakeVoice(Self.speaking)
        let guide = try await TestCity.paris.value.city.snapshot().guide
        let hidden = try #require(guide.services.first { guide.site(of: $0).protected })
        try await Self.application(voice).test(.router) { client in
            _ = try await client.execute(uri: "/fr/services/\(hidden.key)/speech.wav", method: .get)
        }
        let (books, _) = try TestCity.resources.get()
        #expect(try #require(voice.said.first).contains(books.book("fr")("place.protected")))
    }

    @Test(arguments: [
        "/ti/services/halte-femmes-shower/speech.wav", "/fr/services/nothing/speech.wav", "/fr/themes/x/speech.wav",
        "/fr/services/halte-femmes-shower/speech.ogg", "/fr/rights/nothing/speech.wav", "/de/emergency/speech.wav",
        "/fr/speech.wav",
    ])
    func whatIsNotThereIsNotSaid(_ path: String) async throws {
        let voice = try FakeVoice(Self.speaking)
        try await Self.application(voice).test(.router) { client in
            let answer = try await client.execute(uri: path, method: .get)
            #expect(answer.status == .notFound)
        }
        #expect(voice.said.isEmpty)
    }

    @Test func languageWithoutAVoiceHasNoPlayer() async throws {
        try await Self.application(try FakeVoice(Self.speaking)).test(.router) { client in
            let page = try await client.execute(uri: "/ti/services/halte-femmes-shower", method: .get)
            let text = String(buffer: page.body)
            #expect(!text.contains("<audio") && text.contains("data-read-aloud"))
        }
        let plain = try await TestCity.paris.value.get("/fr/services/halte-femmes-shower")
        #expect(!plain.text.contains("<audio"), "nor where the machine does not speak")
    }

    @Test func tooManyAreAskedToComeBack() async throws {
        var limits = SoundShop.limits
        limits.burst = 1
        limits.pause = .seconds(3_600)
        try await Self.application(try FakeVoice(Self.speaking), limits).test(.router) { client in
            let first = try await client.execute(uri: "/fr/emergency/speech.wav", method: .get)
            let other = try await client.execute(uri: "/en/emergency/speech.wav", method: .get)
            let kept = try await client.execute(uri: "/fr/emergency/speech.wav", method: .get)
            #expect([first.status, other.status, kept.status] == [.ok, .serviceUnavailable, .ok])
            #expect(other.headers[.retryAfter] == "30")
        }
    }

    @Test func programThatHangsIsEnded() async throws {
        var limits = SoundShop.limits
        limits.time = .milliseconds(300)
        let voice = try FakeVoice("sleep 600; printf 'RIFF' > \"$out\"")
        try await Self.application(voice, limits).test(.router) { client in
            let answer = try await client.execute(uri: "/fr/emergency/speech.wav", method: .get)
            #expect(answer.status == .serviceUnavailable, "waited for, it would have spoken")
        }
    }

    @Test(arguments: [
        (nil, "RIFFfr-fr", HTTPResponse.Status.ok), ("bytes=0-3", "RIFF", .partialContent),
        ("bytes=4-", "fr-fr", .partialContent), ("bytes=-2", "fr", .partialContent),
        ("bytes=4-9999", "fr-fr", .partialContent), ("bytes=99-", "RIFFfr-fr", .ok), ("bytes=3-1", "RIFFfr-fr", .ok),
        ("bytes=0-1,3-4", "RIFFfr-fr", .ok), ("bytes=x", "RIFFfr-fr", .ok),
    ])
    func playerMayAskForAStretch(_ range: String?, _ bytes: String, _ status: HTTPResponse.Status) async throws {
        try await Self.application(try FakeVoice(Self.speaking)).test(.router) { client in
            var headers: HTTPFields = [:]
            headers[.range] = range
            let answer = try await client.execute(uri: "/fr/emergency/speech.wav", method: .get, headers: headers)
            #expect(String(buffer: answer.body) == bytes && answer.status == status)
        }
    }
}
