/// What awaits a member, as a calendar that their own program fetches (RFC 5545, with the refresh interval of RFC 7986).
public enum CalendarText {
    /// One whole day.
    public struct Day: Sendable, Hashable {
        /// The same as long as it is the same thing.
        public var uid: String
        public var title: String
        public var date: LocalDate
        public var url: String

        public init(uid: String, title: String, date: LocalDate, url: String) {
            self.uid = uid
            self.title = title
            self.date = date
            self.url = url
        }
    }

    public static func text(name: String, days: [Day], now: Instant) -> String {
        let stamp = "DTSTAMP:\(basic(now))"
        var lines: [String] = []
        for day in days {
            lines += [
                "BEGIN:VEVENT", "UID:\(ContentLines.escape(day.uid))", stamp,
                "DTSTART;VALUE=DATE:\(basic(day.date))", "SUMMARY:\(ContentLines.escape(day.title))",
                // An address has no comma or line end of its own; what has one is left out rather than mended.
                "URL:\(day.url.filter { $0.isASCII && !$0.isWhitespace && !$0.isNewline })", "TRANSP:TRANSPARENT",
                "END:VEVENT",
            ]
        }
        return calendar(name: name, product: "Desk", components: lines)
    }

    /// A whole calendar around components that are written already.
    /// - Parameter product: which part of the program writes it.
    static func calendar(name: String, product: String, components: [String]) -> String {
        let head = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ville Refuge//\(product)//EN", "CALSCALE:GREGORIAN",
            "NAME:\(ContentLines.escape(name))", "X-WR-CALNAME:\(ContentLines.escape(name))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        ]
        // A calendar has one component at least (RFC 5545, 3.6): an empty one says its time zone.
        let nothing = [
            "BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
            "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE",
        ]
        return ContentLines.text(head + (components.isEmpty ? nothing : components) + ["END:VCALENDAR"])
    }

    static func basic(_ date: LocalDate) -> String { date.description.filter { $0 != "-" } }

    static func basic(_ instant: Instant) -> String {
        let date = LocalDate(daysSinceEpoch: LocalDate.floorDivide(instant.seconds, 86_400))
        let second = instant.seconds - date.daysSinceEpoch * 86_400
        let parts = [second / 3600, second / 60 % 60, second % 60].map { ASCIIDigits.padded($0, 2) }
        return "\(basic(date))T\(parts.joined())Z"
    }
}
