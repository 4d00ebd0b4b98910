/// Chinese characters: no space parts their words.
enum Han {
    /// Characters in the longest wording that is looked for.
    private static let longestWording = 12

    static func holds(_ letter: UInt16) -> Bool { letter >= 0x3400 && letter <= 0x9FFF }

    /// Words of a run of characters: from each place the longest that `isKnown`; the others say nothing of what is sought.
    static func words(
        of run: [UInt16], isKnown: ([UInt16]) -> Bool
    ) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = 0
        while start < run.count {
            let longest = min(run.count, start + longestWording)
            let end = (start + 1...longest).reversed().first { isKnown(Array(run[start..<$0])) }
            if let end { words.append(start..<end) }
            start = end ?? start + 1
        }
        return words
    }

    /// Each two characters that stand together: the words of a text that nobody has cut.
    static func pairs(of run: [UInt16]) -> [[UInt16]] {
        run.count < 3 ? [run] : (0..<run.count - 1).map { Array(run[$0..<$0 + 2]) }
    }
}

/// Cuts a text into folded words. A run of Chinese characters is one word; see ``Han``.
enum Tokenizer {
    /// Longest word kept, in UTF-16 units; longer ones are cut.
    static let longestWord = 40

    /// Calls `body` with each word: its folded letters, whether only a hyphen parts it from the word before, and
    /// where it stands in the text. French elisions (`l'`, `qu'`) and the English `'s` are left out.
    static func forEachWord(
        in text: String, _ body: (_ letters: [UInt16], _ isGlued: Bool, _ place: Range<String.Index>) -> Void
    ) {
        var letters: [UInt16] = []
        letters.reserveCapacity(longestWord)
        var start = text.startIndex
        var isGlued = false
        var followsApostrophe = false
        let scalars = text.unicodeScalars

        func endWord(at end: String.Index, before mark: Folded) {
            defer { letters.removeAll(keepingCapacity: true) }
            guard !letters.isEmpty else {
                if case .separator = mark { isGlued = false }
                return
            }
            var isApostrophe = false
            if case .apostrophe = mark { isApostrophe = true }
            let isElision = isApostrophe && isElided(letters)
            let isPossessive = followsApostrophe && letters.count == 1 && letters[0] < 0x80
            if !isElision, !isPossessive { body(letters, isGlued, start..<end) }
            followsApostrophe = isApostrophe
            isGlued = false
            if case .hyphen = mark { isGlued = true }
        }

        var index = scalars.startIndex
        while index < scalars.endIndex {
            let folded = Folded.of(scalars[index])
            switch folded {
            case .letters(let first, let second):
                if let last = letters.last,
                    Han.holds(first) ? !Han.holds(last) || letters.count == longestWord : Han.holds(last)
                {
                    endWord(at: index, before: .separator)
                }
                if letters.isEmpty { start = index }
                if letters.count < longestWord {
                    letters.append(first)
                    if second != 0 { letters.append(second) }
                }
            case .nothing: break
            case .apostrophe, .hyphen, .separator: endWord(at: index, before: folded)
            }
            index = scalars.index(after: index)
        }
        endWord(at: scalars.endIndex, before: .separator)
    }

    /// `l'`, `d'`, `j'`… and `qu'`, `jusqu'`, `lorsqu'`, `puisqu'`.
    private static func isElided(_ letters: [UInt16]) -> Bool {
        if letters.count == 1 { return letters[0] < 0x80 }
        guard letters.count <= 6 else { return false }
        return letters[letters.count - 2] == 0x71 && letters[letters.count - 1] == 0x75
    }
}
