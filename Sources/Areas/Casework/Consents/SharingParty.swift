import Files
import Rules

/// With whom something of a person is shared.
enum SharingParty: Sendable, Hashable {
    /// Key of an organisation whose members work here.
    case member(String)
    /// Name of an organisation without account, as typed: beside a person it tells about them, so it is sealed wherever it is kept.
    case partner(String)

    var memberKey: String? { if case .member(let key) = self { key } else { nil } }
    var partnerName: String? { if case .partner(let name) = self { name } else { nil } }

    /// The field of the form that names it: what is missing is said there.
    var field: String {
        switch self {
        case .member: "organisation"
        case .partner: "partnerName"
        }
    }

    /// As consents compare it. Of a partner only what equal names share, for this person alone: the same partner beside two persons
    /// cannot be told from the database.
    func mark(for person: String, _ seals: CaseworkSeals) -> String {
        switch self {
        case .member(let key): key
        case .partner(let name): SharingGround.partnerPrefix + Self.index(name, person, seals)
        }
    }

    static func index(_ name: String, _ person: String, _ seals: CaseworkSeals) -> String {
        seals.keys.blindIndex("\(person)/\(NameFolding.folded(name))", purpose: "consent-partner")
    }
}
