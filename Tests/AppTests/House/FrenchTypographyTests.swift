import Foundation
import Testing

@testable import Web

/// French keeps its signs on the line of the word before them (Imprimerie nationale, « Lexique des règles typographiques »): U+00A0
/// before a colon and inside guillemets, U+202F before ; ! ?.
@Suite("French phrases are set as French is printed")
struct FrenchTypographyTests {
    static let files = [
        "casework", "community", "desk", "events", "events-desk", "guide", "guide-desk", "identity", "offline", "plan",
        "rights",
        "rights-desk", "translations", "exchange-desk", "labels-desk",
    ]

    private static func texts(_ file: String, _ tag: String = "fr") throws -> [(key: String, text: String)] {
        let path = PhraseTests.languages.appendingPathComponent("\(tag)/\(file).json")
        let phrases = try JSONDecoder().decode([String: Phrase].self, from: Data(contentsOf: path))
        return phrases.flatMap { key, phrase -> [(String, String)] in
            switch phrase {
            case .plain(let text): [(key, text)]
            case .plural(let forms): forms.map { ("\(key).\($0.key.rawValue)", $0.value) }
            }
        }.sorted { $0.0 < $1.0 }
    }

    /// What stands wrong, with its neighbours. Clocks (9:30), addresses (https://) and typed examples (`Mo-Fr 09:00; Su off`) are no
    /// French sentences: their signs touch the word before, and what follows them is no French either.
    static func faults(_ text: String) -> [String] {
        let scalars = Array(text.unicodeScalars)
        func isSpace(_ index: Int) -> Bool {
            scalars.indices.contains(index) && scalars[index].properties.isWhitespace
        }
        return scalars.indices.compactMap { index in
            let before = index > 0 ? scalars[index - 1] : nil
            let isWrong: Bool =
                switch scalars[index] {
                case ":" where isSpace(index + 1) || index + 1 == scalars.count: before != "\u{A0}"
                case "!", "?": before != "\u{202F}"
                case ";": before != "\u{202F}" && !isExample(scalars, index)
                case "«": !scalars.indices.contains(index + 1) || scalars[index + 1] != "\u{A0}"
                case "»": before != "\u{A0}"
                case "\"": true
                default: false
                }
            guard isWrong else { return nil }
            return String(String.UnicodeScalarView(scalars[max(0, index - 12)...min(scalars.count - 1, index + 6)]))
        }
    }

    /// Opening hours in their own notation: a digit before the semicolon.
    private static func isExample(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        index > 0 && ("0"..."9").contains(scalars[index - 1])
    }

    @Test(arguments: files)
    func everySignKeepsItsPlace(file: String) throws {
        // A notice that persons have been given stays as they were given it.
        for (key, text) in try Self.texts(file) where !key.hasPrefix("casework.notice.1.") {
            let faults = Self.faults(text)
            #expect(faults.isEmpty, "fr/\(file).json: \(key): \(faults)")
        }
    }

    @Test("The rule itself: each sign, right and wrong")
    func rule() {
        for right in [
            "À lire\u{A0}: ceci", "Quoi\u{202F}?", "Ici\u{202F}; là\u{202F}!", "«\u{A0}mot\u{A0}»", "de 9:30 à 12:00",
            "https://example.org", "Mo-Fr 09:00-12:00; Su off", "Colonnes\u{A0}:",
        ] { #expect(Self.faults(right) == [], "\(right)") }
        for wrong in [
            "À lire : ceci", "À lire: ceci", "À lire\u{202F}: ceci", "Quoi ?", "Quoi\u{A0}?", "Quoi?", "Ici; là",
            "Ici ; là",
            "Non !", "« mot »", "«mot»", "\"mot\"", "Colonnes :",
        ] { #expect(Self.faults(wrong).count >= 1, "\(wrong)") }
    }

    @Test("No file is left out, and e-mail has one name")
    func oneName() throws {
        let folder = PhraseTests.languages.appendingPathComponent("fr").path
        let found = try FileManager.default.contentsOfDirectory(atPath: folder).map { $0.replacing(".json", with: "") }
        #expect(Set(found) == Set(Self.files + ["language"]))
        for file in Self.files {
            for (key, text) in try Self.texts(file) {
                let lower = text.lowercased()
                #expect(!lower.contains("courriel") && !lower.contains(" mail"), "fr/\(file).json: \(key)")
            }
        }
    }

    @Test("No language stands under two names in a list of choices", arguments: ["en", "fr", "es", "ar"])
    func eachLanguageOnce(tag: String) throws {
        var words: [String: String] = [:]
        for (key, text) in try Self.texts("guide", tag) where key.hasPrefix("language.") {
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init) {
                // « langue des signes française »
                guard key != "language.fsl" else { continue }
                #expect(words[word] == nil, "\(tag): \(word) is in \(key) and in \(words[word] ?? "")")
                words[word] = key
            }
        }
    }
}
