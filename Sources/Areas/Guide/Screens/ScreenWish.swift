import Rules
import Web

/// What a waiting room wants on its screen: where it hangs, in which languages, for which needs. All of it stands in the address.
struct ScreenWish: Sendable {
    /// Each is shown in turn; at least one.
    var languages: [String]
    var site: Site?
    var district: District?
    var needs: [String]
    /// Which slide a browser without scripts shows now.
    var slide = 0

    private static let names: Set<String> = ["place", "district", "languages", "needs", "show"]
    /// A person waits for their language no longer than two minutes.
    static let mostLanguages = 6
    static let mostNeeds = 8
    /// When none are named.
    private static let usual = ["meal", "shower", "day-centre", "doctor", "night-shelter"]

    /// What is not known is left out: the screen hangs on a wall where nobody reads faults.
    /// - Parameter language: of the page, when no languages are named.
    /// - Returns: `nil` when nothing was asked for: the page that composes the address is shown.
    init?(_ items: [(name: String, value: String)], guide: GuideSnapshot, language: String) {
        guard items.contains(where: { Self.names.contains($0.name) }) else { return nil }
        func values(_ name: String, _ most: Int, _ isKnown: (String) -> Bool) -> [String] {
            var seen: Set<String> = []
            let all = items.filter { $0.name == name }.flatMap { $0.value.split(separator: ",").map(String.init) }
            return Array(all.filter { isKnown($0) && seen.insert($0).inserted }.prefix(most))
        }
        let offered = guide.settings.languages.offered
        let named = values("languages", Self.mostLanguages) { offered.contains($0) }
        languages = named.isEmpty ? [language] : named
        let wanted = values("needs", Self.mostNeeds) { guide.taxonomy.need($0) != nil }
        needs = wanted.isEmpty ? Self.usual.filter { guide.taxonomy.need($0) != nil } : wanted
        // An address that must not be known is on no screen.
        site = items.last { $0.name == "place" }.flatMap { guide.site($0.value) }.flatMap { $0.protected ? nil : $0 }
        district = items.last { $0.name == "district" }.flatMap { guide.district($0.value) }
        slide = items.last { $0.name == "slide" }.flatMap { Int($0.value) }.flatMap { $0 < 0 ? nil : $0 } ?? 0
    }

    func path(slide: Int) -> SitePath {
        var query: [(name: String, value: String)] = []
        if let site { query.append(("place", site.key)) }
        if let district { query.append(("district", district.key)) }
        query.append(("languages", languages.joined(separator: ",")))
        query.append(("needs", needs.joined(separator: ",")))
        query.append(("slide", String(slide)))
        return SitePath("screen", query: query)
    }

    /// The search that the screen shows, by the same rules as that of the pages.
    var query: GuideQuery {
        var query = GuideQuery()
        query.needs = needs
        if let point = site?.point {
            query.near = Coordinate(
                latitude: GuideQuery.rounded(point.latitude), longitude: GuideQuery.rounded(point.longitude))
            query.sort = .distance
        } else {
            query.districts = (district?.key ?? site?.district).map { [$0] } ?? []
        }
        return query
    }
}

extension SitePath {
    static let screen = SitePath("screen")
}
