import Rules
import Web

/// Events of one's organisation, drafts among them.
struct EventDeskListPage {
    let snapshot: EventsSnapshot
    let events: [StoredEvent]
    /// Of all pages.
    let total: Int
    let window: DeskWindow
    let mayEdit: Bool
    let query: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = EventWords(snapshot: snapshot, visit: visit)
        let items = events.map { stored -> HTML in
            let event = stored.event
            let draft = event.isDraft == true ? " <strong>\(say("events.desk.draft"))</strong>" as HTML : HTML()
            let first = words.day(event.timing.start.date)
            let notes = [words.plain(event.category), snapshot.organisation(event.organisation)?.name, first]
            return """
                <li>\(visit.link(.deskEvent(event.key), visit.text(event.title)))\(draft)<br>\
                <span class="kind">\(notes.compactMap { $0 }.joined(separator: " · "))</span></li>
                """
        }
        let list: HTML =
            items.isEmpty ? "<p class=\"empty\">\(say("events.desk.none"))</p>" : "<ul>\(items)</ul>"
        let ways: HTML =
            mayEdit
            ? """
            <p class="buttons">\(visit.link(SitePath("work", "event-form"), HTML(say("events.desk.new")), class: "button")) \
            \(visit.link(SitePath("work", "event-import"), HTML(say("events.desk.import")), class: "button button-quiet"))</p>
            """ : HTML()
        return Page(
            title: say("desk.menu.events"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("desk.menu.events"))</h1>\(ways)
                \(list)
                \(window.pager(total: total, .deskEvents, query, visit))
                """)
    }
}

/// One event as those who keep it see it.
struct EventDeskPage {
    let snapshot: EventsSnapshot
    let stored: StoredEvent
    let moments: [EventMoment]
    let tallies: [WallTime: BookingTable.Tally]
    let changes: [EventHistory]
    let mayEdit: Bool
    let faults: [Problem.Fault]
    let values: FormValues

    private var event: Event { stored.event }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let edit: HTML =
            mayEdit
            ? visit.link(SitePath("work", "events", event.key, "form"), HTML(say("events.desk.edit")), class: "button")
            : HTML()
        let seen: HTML =
            event.isDraft == true
            ? "<strong>\(say("events.desk.draft"))</strong>"
            : visit.link(.event(event.key), HTML(say("events.desk.public")), class: "button button-quiet")
        var page = Page(
            title: visit.words(event.title), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(visit.text(event.title))</h1>
                \(event.description.map { "<p>\(visit.text($0))</p>" as HTML })
                <p class="buttons">\(edit) \(seen)</p>
                <h2>\(say("events.next"))</h2>\(dates(visit))
                \(arrival(visit))\(ending(visit))\(history(visit))
                """)
        page.faults = faults
        return page
    }

    private func dates(_ visit: Visit) -> HTML {
        guard !moments.isEmpty else { return "<p class=\"empty\">\(visit.say("events.empty"))</p>" }
        let words = EventWords(snapshot: snapshot, visit: visit)
        let items = moments.map { moment -> HTML in
            "<li><strong>\(words.whole(moment))</strong>\(tally(moment, visit))\(words.state(moment))\(act(moment, visit))</li>"
        }
        return "<ul class=\"event-dates\">\(items)</ul>"
    }

    private func tally(_ moment: EventMoment, _ visit: Visit) -> HTML {
        guard event.registration == .code else { return HTML() }
        let tally = tallies[moment.date.original] ?? BookingTable.Tally()
        let told = visit.say(
            "events.desk.taken",
            [
                "taken": visit.say.number(tally.taken), "waiting": visit.say.number(tally.waiting),
                "came": visit.say.number(tally.came),
            ])
        return " <span class=\"kind\">\(told)</span>"
    }

    private func act(_ moment: EventMoment, _ visit: Visit) -> HTML {
        guard mayEdit else { return HTML() }
        let form = FormView(visit, action: SitePath("work", "events", event.key, "date"))
        let date = moment.date.original.written
        if moment.date.isCancelled {
            return form.button("events.desk.restore", hidden: [("date", date), ("do", "restore")])
        }
        let id = "note-\(moment.date.original.description)"
        let note: HTML = """
            <div class="field"><label for="\(id)">\(visit.say("events.desk.note"))</label><input id="\(id)" name="note" maxlength="200"></div>
            """
        return """
            <details class="more-languages"><summary>\(visit.say("events.desk.cancel"))</summary>\
            \(form.view([form.hidden("date", date), form.hidden("do", "cancel"), note], button: "events.desk.cancel", style: "quiet"))</details>
            """
    }

    private func arrival(_ visit: Visit) -> HTML {
        guard mayEdit, event.registration == .code else { return HTML() }
        let form = FormView(
            visit, action: SitePath("work", "events", event.key, "arrival"), values: values, faults: faults)
        return """
            <h2>\(visit.say("events.desk.arrive"))</h2>\
            \(form.view([form.line("code", "events.code", isNeeded: true, direction: "ltr")], button: "events.desk.arrive"))
            """
    }

    private func ending(_ visit: Visit) -> HTML {
        guard mayEdit else { return HTML() }
        let form = FormView(
            visit, action: SitePath("work", "events", event.key, "end"), values: values, faults: faults)
        let field = form.line(
            "last", "events.desk.end.last", hint: "events.desk.end.hint", type: "date", isNeeded: true)
        return
            "<h2>\(visit.say("events.desk.end"))</h2>\(form.view([field], button: "events.desk.end", style: "quiet"))"
    }

    private func history(_ visit: Visit) -> HTML {
        guard !changes.isEmpty else { return HTML() }
        let items = changes.map { change -> HTML in
            let day = snapshot.zone.date(change.at)
            let line = visit.say(
                "events.desk.history.line",
                [
                    "name": change.name ?? "—", "act": visit.say("events.desk.act.\(change.act)"),
                    "date": visit.date(PartialDate(day)),
                ])
            return "<li>\(line)</li>"
        }
        return "<h2>\(visit.say("events.desk.history"))</h2><ul>\(items)</ul>"
    }
}
