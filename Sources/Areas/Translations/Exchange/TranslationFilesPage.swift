internal import Rules
internal import Web

/// The two forms, and what a file did or would do.
struct TranslationFilesPage {
    let city: TranslationCity
    var typed = FormValues()

    func page(
        _ visit: Visit, _ faults: [Problem.Fault] = [], report: TranslationExchange.Report? = nil,
        isWritten: Bool = false
    ) -> Page {
        let say = visit.say
        var page = Page(
            title: say("translation.files"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("translation.files"))</h1>
                \(report.map { told($0, isWritten, visit) })
                \(export(visit))
                \(taking(visit, faults))
                """)
        page.faults = faults
        return page
    }

    private func export(_ visit: Visit) -> HTML {
        let say = visit.say
        let words = TranslationWords(visit)
        let languages = city.targets.filter { $0 != city.languages.sources.first }.map {
            "<option value=\"\($0)\">\(words.language($0))</option>" as HTML
        }
        let states = TranslationState.allCases.map { state -> HTML in
            """
            <label class="tick"><input type="checkbox" name="state" value="\(state.rawValue)"> \
            <span>\(say("translation.state.\(state.rawValue)"))</span></label>
            """
        }
        return """
            <section aria-labelledby="out"><h2 id="out">\(say("translation.export"))</h2>
            <form method="get" action="\(visit.url(SitePath("work", "translation-files", "export")))" class="desk-form">
            <div class="field"><label for="f-language">\(say("translation.language"))</label>\
            <select id="f-language" name="language">\(languages)</select></div>
            <div class="field"><label for="f-format">\(say("translation.format"))</label>\
            <select id="f-format" name="format"><option value="xliff">XLIFF 2.1</option>\
            <option value="csv">CSV</option></select></div>
            <fieldset class="field"><legend>\(say("translation.state"))</legend><div class="ticks">\(states)</div></fieldset>
            <p class="buttons"><button type="submit">\(say("translation.export.button"))</button></p></form></section>
            """
    }

    private func taking(_ visit: Visit, _ faults: [Problem.Fault]) -> HTML {
        let form = FormView(visit, action: .translationFiles, values: typed, faults: faults, hasFiles: true)
        return """
            <section aria-labelledby="in"><h2 id="in">\(visit.say("translation.import"))</h2>\
            <p>\(visit.say("translation.import.text"))</p>\
            \(form.view(
                [
                    form.file("file", "translation.import.file", accept: ".xlf,.xliff,.csv", isNeeded: true),
                    form.box("write", "translation.import.write", hint: "translation.import.write.hint"),
                ], button: "translation.import.button"))</section>
            """
    }

    private func told(_ report: TranslationExchange.Report, _ isWritten: Bool, _ visit: Visit) -> HTML {
        let say = visit.say
        let counts = [
            say(isWritten ? "translation.report.taken" : "translation.report.would", count: report.taken.count),
            say("translation.report.unchanged", count: report.unchanged),
            say("translation.report.empty", count: report.empty),
            say("translation.report.behind", count: report.behind.count),
            say("translation.report.refused", count: report.refused.count),
        ].map { "<li>\($0)</li>" as HTML }
        let refused = report.refused.map { one -> HTML in
            let why = say("translation.refused.\(one.reason.rawValue)")
            return """
                <tr><td data-label="\(say("translation.report.line"))">\(one.line)</td>\
                <td data-label="\(say("translation.text"))"><bdi dir="ltr">\(one.id)</bdi></td>\
                <td data-label="\(say("translation.report.why"))">\(why)</td></tr>
                """
        }
        let columns = ["translation.report.line", "translation.text", "translation.report.why"].map {
            "<th scope=\"col\">\(say($0))</th>" as HTML
        }
        let table: HTML =
            refused.isEmpty
            ? HTML()
            : """
            <table class="cards"><caption>\(say("translation.report.refused", count: refused.count))</caption>\
            <thead><tr>\(columns)</tr></thead><tbody>\(refused)</tbody></table>
            """
        return """
            <section aria-labelledby="told" class="notice notice-info"><h2 id="told">\
            \(say(isWritten ? "translation.report.done" : "translation.report.rehearsal"))</h2><ul>\(counts)</ul></section>
            \(table)
            """
    }
}
