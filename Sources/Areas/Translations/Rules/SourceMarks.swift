import Foundation

/// What a source says now, and which earlier words are as good.
public struct SourceMarks: Sendable, Hashable {
    public let words: String
    public let mark: String
    private let valid: Set<String>

    /// - Parameter minor: changes that an editor called minor, in any order.
    public init(_ words: String, minor: [MinorChange] = []) {
        self.words = words
        let mark = Self.mark(words)
        var valid: Set<String> = [mark]
        var last = valid
        // Minor changes follow each other: what led to valid words by them is valid too.
        while !last.isEmpty {
            last = Set(minor.filter { last.contains($0.to) }.map(\.from)).subtracting(valid)
            valid.formUnion(last)
        }
        self.mark = mark
        self.valid = valid
    }

    public func holds(_ mark: String) -> Bool { valid.contains(mark) }

    /// The same for the same words, however their letters are composed (FNV-1a of 64 bits over NFC).
    public static func mark(_ words: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in words.precomposedStringWithCanonicalMapping.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let text = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }
}

/// From the words of one mark to those of another.
public struct MinorChange: Sendable, Hashable {
    public var from: String
    public var to: String

    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}
