internal import Rules
internal import Vault

/// Who did what no account did: said so that the line reads as a sentence.
enum NamelessActor: String, CaseIterable, Sendable {
    /// A command typed on the server.
    case server
    /// A job of the program.
    case program
    /// Through the link of an e-mail.
    case partner
    /// Nobody who was signed in.
    case visitor

    init(action: String, kind: String, note: String?) {
        let note = note ?? ""
        if note.hasPrefix("command-line") || kind == AuditRecord.keyKind {
            self = .server
        } else if note.hasPrefix("partner-") {
            self = .partner
        } else if Self.ofVisitors.contains(action) || note == "reset-asked" {
            self = .visitor
        } else {
            self = .program
        }
    }

    private static let ofVisitors: Set<String> = Set(
        [AuditEntry.Action.signIn, .signOut, .refuse].map(\.rawValue))

    var phrase: String { "identity.audit.nameless.\(rawValue)" }
}
