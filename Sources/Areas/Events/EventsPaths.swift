import Web

/// Addresses of the pages about events.
extension SitePath {
    static let events = SitePath("events")
    static let foodWeek = SitePath("events", "food")

    static func event(_ key: String) -> SitePath { SitePath("events", key) }
    static func eventFile(_ key: String) -> SitePath { SitePath("events", key + ".ics") }
    static func eventPlaces(_ key: String) -> SitePath { SitePath("events", key, "places") }
    static func eventCode(_ key: String) -> SitePath { SitePath("events", key, "code") }
    static let deskEvents = SitePath("work", "events")
    static func deskEvent(_ key: String) -> SitePath { SitePath("work", "events", key) }
}
