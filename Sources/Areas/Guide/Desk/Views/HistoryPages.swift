internal import Rules
internal import Web

/// Every revision of a record: who, when, for which organisation, why.
struct HistoryPage {
    let sight: UpkeepSight
    let guide: GuideSnapshot
    let window: DeskWindow

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let record = sight.record
        let name = UpkeepShowPage.name(record.working)
        let title = say("upkeep.history.title", ["name": visit.words(name)])
        let rows = window.slice(record.revisions.reversed()).map { row($0, visit) }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                <p>\(visit.link(GuideDesk.path(record.kind, record.key), HTML(say("upkeep.history.back"))))</p>
                \(rows.isEmpty ? "<p class=\"empty\">\(say("upkeep.history.empty"))</p>" : table(rows, visit))
                \(window.pager(total: record.revisions.count, GuideDesk.path(record.kind, record.key, "history"), FormValues(), visit))
                """)
    }

    private func table(_ rows: [HTML], _ visit: Visit) -> HTML {
        let say = visit.say
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("upkeep.column.number"))</th>\
            <th scope="col">\(say("upkeep.column.what"))</th><th scope="col">\(say("upkeep.column.state"))</th>\
            <th scope="col">\(say("upkeep.column.who"))</th><th scope="col">\(say("upkeep.column.when"))</th>\
            <th scope="col">\(say("upkeep.column.do"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func row(_ revision: UpkeepRevision, _ visit: Visit) -> HTML {
        let say = visit.say
        let record = sight.record
        let words = UpkeepWords(guide: guide, visit: visit)
        let who = revision.account.flatMap { sight.names[$0] } ?? say("upkeep.history.nobody")
        let compare = SitePath(
            "work", GuideDesk.folder(record.kind), record.key, "comparison", query: [("to", String(revision.number))])
        let restore: HTML? =
            sight.mayEdit && !record.isGone && record.archivedAt == nil && revision.facts != record.current
            ? FormView(visit, action: GuideDesk.path(record.kind, record.key, "restoration")).button(
                "upkeep.history.restore", hidden: [("number", String(revision.number))]) : nil
        return """
            <tr><td data-label="\(say("upkeep.column.number"))">\(revision.number)</td>\
            <td data-label="\(say("upkeep.column.what"))">\(say("upkeep.act.\(revision.act.rawValue)"))\
            \(revision.why.map { "<br><small>\($0)</small>" as HTML })</td>\
            <td data-label="\(say("upkeep.column.state"))">\(say("upkeep.state.\(revision.state.rawValue)"))</td>\
            <td data-label="\(say("upkeep.column.who"))">\(say.list([who] + (revision.organisation.map { [words.organisation($0)] } ?? [])))</td>\
            <td data-label="\(say("upkeep.column.when"))">\(words.moment(revision.madeAt))</td>\
            <td data-label="\(say("upkeep.column.do"))"><div class="buttons">\
            \(visit.link(compare, HTML(say("upkeep.history.compare"))))\(restore)</div></td></tr>
            """
    }
}

/// Two revisions side by side.
struct ComparisonPage {
    let sight: UpkeepSight
    let guide: GuideSnapshot
    let before: UpkeepRevision
    let after: UpkeepRevision

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let record = sight.record
        let title = say(
            "upkeep.comparison.title", ["from": String(before.number), "to": String(after.number)])
        func options(_ chosen: Int) -> [HTML] {
            record.revisions.map {
                "<option value=\"\($0.number)\"\(flag: "selected", $0.number == chosen)>\($0.number)</option>"
            }
        }
        let path = SitePath("work", GuideDesk.folder(record.kind), record.key, "comparison")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                <p>\(visit.link(GuideDesk.path(record.kind, record.key, "history"), HTML(say("upkeep.show.history"))))</p>
                <form method="get" action="\(visit.url(path))" class="desk-form">
                <div class="field"><label for="f-from">\(say("upkeep.difference.before"))</label>\
                <select id="f-from" name="from">\(options(before.number))</select></div>
                <div class="field"><label for="f-to">\(say("upkeep.difference.after"))</label>\
                <select id="f-to" name="to">\(options(after.number))</select></div>
                <p class="buttons"><button type="submit">\(say("upkeep.history.compare"))</button></p></form>
                \(DifferenceTable(guide: guide).view(before.facts, after.facts, visit))
                """)
    }
}

/// The public page as it would be, in any language, before anything is published.
struct PreviewPage {
    let sight: UpkeepSight
    let language: String
    let now: Instant
    let fortnight: UpkeepFortnight?
    private let guide: GuideSnapshot
    private let key: String

    init(sight: UpkeepSight, facts: UpkeepFacts, guide: GuideSnapshot, language: String, now: Instant) throws {
        self.sight = sight
        self.language = language
        self.now = now
        key = sight.record.key
        switch sight.record.kind {
        case .service:
            let service = try UpkeepRecord.service(facts)
            let place = sight.place ?? Site(key: service.site, name: service.name, kind: "other")
            let others = guide.services(at: place).filter { $0.key != service.key }
            self.guide = guide.preview(of: place, with: others + [service], now: now)
            fortnight = UpkeepFortnight(service, at: place, guide: guide, now: now)
        case .site:
            let site = try UpkeepRecord.site(facts)
            self.guide = guide.preview(of: site, with: guide.services(at: site), now: now)
            fortnight = nil
        }
    }

    /// The guide's own page, in the language that was asked for.
    func shown(_ visit: Visit) -> Page {
        let reader = visit.reading(language)
        if sight.record.kind == .service, let service = guide.service(key) {
            return ServiceShow(service, guide: guide, now: now).page(reader)
        }
        if let site = guide.site(key) { return SiteShow(guide: guide, site: site, now: now).page(reader) }
        return Page(title: key, body: HTML())
    }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let record = sight.record
        let shown = shown(visit)
        let path = SitePath("work", GuideDesk.folder(record.kind), record.key, "preview")
        let languages = visit.settings.languages.offered.map { tag -> HTML in
            var other = path
            other.query = [("language", tag)]
            let name = HTML(UpkeepPieces.language(tag, visit))
            return "<li>\(tag == language ? "<strong>\(name)</strong>" : visit.link(other, name))</li>"
        }
        let direction = visit.books[language]?.language.direction ?? "ltr"
        return Page(
            title: say("upkeep.preview.title"), isIndexed: false, showsSearch: false,
            body: """
                <p class="notice notice-info">\(say("upkeep.preview.text"))</p>
                <ul class="inline-list">\(languages)</ul>
                <p>\(visit.link(GuideDesk.path(record.kind, record.key), HTML(say("upkeep.history.back"))))</p>
                <div lang="\(language)" dir="\(direction)">\(shown.body)</div>
                \(fortnight.map { "<section><h2>\(say("upkeep.preview.hours"))</h2>\($0.view(visit))</section>" as HTML })
                """)
    }
}
