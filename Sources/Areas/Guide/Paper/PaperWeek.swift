import Rules
import Web

/// When and where something is given during one week: a row for each place, a column for each day.
extension PaperDocument {
    var monday: LocalDate { (order.week ?? guide.hours.zone.date(now)).startOfWeek }

    /// Services with hours in that week. What is always open (a fountain) is no distribution.
    var distributions: [(service: Service, week: WeekTable)] {
        listing.services.compactMap { service in
            guard let position = guide.position(ofService: service.key),
                let week = guide.hours.week(position, of: monday),
                week.days.contains(where: { !$0.entries.isEmpty && !$0.entries.allSatisfy(\.isWholeDay) })
            else { return nil }
            return (service, week)
        }
    }

    var week: HTML {
        let days = (0..<7).map { monday.adding(days: $0) }
        let head = days.map { day in
            "<th scope=\"col\">\(sides.lines { HTML(HoursWords(visit: $0, zone: guide.hours.zone).day(day)) })</th>"
                as HTML
        }
        return """
            <header class="week-head"><h1>\(PaperDrawings.pictogram(pictogram))\
            <span>\(sides.lines { HTML(subject($0) ?? guideName($0)) })</span></h1>\
            <p class="subject">\(sides.lines { HTML(dates($0)) })</p></header>\
            <table class="timetable"><thead><tr><th></th>\(head)</tr></thead><tbody>\(distributions.map(row))</tbody></table>\
            \(colophon())
            """
    }

    private func dates(_ visit: Visit) -> String {
        let last = monday.adding(days: 6)
        func date(_ day: LocalDate) -> String {
            visit.date(PartialDate(day))
        }
        return visit.say("hours.range", ["from": date(monday), "to": date(last)])
    }

    private func row(_ item: (service: Service, week: WeekTable)) -> HTML {
        let show = ServiceShow(item.service, guide: guide, now: now)
        let view = HoursView(guide: guide, visit: first, now: now)
        let cells = item.week.days.map { day -> HTML in
            guard !day.entries.isEmpty else { return "<td class=\"shut\">–</td>" }
            return "<td>\(view.entries(day))</td>"
        }
        let doubt = PaperEntry.doubt(show, first)
        return """
            <tr><th scope="row">\(PaperDrawings.pictogram(item.service.needs.first))\
            \(sides.lines { $0.text(item.service.name) })\(entry.place(show))\(doubt)</th>\(cells)</tr>
            """
    }
}
