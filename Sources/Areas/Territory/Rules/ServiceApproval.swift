/// Which changes of services the city's coordinators look at before they are published.
public enum ServiceApproval: String, Sendable, Hashable, Codable, CaseIterable {
    /// Every change of the facts.
    case all
    /// Services and places that are new.
    case new
    /// An organisation's manager publishes.
    case none
}
