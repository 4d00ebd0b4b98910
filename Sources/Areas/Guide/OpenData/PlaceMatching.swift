internal import Rules

/// Finds, for places of a source without keys, which record each one was at the last import.
///
/// First the same name within the mapping's distance; then, among what is left, the same spot (5 m) under another name.
/// Nearest pairs first, records that are shown before those that are retired.
struct PlaceMatching {
    struct Known {
        let key: String
        let name: String
        let point: Coordinate
        let isRetired: Bool
    }

    /// Metres within which two points are the same spot.
    static let sameSpot = 5.0

    let known: [Known]
    /// Metres.
    let reach: Double

    /// For each place, the key of the record that it is.
    func keys(for places: [(name: String, point: Coordinate)]) -> [String?] {
        var keys = [String?](repeating: nil, count: places.count)
        var free = Set(known.indices)
        let byName = Dictionary(grouping: known.indices, by: { known[$0].name })
        pair(places, &keys, &free, reach: reach) { byName[places[$0].name] ?? [] }
        let cells = Dictionary(grouping: known.indices, by: { Cell(known[$0].point) })
        pair(places, &keys, &free, reach: Self.sameSpot) { index in
            Cell(places[index].point).around.flatMap { cells[$0] ?? [] }
        }
        return keys
    }

    private func pair(
        _ places: [(name: String, point: Coordinate)], _ keys: inout [String?], _ free: inout Set<Int>, reach: Double,
        candidates: (Int) -> [Int]
    ) {
        var pairs: [(place: Int, known: Int, distance: Double)] = []
        for place in places.indices where keys[place] == nil {
            for other in candidates(place) where free.contains(other) {
                let distance = places[place].point.distance(to: known[other].point)
                if distance <= reach { pairs.append((place, other, distance)) }
            }
        }
        pairs.sort { one, two in
            let left = (known[one.known].isRetired ? 1 : 0, one.distance, one.place, one.known)
            return left < (known[two.known].isRetired ? 1 : 0, two.distance, two.place, two.known)
        }
        for pair in pairs where keys[pair.place] == nil && free.contains(pair.known) {
            keys[pair.place] = known[pair.known].key
            free.remove(pair.known)
        }
    }

    /// A square of about 100 m: neighbours are enough to find the same spot.
    private struct Cell: Hashable {
        let row: Int
        let column: Int

        init(_ point: Coordinate) {
            self.init(
                row: Int((point.latitude * 1000).rounded(.down)), column: Int((point.longitude * 1000).rounded(.down)))
        }

        private init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }

        var around: [Cell] {
            (-1...1).flatMap { row in (-1...1).map { Cell(row: self.row + row, column: column + $0) } }
        }
    }
}
