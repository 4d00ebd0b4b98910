/// Events as iCalendar writes them (RFC 5545), the whole series with its exceptions, so that another program knows what we know.
public enum EventCalendarText {
    /// One event in the words of one language. Holds no personal data.
    public struct Entry: Sendable, Hashable {
        /// The same as long as it is the same event.
        public var uid: String
        /// Grows with each change.
        public var sequence: Int
        public var changed: Instant
        public var title: String
        /// BCP 47 tag of the title, when it is known.
        public var language: String?
        public var description: String?
        /// `nil` where the place is protected.
        public var location: String?
        public var point: Coordinate?
        public var url: String
        public var category: String
        public var timing: EventTiming

        public init(
            uid: String, sequence: Int, changed: Instant, title: String, language: String?, description: String?,
            location: String?, point: Coordinate?, url: String, category: String, timing: EventTiming
        ) {
            self.uid = uid
            self.sequence = sequence
            self.changed = changed
            self.title = title
            self.language = language
            self.description = description
            self.location = location
            self.point = point
            self.url = url
            self.category = category
            self.timing = timing
        }
    }

    /// - Parameters:
    ///   - zone: the city's.
    ///   - today: the time zones are written for the years around it.
    public static func text(name: String, entries: [Entry], zone: CivilZone, today: LocalDate) -> String {
        let zones = Set(entries.filter { !$0.timing.isAllDay }.map { zoneOf($0.timing, zone) })
        var years: [String: Int] = [:]
        for entry in entries {
            let id = zoneOf(entry.timing, zone).identifier
            years[id] = min(years[id] ?? today.year, entry.timing.start.date.year)
        }
        let definitions = zones.sorted { $0.identifier < $1.identifier }.flatMap {
            ZoneText.lines($0, from: max(years[$0.identifier] ?? today.year, 1971), through: today.year + 5)
        }
        return CalendarText.calendar(
            name: name, product: "Events", components: definitions + entries.flatMap { lines($0, zone) })
    }

    private static func zoneOf(_ timing: EventTiming, _ zone: CivilZone) -> CivilZone {
        timing.zone.flatMap { CivilZone($0) } ?? zone
    }

    private static func lines(_ entry: Entry, _ city: CivilZone) -> [String] {
        let (timing, zone) = (entry.timing, zoneOf(entry.timing, city))
        var lines = head(entry, stamp("DTSTART", [timing.start], timing, zone), timing.minutes, timing)
        if let rule = timing.rule { lines.append("RRULE:\(text(rule, timing, zone))") }
        if !timing.also.isEmpty { lines.append(stamp("RDATE", timing.also, timing, zone)) }
        if !timing.without.isEmpty { lines.append(stamp("EXDATE", timing.without, timing, zone)) }
        lines.append("END:VEVENT")
        for change in timing.changes {
            let start = change.start ?? change.original
            lines += head(entry, stamp("DTSTART", [start], timing, zone), change.minutes ?? timing.minutes, timing)
            lines.append(stamp("RECURRENCE-ID", [change.original], timing, zone))
            if change.isCancelled { lines.append("STATUS:CANCELLED") }
            lines.append("END:VEVENT")
        }
        return lines
    }

    private static func head(_ entry: Entry, _ start: String, _ minutes: Int, _ timing: EventTiming) -> [String] {
        let moment = CalendarText.basic(entry.changed)
        let language = entry.language.map { ";LANGUAGE=\($0)" } ?? ""
        let length = timing.isAllDay ? "P\(minutes / 1_440)D" : "PT\(minutes)M"
        var lines = [
            "BEGIN:VEVENT", "UID:\(ContentLines.escape(entry.uid))", "DTSTAMP:\(moment)", "LAST-MODIFIED:\(moment)",
            "SEQUENCE:\(entry.sequence)", start, "DURATION:\(length)",
            "SUMMARY\(language):\(ContentLines.escape(entry.title))",
            "CATEGORIES:\(ContentLines.escape(entry.category))",
            "URL:\(entry.url.filter { $0.isASCII && !$0.isWhitespace && !$0.isNewline })",
        ]
        if let description = entry.description {
            lines.append("DESCRIPTION\(language):\(ContentLines.escape(description))")
        }
        if let location = entry.location { lines.append("LOCATION:\(ContentLines.escape(location))") }
        if let point = entry.point { lines.append("GEO:\(point.latitude);\(point.longitude)") }
        return lines
    }

    /// A property of one or several times: days, or times with their zone.
    private static func stamp(_ name: String, _ times: [WallTime], _ timing: EventTiming, _ zone: CivilZone) -> String {
        if timing.isAllDay { return "\(name);VALUE=DATE:\(times.map(\.basicDate).joined(separator: ","))" }
        return "\(name);TZID=\(zone.identifier):\(times.map(\.description).joined(separator: ","))"
    }

    /// Where the start names a zone, UNTIL is in UTC (3.3.10); where it is a day, UNTIL is one.
    private static func text(_ rule: RecurrenceRule, _ timing: EventTiming, _ zone: CivilZone) -> String {
        var rule = rule
        switch rule.end {
        case .never, .count: break
        case .day(let day):
            if !timing.isAllDay { rule.end = .moment(zone.instant(day, minutes: 1_439)) }
        case .local(let time):
            rule.end = timing.isAllDay ? .day(time.date) : .moment(time.instant(in: zone))
        case .moment(let moment): if timing.isAllDay { rule.end = .day(zone.date(moment)) }
        }
        return rule.text
    }
}

/// A time zone as iCalendar wants it beside the times that name it (3.6.5): each change of the clock in the years that matter.
enum ZoneText {
    static func lines(_ zone: CivilZone, from first: Int, through last: Int) -> [String] {
        var lines = ["BEGIN:VTIMEZONE", "TZID:\(zone.identifier)"]
        let start = Instant(seconds: LocalDate(year: first, month: 1, overflowingDay: 1).daysSinceEpoch * 86_400)
        let end = Instant(seconds: LocalDate(year: last + 1, month: 1, overflowingDay: 1).daysSinceEpoch * 86_400)
        let base = zone.offset(at: start)
        lines += observance("STANDARD", at: WallTime(total: start.seconds + base), from: base, to: base)
        var (moment, offset) = (start, base)
        while moment < end {
            let next = Instant(seconds: moment.seconds + 86_400)
            let later = zone.offset(at: next)
            if later != offset {
                let change = change(zone, after: moment.seconds, before: next.seconds, offset)
                lines += observance(
                    later > offset ? "DAYLIGHT" : "STANDARD", at: WallTime(total: change + offset), from: offset,
                    to: later)
                offset = later
            }
            moment = next
        }
        return lines + ["END:VTIMEZONE"]
    }

    /// The first second with another offset.
    private static func change(_ zone: CivilZone, after: Int, before: Int, _ offset: Int) -> Int {
        var (low, high) = (after, before)
        while low < high {
            let middle = (low + high) / 2
            if zone.offset(at: Instant(seconds: middle)) == offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func observance(_ kind: String, at time: WallTime, from: Int, to: Int) -> [String] {
        [
            "BEGIN:\(kind)", "DTSTART:\(time)", "TZOFFSETFROM:\(offset(from))", "TZOFFSETTO:\(offset(to))",
            "END:\(kind)",
        ]
    }

    private static func offset(_ seconds: Int) -> String {
        let size = abs(seconds)
        return (seconds < 0 ? "-" : "+") + ASCIIDigits.padded(size / 3_600, 2)
            + ASCIIDigits.padded(size / 60 % 60, 2)
    }
}
