import Web

/// Addresses of the guide's pages.
extension SitePath {
    static let search = SitePath("search")
    static let organisations = SitePath("organisations")
    static let themes = SitePath("themes")
    static let districts = SitePath("districts")
    static let emergency = SitePath("emergency")

    static func search(_ query: GuideQuery, without: Set<String> = [], with added: [(name: String, value: String)] = [])
        -> SitePath
    {
        SitePath("search", query: query.items(without: without, with: added))
    }

    static func need(_ key: String) -> SitePath { SitePath("search", query: [("need", key)]) }
    static func service(_ key: String) -> SitePath { SitePath("services", key) }
    static func report(_ key: String) -> SitePath { SitePath("services", key, "report") }
    static func place(_ key: String) -> SitePath { SitePath("places", key) }
    static func organisation(_ key: String) -> SitePath { SitePath("organisations", key) }
    static func theme(_ key: String) -> SitePath { SitePath("themes", key) }
    static func district(_ key: String) -> SitePath { SitePath("districts", key) }
}
