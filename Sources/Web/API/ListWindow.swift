/// A window of a list that does not come from the search: `limit` and a cursor that is a position in it.
public struct ListWindow: Sendable {
    public static let largest = 500
    public static let preset = 50

    public static let parameters = [
        Endpoint.Parameter(
            "limit", "Items on one page", Schema.integer(from: 1, to: largest, preset: preset), example: JSONText(50)),
        Endpoint.Parameter("cursor", "“next” of the page before", Schema.string()),
    ]

    private let limit: Int
    private let start: Int

    /// - Throws: `Problem` that names `limit` or `cursor`.
    public init(_ call: Endpoint.Call) throws {
        var faults: [Problem.Fault] = []
        limit = Self.number(call["limit"], 1...Self.largest) ?? (call["limit"] == nil ? Self.preset : 0)
        if limit == 0 {
            faults.append(.init(name: "limit", reason: "must be a whole number from 1 to \(Self.largest)"))
        }
        start = Self.number(call["cursor"], 0...10_000_000) ?? (call["cursor"] == nil ? 0 : -1)
        if start < 0 {
            faults.append(.init(name: "cursor", reason: "take it from “next” of the page before, or leave it out"))
        }
        if !faults.isEmpty { throw Problem(.badRequest, "The page cannot be found.", faults: faults) }
    }

    public func answer<Item>(_ items: [Item], _ encode: (Item) -> JSONText) -> JSONText {
        let from = min(start, items.count)
        let end = min(from + limit, items.count)
        return JSONText(members: [
            ("items", JSONText(items[from..<end].map(encode))), ("total", JSONText(items.count)),
            ("next", end < items.count ? JSONText(String(end)) : .null),
        ])
    }

    private static func number(_ text: String?, _ range: ClosedRange<Int>) -> Int? {
        text.flatMap { Int($0) }.flatMap { range.contains($0) ? $0 : nil }
    }
}
