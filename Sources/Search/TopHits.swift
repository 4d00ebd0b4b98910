/// The best of many by order key, without sorting the others. A larger key comes first.
struct TopHits {
    /// Best first.
    private(set) var keys: [UInt64] = []
    private(set) var documents: [UInt32] = []
    private let limit: Int
    /// Only keys below this one count: those of the pages before are not.
    private let ceiling: UInt64
    /// A key that is not above this one cannot enter any more.
    private(set) var floor: UInt64 = 0
    /// The deciding value of `floor`: a lesser one cannot enter any more.
    private(set) var floorValue: Float = 0

    init(limit: Int, below ceiling: UInt64) {
        self.limit = limit
        self.ceiling = ceiling
        keys.reserveCapacity(limit + 1)
        documents.reserveCapacity(limit + 1)
    }

    @inline(__always)
    mutating func offer(_ key: UInt64, _ document: Int) {
        if key > floor, key < ceiling { insert(key, document) }
    }

    private mutating func insert(_ key: UInt64, _ document: Int) {
        let place = keys.partitioningIndex { $0 < key }
        keys.insert(key, at: place)
        documents.insert(UInt32(document), at: place)
        if keys.count > limit {
            keys.removeLast()
            documents.removeLast()
        }
        if keys.count == limit {
            floor = keys[limit - 1]
            floorValue = OrderKey.value(floor)
        }
    }

    /// True when there are as many as wanted.
    var isFull: Bool { keys.count == limit }
}

/// Order keys: what decides above, the identifier below, so that ties go to the smaller identifier.
enum OrderKey {
    /// A larger value comes first; not below 0.
    @inline(__always)
    static func descending(_ value: Float, _ identifier: Int32) -> UInt64 {
        UInt64(value.bitPattern) << 32 | UInt64(~UInt32(bitPattern: identifier))
    }

    /// A smaller value comes first; not below 0.
    @inline(__always)
    static func ascending(_ value: Float, _ identifier: Int32) -> UInt64 {
        UInt64(~value.bitPattern) << 32 | UInt64(~UInt32(bitPattern: identifier))
    }

    /// The value of a key made by ``descending(_:_:)``.
    static func value(_ key: UInt64) -> Float {
        Float(bitPattern: UInt32(truncatingIfNeeded: key >> 32))
    }
}
