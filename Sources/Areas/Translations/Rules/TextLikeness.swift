import Foundation

/// How alike two texts are, and keys by which alike ones are found without looking at all.
///
/// Likeness is Dice's coefficient of sets of trigrams (Dice, 1945). The keys are minimal hashes of the trigrams in bands
/// (Broder, 1997; Indyk and Motwani, 1998): texts that share half of their trigrams share a key in nine of ten cases, texts that have nothing in
/// common in one of five hundred.
public struct TextLikeness: Sendable, Hashable {
    /// Bands × hashes in each: chosen for texts that share half of their trigrams or more.
    static let bands = 16
    static let depth = 3

    private let grams: Set<UInt64>

    public init(_ text: String) {
        var letters = Array(
            text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil).unicodeScalars.map(\.value))
        letters = [32] + letters + [32]
        var grams: Set<UInt64> = []
        for start in letters.indices.dropLast(2) {
            grams.insert(
                UInt64(letters[start]) | UInt64(letters[start + 1]) << 21 | UInt64(letters[start + 2]) << 42)
        }
        self.grams = grams
    }

    /// 0 to 100.
    public func percent(_ other: TextLikeness) -> Int {
        guard !grams.isEmpty, !other.grams.isEmpty else { return grams == other.grams ? 100 : 0 }
        let shared =
            grams.count < other.grams.count
            ? grams.count(where: other.grams.contains) : other.grams.count(where: grams.contains)
        return shared * 200 / (grams.count + other.grams.count)
    }

    /// One key a band. Keys of two pairs of languages have nothing in common.
    /// - Parameter pair: `fr>ti`
    public func keys(_ pair: String) -> [Int64] {
        let seed = pair.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return (0..<Self.bands).map { band in
            var key = seed ^ UInt64(band)
            for row in 0..<Self.depth {
                let salt = Self.mixed(UInt64(band * Self.depth + row + 1))
                var least = UInt64.max
                for gram in grams { least = min(least, Self.mixed(gram ^ salt)) }
                key = Self.mixed(key ^ least)
            }
            return Int64(bitPattern: key)
        }
    }

    /// The finaliser of SplitMix64 (Steele, Lea, Flood, 2014).
    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
