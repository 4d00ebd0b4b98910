internal import Rules
internal import Web

/// What a change of the regular hours does to the days of the week, when it is one that people make by mistake: a day that was open is
/// closed, or a time goes over midnight (18 to 9 typed for 18 to 19).
struct HoursChange: Sendable {
    struct Day: Sendable {
        /// 1: Monday.
        var number: Int
        /// Clock times; empty: closed.
        var before: [String]
        var after: [String]
        var goesOverMidnight: Bool
    }

    /// Weeks that are looked at: hours of one season say nothing in the other.
    private static let weeks = 53

    /// The new hours as they would be written: the tick is for these, and for no others.
    let hours: String
    /// Those that differ.
    let days: [Day]

    /// `nil`: there is nothing to ask.
    /// - Parameter former: as the guide has them; `nil`: not known.
    init?(from former: String?, to hours: String?, today: LocalDate, zone: CivilZone, country: String?) {
        guard let hours, hours != former else { return nil }
        let before = Self.days(former, today, zone, country)
        let after = Self.days(hours, today, zone, country)
        let days = (0..<7).compactMap { index -> Day? in
            guard before[index].times != after[index].times else { return nil }
            return Day(
                number: index + 1, before: before[index].times, after: after[index].times,
                goesOverMidnight: after[index].isNight)
        }
        let isAsked = days.contains { $0.goesOverMidnight || ($0.after.isEmpty && !$0.before.isEmpty) }
        guard isAsked else { return nil }
        self.hours = hours
        self.days = days
    }

    /// For each day of the week the times of the first week that has any.
    private static func days(
        _ text: String?, _ today: LocalDate, _ zone: CivilZone, _ country: String?
    ) -> [(times: [String], isNight: Bool)] {
        var days = Array(repeating: (times: [String](), isNight: false), count: 7)
        guard let text, let hours = try? OpeningHours(parsing: text, country: country) else { return days }
        let context = HoursContext(zone: zone, holidays: .unknown)
        for week in 0..<weeks {
            let table = WeekTable(Schedule(hours: hours), weekOf: today.adding(days: 7 * week), in: context)
            for (index, day) in table.days.enumerated() where days[index].times.isEmpty {
                let ends = day.entries.map { ($0.start.description, $0.end.onClock.description) }
                days[index].times = ends.map { "\($0) – \($1)" }
                // Clock times have two digits each: texts stand in the order of the times.
                days[index].isNight = ends.contains { $1 <= $0 && $1 != "00:00" && $1 != "24:00" }
            }
            if days.allSatisfy({ !$0.times.isEmpty }) { break }
        }
        return days
    }

    /// Before and after, day by day, with the box that says yes.
    func view(_ visit: Visit, isTicked: Bool) -> HTML {
        let say = visit.say
        func times(_ list: [String]) -> HTML {
            list.isEmpty
                ? HTML(say("hours.closed"))
                : list.map { "<bdi class=\"times\" dir=\"ltr\">\($0)</bdi>" as HTML }.joined("<br>")
        }
        let rows = days.map { day -> HTML in
            """
            <tr><th scope="row">\(visit.weekday(day.number))</th>\
            <td data-label="\(say("upkeep.difference.before"))">\(times(day.before))</td>\
            <td data-label="\(say("upkeep.difference.after"))">\(times(day.after))\
            \(if: day.goesOverMidnight, "<br><small>\(say("upkeep.sure.night"))</small>")</td></tr>
            """
        }
        return """
            <fieldset class="field faulty" aria-describedby="fault-hours-sure"><legend>\(say("upkeep.sure.title"))</legend>\
            <p class="fault" id="fault-hours-sure">\(say("upkeep.fault.sure"))</p>
            <table class="cards"><thead><tr><th scope="col">\(say("hours.day"))</th>\
            <th scope="col">\(say("upkeep.difference.before"))</th><th scope="col">\(say("upkeep.difference.after"))</th></tr>\
            </thead><tbody>\(rows)</tbody></table>
            <label class="tick"><input id="f-hours-sure" type="checkbox" name="hours-sure" value="\(hours)"\
            \(flag: "checked", isTicked)> <span>\(say("upkeep.sure.tick"))</span></label></fieldset>
            """
    }
}
