/// The hours of one week, day by day, for a table.
public struct WeekTable: Sendable, Hashable, Codable {
    public struct Day: Sendable, Hashable, Codable {
        public var date: LocalDate
        public var weekday: Weekday { date.weekday }
        /// In order. Empty: closed all day.
        public var entries: [Entry]
        public var marks: [Mark]
        /// What is written beside a day that is closed all day.
        public var closedNote: OpeningState.Note?
    }

    /// A stretch in which it is open or may be.
    public struct Entry: Sendable, Hashable, Codable {
        public var start: LocalTime
        /// Beyond 24:00 when it ends the morning after (`26:00` is shown as 02:00).
        public var end: LocalTime
        public var state: OpeningState

        /// The end is a guess and not to be shown.
        public var isOpenEnd: Bool { state.note == .openEnd }
        public var isWholeDay: Bool { start == .midnight && end >= .endOfDay }
    }

    /// Why a day is not like the others.
    public enum Mark: Sendable, Hashable, Codable {
        case publicHoliday(name: String)
        case schoolHoliday(name: String)
        case closure(reason: [String: String])
        case otherHours(reason: [String: String])
    }

    /// Monday to Sunday.
    public var days: [Day]

    /// - Parameter date: any day of the week (Monday to Sunday) that is wanted.
    public init(_ schedule: Schedule, weekOf date: LocalDate, in context: HoursContext) {
        let monday = date.startOfWeek
        var rows = (-1...7).map { Self.entries(of: schedule, monday.adding(days: $0), in: context) }
        for index in 0..<8 { Self.joinNight(&rows, index) }
        days = (0..<7).map { offset in
            let date = monday.adding(days: offset)
            return Day(
                date: date, entries: rows[offset + 1], marks: Self.marks(schedule, date, context.holidays),
                closedNote: rows[offset + 1].isEmpty ? Self.closedNote(schedule, date, in: context) : nil)
        }
    }

    private static func entries(
        of schedule: Schedule, _ date: LocalDate, in context: HoursContext
    ) -> [Entry] {
        var timeline = DayTimeline()
        schedule.paint(date, in: context, on: &timeline)
        var entries: [Entry] = []
        for span in timeline.spans where span.state.kind != .closed {
            if let last = entries.last, last.end.minutes == span.start, last.state == span.state {
                entries[entries.count - 1].end.minutes = span.end
            } else {
                entries.append(
                    Entry(
                        start: LocalTime(minutes: span.start), end: LocalTime(minutes: span.end), state: span.state))
            }
        }
        return entries
    }

    private static func closedNote(
        _ schedule: Schedule, _ date: LocalDate, in context: HoursContext
    ) -> OpeningState.Note? {
        var timeline = DayTimeline()
        schedule.paint(date, in: context, on: &timeline)
        return timeline.spans.first { $0.state.kind == .closed && $0.state.note != nil }?.state.note
    }

    /// Hours that end by noon of the next day are shown on the day on which they begin.
    private static func joinNight(_ rows: inout [[Entry]], _ index: Int) {
        guard let evening = rows[index].last, evening.end == .endOfDay, evening.start > .midnight,
            let morning = rows[index + 1].first, morning.start == .midnight, morning.end.minutes <= 720,
            morning.state == evening.state
        else { return }
        rows[index][rows[index].count - 1].end = LocalTime(minutes: 1440 + morning.end.minutes)
        rows[index + 1].removeFirst()
    }

    private static func marks(_ schedule: Schedule, _ date: LocalDate, _ holidays: HolidayCalendar) -> [Mark] {
        var marks: [Mark] = []
        switch schedule.plan(on: date) {
        case .closed(let exception): marks.append(.closure(reason: exception.reason))
        case .otherHours(let exception, _), .bounded(let exception, _):
            marks.append(.otherHours(reason: exception.reason))
        case .regular: break
        }
        if let name = holidays.publicHoliday(on: date) { marks.append(.publicHoliday(name: name)) }
        if let name = holidays.schoolHoliday(on: date) { marks.append(.schoolHoliday(name: name)) }
        return marks
    }
}
