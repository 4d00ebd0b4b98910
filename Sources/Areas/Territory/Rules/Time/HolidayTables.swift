public import Foundation

/// Reads the holidays of many countries as the library opening_hours.js writes them (JSON): by country `PH` and `SH`,
/// and by region a list that replaces (`PH`) or adds to (`SH`) that of the country.
///
/// `{"de": {"PH": [{"name": …, "fixed_date": [10, 3]}, {"name": …, "variable_date": "easter", "offset": 1}],
/// "SH": [{"name": …, "2026": [7, 30, 9, 12]}], "Bayern": {"SH": […]}}}`
public enum HolidayTables {
    /// - Returns: definitions by country, upper case.
    /// - Throws: `DecodingError`.
    public static func definitions(_ data: Data) throws -> [String: HolidayDefinitions] {
        let file = try JSONDecoder().decode([String: [String: Entry]].self, from: data)
        var found: [String: HolidayDefinitions] = [:]
        for (country, entries) in file {
            let code = country.uppercased()
            var regions: [String: HolidayDefinitions.Region] = [:]
            for (name, entry) in entries {
                guard case .region(let publicHolidays, let schoolHolidays) = entry else { continue }
                regions[name] = HolidayDefinitions.Region(
                    publicHolidays: publicHolidays?.compactMap(\.rule),
                    schoolHolidays: schoolHolidays.map { ((entries["SH"]?.holidays ?? []) + $0).flatMap(\.periods) })
            }
            found[code] = HolidayDefinitions(
                country: code, publicHolidays: entries["PH"]?.holidays?.compactMap(\.rule),
                schoolHolidays: entries["SH"]?.holidays?.flatMap(\.periods), regions: regions)
        }
        return found
    }

    private enum Entry: Decodable {
        case list([Holiday])
        case region([Holiday]?, [Holiday]?)
        /// `_state_code` and the like.
        case remark

        var holidays: [Holiday]? {
            if case .list(let list) = self { list } else { nil }
        }

        init(from decoder: any Decoder) throws {
            if (try? decoder.unkeyedContainer()) != nil {
                self = .list(try decoder.singleValueContainer().decode([Holiday].self))
            } else if let container = try? decoder.container(keyedBy: Key.self) {
                self = .region(
                    try container.decodeIfPresent([Holiday].self, forKey: Key("PH")),
                    try container.decodeIfPresent([Holiday].self, forKey: Key("SH")))
            } else {
                self = .remark
            }
        }
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private struct Holiday: Decodable {
        var rule: HolidayRule?
        var periods: [HolidayPeriod] = []

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            let name = try container.decodeIfPresent(String.self, forKey: Key("name")) ?? ""
            for key in container.allKeys {
                guard let year = Int(key.stringValue) else { continue }
                periods += try Self.periods(container.decode([Int].self, forKey: key), of: year, named: name)
            }
            func moves(_ key: String) throws -> [HolidayRule.Move] {
                guard let text = try container.decodeIfPresent(String.self, forKey: Key(key)) else { return [] }
                guard let moves = HolidayRule.Move.list(text) else { throw Self.fault(text, key, in: container) }
                return moves
            }
            guard let basis = try Self.basis(in: container) else { return }
            var years = HolidayRule.Years.every
            if let text = try container.decodeIfPresent(String.self, forKey: Key("years")) {
                guard let read = HolidayRule.Years(text) else { throw Self.fault(text, "years", in: container) }
                years = read
            }
            if let year = try container.decodeIfPresent(Int.self, forKey: Key("year")) { years = .only(year) }
            rule = HolidayRule(
                name: name, basis: basis, offset: try container.decodeIfPresent(Int.self, forKey: Key("offset")) ?? 0,
                moved: try moves("shift_rule"), substituted: try moves("substitute_rule"),
                substituteName: try container.decodeIfPresent(String.self, forKey: Key("substitute_name")),
                years: years,
                regions: try container.decodeIfPresent([String].self, forKey: Key("only_states")))
        }

        /// Month, day, month, day, and again; the second day may lie in the next year.
        private static func periods(_ numbers: [Int], of year: Int, named name: String) -> [HolidayPeriod] {
            stride(from: 0, to: numbers.count - 3, by: 4).compactMap { start in
                let crosses = (numbers[start + 2], numbers[start + 3]) < (numbers[start], numbers[start + 1])
                guard let from = LocalDate(year: year, month: numbers[start], day: numbers[start + 1]),
                    let to = LocalDate(
                        year: crosses ? year + 1 : year, month: numbers[start + 2], day: numbers[start + 3])
                else { return nil }
                return HolidayPeriod(name: name, from: from, to: to)
            }
        }

        /// nil: school holidays, which have ranges instead.
        private static func basis(in container: KeyedDecodingContainer<Key>) throws -> HolidayRule.Basis? {
            if let fixed = try container.decodeIfPresent([Int].self, forKey: Key("fixed_date")) {
                guard fixed.count == 2, LocalDate(year: 2000, month: fixed[0], day: fixed[1]) != nil else {
                    throw fault("\(fixed)", "fixed_date", in: container)
                }
                return .fixed(month: fixed[0], day: fixed[1])
            }
            guard let text = try container.decodeIfPresent(String.self, forKey: Key("variable_date")) else {
                return nil
            }
            guard let basis = HolidayRule.Basis(HolidayTables.words(text)) else {
                throw fault(text, "variable_date", in: container)
            }
            return basis
        }

        private static func fault(_ text: String, _ key: String, in container: KeyedDecodingContainer<Key>)
            -> DecodingError
        {
            DecodingError.dataCorruptedError(
                forKey: Key(key), in: container, debugDescription: "not understood: \(text)")
        }
    }

    /// `firstAugustMonday`, `nextMo-Fr17March`, `nextWednesday16Nov` in the words of `HolidayRule.Basis`; other text as it is.
    private static func words(_ text: String) -> String {
        if text.hasPrefix("next"), let split = text.firstIndex(where: \.isNumber) {
            let day = text[split...].prefix(while: \.isNumber)
            let monthName = text[split...].dropFirst(day.count).lowercased()
            guard let month = months.firstIndex(where: { !monthName.isEmpty && $0.hasPrefix(monthName.prefix(3)) })
            else {
                return text
            }
            let days = text[..<split].dropFirst(4)
            let monthDay = [String(month + 1), String(day)].map { $0.count == 1 ? "0" + $0 : $0 }.joined(separator: "-")
            return "\(days == "Mo-Fr" ? "monday-friday" : days.lowercased()) on or after \(monthDay)"
        }
        for ordinal in ["first", "last"] where text.hasPrefix(ordinal) {
            let rest = text.dropFirst(ordinal.count).lowercased()
            for month in months where rest.hasPrefix(month) {
                return "\(ordinal) \(rest.dropFirst(month.count)) in \(month)"
            }
        }
        return text
    }

    private static let months = HolidayRule.Basis.months
}
