/// How long somebody stays signed in (OWASP ASVS 4.0, 3.3; NIST SP 800-63B, 4.2.3 for those with a second factor).
///
/// Roles that need a second factor: two hours without a request, twelve in all: a working day. Others: twelve hours, seven days.
/// Someone who acts for nobody yet is held to the short ones.
public struct SessionLimits: Sendable, Hashable {
    /// Milliseconds without a request.
    public let idle: Int64
    /// Milliseconds since the sign-in, whatever is done meanwhile.
    public let absolute: Int64

    private static let hour: Int64 = 3_600_000

    public init(_ role: Role?) {
        let isShort = role.map(Permission.needsSecondFactor) ?? true
        idle = (isShort ? 2 : 12) * Self.hour
        absolute = (isShort ? 12 : 7 * 24) * Self.hour
    }

    /// `seen_at` is written at most so often.
    public static let seenEvery: Int64 = 60_000

    /// The second step of a sign-in must follow the first within this time.
    public static let secondStep: Int64 = 10 * 60_000

    public func isOver(seen: Instant, ends: Instant, at now: Instant) -> Bool {
        now >= ends || seen.milliseconds(until: now) >= idle
    }
}
