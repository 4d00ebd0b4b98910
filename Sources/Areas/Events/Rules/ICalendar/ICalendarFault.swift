/// What is wrong in a calendar that somebody else's program wrote, and where.
public struct ICalendarFault: Sendable, Hashable {
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        case notCalendar = "not-calendar"
        case tooLarge = "too-large"
        case tooMany = "too-many"
        case brokenLine = "broken-line"
        case unclosed
        case noUID = "no-uid"
        case doubledUID = "doubled-uid"
        case noTitle = "no-title"
        case noStart = "no-start"
        case brokenTime = "broken-time"
        case unknownZone = "unknown-zone"
        case brokenEnd = "broken-end"
        case brokenRule = "broken-rule"
        case severalRules = "several-rules"
        case strayChange = "stray-change"
        case timing
    }

    /// In the file, from 1; that on which a folded line begins.
    public var line: Int
    public var reason: Reason
    /// What stands there, shortened.
    public var found: String

    public init(line: Int, reason: Reason, found: String) {
        self.line = line
        self.reason = reason
        self.found = String(found.prefix(80))
    }

    /// What is wrong and how it is mended, in English: for programs.
    public var words: String {
        switch reason {
        case .notCalendar: "the file does not begin with BEGIN:VCALENDAR; export it again as iCalendar (.ics)"
        case .tooLarge: "the file is larger than \(ICalendarReading.largest) bytes; export fewer events"
        case .tooMany: "there are more than \(ICalendarReading.mostEvents) events; export fewer"
        case .brokenLine: "this line has no name and value; it was passed over"
        case .unclosed: "a BEGIN has no END; the file is cut off"
        case .noUID: "the event has no UID; it was left out"
        case .doubledUID: "the UID stands twice; the first was kept"
        case .noTitle: "the event has no SUMMARY; it was left out"
        case .noStart: "the event has no DTSTART; it was left out"
        case .brokenTime: "this is not a date of iCalendar, such as 20261121T180000; the event was left out"
        case .unknownZone: "this time zone is not known; write one of the IANA list, such as Europe/Paris"
        case .brokenEnd: "the event ends before it begins, or its length cannot be read; it was left out"
        case .brokenRule: "the rule cannot be read; the event was left out"
        case .severalRules: "several RRULE, or an EXRULE: make one event of each; it was left out"
        case .strayChange: "a RECURRENCE-ID changes a date that its series does not have; it was passed over"
        case .timing: "such dates are not taken: 31 days at most, not more often than every hour"
        }
    }
}
