internal import Rules
internal import Vault

/// Where the next hundred lines begin. Whoever sees every line reads its number; to others numbers with gaps would tell how much happens
/// that they do not see, so they get it sealed, for themselves alone.
struct AuditCursor: Sendable {
    private let keys: KeyRing
    private let place: FieldPlace
    let isPlain: Bool

    init(keys: KeyRing, caller: Caller) {
        self.keys = keys
        place = FieldPlace(table: "audit", column: "sequence", row: caller.account)
        isPlain = caller.scope(.audit, .read) == .all && caller.wards == Set(Ward.allCases)
    }

    /// In the letters of addresses (RFC 4648, section 5).
    func text(_ sequence: Int) -> String? {
        if isPlain { return String(sequence) }
        return (try? keys.seal(String(sequence), for: place)).map {
            String($0.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
        }
    }

    func read(_ text: String) -> Int? {
        if isPlain { return Int(text) }
        var sealed = String(text.prefix(200).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        while sealed.utf8.count % 4 != 0 { sealed.append("=") }
        return (try? keys.open(sealed, for: place)).flatMap { Int($0) }
    }
}
