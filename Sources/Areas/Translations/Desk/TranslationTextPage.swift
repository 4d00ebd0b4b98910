internal import Rules
internal import Web

/// A text and its translation side by side: what changed, the words that are asked for, earlier translations, the forms.
struct TranslationTextPage {
    let sight: TranslationSight
    let mayWrite: Bool
    let mayDecide: Bool
    /// Name of the machine that may be asked; `nil`: none.
    let machine: String?
    let faults: [Problem.Fault]
    let typed: FormValues

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = TranslationWords(visit)
        let name = sight.text.name
        let list = SitePath("work", "translations", query: [("language", sight.language)])
        let title = visit.words(sight.text.title)
        var page = Page(
            title: "\(title) · \(words.language(sight.language))", isIndexed: false, showsSearch: false,
            body: """
                <p>\(visit.link(list, "\(say("translation.back")) \(words.languageName(sight.language))"))</p>
                <h1>\(visit.text(sight.text.title))</h1>
                <p>\(words.kind(name.kind)) · \(words.field(name)) · \(words.badge(sight.state))</p>
                \(remark(visit))
                <div class="columns"><div>
                \(source(visit))
                \(changes(visit))
                \(glossary(visit))
                \(memory(visit))
                </div><div>
                \(translation(visit))
                \(review(visit))
                \(suggestion(visit))
                </div></div>
                \(history(visit))
                """)
        page.faults = faults
        return page
    }

    // MARK: The source

    private func source(_ visit: Visit) -> HTML {
        let words = TranslationWords(visit)
        return """
            <section aria-labelledby="f-source"><h2 id="f-source">\(words.languageName(sight.text.source))</h2>\
            \(words.block(sight.text.sourceWords, in: sight.text.source))</section>
            """
    }

    private func changes(_ visit: Visit) -> HTML {
        guard let former = sight.formerSource else { return HTML() }
        let words = TranslationWords(visit)
        let minor: HTML? =
            mayDecide && sight.minorFrom != nil
            ? "<p>\(visit.say("translation.minor.text"))</p>"
                + form(visit, "minor").button("translation.minor", hidden: marks) : nil
        return """
            <section aria-labelledby="changes"><h2 id="changes">\(visit.say("translation.changes"))</h2>\
            \(words.diff(WordDiff(from: former, to: sight.text.sourceWords), in: sight.text.source))\(minor)</section>
            """
    }

    private func glossary(_ visit: Visit) -> HTML {
        guard !sight.glossary.isEmpty else { return HTML() }
        let items = sight.glossary.map { word -> HTML in
            let note = word.note.map { " <small>\($0)</small>" as HTML }
            let bad: HTML? =
                word.forbidden.isEmpty
                ? nil
                : """
                 <small>\(visit.say("translation.glossary.not")) \
                \(visit.say.list(word.forbidden.map { visit.foreign($0, in: sight.language) }))</small>
                """
            return """
                <li>\(visit.foreign(word.source, in: sight.text.source)) → \
                <strong>\(visit.foreign(word.demanded, in: sight.language))</strong>\(note)\(bad)</li>
                """
        }
        return """
            <section aria-labelledby="words"><h2 id="words">\(visit.say("translation.glossary"))</h2><ul>\(items)</ul></section>
            """
    }

    private func memory(_ visit: Visit) -> HTML {
        guard !sight.memory.isEmpty else { return HTML() }
        let words = TranslationWords(visit)
        let items = sight.memory.map { match -> HTML in
            let was: HTML? =
                match.percent == 100
                ? nil
                : words.diff(WordDiff(from: match.source, to: sight.text.sourceWords), in: sight.text.source)
            return """
                <li><p>\(visit.say("translation.memory.likeness", ["percent": visit.say.number(match.percent)]))</p>\
                \(words.block(match.words, in: sight.language))\(was)</li>
                """
        }
        return """
            <section aria-labelledby="memory"><h2 id="memory">\(visit.say("translation.memory"))</h2><ul>\(items)</ul></section>
            """
    }

    // MARK: The translation

    private var marks: [(String, String)] { [("seen", sight.seen), ("source", sight.marks.mark)] }

    private func form(_ visit: Visit, _ act: String) -> FormView {
        var values = typed
        if typed.pairs.last(where: { $0.name == "words" }) == nil { values.pairs.append(("words", sight.words)) }
        // What is confirmed is confirmed of these words.
        values.pairs.removeAll { $0.name == "confirmed" && faults.isEmpty }
        return FormView(
            visit, action: .translation(sight.text.name, sight.language, act), values: values, faults: faults)
    }

    private func warnings(_ visit: Visit, of words: String) -> HTML {
        let warnings = words.isEmpty ? [] : sight.warnings(words)
        guard !warnings.isEmpty else { return HTML() }
        let items = warnings.map { "<li>\(TranslationWords(visit).plain($0))</li>" as HTML }
        return """
            <div class="notice warning"><h3>\(visit.say("translation.warnings"))</h3><ul>\(items)</ul></div>
            """
    }

    /// Somebody wrote meanwhile: theirs and what was typed here, word by word.
    private func collision(_ visit: Visit) -> HTML {
        let mine = typed["words"] ?? ""
        guard faults.contains(where: { $0.name == "seen" }), !mine.isEmpty, mine != sight.words else { return HTML() }
        return """
            <section aria-labelledby="theirs"><h3 id="theirs">\(visit.say("translation.collision"))</h3>\
            \(TranslationWords(visit).diff(WordDiff(from: sight.words, to: mine), in: sight.language))</section>
            """
    }

    private func translation(_ visit: Visit) -> HTML {
        let words = TranslationWords(visit)
        let heading: HTML = "<h2 id=\"f-seen\">\(words.languageName(sight.language))</h2>"
        guard mayWrite else {
            return
                "<section aria-labelledby=\"f-seen\">\(heading)\(words.block(sight.words, in: sight.language))</section>"
        }
        let form = form(visit, "draft")
        let current = typed["words"] ?? sight.words
        let warnings = warnings(visit, of: current)
        let send: HTML = """
            <p class="buttons">\(form.other(
                "translation.send", to: .translation(sight.text.name, sight.language, "review")))</p>
            """
        return """
            <section aria-labelledby="f-seen">\(heading)\(collision(visit))
            \(form.view(
                marks.map { form.hidden($0.0, $0.1) } + [
                    form.area("words", "translation.words", rows: 8, isNeeded: true, language: sight.language), warnings,
                    warnings.isEmpty ? HTML() : form.box("confirmed", "translation.confirm"), send,
                ], button: "translation.save", style: "quiet"))</section>
            """
    }

    private func remark(_ visit: Visit) -> HTML {
        guard let open = sight.open, open.head.stage == .returned, let remark = open.remark else { return HTML() }
        let name = open.decidedBy.flatMap { sight.names[$0] } ?? "—"
        return """
            <div class="notice warning"><p>\(visit.say("translation.remarked", ["name": name]))</p>\
            <blockquote>\(remark)</blockquote></div>
            """
    }

    /// Only what a reviewer may do here.
    private func review(_ visit: Visit) -> HTML {
        guard mayDecide, let open = sight.open, open.head.stage == .review else { return HTML() }
        let say = visit.say
        let inside: HTML
        switch sight.right {
        case .notNamed: inside = "<p class=\"notice notice-info\">\(say("translation.fault.notNamed"))</p>"
        case .ownWork: inside = "<p class=\"notice notice-info\">\(say("translation.fault.own"))</p>"
        case .yes, .alone:
            let accept = review(visit, "approval")
            let isWarned = sight.warnings(open.words).contains { !$0.isFault }
            let boxes: [HTML] = [
                isWarned ? accept.box("checked", "translation.confirm") : HTML(),
                sight.right == .alone ? accept.box("alone", "translation.alone") : HTML(),
            ]
            let back = review(visit, "return")
            inside =
                accept.view(marks.map { accept.hidden($0.0, $0.1) } + boxes, button: "translation.accept")
                + back.view(
                    [
                        back.hidden("seen", sight.seen),
                        back.area("remark", "translation.remark", hint: "translation.remark.hint", isNeeded: true),
                    ], button: "translation.giveBack", style: "quiet")
        }
        let words = TranslationWords(visit)
        return """
            <section aria-labelledby="review"><h2 id="review">\(say("translation.review"))</h2>\
            \(words.block(open.words, in: sight.language))\(inside)</section>
            """
    }

    private func review(_ visit: Visit, _ act: String) -> FormView {
        FormView(visit, action: .translation(sight.text.name, sight.language, act), values: typed, faults: faults)
    }

    private func suggestion(_ visit: Visit) -> HTML {
        guard mayWrite, let machine, TranslationRules.maySuggest(over: sight.open?.head) else { return HTML() }
        return "<p id=\"f-machine\">\(visit.say("translation.machine.text", ["name": machine]))</p>"
            + form(visit, "suggestion").button("translation.machine")
    }

    private func history(_ visit: Visit) -> HTML {
        guard !sight.versions.isEmpty else { return HTML() }
        let say = visit.say
        let words = TranslationWords(visit)
        let items = sight.versions.prefix(10).map { version -> HTML in
            let by =
                version.account.flatMap { sight.names[$0] } ?? say("translation.origin.\(version.head.origin.rawValue)")
            let decided = version.decidedBy.flatMap { sight.names[$0] }.map {
                say(
                    version.isAlone ? "translation.history.alone" : "translation.history.decided",
                    ["name": $0, "date": version.decidedAt.map { words.moment($0) } ?? ""])
            }
            let made = say(
                "translation.history.made",
                [
                    "name": by, "date": words.moment(version.head.madeAt),
                    "stage": say("translation.stage.\(version.head.stage.rawValue)"),
                ])
            return """
                <li><p>\(made)\(if: version.head.origin == .machine, " · \(say("translation.origin.machine"))")\
                \(decided.map { " · \($0)" as HTML })</p>\(words.block(version.words, in: sight.language))</li>
                """
        }
        return """
            <details><summary>\(say("translation.history"))</summary><ol>\(items)</ol></details>
            """
    }
}
