#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A point on the earth, WGS 84 degrees.
public struct Coordinate: Sendable, Hashable, Codable {
    public var latitude: Double
    public var longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Great-circle distance in metres (haversine, mean earth radius 6,371,008.8 m, IUGG).
    public func distance(to other: Coordinate) -> Double {
        let degree = Double.pi / 180
        let a = sin((other.latitude - latitude) * degree / 2)
        let b = sin((other.longitude - longitude) * degree / 2)
        let h = a * a + cos(latitude * degree) * cos(other.latitude * degree) * b * b
        return 2 * 6_371_008.8 * asin(min(1, h.squareRoot()))
    }
}

/// A rectangle in degrees; every point of a territory lies inside its own.
public struct Bounds: Sendable, Hashable, Codable {
    public var south: Double
    public var west: Double
    public var north: Double
    public var east: Double

    public init(south: Double, west: Double, north: Double, east: Double) {
        self.south = south
        self.west = west
        self.north = north
        self.east = east
    }

    public func contains(_ point: Coordinate) -> Bool {
        (south...north).contains(point.latitude) && (west...east).contains(point.longitude)
    }
}

/// How well a point is known: at the door, somewhere in the street, or only in the district.
public enum Precision: String, Sendable, Hashable, Codable, CaseIterable {
    case exact, street, district
}

/// One or more rings of points; a point inside an odd number of rings is inside.
public struct Outline: Sendable, Hashable, Codable {
    public var rings: [[Coordinate]]

    public init(rings: [[Coordinate]]) {
        self.rings = rings
    }

    /// Even-odd rule, in the plane of degrees: exact enough for a city.
    public func contains(_ point: Coordinate) -> Bool {
        var inside = false
        for ring in rings where ring.count > 2 {
            var previous = ring[ring.count - 1]
            for corner in ring {
                if (corner.latitude > point.latitude) != (previous.latitude > point.latitude) {
                    let share = (point.latitude - corner.latitude) / (previous.latitude - corner.latitude)
                    if point.longitude < corner.longitude + share * (previous.longitude - corner.longitude) {
                        inside.toggle()
                    }
                }
                previous = corner
            }
        }
        return inside
    }
}
