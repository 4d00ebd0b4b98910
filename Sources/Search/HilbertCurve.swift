/// The Hilbert curve: neighbours on the curve are neighbours on the ground.
enum HilbertCurve {
    /// Position on the curve of order 16 of a cell of a 65,536 × 65,536 grid.
    static func position(_ column: UInt32, _ row: UInt32) -> UInt32 {
        var x = column
        var y = row
        var position: UInt32 = 0
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side != 0 ? 1 : 0
            let top: UInt32 = y & side != 0 ? 1 : 0
            position = position &+ side &* side &* ((3 &* right) ^ top)
            if top == 0 {
                if right == 1 {
                    x = 65_535 &- x
                    y = 65_535 &- y
                }
                swap(&x, &y)
            }
            side >>= 1
        }
        return position
    }

    /// The order of places along the curve; those without a point come last, in their own order.
    static func order(_ points: [GeoPoint?]) -> [Int32] {
        var south = Double.infinity
        var north = -Double.infinity
        var west = Double.infinity
        var east = -Double.infinity
        for case .some(let point) in points {
            south = min(south, point.latitude)
            north = max(north, point.latitude)
            west = min(west, point.longitude)
            east = max(east, point.longitude)
        }
        let height = max(north - south, 1e-9)
        let width = max(east - west, 1e-9)
        var keys: [UInt64] = []
        keys.reserveCapacity(points.count)
        for (index, point) in points.enumerated() {
            var key = UInt64(1) << 63
            if let point {
                let column = UInt32((point.longitude - west) / width * 65_535)
                let row = UInt32((point.latitude - south) / height * 65_535)
                key = UInt64(position(column, row)) << 31
            }
            keys.append(key | UInt64(index))
        }
        keys.sort()
        return keys.map { Int32($0 & 0x7FFF_FFFF) }
    }
}
