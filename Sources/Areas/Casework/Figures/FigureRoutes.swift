import Rules
import Store
import Web

/// How many people, by month, need, language and organisation.
struct FigureRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        let year = [DeskRoute.Field("year", "such as 2026; this year when left out")]
        return [
            DeskRoute(
                .get, "figures/people", .rule(.figures, .read), "Counts in which nobody can be recognised",
                fields: year, handler: show),
            DeskRoute(
                .get, "figures/people.csv", .rule(.figures, .export), "The same as a table", fields: year,
                handler: table),
        ]
    }

    private func figures(_ call: DeskCall, _ action: AuditEntry.Action) async throws -> PersonFigures {
        let (caller, city) = (try call.member(), try room.city())
        let now = String(city.zone.date(call.now).description.prefix(4))
        let year = call.query["year"] ?? now
        guard year.utf8.count == 4, year.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw Problem(
                .badRequest, "The request has a parameter that cannot be read.",
                faults: [.init(name: "year", reason: "must be four digits")])
        }
        return try await room.work { connection in
            try room.workplace.note(connection, AuditEntry(caller, action, "figures", nil), now: call.now)
            return try PersonFigures.load(connection, caller, year: year)
        }
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let figures = try await figures(call, .list)
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        let thisYear = words.city.zone.date(call.now).year
        return .show(FigurePage(words: words, figures: figures, thisYear: thisYear).page, data: figures.json)
    }

    private func table(_ call: DeskCall) async throws -> DeskAnswer {
        let figures = try await figures(call, .export)
        var rows = [["table", "name", "count"]]
        for (name, table) in figures.tables {
            rows += table.cells.map { [name, $0.name, $0.count.map(String.init) ?? "hidden"] }
            rows.append([name, "total", table.total.map(String.init) ?? "hidden"])
        }
        return .file(
            Array(CSVText.text(rows).utf8), type: "text/csv; charset=utf-8", name: "people-\(figures.year).csv")
    }
}

extension PersonFigures {
    var tables: [(name: String, table: SmallCells.Table)] {
        [("month", byMonth), ("organisation", byOrganisation), ("need", byNeed), ("language", byLanguage)]
    }

    var json: JSONText {
        JSONText(
            members: [("year", JSONText(year))]
                + tables.map { name, table in
                    (
                        name,
                        JSONText(members: [
                            ("total", table.total.map { JSONText($0) } ?? .null),
                            (
                                "cells",
                                JSONText(
                                    table.cells.map {
                                        JSONText(members: [
                                            ("name", JSONText($0.name)),
                                            ("count", $0.count.map { JSONText($0) } ?? .null),
                                        ])
                                    })
                            ),
                        ])
                    )
                })
    }
}

struct FigurePage {
    let words: CaseworkWords
    let figures: PersonFigures
    let thisYear: Int

    private var visit: Visit { words.visit }

    var page: Page {
        let say = visit.say
        let title = say("casework.figures.title", ["year": figures.year])
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("casework.figures.lead"))</p>
                \(figures.tables.allSatisfy(\.table.cells.isEmpty) ? empty : counts)
                \(years)
                """)
    }

    private var counts: HTML {
        let say = visit.say
        let csv = SitePath("work", "figures", "people.csv", query: [("year", figures.year)])
        let total = figures.byMonth.total.map { visit.number(Double($0)) } ?? say("casework.figures.hidden")
        return """
            <p>\(say("casework.figures.total"))\(say("casework.colon"))<strong>\(total)</strong></p>
            \(figures.tables.filter { !$0.table.cells.isEmpty }.map { table($0.name, $0.table) })
            <p>\(visit.link(csv, HTML(say("casework.figures.csv"))))</p>
            """
    }

    /// Nobody, or so few that they would be recognised: two different things to know.
    private var empty: HTML {
        let phrase = figures.byMonth.total == 0 ? "casework.figures.empty" : "casework.figures.few"
        return "<p class=\"empty\">\(visit.say(phrase, ["year": figures.year]))</p>"
    }

    private var years: HTML {
        guard let year = Int(figures.year) else { return HTML() }
        let links = [year - 1, year + 1].filter { $0 > 0 && $0 <= thisYear }.map { other in
            visit.link(
                SitePath("work", "figures", "people", query: [("year", String(other))]),
                HTML(visit.say("casework.figures.year", ["year": String(other)])))
        }
        return "<p class=\"actions\">\(links.joined(" "))</p>"
    }

    private func table(_ name: String, _ table: SmallCells.Table) -> HTML {
        let say = words.visit.say
        let rows = table.cells.map { cell in
            """
            <tr><th scope="row">\(label(name, cell.name))</th>\
            <td>\(cell.count.map { words.visit.number(Double($0)) } ?? say("casework.figures.hidden"))</td></tr>
            """ as HTML
        }
        return """
            <section class="data"><h2>\(say("casework.figures.by.\(name)"))</h2><table><tbody>\(rows)</tbody></table></section>
            """
    }

    private func label(_ name: String, _ value: String) -> String {
        switch name {
        case "organisation": words.city.name(value)
        case "need": value == PersonCounting.health ? words.visit.say("casework.ward.health") : words.need(value)
        case "language": words.language(value)
        case "month": PartialDate(value).map { words.visit.date($0) } ?? value
        default: value
        }
    }
}
