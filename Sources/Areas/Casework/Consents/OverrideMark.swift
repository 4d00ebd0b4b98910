import Rules
import Store

/// That something was shown without a consent, and where its review stands: for those who showed it. Why in words is for who reviews.
struct OverrideMark: Sendable, Hashable {
    var id: String
    var code: OverrideCode
    var decision: OverrideDecision?
    /// Account of who decided, or ended it before anybody had.
    var decidedBy: String?
    var decidedAt: Instant?
    /// Ended by a reviewer.
    var isEnded: Bool

    /// Several at once, by their ids.
    static func load(_ connection: Connection, _ ids: [String]) throws -> [String: OverrideMark] {
        guard !ids.isEmpty else { return [:] }
        var marks: [String: OverrideMark] = [:]
        try connection.each(
            """
            SELECT id, code, decision, decided_by, decided_at, ended_at, ended_by FROM consent_override
            WHERE id IN (\(list: Set(ids).sorted()))
            """
        ) { row in
            guard let code = OverrideCode(rawValue: try row.get("code")) else { return }
            let (id, ended): (String, Instant?) = (try row.get("id"), try row.optionalInstant("ended_at"))
            let decision = try row.optional("decision", as: String.self).flatMap { OverrideDecision(rawValue: $0) }
            marks[id] = OverrideMark(
                id: id, code: code, decision: decision,
                decidedBy: try row.optional(decision == nil ? "ended_by" : "decided_by"),
                decidedAt: decision == nil ? ended : try row.optionalInstant("decided_at"), isEnded: ended != nil)
        }
        return marks
    }
}
