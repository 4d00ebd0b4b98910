import Foundation
import Testing

@testable import Web

/// Every sentence that the program says exists in French and English, and no sentence is left that nobody says.
@Suite struct PhraseTests {
    static let languages = LayeringTests.root.appendingPathComponent("Resources/languages")

    static func keys(_ tag: String) throws -> [String: Phrase] {
        var found: [String: Phrase] = [:]
        let folder = languages.appendingPathComponent(tag)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where name.hasSuffix(".json") && name != "language.json" {
            let data = try Data(contentsOf: folder.appendingPathComponent(name))
            for (key, phrase) in try JSONDecoder().decode([String: Phrase].self, from: data) {
                #expect(found[key] == nil, "\(tag)/\(name): \(key) stands twice")
                found[key] = phrase
            }
        }
        return found
    }

    /// Keys written in the sources, whole (`"home.title"`) or as a beginning (`"filter.gender.\(…)"`).
    static func spoken() throws -> (whole: Set<String>, beginnings: Set<String>) {
        var whole: Set<String> = []
        var beginnings: Set<String> = []
        let pattern = try Regex(#""([a-z][A-Za-z]*(?:\.[A-Za-z0-9-]+)*\.?)(\\\(|")"#)
        for file in LayeringTests.swiftFiles("Web") + LayeringTests.swiftFiles("Areas") {
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: pattern) {
                guard let key = match.output[1].substring, let end = match.output[2].substring, key.contains(".") else {
                    continue
                }
                if end == "\"" { whole.insert(String(key)) } else { beginnings.insert(String(key)) }
            }
        }
        return (whole, beginnings)
    }

    @Test(arguments: ["fr", "ar", "es"])
    func languageHasTheSameSentencesAsEnglish(_ tag: String) throws {
        let english = try Self.keys("en")
        let other = try Self.keys(tag)
        #expect(Set(other.keys).subtracting(english.keys).sorted() == [])
        #expect(Set(english.keys).subtracting(other.keys).sorted() == [])
        for (key, phrase) in english {
            guard let translated = other[key] else { continue }
            #expect(Self.holes(phrase) == Self.holes(translated), "\(tag) \(key): other holes than in English")
        }
    }

    /// What the public reads; the desk's sentences need not be in every language.
    static let publicFiles = ["guide.json", "plan.json", "rights.json", "events.json", "offline.json"]

    static func packs() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: languages.path).filter { !$0.hasPrefix(".") }.sorted()
    }

    @Test func everyLanguageHasAllThatThePublicReads() throws {
        func phrases(_ tag: String, _ file: String) throws -> [String: Phrase] {
            try JSONDecoder().decode(
                [String: Phrase].self, from: Data(contentsOf: Self.languages.appendingPathComponent("\(tag)/\(file)")))
        }
        let packs = try Self.packs()
        #expect(packs.count >= 20)
        for tag in packs {
            for file in Self.publicFiles {
                let english = try phrases("en", file)
                let other = try phrases(tag, file)
                #expect(Set(other.keys).symmetricDifference(english.keys).sorted() == [], "\(tag)/\(file)")
                for (key, phrase) in english {
                    guard let translated = other[key] else { continue }
                    #expect(Self.holes(phrase) == Self.holes(translated), "\(tag) \(key): other holes than in English")
                    if case .plain(let text) = translated { #expect(!text.isEmpty, "\(tag) \(key)") }
                }
            }
        }
    }

    @Test func nothingIsSaidThatNoLanguageKnows() throws {
        let english = Set(try Self.keys("en").keys)
        let (whole, _) = try Self.spoken()
        let families = Set(english.map { String($0.prefix { $0 != "." }) })
        let unknown = whole.filter { key in
            families.contains(String(key.prefix { $0 != "." })) && !english.contains(key) && !Self.isNoPhrase(key)
        }
        #expect(unknown.sorted() == [])
    }

    @Test func noSentenceIsLeftOver() throws {
        let (whole, families) = try Self.spoken()
        // Paragraphs of the information pages are numbered: `InformationPages.paragraphs`.
        let beginnings = families.union(["about.", "accessibility.", "privacy."])
        let idle = try Self.keys("en").keys.filter { key in
            !whole.contains(key) && !beginnings.contains { !$0.isEmpty && key.hasPrefix($0) }
        }
        #expect(idle.sorted() == [])
    }

    @Test func pluralsHaveEveryFormOfTheirLanguage() throws {
        for tag in try Self.packs() {
            // Of millions alone: nothing in a city is counted so far.
            let categories = Set((0...1_000).map { PluralRule.category(of: $0, in: tag) })
            for (key, phrase) in try Self.keys(tag) {
                if case .plural(let forms) = phrase { #expect(categories.isSubset(of: forms.keys), "\(tag) \(key)") }
            }
        }
    }

    /// File names that look like keys.
    static func isNoPhrase(_ key: String) -> Bool {
        [".js", ".css", ".svg", ".json", ".xml", ".txt", ".ico", ".swift", ".yaml", ".ics", ".pdf"].contains {
            key.hasSuffix($0)
        }
    }

    static func holes(_ phrase: Phrase) -> Set<String> {
        let texts: [String]
        switch phrase {
        case .plain(let text): texts = [text]
        // A plural form may leave the count unsaid ("two places"): only the other holes must agree.
        case .plural(let forms): texts = Array(forms.values)
        }
        var holes: Set<String> = []
        for text in texts {
            for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
                if let end = part.firstIndex(of: "}") { holes.insert(String(part[..<end])) }
            }
        }
        return holes.subtracting(["count"])
    }
}

extension PhraseTests {
    /// Arabic sets the members of a list apart with «،»: the sign comes from the language files.
    @Test func noPageSetsAListApartWithASignOfItsOwn() throws {
        var found: [String] = []
        for file in LayeringTests.swiftFiles("Web") + LayeringTests.swiftFiles("Areas") {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            where line.contains("joined(separator: \", \")") || line.contains("joined(\", \")") {
                // What programs read is English; an address is written as on an envelope; the map of data is a file.
                let isForPrograms = ["reason: ", "must ", "One of ", "let known = ", "let allowed = ", "header.cells"]
                    .contains {
                        line.contains($0)
                    }
                let isElsewhere = ["Files", "Rules", "DataMapPage.swift", "Middleware"].contains {
                    file.path.contains($0)
                }
                let isAddress =
                    line.contains("address") || line.contains("postcode") || line.contains("lines.joined")
                    || line.contains(".compactMap { $0 }.filter { !$0.isEmpty }.joined")
                if !isForPrograms, !isElsewhere, !isAddress { found.append("\(file.lastPathComponent): \(line)") }
            }
        }
        #expect(found == [])
    }

    @Test(arguments: [("en", "a, b"), ("fr", "a, b"), ("ar", "a، b"), ("es", "a, b")])
    func aListReadsAsItsLanguageWritesIt(_ language: String, _ expected: String) throws {
        let (books, _) = try TestCity.resources.get()
        #expect(books.book(language).list(["a", "b"]) == expected)
        #expect(books.book(language).list(["a", "b"] as [HTML]).text == expected)
        #expect(books.book(language).list(["a"]) == "a")
    }
}
