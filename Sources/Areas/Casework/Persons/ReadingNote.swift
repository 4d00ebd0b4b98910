import Rules
import Store

/// Writes down that something of a person was shown. What touches health gets a line of its own beside it, whose kind ends in `-health`:
/// who supervises sees that health was opened, and who lacks the ward does not see that there is any.
extension CaseworkRoom {
    func note(
        _ connection: Connection, _ caller: Caller, _ action: AuditEntry.Action, _ file: PersonFile,
        note: String? = nil, now: Instant
    ) throws {
        try self.note(
            connection, caller, action, person: file.person.id, showsHealth: file.showsHealth, note: note, now: now)
    }

    /// Of a file without what hangs on it: health is shown when the file itself stands behind the ward.
    func note(
        _ connection: Connection, _ caller: Caller, _ action: AuditEntry.Action, _ person: PersonRecord,
        note: String? = nil, now: Instant
    ) throws {
        try self.note(
            connection, caller, action, person: person.id, showsHealth: person.wards.contains(.health), note: note,
            now: now)
    }

    func note(
        _ connection: Connection, _ caller: Caller, _ action: AuditEntry.Action, person: String, showsHealth: Bool,
        note: String? = nil, now: Instant
    ) throws {
        try workplace.note(connection, AuditEntry(caller, action, "person", person, note: note), now: now)
        guard showsHealth else { return }
        try workplace.note(connection, AuditEntry(caller, action, "person-health", person, note: note), now: now)
    }

    /// - Parameter caller: `nil`: a partner, through the link of a letter.
    func note(
        _ connection: Connection, _ caller: Caller?, _ action: AuditEntry.Action, _ referral: ReferralRecord,
        note: String? = nil, now: Instant
    ) throws {
        try workplace.note(connection, AuditEntry(caller, action, "referral", referral.id, note: note), now: now)
        guard referral.showsHealth else { return }
        try workplace.note(connection, AuditEntry(caller, action, "referral-health", referral.id, note: note), now: now)
    }

    func note(
        _ connection: Connection, _ caller: Caller, _ action: AuditEntry.Action, _ attachment: AttachmentRecord,
        now: Instant
    ) throws {
        let kind = attachment.isHealth ? "attachment-health" : "attachment"
        try workplace.note(connection, AuditEntry(caller, action, kind, attachment.id), now: now)
    }
}

extension PersonFile {
    /// Whether anything of health is among what is shown.
    var showsHealth: Bool {
        health != nil || person.wards.contains(.health) || attachments.contains(where: \.isHealth)
            || referrals.contains(where: \.showsHealth)
    }
}

extension ReferralRecord {
    var showsHealth: Bool { wards.contains(.health) || shown?.healthNeeds != nil }
}
