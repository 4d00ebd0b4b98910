internal import Rules
internal import Web

/// The directory's query as an address holds it.
enum DirectoryAsking {
    static let fields: [DeskRoute.Field] =
        [.init("q", "Words of names and functions")]
        + DirectoryQuery.Facet.allCases.map { DeskRoute.Field($0.rawValue, "Key of the \($0.rawValue)") }
    static let page = DeskRoute.Field("page", "Number of the page, from 1")

    /// - Throws: `Problem(.badRequest)` when a value is not one that exists.
    static func read(_ values: FormValues, _ book: DirectoryBook, _ visit: Visit) throws -> DirectoryQuery {
        var query = DirectoryQuery(text: String((values["q"] ?? "").prefix(DirectoryQuery.longest)))
        let terms = DirectoryTerms(book: book, visit: visit)
        for facet in DirectoryQuery.Facet.allCases {
            guard let value = values[facet.rawValue] else { continue }
            guard terms.options(facet).contains(where: { $0.value == value }) else {
                throw Problem(
                    .badRequest, "The request has a parameter that cannot be read.",
                    faults: [.init(name: facet.rawValue, reason: "there is no such \(facet.rawValue)")])
            }
            query.chosen[facet] = value
        }
        if let page = values["page"] {
            guard let number = Int(page), (1...10_000).contains(number) else {
                throw Problem(
                    .badRequest, "The request has a parameter that cannot be read.",
                    faults: [.init(name: "page", reason: "must be a whole number from 1")])
            }
            query.page = number
        }
        return query
    }

    static func items(_ query: DirectoryQuery, page: Int? = nil) -> [(name: String, value: String)] {
        var items: [(name: String, value: String)] = query.text.isEmpty ? [] : [("q", query.text)]
        for facet in DirectoryQuery.Facet.allCases {
            if let value = query.chosen[facet] { items.append((facet.rawValue, value)) }
        }
        if let page, page > 1 { items.append(("page", String(page))) }
        return items
    }
}
