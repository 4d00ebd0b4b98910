import Rules
import Web

/// Hours in the reader's words. Clock times are written `09:30` in every language, left to right.
struct HoursWords {
    let visit: Visit
    let zone: CivilZone

    func clock(_ instant: Instant) -> String { "\(zone.local(instant).time)" }

    func words(_ phrase: HoursPhrase) -> String {
        let say = visit.say
        switch phrase {
        case .open, .openWithoutKnownEnd: return say("hours.open")
        case .open24h: return say("hours.open24")
        case .closesIn(let minutes): return say("hours.closesIn", count: minutes)
        case .closesAt(let instant): return say("hours.openUntil", ["time": clock(instant)])
        case .opensIn(let minutes): return say("hours.opensIn", count: minutes)
        case .opensToday(let instant): return say("hours.opensToday", ["time": clock(instant)])
        case .opensTomorrow(let instant): return say("hours.opensTomorrow", ["time": clock(instant)])
        case .opensOn(_, let date, let instant):
            return say("hours.opensOn", ["day": day(date), "time": clock(instant)])
        case .closedFor(let reason, let until): return closed(reason, until)
        case .closed: return say("hours.closed")
        case .unknown(let comment):
            guard let comment else { return say("hours.unknown") }
            return say("hours.closedReason", ["state": say("hours.unknown"), "reason": comment])
        case .noHours: return say("hours.none")
        }
    }

    /// A weekday with its date: "Monday 4 May".
    func day(_ date: LocalDate) -> String {
        visit.say(
            "date.dayMonth",
            [
                "weekday": visit.weekday(date.weekday.rawValue), "day": ordinal(date.day),
                "month": visit.say("date.month.\(date.month)"),
            ])
    }

    /// "today at 18:00", "tomorrow at 9:00", "Monday 4 May at 9:00".
    func moment(_ instant: Instant, from now: Instant) -> String {
        let date = zone.date(instant)
        let time = clock(instant)
        switch zone.date(now).days(until: date) {
        case 0: return visit.say("moment.today", ["time": time])
        case 1: return visit.say("moment.tomorrow", ["time": time])
        default: return visit.say("moment.day", ["day": day(date), "time": time])
        }
    }

    private func ordinal(_ day: Int) -> String { day == 1 ? visit.say("date.first") : String(day) }

    private func closed(_ reason: [String: String], _ until: LocalDate) -> String {
        let say = visit.say
        let isEndless = until.year >= 2199
        let state =
            isEndless
            ? say("hours.closed")
            : say(
                "hours.closedUntil",
                ["date": visit.date(PartialDate(until))])
        guard !reason.isEmpty else { return state }
        return say("hours.closedReason", ["state": state, "reason": visit.words(LocalisedText(reason))])
    }
}
