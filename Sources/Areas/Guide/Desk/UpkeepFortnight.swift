internal import Rules
internal import Web

/// The opening hours of the coming fourteen days, in words: what one checks before anything is published.
struct UpkeepFortnight: Sendable {
    static let days = 14

    /// `nil`: nothing is known of the hours, or the service is not open to anyone.
    let week: [WeekTable.Day]?

    init(_ service: Service, at site: Site, guide: GuideSnapshot, now: Instant) {
        var site = site
        var service = service
        if service.key.isEmpty { service.key = "new" }
        service.site = site.key
        // Whether the place is open to anyone at all is another question.
        site.status = .open
        site.closed = nil
        let preview = guide.preview(of: site, with: [service], now: now)
        let today = preview.hours.zone.date(now)
        guard let position = preview.position(ofService: service.key) else {
            week = nil
            return
        }
        let tables = (0..<3).compactMap { preview.hours.week(position, of: today.adding(days: 7 * $0)) }
        let days = tables.flatMap(\.days).filter { $0.date >= today }.prefix(Self.days)
        week = tables.isEmpty ? nil : Array(days)
    }

    /// `date`, `times` (`from`, `to`, `state`)
    var json: JSONText {
        guard let week else { return .null }
        return JSONText(
            week.map { day in
                JSONText(members: [
                    ("date", JSONText(day.date.description)),
                    (
                        "times",
                        JSONText(
                            day.entries.map { entry in
                                JSONText(members: [
                                    ("from", JSONText(entry.start.description)),
                                    ("to", entry.isOpenEnd ? nil : JSONText(entry.end.onClock.description)),
                                    ("state", JSONText(entry.state.kind.rawValue)),
                                ])
                            })
                    ),
                ])
            })
    }

    func view(_ visit: Visit) -> HTML {
        let say = visit.say
        guard let week else { return "<p class=\"notice notice-info\">\(say("hours.none"))</p>" }
        let rows = week.map { day -> HTML in
            let date = PartialDate(year: day.date.year, month: day.date.month, day: day.date.day)
            return """
                <tr><th scope="row">\(visit.weekday(day.weekday.rawValue)) \(visit.date(date))</th>\
                <td>\(times(day, visit))\(marks(day, visit))</td></tr>
                """
        }
        return """
            <table class="week"><caption>\(say("upkeep.fortnight"))</caption>
            <thead class="sr"><tr><th scope="col">\(say("hours.day"))</th><th scope="col">\(say("hours.times"))</th></tr></thead>
            <tbody>\(rows)</tbody></table>
            """
    }

    private func times(_ day: WeekTable.Day, _ visit: Visit) -> HTML {
        if day.entries.isEmpty { return HTML(visit.say("hours.closed")) }
        let entries = day.entries.map { entry -> HTML in
            if entry.isWholeDay {
                return HTML(visit.say(entry.state.kind == .unknown ? "hours.notKnown" : "hours.open24"))
            }
            let end = entry.isOpenEnd ? "…" : "\(entry.end.onClock)"
            let unsure: HTML? = entry.state.kind == .unknown ? " (\(visit.say("hours.mayBeOpen")))" : nil
            return "<bdi dir=\"ltr\">\(entry.start.description) – \(end)</bdi>\(unsure)"
        }
        return visit.say.list(entries)
    }

    private func marks(_ day: WeekTable.Day, _ visit: Visit) -> HTML? {
        let words = day.marks.compactMap { mark -> HTML? in
            switch mark {
            case .publicHoliday(let name): HTML(visit.say("hours.holiday", ["name": name]))
            case .schoolHoliday: nil
            case .closure(let reason): reason.isEmpty ? nil : visit.text(LocalisedText(reason))
            case .otherHours(let reason):
                reason.isEmpty ? HTML(visit.say("hours.exception.other")) : visit.text(LocalisedText(reason))
            }
        }
        return words.isEmpty ? nil : " <small>\(words.joined(" · "))</small>"
    }
}
