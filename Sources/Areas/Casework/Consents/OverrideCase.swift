import Rules
import Store
import Web

/// What a reviewer needs to decide: why, and what was shown.
struct OverrideCase: Sendable {
    var record: OverrideRecord
    var reason: String
    /// Who decided, and when.
    var mark: OverrideMark?
    /// Asked on it; none: the whole file without health could be read.
    var referrals: [ReferralRecord]
    /// There is more, behind a ward that the reader lacks.
    var isPartHidden: Bool

    /// For who holds every ward of the file.
    static func load(_ connection: Connection, _ record: OverrideRecord, _ queries: OverrideQueries) throws
        -> OverrideCase
    {
        let seals = queries.seals
        guard let row = try connection.row("SELECT reason FROM consent_override WHERE id = \(record.id)") else {
            throw Problem.nothing
        }
        let all = try ReferralQueries(seals: seals).list(
            connection, "referral.override = \(record.id)", caller: nil, now: queries.now, limit: nil)
        let seen = all.filter { $0.wards.isSubset(of: queries.caller.wards) }
        return OverrideCase(
            record: record,
            reason: try seals.open(row.get("reason", as: String.self), "consent_override", "reason", record.id),
            mark: try OverrideMark.load(connection, [record.id])[record.id],
            referrals: seen, isPartHidden: seen.count < all.count)
    }

    var wasWholeFile: Bool { referrals.isEmpty && !isPartHidden }
}
