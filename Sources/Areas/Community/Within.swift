internal import Rules
internal import Store
internal import Web

/// How far a caller's right reaches among organisations, for the query itself.
enum Within: Sendable, Hashable {
    case everything
    case one(String)

    /// - Throws: `Problem.nothing` when there is no right at all.
    init(_ caller: Caller, _ subject: Permission.Subject, _ action: Permission.Action) throws {
        switch caller.scope(subject, action) {
        case .all: self = .everything
        case .organisation, .shared:
            guard let organisation = caller.organisation else { throw Problem.nothing }
            self = .one(organisation)
        case .oneself, nil: throw Problem.nothing
        }
    }

    func holds(_ organisation: String) -> Bool {
        switch self {
        case .everything: true
        case .one(let key): key == organisation
        }
    }

    /// A condition on contacts, after others.
    var onContacts: SQL {
        switch self {
        case .everything: ""
        case .one(let key): " AND contact.organisation = \(key)"
        }
    }
}
