import Rules
import Web

/// One request: what the place says, what was seen, what can be done next, and what was done.
struct LabelDeskPage {
    let guide: GuideSnapshot
    let stored: StoredLabel
    let steps: [LabelStep]
    let mayDecide: Bool
    let mayEdit: Bool
    let faults: [Problem.Fault]
    let values: FormValues
    let today: LocalDate

    private var request: LabelRequest { stored.request }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let place = LabelPlaceName(guide: guide, visit: visit).html(stored.site)
        let again =
            mayEdit && request.asksForRenewal(on: today, reminder: stored.scheme.reminder)
            ? """
            <p class="notice notice-warning">\(say("label.desk.ending")) \
            \(visit.link(.labelForm(stored.site), HTML(say("label.desk.ask"))))</p>
            """ as HTML : nil
        var page = Page(
            title: say("label.desk.request"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("label.desk.request"))</h1><p class="lead" id="f-site">\(place)</p>\(again)
                <dl class="facts" id="f-state">\(facts(visit))</dl>
                <h2>\(say("label.desk.criteria"))</h2>\(criteria(visit))
                \(if: mayDecide, decisions(visit))\(if: mayEdit, givingUp(visit))
                \(history(visit))
                """)
        page.faults = faults
        return page
    }

    private func facts(_ visit: Visit) -> HTML {
        let words = LabelWords(visit: visit)
        let days = UpkeepWords(guide: guide, visit: visit)
        let rows: [(String, String?)] = [
            ("label.desk.state", words.state(request, on: today)), ("label.desk.reason", words.reason(request)),
            ("label.desk.organisation", guide.organisation(stored.organisation)?.name),
            ("label.desk.day", request.visit.map { days.date($0.day) }), ("label.desk.office", request.visit?.office),
            ("label.desk.until", request.term.map { days.date($0.last) }), ("label.desk.contact", stored.contact),
        ]
        return rows.compactMap { row -> HTML? in
            row.1.map { "<dt>\(visit.say(row.0))</dt><dd>\($0)</dd>" }
        }.joined()
    }

    private func criteria(_ visit: Visit) -> HTML {
        let say = visit.say
        let words = LabelWords(visit: visit)
        let rows = stored.scheme.criteria.map { criterion -> HTML in
            let finding = request.findings[criterion.key].map { say("label.desk.finding.\($0.rawValue)") } ?? "–"
            let remark = stored.remarks[criterion.key].map { "<br><small>\($0)</small>" as HTML }
            let claim = stored.claimed.contains(criterion.key) ? say("label.desk.says.yes") : "–"
            return """
                <tr><th scope="row">\(words.words(criterion))</th>\
                <td data-label="\(say("label.desk.says"))">\(claim)</td>\
                <td data-label="\(say("label.desk.seen"))">\(finding)\(remark)</td></tr>
                """
        }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("label.desk.criterion"))</th>\
            <th scope="col">\(say("label.desk.says"))</th><th scope="col">\(say("label.desk.seen"))</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private func decisions(_ visit: Visit) -> HTML {
        let forms = LabelDecisionForms(stored: stored, faults: faults, values: values, today: today, visit: visit)
        switch request.state {
        case .asked: return "\(forms.plan)\(forms.refuse)"
        case .planned: return "\(forms.record)\(forms.plan)\(forms.refuse)"
        case .visited: return "\(forms.grant)\(forms.record)\(forms.plan)\(forms.refuse)"
        case .granted: return request.hasEnded(on: today) ? HTML() : forms.withdraw
        case .refused, .withdrawn, .givenUp, .renewed: return HTML()
        }
    }

    private func givingUp(_ visit: Visit) -> HTML {
        guard request.state.isOpen else { return HTML() }
        return FormView(visit, action: .deskLabel(stored.id, "end")).button("label.desk.give-up")
    }

    private func history(_ visit: Visit) -> HTML {
        let items = steps.map { step -> HTML in
            let words = step.words.map { "<br><small>\($0)</small>" as HTML }
            return """
                <li>\(UpkeepWords(guide: guide, visit: visit).moment(step.at)) · \(visit.say("label.desk.state.\(step.state.rawValue)")) \
                · \(step.name ?? "–")\(words)</li>
                """
        }
        return "<h2>\(visit.say("label.desk.history"))</h2><ul>\(items)</ul>"
    }
}
