internal import Files
internal import Rules

/// Whether the drawn outlines of the districts can be trusted to tell where a point is.
enum DistrictShape {
    static func check(_ districts: [(district: District, place: Field)]) {
        for (district, place) in districts {
            let ring = district.outline.rings.first ?? []
            if ring.count < 3 {
                place.fault("the outline of \(district.key) has \(ring.count) corners", mend: "give at least 3")
                continue
            }
            if let (one, two) = crossing(ring) {
                place.fault(
                    "the outline of \(district.key) crosses itself between corners \(one + 1) and \(two + 1)",
                    mend: "put the corners in order")
            }
            if !district.outline.contains(district.centre) {
                place.fault(
                    "the centre of \(district.key) is not inside its outline", mend: "check the centre and the corners")
            }
        }
        for (index, (district, place)) in districts.enumerated() {
            for (other, _) in districts[..<index] {
                if other.outline.contains(district.centre) || district.outline.contains(other.centre) {
                    place.fault("\(district.key) lies over \(other.key)", mend: "check the corners of both")
                }
                if other.number == district.number {
                    place.fault("\(district.key) has the number of \(other.key)", mend: "give it its own")
                }
            }
        }
    }

    /// Two sides of the ring that cross.
    private static func crossing(_ ring: [Coordinate]) -> (Int, Int)? {
        func side(_ index: Int) -> (Coordinate, Coordinate) { (ring[index], ring[(index + 1) % ring.count]) }
        func turn(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Double {
            (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude)
                * (c.longitude - a.longitude)
        }
        for first in ring.indices {
            for second in ring.indices where second > first + 1 && !(first == 0 && second == ring.count - 1) {
                let (a, b) = side(first)
                let (c, d) = side(second)
                if turn(a, b, c) * turn(a, b, d) < 0, turn(c, d, a) * turn(c, d, b) < 0 { return (first, second) }
            }
        }
        return nil
    }
}
