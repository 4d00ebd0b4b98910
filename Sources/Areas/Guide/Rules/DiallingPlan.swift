/// How the telephone numbers of a country are written at home, and from everywhere (ITU-T E.123 and E.164; the plans of the countries
/// as the ITU lists them).
public struct DiallingPlan: Sendable, Hashable {
    /// Country code, without `+`.
    let code: String
    /// What is dialled before a national number at home, and not from abroad; empty: nothing.
    let trunk: String
    /// Digits of a national number without the trunk.
    let lengths: ClosedRange<Int>
    /// How the digits are grouped; empty: as they were typed.
    let groups: [Int]

    private static let plans: [String: DiallingPlan] = [
        "FR": .init(code: "33", trunk: "0", lengths: 9...9, groups: [1, 2, 2, 2, 2]),
        "GB": .init(code: "44", trunk: "0", lengths: 9...10, groups: []),
        "BE": .init(code: "32", trunk: "0", lengths: 8...9, groups: []),
        "CH": .init(code: "41", trunk: "0", lengths: 9...9, groups: [2, 3, 2, 2]),
        "DE": .init(code: "49", trunk: "0", lengths: 5...11, groups: []),
        "AT": .init(code: "43", trunk: "0", lengths: 4...13, groups: []),
        "NL": .init(code: "31", trunk: "0", lengths: 9...9, groups: []),
        "SE": .init(code: "46", trunk: "0", lengths: 7...9, groups: []),
        "IE": .init(code: "353", trunk: "0", lengths: 7...9, groups: []),
        "ES": .init(code: "34", trunk: "", lengths: 9...9, groups: [3, 2, 2, 2]),
        "PT": .init(code: "351", trunk: "", lengths: 9...9, groups: [3, 3, 3]),
        "GR": .init(code: "30", trunk: "", lengths: 10...10, groups: []),
        "LU": .init(code: "352", trunk: "", lengths: 5...9, groups: []),
        // The zero belongs to the number.
        "IT": .init(code: "39", trunk: "", lengths: 6...11, groups: []),
    ]

    /// The number that can be dialled from everywhere, or a short one as it is dialled.
    ///
    /// `01 43 44 55 00` is `+33 1 43 44 55 00` in France; so are `01.43.44.55.00`, `0033 1 43 44 55 00` and `+33 (0)1 43 44 55 00`.
    /// - Parameter country: ISO 3166-1, two letters; of a country without a plan here only international numbers are understood.
    /// - Returns: `nil` when it is no number that can be dialled.
    public static func dialled(_ typed: String, country: String?) -> String? {
        guard typed.count <= 40 else { return nil }
        var text = String(typed.map { $0.isWhitespace || "./-\u{2010}\u{2011}\u{2013}".contains($0) ? " " : $0 })
        text = text.replacing("(0)", with: "").replacing("(", with: " ").replacing(")", with: " ")
        text = text.split(separator: " ").joined(separator: " ")
        if text.hasPrefix("00") { text = "+" + text.dropFirst(2).drop { $0 == " " } }
        guard text.allSatisfy({ ("0"..."9").contains($0) || $0 == " " || $0 == "+" }), !text.dropFirst().contains("+")
        else { return nil }
        let digits = text.filter { $0 != " " && $0 != "+" }
        let plan = country.flatMap { plans[$0] }
        if text.hasPrefix("+") {
            guard (8...15).contains(digits.utf8.count) else { return nil }
            guard let plan, !plan.groups.isEmpty, digits.hasPrefix(plan.code) else { return text }
            let national = digits.dropFirst(plan.code.utf8.count)
            return plan.lengths.contains(national.utf8.count) ? plan.written(national) : text
        }
        if (2...6).contains(digits.utf8.count) { return text }
        guard let plan, digits.hasPrefix(plan.trunk) else { return nil }
        let national = digits.dropFirst(plan.trunk.utf8.count)
        guard plan.lengths.contains(national.utf8.count) else { return nil }
        if plan.groups.isEmpty { return "+\(plan.code) \(text.dropFirst(plan.trunk.utf8.count).drop { $0 == " " })" }
        return plan.written(national)
    }

    private func written(_ national: Substring) -> String {
        var rest = national
        let parts = groups.map { size in
            defer { rest = rest.dropFirst(size) }
            return String(rest.prefix(size))
        }
        return "+\(code) \(parts.joined(separator: " "))"
    }
}
