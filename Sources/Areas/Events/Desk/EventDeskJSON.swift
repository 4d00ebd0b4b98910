import Rules
import Web

/// Events as programs of the desk read them.
struct EventDeskJSON {
    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    private func members(_ stored: StoredEvent) -> [(String, JSONText?)] {
        let event = stored.event
        return [
            ("key", JSONText(event.key)), ("title", JSONText(visit.words(event.title))),
            ("category", JSONText(event.category.rawValue)), ("organisation", event.organisation.map { JSONText($0) }),
            ("draft", JSONText(event.isDraft == true)), ("sequence", JSONText(stored.sequence)),
            ("start", JSONText(event.timing.start.written)), ("minutes", JSONText(event.timing.minutes)),
            ("rule", (event.timing.rule?.text).map { JSONText($0) }),
        ]
    }

    func head(_ stored: StoredEvent) -> JSONText { JSONText(members: members(stored)) }

    func whole(
        _ stored: StoredEvent, _ moments: [EventMoment], _ tallies: [WallTime: BookingTable.Tally], _ zone: CivilZone
    ) -> JSONText {
        let dates = moments.map { moment -> JSONText in
            let tally = tallies[moment.date.original]
            return JSONText(members: [
                ("date", JSONText(moment.date.original.written)), ("start", JSONText(moment.start.rfc3339)),
                ("cancelled", JSONText(moment.date.isCancelled)), ("taken", JSONText(tally?.taken ?? 0)),
                ("waiting", JSONText(tally?.waiting ?? 0)), ("came", JSONText(tally?.came ?? 0)),
            ])
        }
        return JSONText(members: members(stored) + [("dates", JSONText(dates))])
    }

    /// Of a preview.
    func dates(_ timing: EventTiming, _ city: EventsSnapshot, _ now: Instant) -> JSONText {
        let today = city.zone.date(now)
        let moments = EventMoment.of(timing, 0, from: today, through: today.adding(days: 366), city: city.zone)
        return JSONText(members: [
            ("dates", JSONText(moments.prefix(12).map { JSONText($0.date.start.written) }))
        ])
    }

    func report(_ report: EventImportReport) -> JSONText {
        JSONText(members: [
            ("made", JSONText(report.made)), ("renewed", JSONText(report.renewed)),
            ("withdrawn", JSONText(report.withdrawn)),
            (
                "faults",
                JSONText(
                    report.faults.map {
                        JSONText(members: [
                            ("line", JSONText($0.line)), ("code", JSONText($0.reason.rawValue)),
                            ("reason", JSONText($0.words)), ("found", JSONText($0.found)),
                        ])
                    })
            ),
        ])
    }
}
