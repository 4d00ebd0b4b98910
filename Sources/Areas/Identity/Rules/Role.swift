/// What a member does in an organisation. A membership has one; a person may have several memberships.
///
/// The list is that of the city's community of welcome: people of the town hall, of associations, of public services.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// Animates the city's welcome: members, what is stale, what is proposed. Opens no person's file.
    case coordinator
    /// Answers for one organisation: its members, its services, its files.
    case manager
    /// Outreach, reception, day centres.
    case fieldWorker = "field-worker"
    case socialWorker = "social-worker"
    case healthProfessional = "health-professional"
    case legalAdviser = "legal-adviser"
    case translator
    case volunteerCoordinator = "volunteer-coordinator"
    case volunteer
    /// Figures only.
    case observer
    /// Keeps the program running, and sees no personal data at all.
    case technicalAdministrator = "technical-administrator"

    /// Wards that come with the work itself.
    public var ownWards: Set<Ward> { self == .healthProfessional ? [.health] : [] }
}

/// Facts that stand apart, whatever the role: seen only by memberships that carry the ward.
public enum Ward: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    case health
    case minors
    /// Addresses that can put someone in danger: victims of trafficking, LGBTQI+ people, threatened journalists (2019, eng. 16).
    case protectedPlaces = "protected-places"

    public static func < (left: Ward, right: Ward) -> Bool { left.rawValue < right.rawValue }
}
