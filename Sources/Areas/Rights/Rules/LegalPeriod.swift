/// A span of time that the law counts: one month, fifteen days, forty-eight hours. Read from ISO 8601 (`P1M`, `P15D`, `PT48H`; `P0D` is
/// at once).
///
/// Weeks become days and years with months become months, because that is how a letter says them.
public struct LegalPeriod: Sendable, Hashable, Codable, CustomStringConvertible {
    public enum Unit: String, Sendable, Hashable, CaseIterable {
        case hours, days, months, years
    }

    public var count: Int
    public var unit: Unit

    public init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// Nothing may be waited for.
    public var isAtOnce: Bool { count == 0 }

    /// `nil` when the text is no duration of one kind of unit.
    public init?(_ text: String) {
        guard text.hasPrefix("P") else { return nil }
        let rest = text.dropFirst()
        if rest.hasPrefix("T") {
            guard rest.hasSuffix("H"), let hours = Self.number(rest.dropFirst().dropLast()) else { return nil }
            self.init(hours, .hours)
            return
        }
        var numbers: [Character: Int] = [:]
        var digits = ""
        for character in rest {
            if character.isASCII, character.isNumber {
                digits.append(character)
                continue
            }
            guard let number = Self.number(Substring(digits)), "YMWD".contains(character), numbers[character] == nil
            else { return nil }
            numbers[character] = number
            digits = ""
        }
        guard digits.isEmpty else { return nil }
        switch Set(numbers.keys) {
        case ["Y"]: self.init(numbers["Y"] ?? 0, .years)
        case ["M"]: self.init(numbers["M"] ?? 0, .months)
        case ["Y", "M"]: self.init((numbers["Y"] ?? 0) * 12 + (numbers["M"] ?? 0), .months)
        case ["W"]: self.init((numbers["W"] ?? 0) * 7, .days)
        case ["D"]: self.init(numbers["D"] ?? 0, .days)
        default: return nil
        }
    }

    /// 0 to 9,999.
    private static func number(_ digits: Substring) -> Int? {
        guard (1...4).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(digits)
        else { return nil }
        return number
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let value = LegalPeriod(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a duration: \(text)")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public var description: String {
        switch unit {
        case .hours: "PT\(count)H"
        case .days: "P\(count)D"
        case .months: "P\(count)M"
        case .years: "P\(count)Y"
        }
    }
}
