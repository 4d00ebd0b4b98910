import Rules
import Web

/// One situation: what one may do, until when, with which papers.
struct SheetPage {
    let content: RightsSnapshot
    let versions: RightsVersions<Sheet>
    let sheet: Sheet
    let query: RightsQuery

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        // Texts for social workers are in fewer languages.
        let spoken = query.isProfessional ? sheet.rights.first?.professional ?? sheet.title : sheet.title
        let asked = query.language ?? (query.isProfessional ? professionalLanguage(visit, spoken) : nil)
        let words = RightsWords(visit, of: spoken, asked: asked)
        let frame = RightsFrame(content: content, versions: versions, text: sheet, words: words)
        let isCurrent = sheet.version == versions.current.version
        return Page(
            title: title(words, isCurrent: isCurrent), description: words.plain(sheet.who),
            trail: [(say("rights.title"), .rights)], isIndexed: isCurrent && !query.isProfessional,
            modules: [ListenBar.module],
            body: """
                <article class="rights">
                <h1>\(words.text(sheet.title))</h1>
                \(frame.old)
                <p class="lead"><strong>\(say("rights.who"))</strong> \(words.text(sheet.who))</p>
                \(listen(visit, isCurrent: isCurrent))
                \(if: isCurrent, paper(visit))
                \(switches(visit))
                \(words.languageNote { .rights(sheet.key, query: query.items(language: $0, version: isCurrent ? nil : sheet.version)) })
                \(frame.mark)
                \(frame.section("signs", "rights.signs", frame.list(sheet.signs)))
                \(frame.section("deadlines", "rights.deadlines", deadlines(words, frame)))
                \(frame.section("rights", "rights.list", rights(words, frame)))
                \(frame.section("papers", "rights.documents", papers(words, frame)))
                \(never(words, frame))
                \(frame.helpers(sheet.needs))
                \(frame.section("steps", "steps.title", cards(visit).titles(sheet.checklists.compactMap { content.checklists($0)?.current })))
                \(frame.section("next", "rights.next", cards(visit).titles(sheet.next.compactMap { content.sheets($0)?.current })))
                \(frame.history)
                </article>
                """)
    }

    private func paper(_ visit: Visit) -> HTML {
        let link = PaperLink(visit: visit)
        return """
            \(link.html(.sheetPaper(sheet.key)).map { "<p>\($0)</p>" as HTML })\(link.besides(.sheetPaper(sheet.key)))
            """
    }

    /// What is made here is of the text that is in force, in plain words and in the language of the page.
    private func listen(_ visit: Visit, isCurrent: Bool) -> HTML {
        let isMade =
            isCurrent && !query.isProfessional && query.language == nil && RightsSpeech.isSpoken(sheet, visit)
        return ListenBar(visit: visit).html(isMade ? .rights(sheet.key) : nil)
    }

    /// Two pages that say different things have different names in the browser's tabs.
    private func title(_ words: RightsWords, isCurrent: Bool) -> String {
        let say = words.visit.say
        let version = isCurrent ? nil : say("rights.version", ["number": say.number(sheet.version)])
        let parts = [words.plain(sheet.title), query.isProfessional ? say("rights.professional") : nil, version]
        return parts.compactMap { $0 }.joined(separator: " · ")
    }

    private func cards(_ visit: Visit) -> RightsCards {
        RightsCards(content: content, visit: visit, asked: query.language)
    }

    /// `fr-simple` has no version for social workers: they read the plain language of the same tongue.
    private func professionalLanguage(_ visit: Visit, _ text: LocalisedText) -> String? {
        let tongue = visit.language.split(separator: "-").first.map(String.init)
        return text.languages.first { $0 == visit.language } ?? text.languages.first { $0 == tongue }
    }

    /// The plain version and that for social workers.
    private func switches(_ visit: Visit) -> HTML {
        let version = sheet.version == versions.current.version ? nil : sheet.version
        func chip(_ phrase: String, professional: Bool) -> HTML {
            let path = SitePath.rights(
                sheet.key, query: RightsQuery([]).items(professional: professional, version: version))
            return """
                <a class="chip" href="\(visit.url(path))"\
                \(attribute: "aria-current", professional == query.isProfessional ? "true" : nil)>\(visit.say(phrase))</a>
                """
        }
        return """
            <div class="chips">\(chip("rights.plain", professional: false))\(chip("rights.professional", professional: true))</div>
            """
    }

    private func rights(_ words: RightsWords, _ frame: RightsFrame<Sheet>) -> HTML {
        let items = sheet.rights.map { right -> HTML in
            """
            <li class="promise" id="\(right.key)"><p>\(words.text(query.isProfessional ? right.professional : right.plain))</p>\
            \(frame.doubt(right.isUnsure))\(words.articles(right.basis))</li>
            """
        }
        return "<ul class=\"told\">\(items)</ul>"
    }

    private func deadlines(_ words: RightsWords, _ frame: RightsFrame<Sheet>) -> HTML {
        guard !sheet.deadlines.isEmpty else { return HTML() }
        let items = sheet.deadlines.map { deadline -> HTML in
            """
            <li class="promise" id="\(deadline.key)">\(words.counted(deadline))<p>\(words.text(deadline.plain))</p>\
            \(frame.doubt(deadline.isUnsure))\(words.articles(deadline.basis))</li>
            """
        }
        return "<ul class=\"told\">\(items)</ul>"
    }

    private func papers(_ words: RightsWords, _ frame: RightsFrame<Sheet>) -> HTML {
        guard !sheet.documents.isEmpty else { return HTML() }
        let items = sheet.documents.map { paper -> HTML in
            """
            <li class="promise" id="\(paper.key)"><h3>\(words.text(paper.name))</h3><p>\(words.text(paper.use))</p>\
            \(frame.doubt(paper.isUnsure))\(words.articles(paper.basis))</li>
            """
        }
        return "<ul class=\"told\">\(items)</ul>"
    }

    private func never(_ words: RightsWords, _ frame: RightsFrame<Sheet>) -> HTML {
        guard !sheet.never.isEmpty else { return HTML() }
        return """
            <section class="notice notice-danger" aria-labelledby="never"><h2 id="never">\(words.visit.say("rights.never"))</h2>\
            \(frame.list(sheet.never))</section>
            """
    }
}
