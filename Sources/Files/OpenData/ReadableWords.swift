internal import Foundation

/// Turns names and addresses in capitals into ones that people read: `2 RUE DE LA LINGERIE` → `2 rue de la Lingerie`.
///
/// What the words of a language are stands in a dictionary beside the mapping: the program knows none.
public struct ReadableWords: Sendable {
    /// The words of a language. Keys are in capitals without accents.
    public struct Dictionary: Sendable {
        var small: [String: String] = [:]
        var elided: Set<String> = []
        var ordinals: [String: String] = [:]
        var lower: [String: String] = [:]
        var words: [String: String] = [:]
        var abbreviations: [String: String] = [:]
    }

    /// Fields that begin with a capital.
    let names: Set<String>
    /// Fields that may begin with a small letter (`rue de la Lingerie`).
    let addresses: Set<String>
    let dictionary: Dictionary

    /// `readable: {dictionary: words/fr.yaml, names: [name], addresses: [address]}`
    public static func read(_ record: Record, folder: DataFolder) -> ReadableWords? {
        let names = record.strings("names")
        let addresses = record.strings("addresses")
        let place = record.needed("dictionary")
        record.finish()
        guard let name = place?.string() else { return nil }
        let path = folder.path(of: name)
        guard let file = YAMLFile.read(path: path, name: path, reading: record.reading)?.record() else { return nil }
        return ReadableWords(names: Set(names), addresses: Set(addresses), dictionary: Dictionary(file))
    }

    /// The words of a field that the mapping lists. Words that are not mostly in capitals only lose doubled spaces.
    public func readable(_ text: String, field: String) -> String? {
        let isName = names.contains(field)
        guard isName || addresses.contains(field) else { return nil }
        let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if text.count(where: \.isUppercase) < 2 * text.count(where: \.isLowercase) {
            return parts.joined(separator: " ")
        }
        var writer = ReadableWriter(dictionary: dictionary, isName: isName)
        for (index, part) in parts.enumerated() {
            writer.add(part, before: index + 1 < parts.count ? parts[index + 1] : nil)
        }
        guard isName, let first = writer.text.first else { return writer.text }
        return first.uppercased() + writer.text.dropFirst()
    }
}

extension ReadableWords.Dictionary {
    fileprivate init(_ file: Record) {
        for word in file.strings("small") { small[Self.bare(word)] = word }
        elided = Set(file.strings("elided").map(Self.bare))
        ordinals = Self.pairs(file, "ordinals")
        for word in file.strings("lower") { lower[Self.bare(word)] = word }
        for word in file.strings("accented") { words[Self.bare(word)] = word }
        words.merge(Self.pairs(file, "words"), uniquingKeysWith: { $1 })
        abbreviations = Self.pairs(file, "abbreviations")
        file.finish()
    }

    private static func pairs(_ file: Record, _ field: String) -> [String: String] {
        let pairs = file.field(field)?.pairs() ?? []
        return Swift.Dictionary(
            pairs.compactMap { pair in pair.value.string().map { (bare(pair.name), $0) } }, uniquingKeysWith: { $1 })
    }

    /// `Bibliothèque` → `BIBLIOTHEQUE`
    static func bare(_ word: String) -> String {
        let scalars = word.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
            $0.properties.generalCategory != .nonspacingMark
        }
        return String(String.UnicodeScalarView(scalars)).uppercased()
    }
}

/// Writes one text, word by word.
private struct ReadableWriter {
    let dictionary: ReadableWords.Dictionary
    let isName: Bool
    private(set) var text = ""
    /// A common word would stand here in small letters even in an address.
    private var isAtStart = true
    private var wasNumber = false
    private var gluesNext = false

    init(dictionary: ReadableWords.Dictionary, isName: Bool) {
        self.dictionary = dictionary
        self.isName = isName
    }

    /// Adds a part without spaces.
    mutating func add(_ part: String, before next: String?) {
        let bare = ReadableWords.Dictionary.bare(part)
        if let ending = dictionary.ordinals[bare], text.last?.isNumber == true {
            text += ending
            return
        }
        if !text.isEmpty, !gluesNext { text += " " }
        gluesNext = false
        if dictionary.elided.contains(bare), !wasNumber, let letter = next?.first, "AEIOUYHÉÈÊÔÎ".contains(letter) {
            text += (text.isEmpty ? part : part.lowercased()) + "’"
            gluesNext = true
            return
        }
        let isSuffix = wasNumber && part.count == 1 && (isName || dictionary.abbreviations[bare] == nil)
        wasNumber = part.contains(where: \.isNumber) || isSuffix
        if isSuffix {
            text += part
            return
        }
        if part.contains(where: \.isLowercase) {
            text += part
            isAtStart = false
        } else {
            addPieces(part)
        }
        if wasNumber { isAtStart = true }
    }

    /// Cuts a part at hyphens, apostrophes and other signs.
    private mutating func addPieces(_ part: String) {
        var word = ""
        for character in part {
            if character.isLetter || character.isNumber {
                word.append(character)
                continue
            }
            let isApostrophe = character == "'" || character == "’"
            if !word.isEmpty { text += cased(word, isElided: isApostrophe) }
            word = ""
            text.append(isApostrophe ? "’" : character)
            if "-/(,".contains(character), part.count == 1 || character == "(" { isAtStart = true }
        }
        if !word.isEmpty { text += cased(word, isElided: false) }
    }

    private mutating func cased(_ word: String, isElided: Bool) -> String {
        let bare = ReadableWords.Dictionary.bare(word)
        let begins = isAtStart
        let isFirst = text.isEmpty
        isAtStart = false
        if word.first?.isNumber == true { return number(word) }
        if !isName, let whole = dictionary.abbreviations[bare] {
            isAtStart = true
            return whole
        }
        if let known = dictionary.words[bare] { return known }
        if let common = dictionary.lower[bare], isName || begins {
            isAtStart = true
            return common
        }
        if let small = dictionary.small[bare] {
            return isFirst ? small.prefix(1).uppercased() + small.dropFirst() : small
        }
        if !isFirst, isElided, dictionary.elided.contains(bare) { return word.lowercased() }
        if let common = dictionary.lower[bare] { return common.prefix(1).uppercased() + common.dropFirst() }
        return word.prefix(1) + word.dropFirst().lowercased()
    }

    /// `2EME` → `2e`
    private func number(_ word: String) -> String {
        let digits = word.prefix(while: \.isNumber)
        return dictionary.ordinals[String(word.dropFirst(digits.count))].map { digits + $0 } ?? word
    }
}
