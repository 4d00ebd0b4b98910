internal import Files
internal import Rules
internal import Web

/// One service or place at the desk: how it stands, what waits, what can be done.
struct UpkeepShowPage {
    let sight: UpkeepSight
    let guide: GuideSnapshot
    let now: Instant
    let approval: ServiceApproval
    var faults: [Problem.Fault] = []
    var values = FormValues()
    /// Someone was faster: what was typed here.
    var overtaken: TypedWords?

    private var record: UpkeepRecord { sight.record }
    private var kind: RecordName.Kind { record.kind }
    private var today: LocalDate { guide.hours.zone.date(now) }

    func page(_ visit: Visit) throws -> Page {
        let say = visit.say
        let name = Self.name(record.working)
        return Page(
            title: visit.words(name), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(visit.text(name))</h1>
                \(meanwhile(visit))
                \(standing(visit))
                \(place(visit))
                \(missing(visit))
                <ul class="actions">\(links(visit))</ul>
                \(change(visit))
                \(disagreements(visit))
                \(try confirmation(visit))
                \(try closures(visit))
                <h2>\(say("upkeep.show.facts"))</h2>
                \(facts(record.current, visit))
                \(fortnight(visit))
                \(try rhythm(visit))
                \(archive(visit))
                """)
    }

    private func faults(of names: Set<String>) -> [Problem.Fault] { faults.filter { names.contains($0.name) } }

    static func name(_ facts: UpkeepFacts) -> LocalisedText {
        LocalisedText(facts["name"]?.object?.compactMapValues(\.string) ?? [:])
    }

    private func meanwhile(_ visit: Visit) -> HTML? {
        guard let overtaken else { return nil }
        let other = UpkeepOvertaking(sight: sight, guide: guide)
        return """
            <section class="notice notice-warning" id="f-\(Problem.overtakenName)" tabindex="-1">\
            <h2>\(visit.say("upkeep.overtaken.title"))</h2>\(other.view(visit))\(other.ways(visit))</section>\
            \(overtaken.view(visit))
            """
    }

    private func standing(_ visit: Visit) -> HTML {
        let say = visit.say
        if record.archivedAt != nil { return "<p class=\"notice notice-warning\">\(say("upkeep.show.archived"))</p>" }
        if record.isGone { return "<p class=\"notice notice-warning\">\(say("upkeep.show.gone"))</p>" }
        if record.isNew { return "<p class=\"notice notice-info\">\(say("upkeep.show.new"))</p>" }
        return "<p class=\"notice notice-success\">\(say("upkeep.show.published"))</p>"
    }

    private func place(_ visit: Visit) -> HTML? {
        guard kind == .service, let place = sight.place else { return nil }
        let name = visit.text(place.name)
        let linked = sight.placeIsReachable ? visit.link(GuideDesk.path(.site, place.key), name) : name
        let address = [place.address, place.postcode, place.city].compactMap { $0 }.joined(separator: ", ")
        return """
            <p>\(visit.say("upkeep.show.place")) \(linked)\
            \(if: sight.placeIsReachable && !address.isEmpty, " · <bdi>\(address)</bdi>")</p>
            """
    }

    /// Truth goes first: what lacks a language of the city is published, and whoever edits it is told.
    private func missing(_ visit: Visit) -> HTML? {
        guard sight.mayEdit, !record.isGone else { return nil }
        let missing = UpkeepTexts.missing(record.working, visit.settings.languages.required)
        guard !missing.isEmpty else { return nil }
        let words = UpkeepWords(guide: guide, visit: visit)
        let items = missing.map { gap -> HTML in
            let languages = visit.say.list(gap.languages.map { UpkeepPieces.language($0, visit) })
            return "<li>\(words.field(gap.field)) (<bdi>\(languages)</bdi>)</li>"
        }
        // Of a draft or a proposal the guide shows nothing yet.
        let isShown = record.isPublished && record.openChange == nil
        let phrase = isShown ? "upkeep.show.missing" : "upkeep.show.missingDraft"
        return "<div class=\"notice notice-warning\"><p>\(visit.say(phrase))</p><ul>\(items)</ul></div>"
    }

    /// What the hours come to, day by day: an expression is read by few.
    private func fortnight(_ visit: Visit) -> HTML? {
        guard kind == .service, record.isPublished, let place = sight.place,
            let service = try? UpkeepRecord.service(record.current)
        else { return nil }
        let days = UpkeepFortnight(service, at: place, guide: guide, now: now)
        return "<section><h2>\(visit.say("upkeep.preview.hours"))</h2>\(days.view(visit))</section>"
    }

    private func links(_ visit: Visit) -> [HTML] {
        let say = visit.say
        var links: [HTML] = []
        if sight.mayEdit, !record.isGone {
            links.append(
                visit.link(GuideDesk.path(kind, record.key, "edit"), HTML(say("upkeep.show.edit")), class: "button"))
        }
        links.append(visit.link(GuideDesk.path(kind, record.key, "preview"), HTML(say("upkeep.show.preview"))))
        links.append(visit.link(GuideDesk.path(kind, record.key, "history"), HTML(say("upkeep.show.history"))))
        if record.isPublished {
            let path: SitePath = kind == .service ? .service(record.key) : .place(record.key)
            links.append(visit.link(path, HTML(say("upkeep.show.public"))))
        }
        if sight.mayReadReports, kind == .service {
            let path = SitePath("work", "reports", query: [("service", record.key)])
            links.append(visit.link(path, HTML(say("upkeep.show.reports", count: sight.openReports))))
        }
        return links.map { "<li>\($0)</li>" }
    }

    // MARK: What waits

    private func change(_ visit: Visit) -> HTML? {
        let say = visit.say
        guard let open = record.openChange else { return nil }
        let words = UpkeepWords(guide: guide, visit: visit)
        let who = open.account.flatMap { sight.names[$0] } ?? "—"
        let path = GuideDesk.path(kind, record.key)
        let version = ("version", record.version)
        func button(_ name: String, _ phrase: String, _ more: [(String, String)] = []) -> HTML {
            FormView(visit, action: GuideDesk.path(kind, record.key, name)).button(phrase, hidden: [version] + more)
        }
        let way = PublishingWay(
            approval: approval, decides: sight.seesAll ? .all : sight.mayDecide ? .organisation : nil,
            isNew: record.isNew)
        var buttons: [HTML] = []
        if sight.mayDecide, way == .publish {
            buttons.append(button("decision", "upkeep.change.publish", [("outcome", "publish")]))
        }
        if sight.mayEdit, open.state != .proposed, way != .publish {
            buttons.append(button("proposal", "upkeep.change.propose"))
        }
        // Apart from the others: what is dropped is gone.
        let drop: HTML? =
            sight.mayEdit
            ? "<hr><div class=\"buttons\">\(button("withdrawal", "upkeep.change.drop"))</div>" : nil
        let back: HTML? =
            sight.mayDecide && open.state == .proposed
            ? FormView(
                visit, action: GuideDesk.path(kind, record.key, "decision"), values: values,
                faults: faults(of: ["words"])
            ).view(
                [
                    FormView(visit, action: path).hidden("outcome", "send-back"),
                    FormView(visit, action: path).hidden("version", record.version),
                    FormView(visit, action: path, values: values, faults: faults(of: ["words"])).area(
                        "words", "upkeep.change.words", rows: 3, isNeeded: true),
                ], button: "upkeep.change.sendBack", style: "quiet") : nil
        return """
            <section aria-labelledby="change"><h2 id="change">\(say("upkeep.state.\(open.state.rawValue)"))</h2>
            <p>\(say("upkeep.change.by", ["name": who, "organisation": words.organisation(open.organisation), "date": words.moment(open.madeAt)]))\
            \(open.why.map { " « \($0) »" as HTML })</p>
            \(open.words.map { "<p class=\"notice notice-warning\">\($0)</p>" as HTML })
            \(DifferenceTable(guide: guide).view(open.base ?? record.current, open.facts, visit))
            \(if: !buttons.isEmpty, "<div class=\"buttons\">\(buttons)</div>")\(back)\(drop)</section>
            """
    }

    private func disagreements(_ visit: Visit) -> HTML? {
        let say = visit.say
        guard !record.disagreements.isEmpty else { return nil }
        let words = UpkeepWords(guide: guide, visit: visit)
        let rows = record.disagreements.map { item -> HTML in
            let form = FormView(visit, action: GuideDesk.path(kind, record.key, "settlement"))
            let buttons: HTML? =
                sight.mayDecide
                ? form.button("upkeep.settle.ours", hidden: [("field", item.field), ("keep", "ours")])
                    + form.button("upkeep.settle.source", hidden: [("field", item.field), ("keep", "source")]) : nil
            return """
                <tr><th scope="row">\(words.field(item.field))</th>\
                <td data-label="\(say("upkeep.settle.here"))">\(words.value(item.field, item.ours))</td>\
                <td data-label="\(say("upkeep.settle.there"))">\(words.value(item.field, item.theirs))</td><td><div class="buttons">\(buttons)</div></td></tr>
                """
        }
        return """
            <section aria-labelledby="disagree"><h2 id="disagree">\(say("upkeep.settle.title"))</h2>
            <p>\(say("upkeep.settle.text", ["source": record.source]))</p>
            <table class="cards"><thead><tr><th scope="col">\(say("upkeep.column.field"))</th>\
            <th scope="col">\(say("upkeep.settle.here"))</th><th scope="col">\(say("upkeep.settle.there"))</th>\
            <th scope="col">\(say("upkeep.column.do"))</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    // MARK: Confirmation, closures, archive

    private func confirmation(_ visit: Visit) throws -> HTML? {
        let say = visit.say
        guard kind == .service, record.isPublished else { return nil }
        let service = try UpkeepRecord.service(record.current)
        let rhythm = record.rhythm ?? guide.rhythm(of: service)
        let state = ConfirmationState(
            confirmed: service.confirmed ?? sight.place?.confirmed, rhythm: rhythm, today: today)
        let words = UpkeepWords(guide: guide, visit: visit).confirmation(state)
        let style = state.isStale ? "warning" : "success"
        let button: HTML? =
            sight.mayConfirm
            ? FormView(visit, action: GuideDesk.path(kind, record.key, "confirmation")).button(
                "upkeep.confirm.button", style: "button") : nil
        return """
            <section aria-labelledby="true"><h2 id="true">\(say("upkeep.confirm.title"))</h2>
            <p class="notice notice-\(style)">\(words)</p>\(button.map { "<div class=\"buttons\">\($0)</div>" as HTML })</section>
            """
    }

    private func rhythm(_ visit: Visit) throws -> HTML? {
        guard kind == .service, sight.mayConfirm, record.isPublished else { return nil }
        let standard = guide.rhythm(of: try UpkeepRecord.service(record.current))
        let shown =
            values["days"] == nil
            ? FormValues([("days", String(record.rhythm ?? standard))]) : values
        let form = FormView(
            visit, action: GuideDesk.path(kind, record.key, "rhythm"), values: shown, faults: faults(of: ["days"]))
        return """
            <h2>\(visit.say("upkeep.rhythm.title"))</h2>
            \(form.view([form.line("days", "upkeep.rhythm.days", hint: "upkeep.rhythm.hint", inputmode: "numeric")], button: "upkeep.rhythm.set", style: "quiet"))
            """
    }

    private func closures(_ visit: Visit) throws -> HTML? {
        let say = visit.say
        guard sight.mayEdit, record.isPublished else { return nil }
        let closures = try record.closures
        let ahead = closures.filter { $0.isAhead(of: today) }
        let form = FormView(
            visit, action: GuideDesk.path(kind, record.key, "closure"), values: values,
            faults: faults(of: [
                "exception-from", "exception-to", "exception-hours", "exception-reason", "exception-night",
                "exception-replace",
            ]))
        let pieces = UpkeepPieces(visit: visit, values: values, faults: faults)
        let tags = visit.settings.languages.required
        let reasons = tags.enumerated().map { index, tag -> HTML in
            let typed = values.pairs.filter { $0.name == "exception-reason" }.map(\.value)
            return """
                \(form.hidden("exception-in", tag))\
                \(pieces.exceptionLine("exception-reason", index, "\(say("upkeep.closure.reason")) (\(UpkeepPieces.language(tag, visit)))", typed.indices.contains(index) ? typed[index] : "", tag))
                """
        }
        // Each button says what it ends: who opens again today does not lose what is announced for the summer.
        let ending = FormView(visit, action: GuideDesk.path(kind, record.key, "reopening"))
        var buttons: [HTML] = []
        if closures.contains(where: { $0.holds(on: today) }) { buttons.append(ending.button("upkeep.closure.reopen")) }
        if ahead.contains(where: { !$0.holds(on: today) }) {
            buttons.append(ending.button("upkeep.closure.cancel", hidden: [("announced", "yes")]))
        }
        let view = HoursView(guide: guide, visit: visit, now: now)
        let list = ahead.map { closure -> HTML in
            "<li>\(view.words(closure))</li>"
        }
        return """
            <section aria-labelledby="closure"><h2 id="closure">\(say("upkeep.closure.title"))</h2>
            \(if: !list.isEmpty, "<ul>\(list)</ul>")\(if: !buttons.isEmpty, "<div class=\"buttons\">\(buttons)</div>")
            \(form.view([
                form.line("exception-from", "upkeep.closure.from", type: "date", isNeeded: true),
                form.line("exception-to", "upkeep.closure.to", hint: "upkeep.closure.to.hint", type: "date"),
                form.line("exception-hours", "upkeep.closure.hours", hint: "upkeep.closure.hours.hint", direction: "ltr"),
                reasons.joined(), pieces.nightTick(),
                pieces.tick("exception-replace", "yes", "upkeep.closure.replace"),
            ].compactMap { $0 }, button: "upkeep.closure.close", style: "quiet"))</section>
            """
    }

    private func archive(_ visit: Visit) -> HTML? {
        guard sight.mayDecide else { return nil }
        let away = record.archivedAt == nil
        let button = FormView(visit, action: GuideDesk.path(kind, record.key, away ? "archive" : "unarchive")).button(
            away ? "upkeep.archive.sure" : "upkeep.archive.back")
        guard away else { return "<div class=\"buttons\">\(button)</div>" }
        // Asked once more, without a script.
        return """
            <details><summary>\(visit.say("upkeep.archive.button"))</summary><p>\(visit.say("upkeep.archive.ask"))</p>\
            <div class="buttons">\(button)</div></details>
            """
    }

    private func facts(_ facts: UpkeepFacts, _ visit: Visit) -> HTML {
        let words = UpkeepWords(guide: guide, visit: visit)
        let rows = facts.sorted { words.field($0.key) < words.field($1.key) }.filter {
            !["key", "site"].contains($0.key) && !words.isEmpty($0.key, $0.value)
        }.map { "<dt>\(words.field($0.key))</dt><dd>\(words.value($0.key, $0.value))</dd>" as HTML }
        return "<dl class=\"facts\">\(rows)</dl>"
    }
}

/// What differs, field by field.
struct DifferenceTable {
    let guide: GuideSnapshot

    func view(_ before: UpkeepFacts, _ after: UpkeepFacts, _ visit: Visit) -> HTML {
        let say = visit.say
        let words = UpkeepWords(guide: guide, visit: visit)
        let fields = UpkeepMerge.fields(before, after)
        guard !fields.isEmpty else { return "<p class=\"empty\">\(say("upkeep.difference.none"))</p>" }
        let rows = fields.map { field -> HTML in
            """
            <tr><th scope="row">\(words.field(field))</th>\
            <td data-label="\(say("upkeep.difference.before"))">\(words.value(field, before[field]))</td>\
            <td data-label="\(say("upkeep.difference.after"))">\(words.value(field, after[field]))</td></tr>
            """
        }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("upkeep.column.field"))</th>\
            <th scope="col">\(say("upkeep.difference.before"))</th><th scope="col">\(say("upkeep.difference.after"))</th></tr>\
            </thead><tbody>\(rows)</tbody></table>
            """
    }
}
