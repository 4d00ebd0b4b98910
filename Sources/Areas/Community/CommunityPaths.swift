internal import Web

extension SitePath {
    static let desk = SitePath("work")
    static let directory = SitePath("work", "directory")
    static let deskOrganisations = SitePath("work", "directory", "organisations")
    static let followUp = SitePath("work", "community")
    static let deskCalendar = SitePath("work", "calendar")

    static func deskOrganisation(_ key: String) -> SitePath { SitePath("work", "organisations", key) }
    static func contact(_ id: String) -> SitePath { SitePath("work", "contacts", id) }

    func adding(_ segments: String...) -> SitePath {
        var path = self
        path.segments += segments
        return path
    }

    func asking(_ items: [(name: String, value: String)]) -> SitePath {
        var path = self
        path.query = items
        return path
    }
}
