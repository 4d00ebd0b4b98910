import Rules
import Web

/// Takes a calendar file, and tells line by line what was not understood.
struct EventImportPage {
    let snapshot: EventsSnapshot
    let report: EventImportReport?

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let form = FormView(visit, action: SitePath("work", "event-import"), hasFiles: true)
        let words = EventWords(snapshot: snapshot, visit: visit)
        let categories = EventCategory.allCases.map { FormView.Option($0.rawValue, words.plain($0)) }
        return Page(
            title: say("events.desk.import"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("events.desk.import"))</h1><p class="lead">\(say("events.desk.import.text"))</p>
                \(result(visit))
                \(form.view(
                    [
                        form.file("file", "events.desk.import.file", accept: ".ics,text/calendar", isNeeded: true),
                        form.choice("category", "events.desk.category", categories, isNeeded: true),
                    ], button: "events.desk.import.take"))
                """)
    }

    private func result(_ visit: Visit) -> HTML {
        guard let report else { return HTML() }
        let say = visit.say
        let told = say(
            "events.desk.import.result",
            [
                "made": say.number(report.made), "renewed": say.number(report.renewed),
                "withdrawn": say.number(report.withdrawn),
            ])
        let faults = report.faults.map { fault -> HTML in
            let reason = say("events.desk.import.fault.\(fault.reason.rawValue)")
            return """
                <li><strong>\(say("events.desk.import.line", ["line": say.number(fault.line)]))</strong> \(reason)\
                \(if: !fault.found.isEmpty, " <bdi dir=\"ltr\"><code>\(fault.found)</code></bdi>")</li>
                """
        }
        let list: HTML =
            faults.isEmpty ? HTML() : "<h2>\(say("events.desk.import.faults"))</h2><ul>\(faults)</ul>"
        return "<p class=\"notice notice-success\" role=\"status\">\(told)</p>\(list)"
    }
}
