import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Testing
import Web

@testable import Areas
@testable import Files

/// The words of offices: read with care, shown in the reader's letters, found by the search.
@Suite struct GlossaryTests {
    @Test func franceHasItsWordsAndEachIsSpelledInEveryScript() throws {
        let glossary = try TestCity.glossary.get()
        #expect(glossary.words.count >= 40)
        for key in ["ofpra", "ofii", "caf", "cada", "domiciliation", "recepisse", "ame", "pass", "cent-quinze"] {
            #expect(glossary.word(key) != nil, "\(key)")
        }
        for word in glossary.words {
            for tag in ["en", "ar", "fa", "ur", "ru", "ti"] {
                #expect(PhoneticSpelling.spelled(word.ipa, for: tag) != nil, "\(word.key) \(tag)")
            }
        }
    }

    static func reading(_ text: String) throws -> [Fault] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try text.write(to: file, atomically: true, encoding: .utf8)
        do {
            _ = try GlossaryReading.read(file.path)
            return []
        } catch let faults as FileFaults {
            return faults.faults
        }
    }

    static let good = """
        country: FR
        language: fr
        words:
          - key: caf
            word: CAF
            ipa: kaf
            meaning: {fr: a, fr-simple: b, en: c, ar: d}
        """

    @Test(arguments: [
        ("ipa: kaf", "ipa: kxf", 6), ("word: CAF", "wort: CAF", 5), (", ar: d", "", 7), ("key: caf", "key: CAF caf", 4),
    ])
    func whatIsWrongIsToldWithItsLine(_ right: String, _ wrong: String, _ line: Int) throws {
        #expect(try Self.reading(Self.good) == [])
        let faults = try Self.reading(Self.good.replacing(right, with: wrong))
        #expect(faults.contains { $0.line == line }, "\(faults)")
    }

    @Test func wordStandsInTheLettersOfTheReader() async throws {
        let city = try await TestCity.paris.value
        let arabic = try await city.get("/ar/glossary").text
        #expect(arabic.contains("<strong>ريسيبيسي</strong>") && arabic.contains("/ʁe.se.pi.se/"))
        #expect(arabic.contains("<span lang=\"fr\" dir=\"ltr\">Récépissé</span>"))
        let tigrinya = try await city.get("/ti/glossary").text
        #expect(tigrinya.contains("<strong>ሬሴፒሴ</strong>"))
        let french = try await city.get("/fr/glossary").text
        #expect(french.contains("/kaf/") && !french.contains("class=\"said\"><strong>"))
    }

    @Test(arguments: [
        ("ofpra", "ofpra"), ("OFPRA", "ofpra"), ("recepisse", "recepisse"), ("récépissé", "recepisse"),
        ("c est quoi la caf", "caf"), ("caisse d'allocations familiales", "caf"), ("115", "cent-quinze"),
    ])
    func searchFindsTheWord(_ typed: String, _ key: String) async throws {
        #expect(try TestCity.glossary.get().find(typed).map(\.key).contains(key))
        let words = typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let page = try await TestCity.paris.value.get("/fr/search?q=\(words)").text
        #expect(page.contains("href=\"/fr/glossary#\(key)\""))
    }

    @Test(arguments: ["", "douche", "cafeteria", "passeport"])
    func otherWordsFindNone(_ typed: String) throws {
        #expect(try TestCity.glossary.get().find(typed).isEmpty)
    }

    @Test func cityOfAnotherCountryHasNotTheseWords() async throws {
        #expect(try await TestCity.demo.value.get("/en/glossary").status == .notFound)
        #expect(try await !TestCity.demo.value.get("/en/").text.contains("/glossary"))
    }

    @Test func wordIsSaidAsInItsOwnCountryWhateverThePage() async throws {
        let voice = try FakeVoice(SpeechTests.speaking)
        try await SpeechTests.application(voice).test(.router) { client in
            let page = try await client.execute(uri: "/ti/glossary", method: .get)
            #expect(String(buffer: page.body).contains("href=\"/ti/glossary/ame/speech.wav\""))
            let sound = try await client.execute(uri: "/ti/glossary/ame/speech.wav", method: .get)
            #expect(sound.status == .ok && String(buffer: sound.body) == "RIFFfr-fr")
            let unknown = try await client.execute(uri: "/ti/glossary/x/speech.wav", method: .get)
            #expect(unknown.status == .notFound)
        }
        #expect(voice.said == ["fr-fr <speak><p>A M E</p><p>Aide médicale de l’État</p></speak>"])
    }
}
