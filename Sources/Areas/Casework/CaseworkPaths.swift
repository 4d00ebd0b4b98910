import Web

/// Addresses of this area.
extension SitePath {
    static let persons = SitePath("work", "persons")
    static func person(_ id: String, _ more: String...) -> SitePath {
        var path = SitePath("work", "persons", id)
        path.segments += more
        return path
    }
    static let overrides = SitePath("work", "overrides")
    static let personArchive = SitePath("work", "archive")
    static let personExports = SitePath("work", "exports")
    static let peopleFigures = SitePath("work", "figures", "people")
    static let referrals = SitePath("work", "referrals")
    static func referral(_ id: String, _ more: String...) -> SitePath {
        var path = SitePath("work", "referrals", id)
        path.segments += more
        return path
    }
    static func referralLink(_ secret: String) -> SitePath { SitePath("work", "partner", secret) }
    static func purposeNotice(_ version: Int) -> SitePath { SitePath("work", "purpose-notices", String(version)) }
}
