internal import Store

/// How a key stands with this database, as `key_proof` keeps it. A sealed proof is base64 and holds no colon.
enum KeyStanding {
    case inUse(proof: String)
    /// It is being looked whether it may go; meanwhile nobody signs with it.
    case retiring(proof: String)
    case retired

    static let retiringMark = "retiring:"
    static let retiredText = "retired:"

    init(_ text: String) {
        if text == Self.retiredText {
            self = .retired
        } else if text.hasPrefix(Self.retiringMark) {
            self = .retiring(proof: String(text.dropFirst(Self.retiringMark.count)))
        } else {
            self = .inUse(proof: text)
        }
    }

    static func of(_ connection: Connection, _ id: String) throws -> KeyStanding? {
        try connection.row("SELECT proof FROM key_proof WHERE key = \(id)").map { KeyStanding(try $0.get("proof")) }
    }

    /// What the ring must open; `nil`: nothing is asked of it any more.
    var proof: String? {
        switch self {
        case .inUse(let proof), .retiring(let proof): proof
        case .retired: nil
        }
    }

    /// Nobody signs with it.
    var isOver: Bool { if case .inUse = self { false } else { true } }
    var isRetired: Bool { if case .retired = self { true } else { false } }
}
