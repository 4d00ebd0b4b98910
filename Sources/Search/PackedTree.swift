/// A packed R-tree over documents in Hilbert order, whose leaves are the words of the bitsets.
///
/// Leaf *n* is the box around documents 64 *n* to 64 *n* + 63; eight nodes make one node of the level above. A circle
/// keeps or clears whole words, and only words on its edge have their documents measured.
struct PackedTree: Sendable {
    private static let fanOut = 8

    /// Vector of each document; not a number where the document has no point.
    let places: [SIMD4<Float>]
    /// Documents that have a point.
    let located: Bitset
    /// Lower and upper corners of the boxes, leaves first, then level by level up to the root.
    private let lower: [SIMD4<Float>]
    private let upper: [SIMD4<Float>]
    /// Position of each level's first node.
    private let levelStart: [Int]
    private let leafCount: Int

    init(places: [SIMD4<Float>]) {
        self.places = places
        var located = Bitset(bitCount: places.count)
        var lower: [SIMD4<Float>] = []
        var upper: [SIMD4<Float>] = []
        let leafCount = (places.count + 63) / 64
        for leaf in 0..<leafCount {
            var low = SIMD4<Float>(repeating: .infinity)
            var high = SIMD4<Float>(repeating: -.infinity)
            for document in leaf * 64..<min(places.count, leaf * 64 + 64) where !places[document].x.isNaN {
                located.insert(document)
                low = pointwiseMin(low, places[document])
                high = pointwiseMax(high, places[document])
            }
            lower.append(low)
            upper.append(high)
        }
        var starts = [0]
        while lower.count - starts[starts.count - 1] > 1 {
            let start = starts[starts.count - 1]
            let end = lower.count
            starts.append(end)
            for first in stride(from: start, to: end, by: Self.fanOut) {
                var low = lower[first]
                var high = upper[first]
                for node in first..<min(first + Self.fanOut, end) {
                    low = pointwiseMin(low, lower[node])
                    high = pointwiseMax(high, upper[node])
                }
                lower.append(low)
                upper.append(high)
            }
        }
        self.located = located
        self.lower = lower
        self.upper = upper
        levelStart = starts
        self.leafCount = leafCount
    }

    /// Square of the chord to a document, metres²; not a number without a point.
    @inline(__always)
    func chordSquared(_ document: Int, from point: SIMD4<Float>) -> Float {
        let way = places[document] - point
        return (way * way).sum()
    }

    /// Removes the documents farther than the chord, and those without a point.
    func restrict(_ set: inout Bitset, around point: SIMD4<Float>, chordSquared limit: Float) {
        set.formIntersection(located)
        guard leafCount > 0 else { return }
        restrict(&set, level: levelStart.count - 1, node: 0, point, limit)
    }

    private func restrict(_ set: inout Bitset, level: Int, node: Int, _ point: SIMD4<Float>, _ limit: Float) {
        let box = levelStart[level] + node
        let span = wordSpan(level: level, node: node)
        if leastDistance(box, point) > limit {
            set.clear(words: span)
        } else if greatestDistance(box, point) > limit {
            if level == 0 {
                restrictLeaf(&set, node, point, limit)
            } else {
                let below = level - 1
                let end = min((node + 1) * Self.fanOut, levelStart[level] - levelStart[below])
                for child in node * Self.fanOut..<end { restrict(&set, level: below, node: child, point, limit) }
            }
        }
    }

    private func restrictLeaf(_ set: inout Bitset, _ leaf: Int, _ point: SIMD4<Float>, _ limit: Float) {
        var word = set.words[leaf]
        var kept: UInt64 = 0
        while word != 0 {
            let bit = word.trailingZeroBitCount
            if chordSquared(leaf << 6 | bit, from: point) <= limit { kept |= 1 << UInt64(bit) }
            word &= word &- 1
        }
        set.keepOnly(word: leaf, mask: kept)
    }

    /// Gives the non-empty words of `set` from the nearest box on, until `visit` answers false.
    ///
    /// `visit` receives the position of the word and the square of the least chord that its documents can have; a
    /// bound that no later word can beat. Words where no document has a point are not visited.
    func visitNearest(_ set: Bitset, from point: SIMD4<Float>, _ visit: (_ word: Int, _ least: Float) -> Bool) {
        guard leafCount > 0 else { return }
        var queue = NodeQueue()
        queue.push(least: 0, level: levelStart.count - 1, node: 0)
        while let next = queue.pop() {
            if next.level == 0 {
                guard visit(next.node, next.least) else { return }
                continue
            }
            let below = next.level - 1
            let end = min((next.node + 1) * Self.fanOut, levelStart[next.level] - levelStart[below])
            for child in next.node * Self.fanOut..<end {
                if below <= 1, set.isEmpty(words: wordSpan(level: below, node: child)) { continue }
                let least = leastDistance(levelStart[below] + child, point)
                guard least < .infinity else { continue }
                queue.push(least: least, level: below, node: child)
            }
        }
    }

    /// Words of a set that make a group: what one node above the leaves covers.
    static let groupWidth = fanOut

    /// Groups of ``groupWidth`` words that cover all sets.
    var groupCount: Int { (leafCount + Self.groupWidth - 1) / Self.groupWidth }

    /// Square of the least chord that a document of a group can have; infinite where none has a point.
    func leastDistance(ofGroup group: Int, from point: SIMD4<Float>) -> Float {
        leastDistance(levelStart.count > 1 ? levelStart[1] + group : group, point)
    }

    private func wordSpan(level: Int, node: Int) -> Range<Int> {
        var width = 1
        for _ in 0..<level { width *= Self.fanOut }
        return node * width..<min((node + 1) * width, leafCount)
    }

    @inline(__always)
    private func leastDistance(_ box: Int, _ point: SIMD4<Float>) -> Float {
        let outside = pointwiseMax(pointwiseMax(lower[box] - point, point - upper[box]), .zero)
        return (outside * outside).sum()
    }

    @inline(__always)
    private func greatestDistance(_ box: Int, _ point: SIMD4<Float>) -> Float {
        let reach = pointwiseMax(upper[box] - point, point - lower[box])
        return (reach * reach).sum()
    }
}

extension Bitset {
    fileprivate func isEmpty(words range: Range<Int>) -> Bool {
        for word in range where words[word] != 0 { return false }
        return true
    }
}

/// Nodes of the tree by least distance: a binary heap in one array.
private struct NodeQueue {
    struct Node {
        let least: Float
        let level: Int
        let node: Int
    }

    private var nodes: [Node] = []

    init() {
        nodes.reserveCapacity(64)
    }

    mutating func push(least: Float, level: Int, node: Int) {
        var hole = nodes.count
        let new = Node(least: least, level: level, node: node)
        nodes.append(new)
        while hole > 0 {
            let parent = (hole - 1) / 2
            guard nodes[parent].least > least else { break }
            nodes[hole] = nodes[parent]
            hole = parent
        }
        nodes[hole] = new
    }

    mutating func pop() -> Node? {
        guard let last = nodes.popLast() else { return nil }
        guard let first = nodes.first else { return last }
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < nodes.count else { break }
            if child + 1 < nodes.count, nodes[child + 1].least < nodes[child].least { child += 1 }
            guard nodes[child].least < last.least else { break }
            nodes[hole] = nodes[child]
            hole = child
        }
        nodes[hole] = last
        return first
    }
}
