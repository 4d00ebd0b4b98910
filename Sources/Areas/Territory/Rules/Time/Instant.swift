/// A moment, the same everywhere: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Instant: Sendable, Hashable, Comparable {
    public var milliseconds: Int64

    /// - Parameter milliseconds: since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// - Parameter seconds: since 1970-01-01T00:00:00Z.
    public init(seconds: Int) {
        milliseconds = Int64(seconds) * 1000
    }

    public static func < (first: Instant, second: Instant) -> Bool {
        first.milliseconds < second.milliseconds
    }

    /// Whole seconds since 1970, rounded down.
    public var seconds: Int {
        LocalDate.floorDivide(Int(milliseconds), 1000)
    }

    public func adding(milliseconds: Int64) -> Instant {
        Instant(milliseconds: self.milliseconds + milliseconds)
    }

    public func adding(minutes: Int) -> Instant {
        adding(milliseconds: Int64(minutes) * 60_000)
    }

    public func adding(days: Int) -> Instant {
        adding(milliseconds: Int64(days) * 86_400_000)
    }

    /// Milliseconds from this moment to the other; negative when the other is earlier.
    public func milliseconds(until other: Instant) -> Int64 {
        other.milliseconds - milliseconds
    }
}

extension Instant: Codable {
    /// Encoded as one integer: milliseconds since 1970-01-01T00:00:00Z. Interfaces that want RFC 3339 use `rfc3339`.
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
