import Rules
import Store

/// What an override opens, and for how long, as conditions of the queries. Asked at each reading, so that a decision, an
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

    /// Nobody has looked at the override of this referral in time: to the other side it is as if it had never been asked.
    static func hasLapsed(_ now: Instant) -> SQL {
        """
        EXISTS (SELECT 1 FROM consent_override WHERE consent_override.id = referral.override
            AND consent_override.decision IS NULL AND consent_override.ended_at IS NULL
            AND consent_override.made_at <= \(now.milliseconds - unreviewed))
        """
    }

    static func lapse(_ madeAt: Instant) -> Instant { madeAt.adding(milliseconds: unreviewed) }
}
