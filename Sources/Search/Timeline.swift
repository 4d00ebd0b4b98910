/// Which documents are open at any minute of the horizon.
///
/// Every opening and closing is one toggle of a document at a minute. A complete set is kept whenever enough toggles
/// have gone by, so the set at a minute is the last complete one before it and a few toggles.
struct Timeline: Sendable {
    private let bitCount: Int
    /// Distinct minutes at which something changes, sorted.
    private let minutes: [Minute]
    /// Where each minute's toggles begin; one more at the end.
    private let firstToggle: [UInt32]
    private let toggles: [UInt32]
    /// Complete sets, and for each the position in `minutes` whose toggles it has seen.
    private let complete: [Bitset]
    private let completeAfter: [Int32]

    /// Minute and document of every change in any order; changes at or after the horizon's end are left out.
    init(changes: [(minute: Minute, document: UInt32)], horizon: Range<Minute>, bitCount: Int) {
        self.bitCount = bitCount
        var counts = [UInt32](repeating: 0, count: horizon.count + 1)
        for change in changes where change.minute < horizon.upperBound {
            counts[Int(max(change.minute, horizon.lowerBound) - horizon.lowerBound)] += 1
        }
        var minutes: [Minute] = []
        var firstToggle: [UInt32] = []
        var sum: UInt32 = 0
        for index in counts.indices {
            let count = counts[index]
            if count > 0 {
                minutes.append(horizon.lowerBound + Minute(index))
                firstToggle.append(sum)
            }
            counts[index] = sum
            sum += count
        }
        firstToggle.append(sum)
        var toggles = [UInt32](repeating: 0, count: Int(sum))
        for change in changes where change.minute < horizon.upperBound {
            let slot = Int(max(change.minute, horizon.lowerBound) - horizon.lowerBound)
            toggles[Int(counts[slot])] = change.document
            counts[slot] += 1
        }
        var current = Bitset(bitCount: bitCount)
        var complete: [Bitset] = []
        var completeAfter: [Int32] = []
        var since = 0
        let interval = max(64, bitCount / 64)
        for index in minutes.indices {
            let range = Int(firstToggle[index])..<Int(firstToggle[index + 1])
            current.toggle(contentsOf: toggles[range])
            since += range.count
            if since >= interval {
                complete.append(current)
                completeAfter.append(Int32(index))
                since = 0
            }
        }
        self.minutes = minutes
        self.firstToggle = firstToggle
        self.toggles = toggles
        self.complete = complete
        self.completeAfter = completeAfter
    }

    /// True when no document ever changes.
    var isEmpty: Bool { toggles.isEmpty }

    /// Documents open at `minute`.
    func open(at minute: Minute) -> Bitset {
        let seen = minutes.partitioningIndex { $0 > minute }
        let kept = completeAfter.partitioningIndex { Int($0) >= seen }
        var set = kept > 0 ? complete[kept - 1] : Bitset(bitCount: bitCount)
        let from = kept > 0 ? Int(completeAfter[kept - 1]) + 1 : 0
        if from < seen { set.toggle(contentsOf: toggles[Int(firstToggle[from])..<Int(firstToggle[seen])]) }
        return set
    }

    /// Documents open at some minute of the range: those open at its start, and those that change inside it.
    func open(during range: Range<Minute>) -> Bitset {
        var set = open(at: range.lowerBound)
        let from = minutes.partitioningIndex { $0 > range.lowerBound }
        let to = minutes.partitioningIndex { $0 >= range.upperBound }
        if from < to { set.insert(contentsOf: toggles[Int(firstToggle[from])..<Int(firstToggle[to])]) }
        return set
    }
}

extension Array {
    /// First position whose element satisfies `predicate`, when all those after it do too.
    func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if predicate(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
