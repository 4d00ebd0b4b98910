import Foundation
import Rules

/// Reads the file of holidays that comes with the opening-hours vectors into the general rule form: test input only.
enum HolidayFile {
    static func definitions(_ data: Data) throws -> [String: HolidayDefinitions] {
        let file = try JSONDecoder().decode([String: [String: Entry]].self, from: data)
        var found: [String: HolidayDefinitions] = [:]
        for (country, entries) in file {
            let code = country.uppercased()
            var regions: [String: HolidayDefinitions.Region] = [:]
            for (name, entry) in entries {
                guard case .region(let publicHolidays, let schoolHolidays) = entry else { continue }
                regions[name] = HolidayDefinitions.Region(
                    publicHolidays: publicHolidays?.compactMap(\.rule),
                    // The library adds a region's school holidays to those of the country.
                    schoolHolidays: schoolHolidays.map { ((entries["SH"]?.holidays ?? []) + $0).flatMap(\.periods) })
            }
            found[code] = HolidayDefinitions(
                country: code, publicHolidays: entries["PH"]?.holidays?.compactMap(\.rule),
                schoolHolidays: entries["SH"]?.holidays?.flatMap(\.periods), regions: regions)
        }
        return found
    }

    enum Entry: Decodable {
        case list([Holiday])
        case region([Holiday]?, [Holiday]?)

        var holidays: [Holiday]? {
            if case .list(let list) = self { list } else { nil }
        }

        init(from decoder: any Decoder) throws {
            if let list = try? decoder.singleValueContainer().decode([Holiday].self) {
                self = .list(list)
                return
            }
            let container = try decoder.container(keyedBy: Key.self)
            self = .region(
                try container.decodeIfPresent([Holiday].self, forKey: Key("PH")),
                try container.decodeIfPresent([Holiday].self, forKey: Key("SH")))
        }
    }

    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    struct Holiday: Decodable {
        var rule: HolidayRule?
        var periods: [HolidayPeriod] = []

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            func text(_ key: String) throws -> String? { try container.decodeIfPresent(String.self, forKey: Key(key)) }
            let name = try text("name") ?? ""
            for key in container.allKeys {
                guard let year = Int(key.stringValue) else { continue }
                let numbers = try container.decode([Int].self, forKey: key)
                for start in stride(from: 0, to: numbers.count - 3, by: 4) {
                    let crosses = (numbers[start + 2], numbers[start + 3]) < (numbers[start], numbers[start + 1])
                    if let from = LocalDate(year: year, month: numbers[start], day: numbers[start + 1]),
                        let to = LocalDate(
                            year: crosses ? year + 1 : year, month: numbers[start + 2], day: numbers[start + 3])
                    {
                        periods.append(HolidayPeriod(name: name, from: from, to: to))
                    }
                }
            }
            let fixed = try container.decodeIfPresent([Int].self, forKey: Key("fixed_date"))
            let basis: HolidayRule.Basis?
            if let fixed {
                basis = .fixed(month: fixed[0], day: fixed[1])
            } else {
                basis = try text("variable_date").flatMap(Self.basis)
            }
            guard let basis else { return }
            var years = HolidayRule.Years.every
            if try text("years") == "even" { years = .even }
            if let year = try container.decodeIfPresent(Int.self, forKey: Key("year")) { years = .only(year) }
            rule = HolidayRule(
                name: name, basis: basis, offset: try container.decodeIfPresent(Int.self, forKey: Key("offset")) ?? 0,
                moved: try text("shift_rule").flatMap(HolidayRule.Move.list) ?? [],
                substituted: try text("substitute_rule").flatMap(HolidayRule.Move.list) ?? [],
                substituteName: try text("substitute_name"), years: years,
                regions: try container.decodeIfPresent([String].self, forKey: Key("only_states")))
        }

        /// `firstAugustMonday`, `nextMo-Fr17March`, `nextWednesday16Nov` in the words of `HolidayRule.Basis`.
        static func basis(_ text: String) -> HolidayRule.Basis? {
            if let plain = HolidayRule.Basis(text) { return plain }
            let months = [
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ]
            if text.hasPrefix("next") {
                let digits = text.filter(\.isNumber)
                guard let split = text.firstIndex(where: \.isNumber), let day = Int(digits) else { return nil }
                let name = String(text[split...].drop(while: \.isNumber))
                guard let month = months.firstIndex(where: { $0.hasPrefix(name.prefix(3)) }) else { return nil }
                let days = text[..<split].dropFirst(4) == "Mo-Fr" ? "monday-friday" : text[..<split].dropFirst(4)
                let padded = (month + 1 < 10 ? "0" : "") + "\(month + 1)-" + (day < 10 ? "0" : "") + "\(day)"
                return HolidayRule.Basis("\(days) on or after \(padded)")
            }
            for ordinal in ["first", "last"] where text.hasPrefix(ordinal) {
                let rest = text.dropFirst(ordinal.count)
                for month in months where rest.hasPrefix(month) {
                    return HolidayRule.Basis("\(ordinal) \(rest.dropFirst(month.count)) in \(month)")
                }
            }
            return nil
        }
    }
}
