internal import Rules
internal import Web

/// The words of one language, and who reviews it.
struct TranslationGlossaryPage {
    let sight: TranslationGlossarySight
    let mayEdit: Bool
    let faults: [Problem.Fault]
    let typed: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = TranslationWords(visit)
        let links = sight.targets.map { tag -> HTML in
            let path = SitePath("work", "glossary", query: [("language", tag)])
            return """
                <a class="chip" href="\(visit.url(path))" lang="\(tag)"\
                \(attribute: "aria-current", tag == sight.language ? "true" : nil)>\(words.language(tag))</a>
                """
        }
        var page = Page(
            title: "\(say("translation.glossary")) · \(words.language(sight.language))", isIndexed: false,
            showsSearch: false,
            body: """
                <h1>\(say("translation.glossary")) · \(words.languageName(sight.language))</h1>
                <p class="lead">\(say("translation.glossary.lead"))</p>
                <div class="chips">\(links)</div>
                \(own(visit))
                \(addition(visit))
                \(reviewers(visit))
                \(ofTaxonomy(visit))
                """)
        page.faults = faults
        return page
    }

    private var hidden: [(String, String)] { [("language", sight.language)] }

    private func form(_ visit: Visit, _ act: String?) -> FormView {
        var path = SitePath.glossary
        if let act { path.segments.append(act) }
        return FormView(visit, action: path, values: typed, faults: faults)
    }

    private func table(_ rows: [HTML], _ caption: String, _ visit: Visit, withButtons: Bool) -> HTML {
        let say = visit.say
        let columns = ["translation.glossary.term", "translation.glossary.demanded", "translation.glossary.not"].map {
            "<th scope=\"col\">\(say($0))</th>" as HTML
        }
        let last: HTML = withButtons ? "<th scope=\"col\">\(say("upkeep.column.do"))</th>" : HTML()
        return """
            <table class="cards"><caption>\(caption)</caption><thead><tr>\(columns)\(last)</tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private func cells(_ word: GlossaryWord, _ visit: Visit) -> HTML {
        let say = visit.say
        let note = word.note.map { "<small>\($0)</small>" as HTML }
        let bad = visit.say.list(word.forbidden.map { visit.foreign($0, in: sight.language) })
        return """
            <th scope="row">\(visit.foreign(word.source, in: sight.sources[0]))\(note)</th>\
            <td data-label="\(say("translation.glossary.demanded"))">\(visit.foreign(word.demanded, in: sight.language))</td>\
            <td data-label="\(say("translation.glossary.not"))"\(if: bad.isEmpty, " class=\"blank\"")>\(bad)</td>
            """
    }

    private func own(_ visit: Visit) -> HTML {
        guard !sight.own.isEmpty else {
            return "<p class=\"empty\">\(visit.say("translation.glossary.empty"))</p>"
        }
        let rows = sight.own.map { line -> HTML in
            let button: HTML =
                mayEdit
                ? "<td>\(form(visit, "removal").button("translation.glossary.remove", hidden: hidden + [("word", line.id)]))</td>"
                : HTML()
            return "<tr>\(cells(line.word, visit))\(button)</tr>"
        }
        return table(rows, visit.say("translation.glossary.own"), visit, withButtons: mayEdit)
    }

    private func ofTaxonomy(_ visit: Visit) -> HTML {
        let rows = sight.ofTaxonomy.map { "<tr>\(cells($0, visit))</tr>" as HTML }
        guard !rows.isEmpty else { return HTML() }
        return table(rows, visit.say("translation.glossary.taxonomy"), visit, withButtons: false)
    }

    private func addition(_ visit: Visit) -> HTML {
        guard mayEdit else { return HTML() }
        let form = form(visit, nil)
        return """
            <section aria-labelledby="add"><h2 id="add">\(visit.say("translation.glossary.add"))</h2>\
            \(form.view(
                hidden.map { form.hidden($0.0, $0.1) } + [
                    form.line("term", "translation.glossary.term", isNeeded: true),
                    form.line("demanded", "translation.glossary.demanded", isNeeded: true, direction: "auto"),
                    form.line("note", "translation.glossary.note"),
                    form.area("forbidden", "translation.glossary.not", hint: "translation.glossary.not.hint", rows: 2),
                ], button: "translation.glossary.put"))</section>
            """
    }

    private func reviewers(_ visit: Visit) -> HTML {
        let say = visit.say
        let heading: HTML = "<h2 id=\"people\">\(say("translation.reviewers"))</h2>"
        guard mayEdit else {
            let names = sight.people.filter(\.isNamed).map { "<li>\($0.name)</li>" as HTML }
            let inside: HTML = names.isEmpty ? "<p>\(say("translation.reviewers.none"))</p>" : "<ul>\(names)</ul>"
            return "<section aria-labelledby=\"people\">\(heading)\(inside)</section>"
        }
        let named = sight.people.filter(\.isNamed).map { ("reviewers", $0.account) }
        let form = FormView(
            visit, action: SitePath("work", "glossary", "reviewers"),
            values: typed.all("reviewers").isEmpty ? FormValues(named) : typed, faults: faults)
        return """
            <section aria-labelledby="people">\(heading)\
            \(form.view(
                hidden.map { form.hidden($0.0, $0.1) } + [
                    form.boxes(
                        "reviewers", "translation.reviewers.who",
                        sight.people.map { FormView.Option($0.account, $0.name) }, hint: "translation.reviewers.none")
                ], button: "translation.reviewers.save", style: "quiet"))</section>
            """
    }
}
