import Rules
import Store

/// What an override opens, for how long, as conditions on the table `consent_override`. Asked at each reading, so that a decision, an
/// ending and the hour itself count at once.
enum OverrideStanding {
    /// How long an override opens anything before somebody has looked at it (ms): three days, over a weekend.
    static let unreviewed: Int64 = 72 * 3_600_000

    /// Found justified, or still within the hours in which somebody can look at it; and nobody has ended it.
    static func opens(_ now: Instant) -> SQL {
        """
        consent_override.ended_at IS NULL AND (consent_override.decision = 'justified'
            OR (consent_override.decision IS NULL AND consent_override.made_at > \(now.milliseconds - unreviewed)))
        """
    }

    static func lapse(_ madeAt: Instant) -> Instant { madeAt.adding(milliseconds: unreviewed) }
}
