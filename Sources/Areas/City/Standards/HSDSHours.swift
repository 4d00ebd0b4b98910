internal import Files
internal import Foundation
internal import Rules

/// Schedules of HSDS as opening hours.
enum HSDSHours {
    /// The text that all rows carry, when it is one in OpenStreetMap syntax; else what the rows say; `nil` when neither can be read.
    static func text(of schedules: [StandardRecord], country: String, zone: String) -> String? {
        let texts = Set(schedules.map { $0.words("description") ?? "" })
        if texts.count == 1, let text = texts.first, !text.isEmpty,
            let hours = try? OpeningHours(parsing: text, country: country),
            hours.warnings.isEmpty || hours.text == hours.canonical
        {
            return text
        }
        var rows: [RecurringHours.Row] = []
        for schedule in schedules {
            guard let row = row(schedule, zone: zone) else { return nil }
            rows.append(row)
        }
        return RecurringHours.text(of: rows)
    }

    private static func row(_ given: StandardRecord, zone: String) -> RecurringHours.Row? {
        let bounded = ["count", "until", "valid_from", "valid_to", "bymonthday", "byweekno", "byyearday"]
        guard let frequency = given.words("freq"), let days = given.words("byday"),
            (given["interval"]?.number ?? 1) == 1, bounded.allSatisfy({ given[$0] == nil }),
            ["WEEKLY", "MONTHLY"].contains(frequency),
            let opens = minutes(given, "opens_at", zone: zone)
        else { return nil }
        let closes = minutes(given, "closes_at", zone: zone)
        // A closing time that is there and cannot be read is not one that nobody knows.
        if closes == nil, given["closes_at"] != nil { return nil }
        return RecurringHours.Row(
            isMonthly: frequency == "MONTHLY",
            days: days.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }, opens: opens,
            closes: closes)
    }

    /// Minutes since the city's midnight. A clock with an offset from UTC (its own, or the schedule's `timezone`, in hours) is
    /// converted where the city's clocks never change; elsewhere it is another hour in summer than in winter, and `nil`.
    private static func minutes(_ given: StandardRecord, _ field: String, zone: String) -> Int? {
        guard let words = given.words(field), let clock = ClockTime(words) else { return nil }
        let zoneHours = given["timezone"].flatMap { $0.number ?? $0.string.flatMap { Double($0) } }
        if given["timezone"] != nil, zoneHours == nil { return nil }
        guard let offset = clock.offset ?? zoneHours.map({ Int(($0 * 60).rounded()) }) else { return clock.minutes }
        guard let zone = TimeZone(identifier: zone), zone.nextDaylightSavingTimeTransition(after: newest) == nil else {
            return nil
        }
        let minutes = clock.minutes - offset + zone.secondsFromGMT(for: newest) / 60
        // On another day than byday says.
        return (0...1440).contains(minutes) ? minutes : nil
    }

    /// 2025: rules of earlier years do not matter.
    private static let newest = Date(timeIntervalSince1970: 1_735_689_600)
}

/// `09:00`, `09:00:00`, `09:00:00Z`, `09:00+02:00`.
private struct ClockTime {
    /// Since midnight.
    let minutes: Int
    /// Minutes from UTC; `nil`: not said.
    let offset: Int?

    init?(_ words: String) {
        let end = words.firstIndex { "Zz+-".contains($0) } ?? words.endIndex
        let parts = words[..<end].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = Int(parts[0]), let minutes = Int(parts[1]),
            (0...24).contains(hours), (0..<60).contains(minutes), hours * 60 + minutes <= 1440,
            parts.count == 2 || Double(parts[2]).map({ (0..<61).contains($0) }) == true
        else { return nil }
        self.minutes = hours * 60 + minutes
        guard end < words.endIndex else {
            offset = nil
            return
        }
        let sign = words[end]
        let digits = words[words.index(after: end)...].filter { $0 != ":" }
        if sign == "Z" || sign == "z" {
            guard digits.isEmpty else { return nil }
            offset = 0
            return
        }
        guard [2, 4].contains(digits.count), digits.allSatisfy({ ("0"..."9").contains($0) }),
            let ahead = Int(digits.prefix(2)), let more = digits.count == 2 ? 0 : Int(digits.suffix(2))
        else { return nil }
        offset = (sign == "-" ? -1 : 1) * (ahead * 60 + more)
    }
}
