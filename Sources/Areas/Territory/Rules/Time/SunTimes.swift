import Foundation

/// When the sun rises and sets at a place, to some seconds between the polar circles.
///
/// Method: J. Meeus, "Astronomical Algorithms", chapters 15, 25 and 28 (the sun's apparent longitude, the equation of
/// time), each event with the sun's place at that very moment, rounded to the second. Sunrise and
/// sunset are when the upper edge of the sun touches a level horizon under standard refraction (-0.833°); dawn and dusk
/// bound civil twilight (-6°).
public struct SunTimes: Sendable, Hashable {
    public var dawn: Instant
    public var sunrise: Instant
    public var sunset: Instant
    public var dusk: Instant

    /// Times of a day at a place. nil when on that day the sun does not cross one of the two heights
    /// (polar summer and winter, white nights), and for coordinates that are none.
    /// - Parameters:
    ///   - latitude: degrees north, WGS 84.
    ///   - longitude: degrees east.
    public init?(on date: LocalDate, latitude: Double, longitude: Double) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        let place = Place(date: date, latitude: latitude, longitude: longitude)
        guard let dawn = place.crossing(height: -6, rising: true),
            let sunrise = place.crossing(height: -0.833, rising: true),
            let sunset = place.crossing(height: -0.833, rising: false),
            let dusk = place.crossing(height: -6, rising: false)
        else { return nil }
        self.dawn = dawn
        self.sunrise = sunrise
        self.sunset = sunset
        self.dusk = dusk
    }

    private struct Place {
        let date: LocalDate
        let latitude: Double
        let longitude: Double

        /// The moment at which the sun's centre passes a height, in degrees.
        func crossing(height: Double, rising: Bool) -> Instant? {
            // Minutes of UTC, first taken at noon and then corrected with the sun of that moment.
            var minutes = 720.0
            for _ in 0..<3 {
                let sun = Sun(days: Double(date.daysSinceEpoch - 10_957) - 0.5 + minutes / 1440)
                let latitude = SunTimes.radians(latitude)
                let cosine =
                    (sin(SunTimes.radians(height)) - sin(latitude) * sin(sun.declination))
                    / (cos(latitude) * cos(sun.declination))
                guard cosine >= -1, cosine <= 1 else { return nil }
                let half = acos(cosine) * 180 / Double.pi * 4
                minutes = 720 - 4 * longitude - sun.equationOfTime + (rising ? -half : half)
            }
            // To the second: less is beyond the method.
            return Instant(seconds: date.daysSinceEpoch * 86_400 + Int((minutes * 60).rounded()))
        }
    }

    /// The sun's place, low precision (0.01°).
    private struct Sun {
        /// Radians.
        let declination: Double
        /// Minutes by which the sun is ahead of the clock.
        let equationOfTime: Double

        /// - Parameter days: since 2000-01-01 12:00.
        init(days: Double) {
            let centuries = days / 36_525
            let longitude = 280.46646 + centuries * (36_000.76983 + centuries * 0.000_303_2)
            let anomaly = SunTimes.radians(357.52911 + centuries * (35_999.05029 - centuries * 0.000_153_7))
            let centre =
                sin(anomaly) * (1.914_602 - centuries * 0.004_817) + sin(2 * anomaly) * 0.019_993
                + sin(3 * anomaly) * 0.000_289
            let node = SunTimes.radians(125.04 - 1934.136 * centuries)
            let apparent = SunTimes.radians(longitude + centre - 0.005_69 - 0.004_78 * sin(node))
            let obliquity = SunTimes.radians(23.439_291 - centuries * 0.013_004 + 0.002_56 * cos(node))
            declination = asin(sin(obliquity) * sin(apparent))
            let rightAscension = atan2(cos(obliquity) * sin(apparent), cos(apparent)) * 180 / Double.pi
            // Nutation in longitude, its main term, in degrees.
            let nutation = -0.004_78 * sin(node)
            let difference = longitude - 0.005_718_3 - rightAscension + nutation * cos(obliquity)
            equationOfTime = 4 * (difference - 360 * (difference / 360).rounded())
        }
    }

    private static func radians(_ degrees: Double) -> Double { degrees * Double.pi / 180 }
}
