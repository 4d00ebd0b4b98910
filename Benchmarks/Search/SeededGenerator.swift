/// SplitMix64 (Steele, Lea, Flood, 2014): the same seed gives the same services and questions everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 up to but not including `bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// From 0 to 1.
    mutating func unit() -> Double {
        Double(next() >> 11) / Double(1 << 53)
    }

    mutating func chance(_ probability: Double) -> Bool {
        unit() < probability
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// A position below `count` where early ones are more likely, as demand is in life (Zipf, exponent 0.7).
    mutating func skewed(_ count: Int) -> Int {
        let value = unit()
        var result = 1.0
        for _ in 0..<3 { result *= value }
        return min(count - 1, Int((0.25 * value + 0.75 * result) * Double(count)))
    }

    /// About normal, mean 0, deviation 1.
    mutating func normal() -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + unit() }
    }
}
