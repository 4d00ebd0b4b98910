import Rules
import Web

/// The form of an event: what, where, when in plain words, and for who knows it the rule itself.
struct EventFormPage {
    let snapshot: EventsSnapshot
    /// `nil`: a new one.
    let key: String?
    /// Whose places are offered.
    let organisation: String?
    let values: FormValues
    let faults: [Problem.Fault]
    /// Dates to look at before it is saved.
    let preview: EventTiming?
    let seen: String?
    let now: Instant

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let title = say(key == nil ? "events.desk.new" : "events.desk.edit")
        let action = key.map { SitePath.deskEvent($0) } ?? .deskEvents
        let form = FormView(visit, action: action, values: values, faults: faults)
        let mark = [form.hidden("do", preview == nil ? "look" : "save"), form.hidden("seen", seen ?? "")]
        var page = Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>\(dates(visit))
                \(form.view(mark + what(form, visit) + place(form, visit) + times(form, visit) + conditions(form, visit),
                    button: preview == nil ? "events.desk.look" : "events.desk.save"))
                """)
        page.faults = faults
        return page
    }

    private func dates(_ visit: Visit) -> HTML {
        guard let preview else { return HTML() }
        let words = EventWords(snapshot: snapshot, visit: visit)
        let today = snapshot.zone.date(now)
        let moments = EventMoment.of(
            preview, 0, from: today, through: today.adding(days: 366), city: snapshot.zone
        ).prefix(12)
        let items = moments.map { "<li>\(words.whole($0))</li>" as HTML }
        let list: HTML =
            items.isEmpty ? "<p class=\"empty\">\(visit.say("events.empty"))</p>" : "<ul>\(items)</ul>"
        return """
            <section class="notice notice-info" role="status" aria-labelledby="preview"><h2 id="preview">\(visit.say("events.next"))</h2>\
            \(list)<p>\(visit.say("events.desk.preview"))</p></section>
            """
    }

    private func what(_ form: FormView, _ visit: Visit) -> [HTML] {
        let words = EventWords(snapshot: snapshot, visit: visit)
        let own = visit.settings.languages.required
        let others = visit.settings.languages.offered.filter { !own.contains($0) }
        func texts(_ tag: String) -> [HTML] {
            [
                named(
                    visit, tag, "events.desk.title",
                    form.area("title-\(tag)", "events.desk.title", rows: 1, isNeeded: tag == own.first, language: tag)),
                named(
                    visit, tag, "events.desk.description",
                    form.area("description-\(tag)", "events.desk.description", language: tag)),
            ]
        }
        let categories = EventCategory.allCases.map { FormView.Option($0.rawValue, words.plain($0)) }
        return [form.choice("category", "events.desk.category", categories, isNeeded: true)] + own.flatMap(texts)
            + (others.isEmpty ? [] : [FormView.unfolded(visit, others.flatMap(texts))])
    }

    /// A field of one language: which text it is stands above, since the label is the language's name.
    private func named(_ visit: Visit, _ tag: String, _ phrase: String, _ field: HTML) -> HTML {
        "<fieldset class=\"field\"><legend>\(visit.say(phrase))</legend>\(field)</fieldset>"
    }

    private func place(_ form: FormView, _ visit: Visit) -> [HTML] {
        let none = FormView.Option("", "–")
        func options(_ name: String, _ sites: [Site]) -> [FormView.Option] {
            [none] + sites.map { FormView.Option($0.key, visit.words($0.name)) }
        }
        return [
            form.choice("site", "events.desk.site", options("site", sites("site") { $0.kind != "mobile-unit" })),
            form.line("place", "events.desk.place"), form.line("address", "events.desk.address"),
            form.choice("unit", "events.desk.unit", options("unit", sites("unit") { $0.kind == "mobile-unit" })),
        ]
    }

    /// Those of one's organisation, and the one that was chosen.
    private func sites(_ name: String, _ fits: (Site) -> Bool) -> [Site] {
        let chosen = values[name]
        return snapshot.allSites.filter { site in
            site.key == chosen
                || fits(site) && !site.protected && organisation != nil && site.operatedBy == organisation
        }
    }

    private func times(_ form: FormView, _ visit: Visit) -> [HTML] {
        let kinds = EventForm.Repeat.allCases.map {
            FormView.Option($0.rawValue, visit.say("events.desk.repeat.\($0.rawValue)"))
        }
        let days = (1...7).map { FormView.Option(String($0), visit.weekday($0)) }
        return [
            form.line("day", "events.desk.day", type: "date", isNeeded: true),
            form.line("from", "events.desk.from", hint: "events.desk.from.hint", type: "time"),
            form.line("to", "events.desk.to", type: "time"),
            form.line("last", "events.desk.last", type: "date"),
            form.radios("repeat", "events.desk.repeat", kinds, isNeeded: true),
            form.boxes("weekday", "events.desk.weekday", days),
            form.line("until", "events.desk.until", type: "date"),
            form.line("without", "events.desk.without", hint: "events.desk.without.hint", direction: "ltr"),
            form.line("rule", "events.desk.rule", hint: "events.desk.rule.hint", direction: "ltr"),
        ]
    }

    private func conditions(_ form: FormView, _ visit: Visit) -> [HTML] {
        let kinds = Event.Registration.allCases.map {
            FormView.Option($0.rawValue, visit.say("events.desk.registration.\($0.rawValue)"))
        }
        return [
            form.box("free", "events.desk.free"), form.line("price", "events.desk.price"),
            form.radios("registration", "events.desk.registration", kinds, isNeeded: true),
            form.line("capacity", "events.desk.capacity", inputmode: "numeric"),
            form.line("meals", "events.desk.meals", inputmode: "numeric"),
            form.line("languages", "events.desk.languages", hint: "events.desk.languages.hint", direction: "ltr"),
            form.box("draft", "events.desk.draft"),
        ]
    }
}
