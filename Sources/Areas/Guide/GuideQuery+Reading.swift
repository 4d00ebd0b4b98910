import Rules
import Search
import Web

/// Reads a search from an address. Everything that cannot be read is named, with what to write instead.
struct GuideQueryReader {
    let guide: GuideSnapshot
    private(set) var query = GuideQuery()
    private(set) var faults: [Problem.Fault] = []

    /// Every name that a search may carry, besides `lang` of the API.
    static let names: Set<String> = [
        "q", "need", "theme", "near", "radius", "district", "open", "public", "age", "gender", "status", "language",
        "free",
        "noAppointment", "accessible", "amenity", "label", "organisation", "sort", "limit", "cursor",
    ]

    init(_ items: [(name: String, value: String)], guide: GuideSnapshot) {
        self.guide = guide
        for (name, value) in items where !value.isEmpty { read(name, value) }
        if query.radius != nil, query.near == nil { refuse("radius", "needs near=latitude,longitude beside it") }
        if query.sort == .distance, query.near == nil {
            refuse("sort", "distance needs near=latitude,longitude beside it")
        }
    }

    private mutating func read(_ name: String, _ value: String) {
        let known = guide.vocabulary
        switch name {
        case "q": readText(value)
        case "need": readKeys(name, value, into: \.needs) { known.need($0) != nil }
        case "theme": readKeys(name, value, into: \.themes) { known.theme($0) != nil }
        case "district": readKeys(name, value, into: \.districts) { known.district($0) != nil }
        case "public": readKeys(name, value, into: \.publics) { known.public($0) != nil }
        case "status": readKeys(name, value, into: \.statuses) { known.status($0) != nil }
        case "amenity": readKeys(name, value, into: \.amenities) { known.amenity($0) != nil }
        case "language":
            readKeys(name, value, into: \.languages) { known.language($0) != nil || Self.isLanguageTag($0) }
        case "near": readNear(value)
        case "radius": readRadius(value)
        case "open": readOpen(value)
        case "age": readAge(value)
        case "gender": readGender(value)
        case "free": readFlag(name, value, into: \.isFree)
        case "noAppointment": readFlag(name, value, into: \.noAppointment)
        case "accessible": readFlag(name, value, into: \.isAccessible)
        case "label": readFlag(name, value, into: \.isLabelled)
        case "organisation": readOrganisation(value)
        case "sort": readSort(value)
        case "limit": readLimit(value)
        case "cursor": query.cursor = value
        default: break
        }
    }

    /// Faults that are told; an address made of a thousand of them is not answered with a thousand lines.
    private static let mostFaults = 20

    private mutating func refuse(_ name: String, _ reason: String) {
        guard faults.count < Self.mostFaults else { return }
        faults.append(Problem.Fault(name: name, reason: reason))
    }

    private mutating func readText(_ value: String) {
        guard value.unicodeScalars.count <= GuideQuery.longestText else {
            refuse("q", "is longer than \(GuideQuery.longestText) characters: write fewer words")
            return
        }
        query.text = String(
            String.UnicodeScalarView(value.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }

    /// One key, several separated by commas, or the parameter repeated.
    private mutating func readKeys(
        _ name: String, _ value: String, into path: WritableKeyPath<GuideQuery, [String]>, isKnown: (String) -> Bool
    ) {
        for key in value.split(separator: ",").map(String.init) where !query[keyPath: path].contains(key) {
            if isKnown(key) {
                query[keyPath: path].append(key)
            } else {
                refuse(name, "“\(key.prefix(60))” is not a \(name) of this guide: see /api/v1/taxonomy")
            }
        }
    }

    private mutating func readNear(_ value: String) {
        let parts = value.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else {
            refuse("near", "must be latitude,longitude in degrees, such as \(example)")
            return
        }
        guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else {
            refuse("near", "is not on the earth: latitude -90 to 90, longitude -180 to 180, such as \(example)")
            return
        }
        // Rounded here, so that the address of the next page asks the very same question.
        query.near = Coordinate(latitude: GuideQuery.rounded(latitude), longitude: GuideQuery.rounded(longitude))
    }

    private var example: String { "\(guide.settings.centre.latitude),\(guide.settings.centre.longitude)" }

    private mutating func readRadius(_ value: String) {
        guard let metres = Double(value), metres.isFinite, (1...GuideQuery.largestRadius).contains(metres) else {
            refuse("radius", "must be metres from 1 to \(Int(GuideQuery.largestRadius))")
            return
        }
        query.radius = metres.rounded(.down)
    }

    private mutating func readOpen(_ value: String) {
        switch value {
        case "now": query.open = .now
        case "tonight": query.open = .tonight
        default:
            if let date = LocalDate(value), (1970...2099).contains(date.year) {
                query.open = .on(date)
            } else if let instant = Instant(rfc3339: value.split(separator: " ").joined(separator: "+")),
                (0...4_102_444_800_000).contains(instant.milliseconds)
            {
                query.open = .at(instant)
            } else {
                refuse("open", "must be now, tonight, a day (2026-11-21) or an instant (2026-11-21T18:30:00Z)")
            }
        }
    }

    private mutating func readAge(_ value: String) {
        guard let age = Int(value), (0...120).contains(age) else {
            refuse("age", "must be whole years from 0 to 120")
            return
        }
        query.age = age
    }

    private mutating func readGender(_ value: String) {
        switch value {
        case "woman": query.gender = .woman
        case "man": query.gender = .man
        case "other": query.gender = .other
        default: refuse("gender", "must be woman, man or other")
        }
    }

    private mutating func readFlag(_ name: String, _ value: String, into path: WritableKeyPath<GuideQuery, Bool>) {
        switch value {
        case "1", "true", "on": query[keyPath: path] = true
        case "0", "false", "off": query[keyPath: path] = false
        default: refuse(name, "must be true or false")
        }
    }

    private mutating func readOrganisation(_ value: String) {
        if guide.organisation(value) == nil {
            refuse(
                "organisation", "“\(value.prefix(60))” is not an organisation of this guide: see /api/v1/organisations")
        } else {
            query.organisation = value
        }
    }

    private mutating func readSort(_ value: String) {
        switch value {
        case "relevance": query.sort = .relevance
        case "distance": query.sort = .distance
        case "freshness": query.sort = .freshness
        default: refuse("sort", "must be relevance, distance or freshness")
        }
    }

    private mutating func readLimit(_ value: String) {
        guard let limit = Int(value), (1...GuideQuery.largestLimit).contains(limit) else {
            refuse("limit", "must be a whole number from 1 to \(GuideQuery.largestLimit)")
            return
        }
        query.limit = limit
    }

    /// Two or three letters, perhaps with subtags: a language that nobody here speaks gives an empty list, not a fault.
    private static func isLanguageTag(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, (2...3).contains(first.utf8.count) else { return false }
        return parts.allSatisfy { part in
            (1...8).contains(part.utf8.count)
                && part.utf8.allSatisfy { ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 || (48...57).contains($0) }
        }
    }
}
