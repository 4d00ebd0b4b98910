import Foundation
import Rules

/// The city drawn once: where a point falls on the drawing, and the outlines of the districts.
///
/// An imported boundary may have thousands of corners; those that a drawing of this size cannot show are left out.
struct MapGround: Sendable {
    struct Shape: Sendable {
        var district: District
        /// Path data of SVG.
        var path: String
        var label: Point
    }

    struct Point: Sendable {
        var x: Double
        var y: Double
    }

    /// Width of the drawing in its own units.
    static let width = 1000.0
    /// Corners nearer than this to the line between their neighbours are left out (drawing units).
    private static let tolerance = 1.2

    let shapes: [Shape]
    let height: Double
    private let bounds: Bounds
    private let scale: Double
    private let stretch: Double

    /// `nil` for a city without districts: there is nothing to draw a point on.
    init?(_ districts: [District]) {
        let corners = districts.flatMap { $0.outline.rings.flatMap { $0 } }
        guard let first = corners.first else { return nil }
        var bounds = Bounds(south: first.latitude, west: first.longitude, north: first.latitude, east: first.longitude)
        for corner in corners {
            bounds.south = min(bounds.south, corner.latitude)
            bounds.north = max(bounds.north, corner.latitude)
            bounds.west = min(bounds.west, corner.longitude)
            bounds.east = max(bounds.east, corner.longitude)
        }
        // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        stretch = cos((bounds.north + bounds.south) / 2 * .pi / 180)
        let margin = max(bounds.east - bounds.west, 0.005) * 0.03
        bounds.south -= margin * stretch
        bounds.north += margin * stretch
        bounds.west -= margin
        bounds.east += margin
        self.bounds = bounds
        scale = Self.width / ((bounds.east - bounds.west) * stretch)
        height = (bounds.north - bounds.south) * scale
        let place = { [bounds, scale, stretch] (point: Coordinate) in
            Point(
                x: (point.longitude - bounds.west) * scale * stretch, y: (bounds.north - point.latitude) * scale)
        }
        shapes = districts.map { district in
            let path = district.outline.rings.map { ring in
                let kept = Self.simplified(ring.map(place))
                return "M" + kept.map { "\(Self.short($0.x)) \(Self.short($0.y))" }.joined(separator: "L") + "Z"
            }.joined()
            return Shape(district: district, path: path, label: place(district.centre))
        }
    }

    func point(_ coordinate: Coordinate) -> Point {
        Point(
            x: (coordinate.longitude - bounds.west) * scale * stretch, y: (bounds.north - coordinate.latitude) * scale)
    }

    func holds(_ coordinate: Coordinate) -> Bool { bounds.contains(coordinate) }

    /// One decimal is a tenth of a drawing unit: enough, and a third of the bytes.
    static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0
            ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    /// Ramer (1972), Douglas and Peucker (1973), on a closed ring cut at its first corner and the one farthest from it.
    static func simplified(_ ring: [Point]) -> [Point] {
        guard ring.count > 8 else { return ring }
        let far = ring.indices.max { distance(ring[$0], ring[0]) < distance(ring[$1], ring[0]) } ?? ring.count / 2
        var keeps = [Bool](repeating: false, count: ring.count)
        keeps[0] = true
        keeps[far] = true
        keeps[ring.count - 1] = true
        var pending = [(0, far), (far, ring.count - 1)]
        while let (from, to) = pending.popLast() {
            guard to - from > 1 else { continue }
            let farthest = (from + 1..<to).max {
                offset(ring[$0], ring[from], ring[to]) < offset(ring[$1], ring[from], ring[to])
            }
            guard let middle = farthest, offset(ring[middle], ring[from], ring[to]) > tolerance else { continue }
            keeps[middle] = true
            pending += [(from, middle), (middle, to)]
        }
        return ring.indices.filter { keeps[$0] }.map { ring[$0] }
    }

    private static func distance(_ one: Point, _ other: Point) -> Double {
        ((one.x - other.x) * (one.x - other.x) + (one.y - other.y) * (one.y - other.y)).squareRoot()
    }

    /// How far `point` is from the line through the two others.
    private static func offset(_ point: Point, _ from: Point, _ to: Point) -> Double {
        let length = distance(from, to)
        guard length > 0 else { return distance(point, from) }
        return abs((to.x - from.x) * (from.y - point.y) - (from.x - point.x) * (to.y - from.y)) / length
    }
}
