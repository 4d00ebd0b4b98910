import Rules
import Web

/// The hours of an ordinary week in few words: days that are alike stand together.
struct PaperHours {
    let guide: GuideSnapshot
    let visit: Visit
    let now: Instant

    /// Weeks looked through for one without a holiday or a closure.
    private static let weeks = 6

    private var comma: HTML { HTML(visit.say("list.comma")) }

    func lines(_ position: Int?) -> HTML {
        guard let position, let week = ordinaryWeek(position) else {
            return "<p class=\"hours\">\(visit.say("hours.none"))</p>"
        }
        let view = HoursView(guide: guide, visit: visit, now: now)
        let open = week.days.filter { !$0.entries.isEmpty }
        if open.isEmpty { return "<p class=\"hours\">\(visit.say("hours.closed"))</p>" }
        let runs = Self.runs(week.days)
        if runs.count == 1 {
            let times = view.entries(runs[0][0], between: comma)
            let isAlways = runs[0][0].entries.allSatisfy(\.isWholeDay)
            return "<p class=\"hours\">\(if: !isAlways, "\(days(runs[0])) ")\(times)</p>"
        }
        let items = runs.filter { !$0[0].entries.isEmpty }.map { run -> HTML in
            "<li>\(days(run)) \(view.entries(run[0], between: comma))</li>"
        }
        return "<ul class=\"hours\">\(items)</ul>"
    }

    /// Printed hours are read for months: a week with a holiday would be a poor example.
    func ordinaryWeek(_ position: Int) -> WeekTable? {
        let today = guide.hours.zone.date(now)
        let weeks = (0..<Self.weeks).compactMap { guide.hours.week(position, of: today.adding(days: 7 * $0)) }
        return weeks.first { week in week.days.allSatisfy { $0.marks.allSatisfy(Self.isOrdinary) } } ?? weeks.first
    }

    private static func isOrdinary(_ mark: WeekTable.Mark) -> Bool {
        if case .schoolHoliday = mark { return true }
        return false
    }

    /// Neighbouring days with the same hours, in order.
    static func runs(_ days: [WeekTable.Day]) -> [[WeekTable.Day]] {
        days.reduce(into: []) { runs, day in
            if let last = runs.last?.last, last.entries == day.entries {
                runs[runs.count - 1].append(day)
            } else {
                runs.append([day])
            }
        }
    }

    private func days(_ run: [WeekTable.Day]) -> HTML {
        let names = [run.first, run.count > 1 ? run.last : nil].compactMap { $0 }.map {
            visit.weekday($0.weekday.rawValue)
        }
        return "<strong>\(names.joined(separator: run.count > 2 ? " – " : visit.say("list.comma")))</strong>"
    }
}
