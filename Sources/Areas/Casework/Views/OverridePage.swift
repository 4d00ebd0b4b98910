import Rules
import Web

/// What was shared without a consent: what waits, with what this reviewer can do; and what is decided.
struct OverridePage {
    let words: CaseworkWords
    let caller: Caller
    let part: OverrideQueries.Part
    let records: [OverrideRecord]
    let names: [String: String]
    let next: String?
    let now: Instant

    private var visit: Visit { words.visit }

    var page: Page {
        let say = visit.say
        let title = say("casework.overrides.title")
        let known = records.filter { $0.subject != nil }
        let hidden = records.filter { $0.subject == nil }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("casework.overrides.lead"))</p>
                <p class="actions">\(otherPart)</p>
                \(if: records.isEmpty, "<p class=\"empty\">\(say("casework.overrides.empty.\(part.rawValue)"))</p>")
                \(if: !known.isEmpty, table(known))
                \(if: !hidden.isEmpty, section(hidden))
                \(next.map(more))
                """)
    }

    private var otherPart: HTML {
        switch part {
        case .waiting:
            let path = SitePath("work", "overrides", query: [("part", OverrideQueries.Part.decided.rawValue)])
            return visit.link(path, HTML(visit.say("casework.overrides.decided")))
        case .decided: return visit.link(.overrides, HTML(visit.say("casework.overrides.waiting")))
        }
    }

    private func more(_ cursor: String) -> HTML {
        let path = SitePath("work", "overrides", query: [("part", part.rawValue), ("after", cursor)])
        return "<p class=\"more\">\(visit.link(path, HTML(visit.say("casework.overrides.more"))))</p>"
    }

    private func table(_ records: [OverrideRecord]) -> HTML {
        let say = visit.say
        let rows = records.compactMap { record -> HTML? in
            guard let subject = record.subject else { return nil }
            return """
                <tr><th scope="row" data-label="\(say("casework.reference"))"><bdi dir="ltr">\(subject.reference)</bdi></th>\
                <td data-label="\(say("casework.override.code"))">\(say("casework.override.code.\(subject.code.rawValue)"))</td>\
                <td data-label="\(say("casework.override.who"))"><bdi>\(names[subject.madeBy] ?? "")</bdi>, \
                <bdi>\(words.city.name(record.organisation))</bdi></td>\
                <td data-label="\(say("casework.override.to"))"><bdi>\(to(record))</bdi></td>\
                <td data-label="\(say("casework.when"))">\(when(record))</td>\
                <td data-label="\(say("casework.override.decision"))">\(decision(record))</td></tr>
                """
        }
        let heads = [
            "casework.reference", "casework.override.code", "casework.override.who", "casework.override.to",
            "casework.when", "casework.override.decision",
        ]
        return sheet(heads, rows)
    }

    /// Behind a ward that the reader lacks: nothing of anyone, and yet never without eyes.
    private func section(_ records: [OverrideRecord]) -> HTML {
        let say = visit.say
        let rows = records.map { record in
            """
            <tr><th scope="row" data-label="\(say("casework.override.from"))"><bdi>\(words.city.name(record.organisation))</bdi></th>\
            <td data-label="\(say("casework.override.to"))"><bdi>\(to(record))</bdi></td>\
            <td data-label="\(say("casework.when"))">\(when(record))</td>\
            <td data-label="\(say("casework.override.decision"))">\(ending(record))</td></tr>
            """ as HTML
        }
        let heads = ["casework.override.from", "casework.override.to", "casework.when", "casework.override.decision"]
        return """
            <section><h2>\(say("casework.overrides.hidden"))</h2><p>\(say("casework.overrides.hidden.lead"))</p>\
            \(sheet(heads, rows))</section>
            """
    }

    private func sheet(_ heads: [String], _ rows: [HTML]) -> HTML {
        let heads = heads.map { "<th scope=\"col\">\(visit.say($0))</th>" as HTML }
        return "<table class=\"cards\"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private func to(_ record: OverrideRecord) -> String {
        record.toOrganisation.map { words.city.name($0) } ?? record.subject?.partner
            ?? visit.say("casework.override.to.partner")
    }

    /// Since when, and until when it stays open if nobody decides.
    private func when(_ record: OverrideRecord) -> HTML {
        let made = words.moment(record.madeAt)
        if let ended = record.endedAt {
            return "\(made). \(visit.say("casework.override.ended", ["moment": words.moment(ended)]))"
        }
        guard record.decision == nil else { return HTML(made) }
        let phrase = record.lapsesAt > now ? "casework.override.lapses" : "casework.override.lapsed"
        return "\(made). \(visit.say(phrase, ["moment": words.moment(record.lapsesAt)]))"
    }

    private func decision(_ record: OverrideRecord) -> HTML {
        if let decision = record.decision { return HTML(visit.say("casework.override.\(decision.rawValue)")) }
        guard record.mayDecide(caller) else {
            return "<p>\(visit.say("casework.override.others"))</p>\(ending(record))"
        }
        let form = FormView(visit, action: SitePath("work", "overrides", record.id))
        return OverrideDecision.allCases.map {
            form.button("casework.override.\($0.rawValue)", hidden: [("decision", $0.rawValue)])
        }.joined(" ")
    }

    private func ending(_ record: OverrideRecord) -> HTML {
        guard record.endedAt == nil else { return HTML() }
        return FormView(visit, action: SitePath("work", "overrides", record.id, "end")).button("casework.override.end")
    }
}
