/// The keys under which words are put down in an index and looked up in it.
enum PageTerms {
    private static let longestGram = 5
    private static let edge: UInt16 = 0x5F

    /// Parts of three to five letters of a word in Latin letters, its edges marked: what stays the same under endings,
    /// in compounds and with a typing fault. (McNamee and Mayfield, "Character N-Gram Tokenization", 2004.)
    static func grams(_ letters: [UInt16], _ language: PageLanguage) -> [UInt64] {
        let word = [edge] + Romanising.latin(language.bare(letters)) + [edge]
        return grams(of: word, from: language.shortestGram, to: longestGram)
    }

    static func grams(of word: [UInt16], from shortest: Int, to longest: Int) -> [UInt64] {
        var keys: [UInt64] = []
        for length in shortest...longest where length <= word.count {
            for start in 0...word.count - length { keys.append(PageKey.of(word[start..<start + length])) }
        }
        return keys
    }

    /// The consonants of a word, and its first three: names as other scripts write them.
    static func skeletons(_ letters: [UInt16], _ language: PageLanguage) -> [UInt64] {
        let skeleton = Romanising.skeleton(Romanising.latin(language.bare(letters)))
        guard skeleton.count >= 3 else { return [] }
        let whole = PageKey.of(skeleton)
        return skeleton.count == 3 ? [whole] : [whole, PageKey.of([edge] + skeleton.prefix(3))]
    }
}
