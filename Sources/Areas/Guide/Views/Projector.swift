import Foundation

/// How much shorter a degree of longitude is than one of latitude.
enum Projector {
    static func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }
}
