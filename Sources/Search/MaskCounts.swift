/// Counts each bit of many documents' masks at once: the counters are kept as columns of bits, so one addition with
/// carry serves 64 of them, and a tree of such additions takes eight documents at a time (Harley and Seal's method
/// of counting, one counter a bit instead of one for all).
struct MaskCounts {
    private static let depth = 32

    /// By row of the table, from the first mask row on.
    let counts: [Int32]

    init(_ attributes: AttributeTable, _ documents: [UInt32]) {
        let width = attributes.maskWidth
        let rowCount = attributes.rows.count - attributes.firstMaskRow
        var counts: [Int32] = []
        counts.reserveCapacity(rowCount)
        for word in 0..<width {
            let columns = Self.columns(attributes.masks, documents, width, word)
            for bit in 0..<min(64, rowCount - word * 64) {
                var sum: Int32 = 0
                for level in 0..<Self.depth - 1 {
                    sum |= Int32(truncatingIfNeeded: columns[level] >> UInt64(bit) & 1) << Int32(level)
                }
                counts.append(sum)
            }
        }
        self.counts = counts
    }

    /// The ones, twos, fours … of the 64 counters of one word of the mask.
    private static func columns(_ masks: [UInt64], _ documents: [UInt32], _ width: Int, _ word: Int) -> [UInt64] {
        var columns = [UInt64](repeating: 0, count: depth)
        var ones: UInt64 = 0
        var twos: UInt64 = 0
        var fours: UInt64 = 0
        let whole = documents.count & ~7
        // `masks` has `width` words for every document, and `first + 7` is below `whole`, at most `documents.count`.
        masks.withUnsafeBufferPointer { masks in
            documents.withUnsafeBufferPointer { documents in
                func mask(_ place: Int) -> UInt64 { masks[Int(documents[place]) &* width &+ word] }
                for first in stride(from: 0, to: whole, by: 8) {
                    let one = add(&ones, mask(first), mask(first &+ 1))
                    let two = add(&ones, mask(first &+ 2), mask(first &+ 3))
                    let three = add(&ones, mask(first &+ 4), mask(first &+ 5))
                    let four = add(&ones, mask(first &+ 6), mask(first &+ 7))
                    let low = add(&twos, one, two)
                    let high = add(&twos, three, four)
                    carry(add(&fours, low, high), &columns, from: 3)
                }
                for place in whole..<documents.count { carry(mask(place), &columns, from: 0) }
            }
        }
        carry(ones, &columns, from: 0)
        carry(twos, &columns, from: 1)
        carry(fours, &columns, from: 2)
        return columns
    }

    /// Adds two bits to `sum` in each of 64 places; gives the carries.
    @inline(__always)
    private static func add(_ sum: inout UInt64, _ first: UInt64, _ second: UInt64) -> UInt64 {
        let half = sum ^ first
        let carries = (sum & first) | (half & second)
        sum = half ^ second
        return carries
    }

    @inline(__always)
    private static func carry(_ bits: UInt64, _ columns: inout [UInt64], from level: Int) {
        var bits = bits
        var level = level
        while bits != 0 {
            let old = columns[level]
            columns[level] = old ^ bits
            bits &= old
            level += 1
        }
    }
}
