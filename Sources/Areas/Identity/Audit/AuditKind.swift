internal import Rules
internal import Vault

/// Kinds of record that lines of the book are about; `audit.kind.<kind>` says each in the reader's language.
enum AuditKind {
    /// What areas write, and what refusals are about (`Permission.Subject`).
    static let all: [String] = Set(
        [
            "account", "attachment", "attachment-health", "audit", "calendar-feed", "consent", "contact", "erasure",
            "export", "invitation",
            "key",
            "letter", AuditRecord.keyKind, "member", "membership", "organisation", "override", "person",
            "person-health", "recording", "referral", "referral-health",
        ] + Permission.Subject.allCases.map(\.rawValue)
    ).sorted()
}
