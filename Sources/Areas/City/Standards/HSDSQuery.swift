internal import Files
internal import Rules
internal import Web

/// The parameters of the read API's lists, as Open Referral names them.
struct HSDSQuery {
    static let largest = 500
    static let preset = 50

    let page: Int
    let size: Int
    let isFull: Bool
    let isMinimal: Bool
    let isTopOnly: Bool
    /// `nil`: not asked; empty: no word of what was asked can stand in any text.
    private let words: [String]?
    private let term: String?
    private let taxonomy: String?
    private let organization: String?
    private let modifiedAfter: String?
    private let postcode: String?
    private let centre: Coordinate?
    private let metres: Double?

    /// - Throws: `Problem` that names every parameter that cannot be read.
    init(_ call: Endpoint.Call, districts: [District]) throws {
        var faults: [Problem.Fault] = []
        func number(_ name: String, _ preset: Int, _ range: ClosedRange<Int>) -> Int {
            guard let text = call[name] else { return preset }
            guard let number = Int(text), range.contains(number) else {
                faults.append(
                    .init(name: name, reason: "must be a whole number from \(range.lowerBound) to \(range.upperBound)"))
                return preset
            }
            return number
        }
        func flag(_ name: String) -> Bool {
            guard let text = call[name] else { return false }
            if text != "true", text != "false" { faults.append(.init(name: name, reason: "must be true or false")) }
            return text == "true"
        }
        page = number("page", 1, 1...1_000_000)
        size = number("per_page", Self.preset, 1...Self.largest)
        isFull = flag("full") || flag("full_service")
        isMinimal = flag("minimal")
        isTopOnly = flag("top_only")
        words = call["search"].flatMap { search in
            search.allSatisfy(\.isWhitespace) ? nil : NameFolding.folded(search).split(separator: " ").map(String.init)
        }
        term = call["taxonomy_term_id"]
        taxonomy = call["taxonomy_id"]
        organization = call["organization_id"]
        modifiedAfter = call["modified_after"]
        if let modifiedAfter, PartialDate(String(modifiedAfter.prefix(10))) == nil || modifiedAfter.utf8.count < 10 {
            faults.append(
                .init(name: "modified_after", reason: "must be a date such as 2026-01-31 or 2026-01-31T12:00:00Z"))
        }
        postcode = call["postcode"]
        metres = call["proximity"].flatMap { Double($0) }.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
        if call["proximity"] != nil {
            if metres == nil { faults.append(.init(name: "proximity", reason: "must be a number of metres")) }
            if postcode == nil { faults.append(.init(name: "proximity", reason: "needs postcode beside it")) }
        }
        centre = postcode.flatMap { code in districts.first { $0.postcodes.contains(code) }?.centre }
        if metres != nil, let postcode, centre == nil {
            faults.append(.init(name: "postcode", reason: "\(postcode.prefix(12)) is no postal code of this city"))
        }
        if let format = call["format"], format != "json" {
            faults.append(.init(name: "format", reason: "must be json"))
        }
        if !faults.isEmpty { throw Problem(.badRequest, "The list cannot be read.", faults: faults) }
    }

    func matches(_ item: HSDSItem) -> Bool {
        if let words, words.isEmpty || !words.allSatisfy({ item.words.contains($0) }) { return false }
        if let term, !item.terms.contains(term) { return false }
        if let taxonomy, !item.taxonomies.contains(taxonomy) { return false }
        if let organization, item.organization != organization { return false }
        if let modifiedAfter {
            // Both are RFC 3339 in UTC or a date: their first characters compare as the instants do.
            guard let modified = item.modified, modified.prefix(modifiedAfter.count) >= modifiedAfter[...] else {
                return false
            }
        }
        return isNear(item)
    }

    private func isNear(_ item: HSDSItem) -> Bool {
        if let metres, let centre { return item.points.contains { $0.distance(to: centre) <= metres } }
        return postcode.map { item.postcodes.contains($0) } ?? true
    }

    /// One page, in the standard's envelope.
    func answer<Item>(_ items: [Item], _ encode: (Item) -> StandardRecord) -> JSONText {
        let size = isMinimal ? max(items.count, 1) : size
        let pages = max(1, (items.count + size - 1) / size)
        let from = min((page - 1) * size, items.count)
        let contents = items[from..<min(from + size, items.count)].map { JSONText(.object(encode($0))) }
        return JSONText(members: [
            ("total_items", JSONText(items.count)), ("total_pages", JSONText(pages)), ("page_number", JSONText(page)),
            ("size", JSONText(contents.count)), ("first_page", JSONText(page == 1)),
            ("last_page", JSONText(page >= pages)), ("empty", JSONText(contents.isEmpty)),
            ("contents", JSONText(contents)),
        ])
    }
}
