internal import Foundation
internal import Rules
internal import Web

/// The sentences of the interface in one language, for native readers elsewhere: out as units, back as a folder that takes the place of the
/// pack's.
struct PhrasePack {
    /// What the public reads.
    static let files = ["guide.json", "plan.json", "rights.json"]

    /// `Resources/languages`
    let folder: URL
    let source: String
    let language: String

    init(folder: URL, language: String, source: String = "en") {
        self.folder = folder
        self.source = source
        self.language = language
    }

    /// One sentence, or one form of it.
    private struct Sentence {
        var id: String
        var key: String
        /// Plural category; `nil`: it has no forms.
        var form: String?
        var source: String
    }

    func export() throws -> TranslationFile {
        var units: [TranslationUnit] = []
        for file in Self.files {
            let own = try phrases(language, file)
            units += try sentences(file).map { sentence in
                let target = Self.words(own[sentence.key], sentence.form)
                return TranslationUnit(
                    id: sentence.id, state: target == nil ? .initial : .translated, source: sentence.source,
                    target: target, notes: [note(sentence)])
            }
        }
        return TranslationFile(source: source, language: language, units: units)
    }

    private func note(_ sentence: Sentence) -> String {
        guard let form = sentence.form else { return sentence.key }
        let numbers = (0...120).filter { PluralRule.category(of: $0, in: language).rawValue == form }.prefix(5)
        return "\(sentence.key) (\(form): \(numbers.map { String($0) }.joined(separator: " ")))"
    }

    /// The pack's files with what came back in place of what was.
    /// - Returns: file name → text, and the units that cannot be taken.
    func taking(_ units: [TranslationUnit]) throws -> (files: [String: String], refused: [TranslationUnit]) {
        var given = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
        var refused: [TranslationUnit] = []
        var texts: [String: String] = [:]
        for file in Self.files {
            let own = try phrases(language, file)
            var lines: [String] = []
            let all = try sentences(file)
            for key in try keys(file) {
                let sentences = all.filter { $0.key == key }
                let words = sentences.map { sentence -> (form: String?, words: String?) in
                    let former = Self.words(own[key], sentence.form)
                    guard let unit = given.removeValue(forKey: sentence.id), let target = unit.target, !target.isEmpty
                    else { return (sentence.form, former) }
                    // A form for one or two may leave the number unsaid.
                    let optional: Set<String> = sentence.form == nil ? [] : ["count"]
                    let holes = [sentence.source, target].map { TranslationWarning.holes($0).subtracting(optional) }
                    guard holes[0] == holes[1], unit.source == sentence.source else {
                        refused.append(unit)
                        return (sentence.form, former)
                    }
                    return (sentence.form, target)
                }
                // Forms for millions, which no sentence of ours counts so far, stay as they are.
                let kept = PluralCategory.allCases.filter { form in
                    Self.words(own[key], form.rawValue) != nil && !sentences.contains { $0.form == form.rawValue }
                }.map { (form: Optional($0.rawValue), words: Self.words(own[key], $0.rawValue)) }
                let written = (words + kept).compactMap { pair in pair.words.map { (pair.form, $0) } }
                if let line = Self.line(key, written) { lines.append(line) }
            }
            texts[file] = "{\n" + lines.joined(separator: ",\n") + "\n}\n"
        }
        return (texts, refused + given.values.sorted { $0.line < $1.line })
    }

    private static func line(_ key: String, _ words: [(form: String?, words: String)]) -> String? {
        if let plain = words.first(where: { $0.form == nil }) { return "  \(json(key)): \(json(plain.words))" }
        guard !words.isEmpty else { return nil }
        let forms = words.map { "    \(json($0.form ?? "other")): \(json($0.words))" }
        return "  \(json(key)): {\n" + forms.joined(separator: ",\n") + "\n  }"
    }

    private static func json(_ text: String) -> String { String(decoding: JSONText(text).bytes, as: UTF8.self) }

    private static func words(_ phrase: Phrase?, _ form: String?) -> String? {
        switch (phrase, form) {
        case (.plain(let words), nil): words
        case (.plural(let forms), let form?): PluralCategory(rawValue: form).flatMap { forms[$0] }
        default: nil
        }
    }

    private func sentences(_ file: String) throws -> [Sentence] {
        let english = try phrases(source, file)
        let categories = PluralCategory.allCases.filter { category in
            (0...1_000).contains { PluralRule.category(of: $0, in: language) == category }
        }
        return try keys(file).flatMap { key -> [Sentence] in
            let id = "phrase:\(file):\(key)"
            switch english[key] {
            case .plain(let words): return [Sentence(id: id, key: key, form: nil, source: words)]
            case .plural(let forms):
                return categories.map { category in
                    Sentence(
                        id: "\(id):\(category.rawValue)", key: key, form: category.rawValue,
                        source: forms[category] ?? forms[.other] ?? "")
                }
            case nil: return []
            }
        }
    }

    private func phrases(_ tag: String, _ file: String) throws -> [String: Phrase] {
        let data = try Data(contentsOf: url(tag, file))
        return try JSONDecoder().decode([String: Phrase].self, from: data)
    }

    /// In the order of the source's file: a reviewer finds sentences of one page together.
    private func keys(_ file: String) throws -> [String] {
        let text = try String(contentsOf: url(source, file), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("  \""), let end = line.dropFirst(3).firstIndex(of: "\"") else { return nil }
            return String(line.dropFirst(3)[..<end])
        }
    }

    private func url(_ tag: String, _ file: String) -> URL {
        folder.appendingPathComponent(tag).appendingPathComponent(file)
    }
}
