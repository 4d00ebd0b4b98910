import Rules
import Testing

@Suite struct SmallCellsTests {
    static func shown(_ counts: [String: Int], total: Int? = nil) -> [String: Int?] {
        let table = SmallCells.table(counts, total: total ?? counts.values.reduce(0, +))
        return Dictionary(uniqueKeysWithValues: table.cells.map { ($0.name, $0.count) })
    }

    @Test func largeCountsAreShownAsTheyAre() {
        #expect(Self.shown(["a": 5, "b": 20]) == ["a": 5, "b": 20])
    }

    @Test func oneSmallCountTakesTheNextWithIt() {
        #expect(Self.shown(["a": 2, "b": 20, "c": 30]) == ["a": nil, "b": nil, "c": 30])
    }

    @Test func twoSmallOnesWhoseSumSaysThatTheyAreSmallTakeAThird() {
        #expect(Self.shown(["a": 1, "b": 2, "c": 9, "d": 30]) == ["a": nil, "b": nil, "c": nil, "d": 30])
    }

    @Test func aTotalBelowFiveIsHiddenWithItsTable() {
        #expect(SmallCells.table(["a": 4], total: 4) == SmallCells.Table(cells: [], total: nil))
        #expect(SmallCells.table([:], total: 0) == SmallCells.Table(cells: [], total: 0))
    }

    @Test func zeroIsNotShown() {
        #expect(Self.shown(["a": 0, "b": 9]) == ["b": 9])
    }

    /// Whoever knows the total and subtracts what is shown still cannot tell any hidden count.
    @Test func subtractionFindsNothingInAThousandTables() {
        var generator = Lot(seed: 7)
        var hiding = 0
        for _ in 0..<1_000 {
            let size = Int.random(in: 1...8, using: &generator)
            let counts = Dictionary(
                uniqueKeysWithValues: (0..<size).map { ("c\($0)", Int.random(in: 0...14, using: &generator)) })
            let total = counts.values.reduce(0, +)
            let table = SmallCells.table(counts, total: total)
            guard let known = table.total, known > 0 else { continue }
            for cell in table.cells {
                if let count = cell.count { #expect(count >= SmallCells.least && count == counts[cell.name]) }
            }
            let hidden = table.cells.filter { $0.count == nil }
            guard !hidden.isEmpty else { continue }
            hiding += 1
            let rest = known - table.cells.compactMap(\.count).reduce(0, +)
            // Each hidden count is at least one; with one alone, or as many as their sum, they would be known.
            #expect(hidden.count >= 2 && rest > hidden.count, "\(counts)")
        }
        #expect(hiding > 300)
    }

    struct Lot: RandomNumberGenerator {
        var state: UInt64
        init(seed: UInt64) { state = seed }
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }
}
