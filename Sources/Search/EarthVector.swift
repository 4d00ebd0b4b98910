#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Places as points in space, so that distance needs no trigonometry and no latitude is special.
///
/// On a sphere the straight line through the Earth (the chord) grows with the arc along the surface, so the order by
/// chord is exactly the order by great circle (what the haversine formula gives). Vectors are in metres from a
/// reference point of the city, in 32 bits: 1 mm at 10 km, 6 cm at 1,000 km.
struct EarthVector: Sendable {
    /// Mean radius of the Earth, metres (IUGG).
    static let radius = 6_371_008.8

    /// Point from which the vectors of an index are measured.
    let reference: SIMD3<Double>

    init(reference point: GeoPoint) {
        reference = Self.vector(point)
    }

    /// The vector of a place from the reference, metres; the fourth lane is 0.
    func place(_ point: GeoPoint) -> SIMD4<Float> {
        let vector = Self.vector(point) - reference
        return SIMD4(Float(vector.x), Float(vector.y), Float(vector.z), 0)
    }

    private static func vector(_ point: GeoPoint) -> SIMD3<Double> {
        let latitude = point.latitude * .pi / 180
        let longitude = point.longitude * .pi / 180
        return SIMD3(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude)) * radius
    }

    /// Square of the chord of an arc of `metres`.
    static func chordSquared(arc metres: Double) -> Float {
        guard metres >= 0 else { return -1 }
        let angle = metres / (2 * radius)
        guard angle < .pi / 2 else { return .infinity }
        let chord = 2 * radius * sin(angle)
        return Float(chord * chord)
    }

    /// Metres along the surface for the square of a chord.
    static func arc(chordSquared: Float) -> Double {
        let half = Double(chordSquared).squareRoot() / (2 * radius)
        return 2 * radius * asin(min(1, half))
    }
}

/// `base` to the power `exponent`.
func power(_ base: Double, _ exponent: Double) -> Double {
    pow(base, exponent)
}
