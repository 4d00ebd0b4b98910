/// What legal advisers said of one version of a text.
public struct LegalVerdict: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case approved, remark
    }

    public var kind: Kind
    /// Key of the organisation in whose name it was said.
    public var organisation: String
    public var at: Instant

    public init(kind: Kind, organisation: String, at: Instant) {
        self.kind = kind
        self.organisation = organisation
        self.at = at
    }
}

/// Whether readers are told that a lawyer has checked a version.
public enum LegalStanding: Sendable, Hashable {
    /// Nobody has said anything.
    case waiting
    case approved(organisation: String, at: Instant)
    /// Something is to be mended. A remark after an approval sets it aside: a mistake that was found is worse than none that was sought.
    case remarked(organisation: String, at: Instant)

    /// - Parameter verdicts: of this very version, in any order.
    public init(_ verdicts: [LegalVerdict]) {
        // Said in the same moment, the remark counts: doubt is the safer side.
        let order: (LegalVerdict) -> (Instant, Int) = { ($0.at, $0.kind == .remark ? 1 : 0) }
        guard let last = verdicts.max(by: { order($0) < order($1) }) else {
            self = .waiting
            return
        }
        switch last.kind {
        case .approved: self = .approved(organisation: last.organisation, at: last.at)
        case .remark: self = .remarked(organisation: last.organisation, at: last.at)
        }
    }

    public var isApproved: Bool {
        if case .approved = self { return true }
        return false
    }
}
