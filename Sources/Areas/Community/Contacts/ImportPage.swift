internal import Files
internal import Rules
internal import Web

/// The form of an import, what is wrong in the table, and what would be written.
struct ImportPage {
    /// Most faults that one answer tells; a table that has more is mended in several goes.
    static let mostFaults = 200
    private static let mostLines = 300
    private static let path = SitePath("work", "contacts", "import")

    /// `nil` as long as no table was read.
    let book: DirectoryBook?

    /// - Parameter outcome: of the table that was sent, when it has faults.
    func form(_ visit: Visit, _ values: FormValues, _ outcome: ContactImport.Outcome? = nil) -> Page {
        let say = visit.say
        let form = FormView(visit, action: Self.path, values: values, hasFiles: true)
        // Announced when the page opens; leads to where the table can be mended. The faults stand beneath, each with its place.
        let notice: HTML = """
            <div class="notice danger" role="alert" tabindex="-1" id="faults"><h2>\(say("form.faults"))</h2>\
            <ul><li><a href="#f-text">\(say("contact.import.faults"))</a></li></ul></div>
            """
        return page(
            visit, say("contact.import"),
            """
            \(if: outcome != nil, notice)<p class="lead">\(say("contact.import.lead"))</p><p>\(say("contact.import.columns")) \
            <strong>\(say("contact.import.headings"))</strong></p>
            \(outcome.map { faults($0.faults, visit) })
            \(form.view([
                form.file("table", "contact.import.file", hint: "contact.import.file.hint", accept: ".csv,.txt,text/csv,text/plain", isNeeded: true),
                form.area("text", "contact.import.text", rows: outcome == nil ? 6 : 12),
            ], button: "contact.import.read"))
            \(outcome.map { readWell($0.lines, visit) })
            """)
    }

    private func faults(_ faults: [ContactTableFault], _ visit: Visit) -> HTML {
        let say = visit.say
        let rows = faults.prefix(Self.mostFaults).map { fault -> HTML in
            """
            <tr><th scope="row" data-label="\(say("contact.import.line"))">\(fault.line.map(say.number) ?? say("contact.import.whole"))</th>\
            \(cell("contact.import.column", fault.column, visit))\(cell("contact.import.found", fault.found, visit))\
            <td data-label="\(say("contact.import.mend"))">\(say(fault.kind.phrase, fault.holes))</td></tr>
            """
        }
        let names = ["contact.import.line", "contact.import.column", "contact.import.found", "contact.import.mend"]
        let rest = faults.count - rows.count
        return """
            <section id="table-faults"><h2>\(say("contact.import.faultCount", count: faults.count))</h2>\
            \(table(names, rows, "contact.import.faultList", visit))\
            \(if: rest > 0, "<p>\(say("contact.import.faultRest", count: rest))</p>")</section>
            """
    }

    private func cell(_ phrase: String, _ words: String?, _ visit: Visit) -> HTML {
        let shown: HTML =
            words.map { $0.isEmpty ? "–" : "<bdi dir=\"auto\">\($0)</bdi>" } ?? "–"
        return "<td data-label=\"\(visit.say(phrase))\">\(shown)</td>"
    }

    /// Rows without a fault: they wait for the others.
    private func readWell(_ lines: [ContactImport.Line], _ visit: Visit) -> HTML {
        guard !lines.isEmpty else { return HTML() }
        return """
            <section><h2>\(visit.say("contact.import.well", count: lines.count))</h2>\
            <p>\(visit.say("contact.import.well.text"))</p>\(self.lines(lines, visit))</section>
            """
    }

    func preview(_ lines: [ContactImport.Line], _ table: TableText, _ visit: Visit) -> Page {
        let say = visit.say
        let fresh = lines.filter { !$0.isKnown }.count
        let form = FormView(visit, action: Self.path)
        return page(
            visit, say("contact.import.preview"),
            """
            <p class="notice">\(say("contact.import.count", count: fresh)) \(say("contact.import.knownCount", count: lines.count - fresh))</p>
            \(if: table.encoding == .windows, "<p class=\"notice warning\">\(say("contact.import.windows"))</p>")
            \(if: fresh > 0, form.view([form.hidden("text", table.text), form.hidden("sure", "on")], button: "contact.import.write"))
            \(self.lines(lines, visit))
            <p>\(visit.link(Self.path, HTML(say("contact.import.other"))))</p>
            """)
    }

    private func lines(_ lines: [ContactImport.Line], _ visit: Visit) -> HTML {
        let say = visit.say
        let rows = lines.prefix(Self.mostLines).map { line -> HTML in
            let name = book?[line.organisation]?.organisation.name ?? line.organisation
            let state = say(line.isKnown ? "contact.import.known" : "contact.import.new")
            return """
                <tr><th scope="row"><bdi>\(line.draft.name)</bdi></th>\
                \(cell("contact.organisation", name, visit))\(cell("contact.function", line.draft.function, visit))\
                <td data-label="\(say("contact.reach"))">\(ContactTable.ways(line.draft, visit))</td>\
                <td data-label="\(say("contact.import.state"))">\(state)</td></tr>
                """
        }
        let names = [
            "contact.name", "contact.organisation", "contact.function", "contact.reach", "contact.import.state",
        ]
        let rest = lines.count - rows.count
        return """
            \(table(names, rows, "contact.import.preview", visit))\
            \(if: rest > 0, "<p>\(say("contact.import.lineRest", count: rest))</p>")
            """
    }

    private func table(_ names: [String], _ rows: [HTML], _ caption: String, _ visit: Visit) -> HTML {
        """
        <table class="cards"><caption class="sr">\(visit.say(caption))</caption><thead><tr>\
        \(names.map { "<th scope=\"col\">\(visit.say($0))</th>" as HTML })</tr></thead><tbody>\(rows)</tbody></table>
        """
    }

    private func page(_ visit: Visit, _ title: String, _ body: HTML) -> Page {
        Page(
            title: visit.say("contact.import"), trail: [(visit.say("directory.title"), .directory)], isIndexed: false,
            showsSearch: false, body: "<h1>\(title)</h1>\(body)")
    }
}
