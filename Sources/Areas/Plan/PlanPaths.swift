import Web

/// Addresses of the pages about promises.
extension SitePath {
    static let plans = SitePath("plans")
    static let initiatives = SitePath("initiatives")

    static func plan(_ key: String) -> SitePath { SitePath("plans", key) }
    static func became(_ plan: String) -> SitePath { SitePath("plans", plan, "became") }
    static func commitment(_ key: String, of plan: String) -> SitePath { SitePath("plans", plan, "commitments", key) }
    static func action(_ key: String, of plan: String) -> SitePath { SitePath("plans", plan, "actions", key) }
    static func initiative(_ key: String) -> SitePath { SitePath("initiatives", key) }
    static func initiatives(theme: String) -> SitePath { SitePath("initiatives", query: [("theme", theme)]) }

    /// A partner's page in the directory.
    static func partner(_ organisation: String) -> SitePath { SitePath("organisations", organisation) }
    /// The page of a place where an action is carried out.
    static func actionPlace(_ site: String) -> SitePath { SitePath("places", site) }
}
