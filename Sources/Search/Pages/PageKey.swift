/// Words, parts of words and concepts as numbers of 64 bits: two that differ share one about once in 10¹⁰ pairs of indexes
/// of this size, and then a page is a little too high in a list.
enum PageKey {
    @inline(__always)
    static func of(_ letters: some Collection<UInt16>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for letter in letters { hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3 }
        return mixed(hash)
    }

    /// The last step of MurmurHash3: each bit of the key moves half of the others.
    @inline(__always)
    static func mixed(_ key: UInt64) -> UInt64 {
        var key = key
        key = (key ^ key >> 33) &* 0xFF51_AFD7_ED55_8CCD
        key = (key ^ key >> 33) &* 0xC4CE_B9FE_1A85_EC53
        return key ^ key >> 33
    }
}

/// Numbers of keys in the order of their arrival: a hash table without any object.
struct KeyTable: Sendable {
    private static let free = UInt32.max

    private(set) var count = 0
    private var keys = [UInt64](repeating: 0, count: 64)
    private var numbers = [UInt32](repeating: free, count: 64)

    var byteCount: Int { keys.count * 12 }

    @inline(__always)
    func find(_ key: UInt64) -> Int? {
        let number = numbers[place(of: key)]
        return number == Self.free ? nil : Int(number)
    }

    mutating func insert(_ key: UInt64) -> Int {
        let place = place(of: key)
        if numbers[place] != Self.free { return Int(numbers[place]) }
        keys[place] = key
        numbers[place] = UInt32(count)
        count += 1
        if count * 4 > keys.count * 3 { grow() }
        return count - 1
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        let mask = keys.count - 1
        var place = Int(truncatingIfNeeded: key) & mask
        while numbers[place] != Self.free, keys[place] != key { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        let (oldKeys, oldNumbers) = (keys, numbers)
        keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
        numbers = [UInt32](repeating: Self.free, count: oldKeys.count * 2)
        for old in oldKeys.indices where oldNumbers[old] != Self.free {
            let place = place(of: oldKeys[old])
            keys[place] = oldKeys[old]
            numbers[place] = oldNumbers[old]
        }
    }
}
