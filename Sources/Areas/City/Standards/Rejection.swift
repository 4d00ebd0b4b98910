/// What of a file that came in through a standard was not taken, why, and what to do.
public struct Rejection: Error, Sendable, Hashable, Codable, CustomStringConvertible {
    /// The record's own identifier; its number in the file when it has none.
    public var record: String
    /// From 1; `nil`: unknown.
    public var line: Int?
    public var field: String
    public var value: String
    public var reason: String
    public var mend: String
    /// The record was taken without this field.
    public var isPartial: Bool

    public init(
        record: String, line: Int?, field: String, value: String, reason: String, mend: String, isPartial: Bool = false
    ) {
        self.record = record
        self.line = line
        self.field = field
        self.value = String(value.prefix(200))
        self.reason = reason
        self.mend = mend
        self.isPartial = isPartial
    }

    public var description: String {
        let place = line.map { "line \($0), " } ?? ""
        return "\(place)\(record): \(field) «\(value)»: \(reason); \(mend)"
    }

    /// Heading of the table of rejections.
    public static let heading = ["record", "line", "field", "value", "reason", "what to do", "taken without it"]

    public var cells: [String] {
        [record, line.map(String.init) ?? "", field, value, reason, mend, isPartial ? "yes" : "no"]
    }
}
