import Rules
import Testing

/// French words in the letters of other readers: one rule for all words.
@Suite struct PhoneticSpellingTests {
    @Test(arguments: [
        ("ʁe.se.pi.se", "en", "ray-ssay-pee-ssay"), ("ʁe.se.pi.se", "ru", "рэ-сэ-пи-сэ"),
        ("ʁe.se.pi.se", "uk", "ре-се-пі-се"), ("ʁe.se.pi.se", "ar", "ريسيبيسي"), ("ʁe.se.pi.se", "am", "ሬሴፒሴ"),
        ("ʁe.se.pi.se", "fa", "رِسِپیسه"), ("ʁe.se.pi.se", "ur", "ریسیپیسے"), ("ʁe.se.pi.se", "tr", "re-se-pi-se"),
        ("kaf", "ru", "каф"), ("kaf", "ar", "كاف"), ("kaf", "ti", "ካፍ"), ("kaf", "fa", "کاف"), ("kaf", "so", "kaf"),
        ("ɔf.pʁa", "ar", "أوفبرا"), ("ɔf.pʁa", "ti", "ኦፍፕራ"), ("ɔf.pʁa", "ps", "اوفپرا"), ("ɔf.pʁa", "ka", "ოფ-პრა"),
        ("sɑ̃ kɛ̃z", "ru", "сан кэнз"), ("sɑ̃ kɛ̃z", "am", "ሳን ኬንዝ"), ("sɑ̃ kɛ̃z", "ur", "ساں کینز"),
        ("ɛ̃.tɛʁ.pʁɛt", "ar", "إنتيربريت"), ("a.kœj", "am", "ኣከይ"), ("a.de.a", "fa", "آدِا"),
    ])
    func wordIsSpelledByTheTable(_ ipa: String, _ language: String, _ expected: String) {
        #expect(PhoneticSpelling.spelled(ipa, for: language) == expected)
    }

    @Test(arguments: ["fr", "zh-Hans", "bo", "xx"])
    func languageWithoutATableHasThePhoneticAlphabetAlone(_ language: String) {
        #expect(PhoneticSpelling.spelled("kaf", for: language) == nil)
    }

    @Test func signThatIsNoSoundIsRefused() {
        #expect(PhoneticSpelling.unknown(in: "ka:f") == [":"])
        #expect(PhoneticSpelling.spelled("xaf", for: "ru") == nil)
        #expect(PhoneticSpelling.unknown(in: "sɑ̃ kɛ̃z") == [])
    }

    @Test(arguments: ["en", "es", "tr", "ru", "uk", "ka", "ar", "fa", "ps", "ur", "am", "ti"])
    func everySoundHasItsLetters(_ language: String) throws {
        // The Ethiopic sign of a consonant carries its vowel.
        let least = ["am", "ti"].contains(language) ? 2 : 3
        for sound in PhoneticSpelling.sounds {
            let alone = try #require(PhoneticSpelling.spelled(sound, for: language))
            let inside = try #require(PhoneticSpelling.spelled("k\(sound)k", for: language))
            #expect(!alone.isEmpty && inside.unicodeScalars.count >= least, "\(sound)")
        }
    }
}
