import Rules
import Web

/// The forms of a coordinator: plan, write down, give, refuse, take back. Each is folded but the one that comes next. No two forms of one
/// page have a field of the same name, so that each fault leads to its field.
struct LabelDecisionForms {
    let stored: StoredLabel
    let faults: [Problem.Fault]
    let values: FormValues
    let today: LocalDate
    let visit: Visit

    /// What was typed lies over what the form begins with.
    private func form(_ step: String, _ beginning: [(name: String, value: String)] = []) -> FormView {
        FormView(
            visit, action: .deskLabel(stored.id, step), values: FormValues(beginning + values.pairs), faults: faults)
    }

    private func folded(_ phrase: String, isOpen: Bool, _ body: HTML) -> HTML {
        """
        <details class="more-languages"\(flag: "open", isOpen)><summary>\(visit.say(phrase))</summary>\(body)</details>
        """
    }

    private func isFaulty(_ names: [String]) -> Bool { faults.contains { names.contains($0.name) } }

    var plan: HTML {
        let form = form("plan", [("office", stored.request.visit?.office ?? "")])
        return folded(
            "label.desk.plan", isOpen: stored.request.state == .asked || isFaulty(["day", "office"]),
            form.view(
                [
                    form.line("day", "label.desk.day", type: "date", isNeeded: true),
                    form.line("office", "label.desk.office", hint: "label.desk.office.hint", isNeeded: true),
                ], button: "label.desk.plan"))
    }

    var record: HTML {
        let form = form("visit", [("seen", today.description)])
        let lines = stored.scheme.criteria.enumerated().map { criterion($0 + 1, $1) }
        return folded(
            "label.desk.record",
            isOpen: stored.request.state == .planned || faults.contains { $0.name.hasPrefix("finding-") },
            form.view(
                [form.line("seen", "label.desk.day", type: "date", isNeeded: true)] + lines, button: "label.desk.record"
            ))
    }

    var grant: HTML {
        let form = form("grant", [("until", stored.scheme.end(from: today).description)])
        return folded(
            "label.desk.grant", isOpen: true,
            form.view(
                [form.line("until", "label.desk.until", type: "date", isNeeded: true)], button: "label.desk.grant")
        )
    }

    var refuse: HTML {
        let options = LabelRequest.Refusal.allCases.map {
            FormView.Option($0.rawValue, visit.say("label.desk.refusal.\($0.rawValue)"))
        }
        return ending("refusal", "label.desk.refuse", options)
    }

    var withdraw: HTML {
        let options = LabelRequest.Withdrawal.allCases.map {
            FormView.Option($0.rawValue, visit.say("label.desk.withdrawal.\($0.rawValue)"))
        }
        return ending("withdrawal", "label.desk.withdraw", options)
    }

    private func ending(_ step: String, _ phrase: String, _ options: [FormView.Option]) -> HTML {
        let form = form(step)
        return folded(
            phrase, isOpen: isFaulty(["reason", "words"]),
            form.view(
                [
                    form.choice("reason", "label.desk.reason", options, isNeeded: true),
                    form.line("words", "label.desk.words", hint: "label.desk.words.hint"),
                ], button: phrase, style: "quiet"))
    }

    private func criterion(_ number: Int, _ criterion: LabelScheme.Criterion) -> HTML {
        let name = "finding-\(number)"
        let chosen = values[name] ?? stored.request.findings[criterion.key]?.rawValue
        let options = LabelRequest.Finding.allCases.enumerated().map { index, finding in
            """
            <label class="tick"><input type="radio" name="\(name)" value="\(finding.rawValue)"\
            \(attribute: "id", index == 0 ? "f-\(name)" : nil)\(flag: "checked", finding.rawValue == chosen)> \
            <span>\(visit.say("label.desk.finding.\(finding.rawValue)"))</span></label>
            """ as HTML
        }
        let fault = faults.first { $0.name == name }?.phrase.map {
            "<p class=\"fault\">\(visit.say($0))</p>" as HTML
        }
        let remark =
            values.pairs.contains { $0.name == "remark-\(number)" }
            ? values.typed("remark-\(number)") : stored.remarks[criterion.key] ?? ""
        return """
            <fieldset class="field\(if: fault != nil, " faulty")">\
            <legend>\(LabelWords(visit: visit).words(criterion))</legend>\(fault)<div class="ticks">\(options)</div>\
            <label for="f-remark-\(number)">\(visit.say("label.desk.remark"))</label>\
            <input id="f-remark-\(number)" name="remark-\(number)" value="\(remark)"></fieldset>
            """
    }
}
