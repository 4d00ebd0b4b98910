import Rules
import Web

/// The whole week of a service, and the changes ahead.
struct HoursView {
    let guide: GuideSnapshot
    let visit: Visit
    let now: Instant

    private var today: LocalDate { guide.hours.zone.date(now) }

    func section(_ service: Service, position: Int?, exceptions: [DatedClosure]) -> HTML {
        let say = visit.say
        return """
            <section class="hours" id="hours" aria-labelledby="hours-title"><h2 id="hours-title">\(say("hours.title"))</h2>
            \(table(position))
            \(holidayNote(service))
            \(ahead(exceptions))
            </section>
            """
    }

    private func table(_ position: Int?) -> HTML {
        let say = visit.say
        guard let position, let week = guide.hours.week(position, of: today) else {
            return "<p><strong>\(say("hours.none"))</strong> \(say("hours.none.text"))</p>"
        }
        return """
            <table class="week"><caption class="sr">\(say("hours.week"))</caption>
            <thead class="sr"><tr><th scope="col">\(say("hours.day"))</th><th scope="col">\(say("hours.times"))</th></tr></thead>
            <tbody>\(week.days.map(row))</tbody></table>
            """
    }

    private func row(_ day: WeekTable.Day) -> HTML {
        let isToday = day.date == today
        let note: HTML? = isToday ? " <small>(\(visit.say("hours.today")))</small>" : nil
        return """
            <tr\(attribute: "class", isToday ? "today" : nil)><th scope="row">\(visit.weekday(day.weekday.rawValue))\(note)</th>\
            <td>\(entries(day))\(marks(day))</td></tr>
            """
    }

    func entries(_ day: WeekTable.Day, between: HTML = "<br>") -> HTML {
        guard !day.entries.isEmpty else { return "<span class=\"shut\">\(visit.say("hours.closed"))</span>" }
        return day.entries.map { entry in
            let note = comment(entry)
            if entry.isWholeDay, entry.state.kind == .unknown {
                return "<span>\(visit.say("hours.notKnown"))</span>\(note)" as HTML
            }
            if entry.isWholeDay { return "<span>\(visit.say("hours.open24"))</span>\(note)" as HTML }
            let end = entry.isOpenEnd ? "…" : "\(entry.end.onClock)"
            return "<bdi class=\"times\" dir=\"ltr\">\(entry.start.description) – \(end)</bdi>\(note)" as HTML
        }.joined(between)
    }

    private func comment(_ entry: WeekTable.Entry) -> HTML? {
        if entry.isOpenEnd { return " <small>\(visit.say("hours.openEnd"))</small>" }
        if case .text(let words) = entry.state.note {
            return " <small>\(visit.foreign(words, in: visit.settings.languages.preferred))</small>"
        }
        if entry.state.kind == .unknown, !entry.isWholeDay { return " <small>\(visit.say("hours.mayBeOpen"))</small>" }
        return nil
    }

    private func marks(_ day: WeekTable.Day) -> HTML? {
        let words = day.marks.compactMap { mark -> HTML? in
            switch mark {
            case .publicHoliday(let name):
                HTML(visit.say("hours.holiday", ["name": name]))
            case .schoolHoliday: nil
            case .closure(let reason): reason.isEmpty ? nil : visit.text(LocalisedText(reason))
            case .otherHours(let reason):
                reason.isEmpty ? HTML(visit.say("hours.exception.other")) : visit.text(LocalisedText(reason))
            }
        }
        return words.isEmpty ? nil : "<br><small class=\"mark\">\(words.joined(" · "))</small>"
    }

    /// Hours of weekdays that say nothing of holidays are a trap: the page says so.
    private func holidayNote(_ service: Service) -> HTML? {
        guard let text = service.hours, let hours = try? OpeningHours(parsing: text, country: visit.settings.country),
            !hours.isAlwaysOpen, !hours.namesPublicHolidays
        else { return nil }
        return "<p class=\"note\">\(visit.say("hours.holidaysUnknown"))</p>"
    }

    private func ahead(_ exceptions: [DatedClosure]) -> HTML? {
        let coming = exceptions.filter { closure in
            closure.to.flatMap { LocalDate(lastOf: $0) }.map { $0 >= today } ?? true
        }
        guard !coming.isEmpty else { return nil }
        let items = coming.map { closure -> HTML in
            "<li>\(words(closure))</li>"
        }
        return "<h3>\(visit.say("hours.exceptions"))</h3><ul class=\"exceptions\">\(items)</ul>"
    }

    /// "Closed from 24 December to 2 January · stocktaking"
    func words(_ closure: DatedClosure) -> HTML {
        let what = closure.hours == nil ? visit.say("hours.exception.closed") : visit.say("hours.exception.other")
        let reason = closure.reason.map { " · \(visit.text($0))" as HTML }
        let hours = closure.hours.map { " <bdi dir=\"ltr\">\($0)</bdi>" as HTML }
        return "<strong>\(what)</strong> \(dates(closure))\(hours)\(reason)"
    }

    /// The same without marks, for a sentence.
    func plain(_ closure: DatedClosure) -> String {
        let what = closure.hours == nil ? visit.say("hours.exception.closed") : visit.say("hours.exception.other")
        return [what, dates(closure), closure.hours].compactMap { $0 }.joined(separator: " ")
    }

    private func dates(_ closure: DatedClosure) -> String {
        guard let to = closure.to else { return visit.say("hours.fromDay", ["date": visit.date(closure.from)]) }
        if closure.from == to { return visit.say("hours.onDay", ["date": visit.date(to)]) }
        return visit.say("hours.range", ["from": visit.date(closure.from), "to": visit.date(to)])
    }
}
