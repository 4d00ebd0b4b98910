/// Who receives a person of a given age: one set for each stretch of years between two limits that someone states.
struct AgeTable: Sendable {
    /// First age of each stretch, rising; the first is the least integer.
    private let firstAge: [Int]
    private let sets: [Bitset]

    /// Ages received by each document; nil: any.
    init(_ ages: [ClosedRange<Int>?]) {
        var limits: Set<Int> = [.min]
        for case .some(let range) in ages {
            limits.insert(range.lowerBound)
            limits.insert(range.upperBound == .max ? .max : range.upperBound + 1)
        }
        let firstAge = limits.sorted()
        var sets = [Bitset](repeating: Bitset(bitCount: ages.count), count: firstAge.count)
        for (document, range) in ages.enumerated() {
            for (stretch, age) in firstAge.enumerated() where range?.contains(age) ?? true {
                sets[stretch].insert(document)
            }
        }
        self.firstAge = firstAge
        self.sets = sets
    }

    /// Documents that receive a person of `age` years.
    func set(_ age: Int) -> Bitset {
        sets[firstAge.partitioningIndex { $0 > age } - 1]
    }
}
