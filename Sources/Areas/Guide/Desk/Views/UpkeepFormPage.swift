internal import Rules
internal import Web

/// The form of a service or of a place: every fact, in plain words, with the coming two weeks beside it.
struct UpkeepFormPage {
    /// Someone else was faster.
    struct Clash: Sendable {
        var fields: [String]
        var ours: UpkeepFacts
        var theirs: UpkeepFacts
    }

    let kind: RecordName.Kind
    /// `nil`: a new record.
    let sight: UpkeepSight?
    let guide: GuideSnapshot
    let values: FormValues
    let faults: [Problem.Fault]
    /// Places at which a new service may be.
    let sites: [Site]
    let maySetOperator: Bool
    let mayProtect: Bool
    let decides: Bool
    let fortnight: UpkeepFortnight?
    /// It was only looked at: nothing is written.
    let isLooked: Bool
    var clash: Clash?
    /// Hours that have to be looked at once more.
    var asked: HoursChange?

    func page(_ visit: Visit) throws -> Page {
        let say = visit.say
        let isService = kind == .service
        let title =
            sight.map { say("upkeep.form.title", ["name": visit.words(UpkeepShowPage.name($0.record.working))]) }
            ?? say(isService ? "upkeep.form.newService" : "upkeep.form.newPlace")
        let action =
            sight.map { GuideDesk.path(kind, $0.record.key, "edit") }
            ?? SitePath("work", GuideDesk.folder(kind), "new")
        let form = FormView(visit, action: action, values: values, faults: faults)
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                \(if: isLooked, "<p class=\"notice notice-info\" role=\"status\">\(say("upkeep.form.looked"))</p>")
                \(clashNotice(visit))
                \(if: sight == nil && isService && sites.isEmpty, "<p class=\"notice notice-info\">\(say("upkeep.form.noPlace"))</p>")
                \(if: sight == nil && isService, "<p>\(visit.link(SitePath("work", "places", "new"), HTML(say("upkeep.places.new"))))</p>")
                \(fortnight.map { "<section aria-label=\"\(say("upkeep.preview.hours"))\">\($0.view(visit))</section>" as HTML })
                \(form.view(hidden(form) + (isService ? service(form, visit) : place(form, visit)) + last(form, visit), button: "upkeep.form.go"))
                """)
    }

    private func hidden(_ form: FormView) -> [HTML] {
        if let sight { return [form.hidden("version", sight.record.version)] }
        return [form.hidden("id", values["id"] ?? "")]
    }

    private func clashNotice(_ visit: Visit) -> HTML? {
        guard let clash else { return nil }
        let say = visit.say
        let words = UpkeepWords(guide: guide, visit: visit)
        let rows = clash.fields.map { field -> HTML in
            """
            <tr><th scope="row">\(words.field(field))</th>\
            <td data-label="\(say("upkeep.conflict.yours"))">\(words.value(field, clash.ours[field]))</td>\
            <td data-label="\(say("upkeep.conflict.theirs"))">\(words.value(field, clash.theirs[field]))</td></tr>
            """
        }
        return """
            <div class="notice notice-warning" role="alert"><h2>\(say("upkeep.conflict.title"))</h2>\
            \(sight.map { UpkeepOvertaking(sight: $0, guide: guide).view(visit) })<p>\(say("upkeep.conflict.text"))</p>\
            \(sight.map { UpkeepOvertaking(sight: $0, guide: guide).ways(visit) })</div>
            <table class="cards"><thead><tr><th scope="col">\(say("upkeep.column.field"))</th>\
            <th scope="col">\(say("upkeep.conflict.yours"))</th><th scope="col">\(say("upkeep.conflict.theirs"))</th></tr>\
            </thead><tbody>\(rows)</tbody></table>
            """
    }

    private func service(_ form: FormView, _ visit: Visit) -> [HTML] {
        let pieces = UpkeepPieces(visit: visit, values: values, faults: faults)
        var fields: [HTML?] = []
        if sight == nil {
            let options = sites.map { FormView.Option($0.key, visit.words($0.name)) }
            fields.append(form.choice("site", "upkeep.column.place", [.init("", "—")] + options, isNeeded: true))
        }
        fields += [
            pieces.text("name", "upkeep.field.name", isLong: false, mayBeName: true),
            pieces.text("description", "upkeep.field.description", isLong: true), pieces.needs(guide.taxonomy),
            form.radios(
                "hours-by", "upkeep.hoursBy.title",
                UpkeepReader.HoursEntry.allCases.map { .init($0.rawValue, visit.say("upkeep.hoursBy.\($0.rawValue)")) }),
            asked?.view(visit, isTicked: false), hoursNote(visit), pieces.week(),
            form.line("hours", "upkeep.field.hours", hint: "upkeep.hours.hint", direction: "ltr"),
            pieces.exceptions(),
            form.line("phone", "upkeep.field.phone", hint: "upkeep.phone.hint", type: "tel", direction: "ltr"),
            form.line("website", "upkeep.field.website", hint: "upkeep.website.hint", type: "url", direction: "ltr"),
            part(
                "upkeep.part.who", ["publics", "ages-from", "ages-to", "statuses"],
                [
                    pieces.boxes("publics", terms(.publics, visit)),
                    form.line("ages-from", "upkeep.form.agesFrom", inputmode: "numeric"),
                    form.line("ages-to", "upkeep.form.agesTo", inputmode: "numeric"),
                    pieces.boxes("statuses", terms(.statuses, visit)),
                ], visit),
            part(
                "upkeep.part.terms", ["cost", "price", "conditions", "bring"],
                [
                    form.choice("cost", "upkeep.field.cost", options(.costs, visit)),
                    pieces.text("price", "upkeep.field.price", isLong: false),
                    pieces.boxes("conditions", terms(.conditions, visit)),
                    pieces.text("bring", "upkeep.field.bring", isLong: true),
                ], visit),
            part(
                "upkeep.part.welcome", ["languages", "accessibility", "amenities", "capacity"],
                welcome(pieces, visit), visit),
            part(
                "upkeep.part.status", ["status", "began", "ended"],
                [
                    form.choice(
                        "status", "upkeep.field.status",
                        [.init("", visit.say("upkeep.form.asThePlace"))]
                            + Service.Status.allCases.map {
                                .init($0.rawValue, visit.say("upkeep.status.\($0.rawValue)"))
                            }),
                    form.line("began", "upkeep.field.began", hint: "upkeep.date.hint"),
                    form.line("ended", "upkeep.field.ended", hint: "upkeep.date.hint"),
                ], visit),
        ]
        return fields.compactMap { $0 }
    }

    /// Fields that many services leave empty unfold; those that hold something, or a fault, are open.
    private func part(_ title: String, _ names: Set<String>, _ fields: [HTML?], _ visit: Visit) -> HTML {
        let isOpen =
            values.pairs.contains { names.contains($0.name) && !$0.value.isEmpty }
            || faults.contains { names.contains($0.name) }
        return """
            <details class="form-part"\(flag: "open", isOpen)><summary>\(visit.say(title))</summary>\
            \(fields.compactMap { $0 })</details>
            """
    }

    /// Said before somebody chooses the week and loses what it cannot hold.
    private func hoursNote(_ visit: Visit) -> HTML? {
        guard let hours = sight?.record.working["hours"]?.string, WeekGrid(hours: hours) == nil else { return nil }
        return "<p class=\"notice notice-info\">\(visit.say("upkeep.hours.noWeek"))</p>"
    }

    private func place(_ form: FormView, _ visit: Visit) -> [HTML] {
        let pieces = UpkeepPieces(visit: visit, values: values, faults: faults)
        var fields: [HTML?] = [
            pieces.text("name", "upkeep.field.name", isLong: false, mayBeName: true),
            pieces.text("description", "upkeep.field.description", isLong: true),
            form.line("aliases", "upkeep.field.aliases", hint: "upkeep.aliases.hint"),
            form.choice("kind", "upkeep.field.kind", options(.siteKinds, visit), isNeeded: true),
            form.choice(
                "status", "upkeep.field.status",
                Site.Status.allCases.map { .init($0.rawValue, visit.say("upkeep.status.\($0.rawValue)")) }),
        ]
        if mayProtect { fields.append(form.box("protected", "upkeep.form.protected", hint: "upkeep.protected.hint")) }
        fields += [
            form.line("address", "upkeep.field.address"), form.line("postcode", "upkeep.field.postcode"),
            form.line("city", "upkeep.field.city"),
            form.line("latitude", "upkeep.form.latitude", hint: "upkeep.point.hint", direction: "ltr"),
            form.line("longitude", "upkeep.form.longitude", direction: "ltr"),
            form.choice(
                "precision", "upkeep.field.precision",
                [.init("", "—")]
                    + Precision.allCases.map { .init($0.rawValue, visit.say("upkeep.precision.\($0.rawValue)")) }),
        ]
        fields += [
            form.line("phone", "upkeep.field.phone", hint: "upkeep.phone.hint", type: "tel", direction: "ltr"),
            form.line("website", "upkeep.field.website", hint: "upkeep.website.hint", type: "url", direction: "ltr"),
        ]
        fields += welcome(pieces, visit)
        let others = guide.sites.filter { $0.operatedBy != nil && $0.operatedBy == sight?.record.owner }
        let known = Set(others.map(\.key)).union([values["moved-to"]].compactMap { $0 })
        fields += [
            pieces.exceptions(), form.line("opened", "upkeep.field.opened", hint: "upkeep.date.hint"),
            form.line("closed", "upkeep.field.closed", hint: "upkeep.date.hint"),
            form.choice(
                "moved-to", "upkeep.field.movedTo",
                [.init("", "—")]
                    + known.sorted().map { key in
                        .init(key, guide.site(key).map { visit.words($0.name) } ?? key)
                    }),
        ]
        return fields.compactMap { $0 }
    }

    private func welcome(_ pieces: UpkeepPieces, _ visit: Visit) -> [HTML?] {
        let list = TermList(guide: guide, visit: visit)
        let spoken = Set(guide.vocabulary.languages.map(\.key)).union(visit.settings.languages.spoken).union(
            values.all("languages"))
        return [
            pieces.boxes(
                "languages",
                spoken.map { ($0, HTML(list.languageName($0))) }.sorted { $0.1.text < $1.1.text }),
            pieces.boxes("accessibility", terms(.accessibility, visit)),
            pieces.boxes("amenities", terms(.amenities, visit)), pieces.capacity(),
        ]
    }

    private func last(_ form: FormView, _ visit: Visit) -> [HTML] {
        var fields: [HTML] = []
        if maySetOperator {
            let options = guide.organisations.map { FormView.Option($0.key, $0.name) }
            fields.append(form.choice("operator", "upkeep.field.operatedBy", [.init("", "—")] + options))
        }
        fields += [
            form.box(
                "confirmed", sight == nil ? "upkeep.form.confirmedNew" : "upkeep.form.confirmed",
                hint: sight == nil ? "upkeep.form.confirmedNew.hint" : "upkeep.form.confirmed.hint"),
            form.line("why", "upkeep.form.why", hint: "upkeep.why.hint"),
            form.radios(
                "do", "upkeep.do.title",
                [
                    .init("look", visit.say("upkeep.do.look")), .init("draft", visit.say("upkeep.do.draft")),
                    .init("publish", visit.say(decides ? "upkeep.do.publish" : "upkeep.do.propose")),
                ]),
        ]
        return fields
    }

    private func terms(_ list: Taxonomy.List, _ visit: Visit) -> [(key: String, words: HTML)] {
        guide.taxonomy[list].map { ($0.key, visit.text($0.label)) }
    }

    private func options(_ list: Taxonomy.List, _ visit: Visit) -> [FormView.Option] {
        [.init("", "—")] + guide.taxonomy[list].map { .init($0.key, visit.words($0.label)) }
    }
}
