import Rules
import Web

extension RightsPaper {
    /// The sheet that is in force, in plain words.
    func sheet(_ key: String) -> HTML? {
        guard let versions = rights.sheets(key) else { return nil }
        let (sheet, law) = (versions.current, LawOnPaper(paper: self, versions: versions))
        let told = sheet.rights.map { right in
            law.item(isUnsure: right.isUnsure, basis: right.basis) { law.line(right.plain, $0) }
        }
        let papers = sheet.documents.map { paper in
            law.item(isUnsure: paper.isUnsure, basis: paper.basis) { words in
                "<p><strong>\(words.text(paper.name))</strong></p>\(law.line(paper.use, words))"
            }
        }
        let deadlines = sheet.deadlines.map { deadline in
            law.item(isUnsure: deadline.isUnsure, basis: deadline.basis) { words in
                "\(words.counted(deadline))\(law.line(deadline.plain, words))"
            }
        }
        return """
            \(law.head)\(law.section("rights.who", [sheet.who]))\(law.section("rights.signs", sheet.signs))\
            \(law.section("rights.deadlines", deadlines))\(law.section("rights.list", told))\
            \(law.section("rights.documents", papers))\(law.section("rights.never", sheet.never))
            """
    }

    /// The checklist that is in force, with a box before each step and each paper to take along.
    func checklist(_ key: String) -> HTML? {
        guard let versions = rights.checklists(key) else { return nil }
        let (list, law) = (versions.current, LawOnPaper(paper: self, versions: versions))
        let steps = list.steps.enumerated().map { number, step -> HTML in
            let told = law.item(isUnsure: step.isUnsure, basis: step.basis) { law.step(step, $0) }
            return "<tr><td class=\"box\">\(number + 1)<span class=\"tick\"></span></td><td>\(told)</td></tr>"
        }
        return """
            \(law.head)\(law.block { law.line(list.purpose, $0) })<table class="steps">\(steps)</table>\
            \(law.section("steps.good", list.good))
            """
    }
}

/// One text of law for the readers of a paper.
private struct LawOnPaper<Text: RightsText> {
    let paper: RightsPaper
    let versions: RightsVersions<Text>

    private var text: Text { versions.current }

    private func words(_ visit: Visit) -> RightsWords { RightsWords(visit, of: text.title) }

    private func frame(_ words: RightsWords) -> RightsFrame<Text> {
        RightsFrame(content: paper.rights, versions: versions, text: text, words: words)
    }

    func block(_ write: (RightsWords) -> HTML?) -> HTML? { paper.block { write(words($0)) } }

    /// The title, and who checked it, or that no lawyer has: on paper as on the page.
    var head: HTML {
        "\(block { "<h1>\($0.text(text.title))</h1>" })\(block { $0.languageLine + frame($0).mark })"
    }

    /// A paragraph in the direction of its own language: a text that a language lacks is read in another.
    func line(_ text: LocalisedText, _ words: RightsWords) -> HTML {
        let direction = words.visit.books.book(words.tag).language.direction
        return "<p lang=\"\(words.tag)\" dir=\"\(direction)\">\(words.text(text))</p>"
    }

    func section(_ phrase: String, _ items: [HTML]) -> HTML {
        guard !items.isEmpty else { return HTML() }
        return "<section>\(block { "<h2>\($0.visit.say(phrase))</h2>" })\(items)</section>"
    }

    func section(_ phrase: String, _ texts: [LocalisedText]) -> HTML {
        section(phrase, texts.map { text in item(isUnsure: false, basis: []) { line(text, $0) } })
    }

    /// One thing that is told, with its doubt; its articles are named once, as lawyers write them.
    func item(isUnsure: Bool, basis: [String], _ write: (RightsWords) -> HTML) -> HTML {
        let told = block { write($0) + frame($0).doubt(isUnsure) }
        return "<div class=\"told\">\(told)\(words(paper.first).articles(basis))</div>"
    }

    func step(_ step: Checklist.Step, _ words: RightsWords) -> HTML {
        let say = words.visit.say
        let bring = step.bring.map { "<p><span class=\"tick\"></span>\(words.text($0))</p>" as HTML }
        let refused = step.ifRefused.map { "<p>\(say("steps.refused"))</p>\(line($0, words))" as HTML }
        return """
            \(line(step.act, words))\(if: !bring.isEmpty, "<p>\(say("steps.bring"))</p>")\(bring)\(refused)
            """
    }
}
