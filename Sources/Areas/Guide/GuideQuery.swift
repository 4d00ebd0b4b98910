import Rules
import Search
import Web

/// A search as it stands in an address: the same names and meanings on pages and in the API.
struct GuideQuery: Sendable {
    var text = ""
    var needs: [String] = []
    var themes: [String] = []
    var near: Coordinate?
    /// Metres.
    var radius: Double?
    var districts: [String] = []
    var open: OpenWish?
    var publics: [String] = []
    var age: Int?
    var gender: Gender?
    var statuses: [String] = []
    var languages: [String] = []
    var isFree = false
    var noAppointment = false
    var isAccessible = false
    var amenities: [String] = []
    /// Only at places with the label of welcome.
    var isLabelled = false
    var organisation: String?
    var sort = SearchSort.relevance
    var limit = GuideQuery.presetLimit
    var cursor: String?

    /// When the place must be open.
    enum OpenWish: Sendable, Hashable {
        case now
        case tonight
        case at(Instant)
        case on(LocalDate)

        var text: String {
            switch self {
            case .now: "now"
            case .tonight: "tonight"
            case .at(let instant): instant.rfc3339
            case .on(let date): "\(date)"
            }
        }
    }

    /// Longest text that is searched; longer ones are refused, not cut.
    static let longestText = 200
    static let presetLimit = 20
    static let largestLimit = 100
    static let largestRadius = 50_000.0

    /// The same search as address items, in one order, so that one search has one address.
    func items(without left: Set<String> = [], with added: [(name: String, value: String)] = []) -> [(
        name: String, value: String
    )] {
        var items: [(name: String, value: String)] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty, !left.contains(name) { items.append((name, value)) }
        }
        add("q", text)
        for key in needs { add("need", key) }
        for key in themes { add("theme", key) }
        add("near", near.map { "\(Self.rounded($0.latitude)),\(Self.rounded($0.longitude))" })
        add("radius", radius.map { String(Int($0)) })
        for key in districts { add("district", key) }
        add("open", open?.text)
        for key in publics { add("public", key) }
        add("age", age.map { String($0) })
        add("gender", gender.map(Self.name))
        for key in statuses { add("status", key) }
        for key in languages { add("language", key) }
        add("free", isFree ? "1" : nil)
        add("noAppointment", noAppointment ? "1" : nil)
        add("accessible", isAccessible ? "1" : nil)
        for key in amenities { add("amenity", key) }
        add("label", isLabelled ? "1" : nil)
        add("organisation", organisation)
        if limit != Self.presetLimit { add("limit", String(limit)) }
        if sort != .relevance { add("sort", sort == .distance ? "distance" : "freshness") }
        return items + added
    }

    /// Four decimals of a degree are eleven metres: near enough to sort by, too coarse to name a door.
    static func rounded(_ degrees: Double) -> Double { (degrees * 10_000).rounded() / 10_000 }

    static func name(_ gender: Gender) -> String {
        switch gender {
        case .woman: "woman"
        case .man: "man"
        case .other: "other"
        }
    }
}
