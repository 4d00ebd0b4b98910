/// One page of a list of the desk: where it begins and how much it holds. The filters of the list stay as they were on the way to the
/// next one.
public struct DeskWindow: Sendable, Hashable {
    public static let preset = 50
    public static let largest = 500

    /// What a list takes besides its filters.
    public static let fields: [DeskRoute.Field] = [
        .init("limit", "How many at once: 1 to \(largest); left out: \(preset)."),
        .init("cursor", "“next” of the page before."),
    ]

    /// How many come before.
    public let start: Int
    public let limit: Int

    /// - Throws: `Problem(.badRequest)` that names `limit` or `cursor`.
    public init(_ query: FormValues) throws {
        var faults: [Problem.Fault] = []
        let limit = query["limit"].map { Int($0) ?? 0 } ?? Self.preset
        if !(1...Self.largest).contains(limit) {
            faults.append(.init(name: "limit", reason: "must be a whole number from 1 to \(Self.largest)"))
        }
        let start = query["cursor"].map { Int($0) ?? -1 } ?? 0
        if !(0...10_000_000).contains(start) {
            faults.append(.init(name: "cursor", reason: "take it from “next” of the page before, or leave it out"))
        }
        if !faults.isEmpty { throw Problem(.badRequest, "The page cannot be found.", faults: faults) }
        self.limit = limit
        self.start = start
    }

    /// Those of the page, of all of them in their order.
    public func slice<Item>(_ all: [Item]) -> [Item] { Array(all.dropFirst(start).prefix(limit)) }

    /// `items`, `total` (of all pages), `next` (null on the last).
    public func members(_ items: [JSONText], total: Int) -> [(String, JSONText?)] {
        [
            ("items", JSONText(items)), ("total", JSONText(total)),
            ("next", next(total).map { JSONText(String($0)) } ?? .null),
        ]
    }

    private func next(_ total: Int) -> Int? { start + limit < total ? start + limit : nil }

    /// The ways to the page before and to the next, with the same filters.
    /// - Parameters:
    ///   - path: of the list, without its question.
    ///   - query: what was asked; empty values are left out.
    public func pager(total: Int, _ path: SitePath, _ query: FormValues, _ visit: Visit) -> HTML {
        guard total > limit || start > 0 else { return HTML() }
        func step(_ cursor: Int?, _ phrase: String, _ rel: String) -> HTML? {
            guard let cursor else { return nil }
            var there = path
            there.query = query.pairs.filter { $0.name != "cursor" && !$0.value.isEmpty }
            if cursor > 0 { there.query.append(("cursor", String(cursor))) }
            return
                "<a class=\"button button-quiet\" rel=\"\(rel)\" href=\"\(visit.url(there))\">\(visit.say(phrase))</a>"
        }
        let place = visit.say(
            "list.place",
            [
                "from": visit.say.number(min(start + 1, total)), "to": visit.say.number(min(start + limit, total)),
                "total": visit.say.number(total),
            ])
        return """
            <nav class="pager" aria-label="\(visit.say("list.pages"))">\
            \(step(start > 0 ? max(0, min(start, total) - limit) : nil, "list.before", "prev")) <span>\(place)</span> \
            \(step(next(total), "list.after", "next"))</nav>
            """
    }
}
