/// Whether a change is published at once, or who decides.
public enum PublishingWay: String, Sendable, Hashable {
    case publish
    case manager
    case coordinator

    /// - Parameters:
    ///   - decides: how far the caller may decide on services; `nil`: not at all.
    ///   - isNew: it was never published.
    public init(approval: ServiceApproval, decides: Permission.Scope?, isNew: Bool) {
        let needsCoordinator = approval == .all || (approval == .new && isNew)
        switch decides {
        case .all: self = .publish
        case .organisation, .shared: self = needsCoordinator ? .coordinator : .publish
        case .oneself, nil: self = needsCoordinator ? .coordinator : .manager
        }
    }
}
