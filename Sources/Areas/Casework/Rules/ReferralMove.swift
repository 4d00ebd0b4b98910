/// Where a referral stands.
public enum ReferralState: String, Sendable, Hashable, Codable, CaseIterable {
    case asked, accepted, refused, done
    case noShow = "no-show"
    case withdrawn

    public var isOpen: Bool { self == .asked || self == .accepted }
}

public enum ReferralSide: String, Sendable, Hashable, CaseIterable {
    case asker, asked
}

public enum ReferralRefusalReason: String, Sendable, Hashable, Codable, CaseIterable {
    case full
    case otherPublic = "other-public"
    case otherArea = "other-area"
    case missingDocuments = "missing-documents"
    case other
}

/// One step, made by one of the two sides.
public enum ReferralMove: String, Sendable, Hashable, Codable, CaseIterable {
    case accept, refuse, done
    case noShow = "no-show"
    case withdraw

    /// The whole machine: who may step from where to where.
    public static let table: [(from: ReferralState, move: ReferralMove, by: ReferralSide, to: ReferralState)] = [
        (.asked, .accept, .asked, .accepted),
        (.asked, .refuse, .asked, .refused),
        (.asked, .withdraw, .asker, .withdrawn),
        (.accepted, .refuse, .asked, .refused),
        (.accepted, .done, .asked, .done),
        (.accepted, .noShow, .asked, .noShow),
        (.accepted, .withdraw, .asker, .withdrawn),
    ]

    public enum Refusal: Error, Sendable, Hashable {
        /// The other side makes this step.
        case othersStep
        /// Not from where it stands.
        case notFrom(ReferralState)
        /// It stands there already: the same form sent twice.
        case already(ReferralState)
    }

    /// - Throws: `Refusal`.
    public func next(from state: ReferralState, by side: ReferralSide) throws -> ReferralState {
        let steps = Self.table.filter { $0.move == self }
        if let step = steps.first(where: { $0.from == state && $0.by == side }) { return step.to }
        guard steps.contains(where: { $0.by == side }) else { throw Refusal.othersStep }
        if steps.contains(where: { $0.to == state }) { throw Refusal.already(state) }
        throw Refusal.notFrom(state)
    }

    /// The steps that a side can make now.
    public static func steps(from state: ReferralState, by side: ReferralSide) -> [ReferralMove] {
        table.filter { $0.from == state && $0.by == side }.map(\.move)
    }
}

public enum ReferralUrgency: String, Sendable, Hashable, Codable, CaseIterable {
    case today
    case thisWeek = "this-week"
    case ordinary
}

/// What the other side may see of a person. Each is chosen by hand; nothing is chosen beforehand.
public enum ReferralField: String, Sendable, Hashable, Codable, CaseIterable {
    case firstName = "first-name"
    case reference, languages, needs, household
}
