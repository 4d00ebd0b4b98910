internal import Files
internal import Rules
internal import Web

/// Pairs that may be one, most alike first.
struct TwinListPage {
    let pairs: [TwinPair]
    let names: [RecordName: LocalisedText]
    let state: TwinPair.State
    let window: DeskWindow
    let query: FormValues

    func page(_ visit: Visit, _ guide: GuideSnapshot) -> Page {
        let say = visit.say
        let path = SitePath("work", "duplicates")
        let states = TwinPair.State.allCases.map { state -> HTML in
            let name = HTML(say("twins.state.\(state.rawValue)"))
            var there = path
            there.query = [("state", state.rawValue)]
            return "<li>\(state == self.state ? "<strong>\(name)</strong>" : visit.link(there, name))</li>"
        }
        return Page(
            title: say("twins.title"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("twins.title"))</h1><p class="lead">\(say("twins.text"))</p>
                <ul class="inline-list">\(states)</ul>
                \(pairs.isEmpty ? "<p class=\"empty\">\(say("twins.empty"))</p>" : table(visit, guide))
                \(window.pager(total: pairs.count, path, query, visit))
                """)
    }

    private func table(_ visit: Visit, _ guide: GuideSnapshot) -> HTML {
        let say = visit.say
        let rows = window.slice(pairs).map { pair -> HTML in
            let kind = say(pair.name.kind == .site ? "twins.place" : "upkeep.column.service")
            let both = [pair.one, pair.other].map { key in
                names[RecordName(pair.name.kind, key)].map { visit.text($0) } ?? "<bdi>\(key)</bdi>"
            }.joined("<br>")
            let there = SitePath("work", "duplicates", GuideDesk.folder(pair.name.kind), pair.one, pair.other)
            return """
                <tr><td data-label="\(say("twins.column.records"))">\(both)</td>\
                <td data-label="\(say("twins.column.kind"))">\(kind)</td>\
                <td data-label="\(say("twins.column.likeness"))">\(TwinWords(visit: visit).likeness(pair.likeness))</td>\
                <td data-label="\(say("upkeep.column.do"))">\(visit.link(there, HTML(say("twins.look"))))</td></tr>
                """
        }
        return """
            <table class="cards"><caption>\(say("twins.state.\(state.rawValue)"))</caption><thead><tr>\
            <th scope="col">\(say("twins.column.records"))</th><th scope="col">\(say("twins.column.kind"))</th>\
            <th scope="col">\(say("twins.column.likeness"))</th><th scope="col">\(say("upkeep.column.do"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }
}

struct TwinWords {
    let visit: Visit

    /// «87 %: name, place» — what agrees.
    func likeness(_ likeness: Likeness) -> HTML {
        let aspects: [(String, Double?)] = [
            ("name", likeness.name), ("place", likeness.place), ("phone", likeness.phone), ("host", likeness.host),
        ]
        let alike = aspects.filter { ($0.1 ?? 0) >= 0.7 }.map { visit.say("twins.aspect.\($0.0)") }
        let share = visit.say("twins.share", ["number": visit.say.number(Int((likeness.whole * 100).rounded()))])
        return "\(share)\(if: !alike.isEmpty, "<br><small>\(visit.say.list(alike))</small>")"
    }
}

/// Two records side by side.
struct TwinPage {
    let sight: TwinSight
    let guide: GuideSnapshot

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let title = say("twins.pair.title")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                <p>\(visit.link(SitePath("work", "duplicates"), HTML(say("twins.back"))))</p>
                \(sight.pair.map { "<p>\(TwinWords(visit: visit).likeness($0.likeness))</p>" as HTML })
                \(sight.isMerged ? merged(visit) : open(visit))
                """)
    }

    private func merged(_ visit: Visit) -> HTML {
        """
        <p class="notice notice-info">\(visit.say("twins.merged.text"))</p>\(table(visit, hasChoice: false))
        \(FormView(visit, action: there("undoing")).button("twins.undo"))
        """
    }

    private func open(_ visit: Visit) -> HTML {
        let merge = FormView(visit, action: there("merge")).view(
            [table(visit, hasChoice: true)], button: "twins.merge", style: "button")
        return """
            <p>\(visit.say("twins.pair.text"))</p>
            <p>\(visit.link(sight.swapped, HTML(visit.say("twins.swap"))))</p>
            \(merge)\(FormView(visit, action: there("separation")).button("twins.apart"))
            """
    }

    private func there(_ step: String) -> SitePath {
        var path = sight.path
        path.segments.append(step)
        return path
    }

    /// What differs first, each fact with its source; what both say the same folds away.
    private func table(_ visit: Visit, hasChoice: Bool) -> HTML {
        let say = visit.say
        let differing = TwinFields.differing(sight.kept.current, sight.gone.current)
        let words = UpkeepWords(guide: guide, visit: visit)
        func head(_ record: UpkeepRecord, _ phrase: String) -> HTML {
            let name = UpkeepShowPage.name(record.current)
            return """
                <th scope="col">\(say(phrase))<br>\(visit.link(GuideDesk.path(record.kind, record.key), visit.text(name)))</th>
                """
        }
        let rows = differing.map { field -> HTML in
            let choice: HTML? =
                hasChoice
                ? """
                <br><label class="tick"><input type="checkbox" name="take" value="\(field)"> \
                <span>\(say("twins.take"))</span></label>
                """ : nil
            return """
                <tr class="differs"><th scope="row">\(words.field(field))</th>\
                <td data-label="\(say("twins.stays"))">\(words.value(field, sight.kept.current[field]))\
                <br><small>\(origin(field, sight.kept, words, visit))</small></td>\
                <td data-label="\(say("twins.leaves"))">\(words.value(field, sight.gone.current[field]))\
                <br><small>\(origin(field, sight.gone, words, visit))</small>\(choice)</td></tr>
                """
        }
        let same = Set(sight.kept.current.keys).subtracting(differing).subtracting(TwinFields.fixed).filter {
            !words.isEmpty($0, sight.kept.current[$0] ?? .null)
                && sight.kept.current[$0] == sight.gone.current[$0]
        }.sorted().map { "<dt>\(words.field($0))</dt><dd>\(words.value($0, sight.kept.current[$0]))</dd>" as HTML }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("twins.column.field"))</th>\
            \(head(sight.kept, "twins.stays"))\(head(sight.gone, "twins.leaves"))</tr></thead><tbody>\(rows)</tbody></table>
            \(if: !same.isEmpty, "<details><summary>\(say("twins.same"))</summary><dl>\(same)</dl></details>")
            """
    }

    /// Where a fact comes from, and of when it is.
    private func origin(_ field: String, _ record: UpkeepRecord, _ words: UpkeepWords, _ visit: Visit) -> HTML {
        if let at = sight.corrections[record.key]?[field] {
            return HTML(visit.say("twins.corrected", ["date": words.moment(Instant(milliseconds: at))]))
        }
        let isTaken = record.key == sight.kept.key && sight.origins[field] == sight.gone.key
        let spoken = isTaken ? sight.gone : record
        let document = guide.documents[spoken.source]
        let name: HTML =
            document.map { visit.text($0.title) }
            ?? HTML(visit.say(spoken.isOwn ? "twins.source.desk" : "twins.source.files"))
        let date = document?.date.map { visit.date($0) } ?? sight.changedAt[spoken.key].map { words.moment($0) }
        return "\(name)\(date.map { " · \($0)" as HTML })"
    }
}
