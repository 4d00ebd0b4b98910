/// What changed from one text to another, word by word (longest common subsequence).
public struct WordDiff: Sendable, Hashable {
    public enum Piece: Sendable, Hashable {
        case same(String)
        case deleted(String)
        case inserted(String)
    }

    public private(set) var pieces: [Piece] = []

    /// Beyond so many words on both sides the middle is shown as one change: nobody reads more, and the table would be large.
    private static let mostWords = 1_200

    public init(from old: String, to new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        var head = 0
        while head < before.count, head < after.count, before[head] == after[head] { head += 1 }
        var tail = 0
        while tail < before.count - head, tail < after.count - head,
            before[before.count - 1 - tail] == after[after.count - 1 - tail]
        { tail += 1 }
        for word in before[..<head] { add(.same(word)) }
        middle(Array(before[head..<(before.count - tail)]), Array(after[head..<(after.count - tail)]))
        for word in before[(before.count - tail)...] { add(.same(word)) }
    }

    /// Words with the space after them; of scripts without spaces each letter.
    static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for letter in text {
            let stands = letter.unicodeScalars.first.map { (0x2E80...0x9FFF).contains($0.value) } ?? false
            if stands || (word.last?.isWhitespace == true && !letter.isWhitespace) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            word.append(letter)
        }
        return word.isEmpty ? words : words + [word]
    }

    private mutating func middle(_ before: [String], _ after: [String]) {
        guard before.count <= Self.mostWords, after.count <= Self.mostWords else {
            add(.deleted(before.joined()))
            add(.inserted(after.joined()))
            return
        }
        let width = after.count + 1
        var common = [Int32](repeating: 0, count: (before.count + 1) * width)
        for i in before.indices.reversed() {
            for j in after.indices.reversed() {
                common[i * width + j] =
                    before[i] == after[j]
                    ? common[(i + 1) * width + j + 1] + 1 : max(common[(i + 1) * width + j], common[i * width + j + 1])
            }
        }
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if i < before.count, j < after.count, before[i] == after[j] {
                add(.same(before[i]))
                (i, j) = (i + 1, j + 1)
            } else if i < before.count,
                j == after.count || common[(i + 1) * width + j] >= common[i * width + j + 1]
            {
                add(.deleted(before[i]))
                i += 1
            } else {
                add(.inserted(after[j]))
                j += 1
            }
        }
    }

    /// Words of one kind that follow each other are one piece.
    private mutating func add(_ piece: Piece) {
        switch (pieces.last, piece) {
        case (.same(let left), .same(let right)): pieces[pieces.count - 1] = .same(left + right)
        case (.deleted(let left), .deleted(let right)): pieces[pieces.count - 1] = .deleted(left + right)
        case (.inserted(let left), .inserted(let right)): pieces[pieces.count - 1] = .inserted(left + right)
        default: pieces.append(piece)
        }
    }
}
