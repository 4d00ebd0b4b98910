import Rules
import Web

/// Asking for the label: for which place, what it does already, whom the visitor calls.
struct LabelFormPage {
    let scheme: LabelScheme
    /// Places that the caller may ask for.
    let places: [Site]
    let values: FormValues
    let faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let form = FormView(visit, action: .deskLabels, values: values, faults: faults)
        let options = places.map { FormView.Option($0.key, visit.words($0.name)) }.sorted { $0.words < $1.words }
        let criteria = scheme.criteria.map { FormView.Option($0.key, LabelWords(visit: visit).words($0)) }
        var page = Page(
            title: say("label.desk.ask"), isIndexed: false, showsSearch: false,
            body: """
                <h1>\(say("label.desk.ask"))</h1><p class="lead">\(say("label.desk.ask.lead"))</p>
                \(form.view(
                    [
                        form.choice(
                            "site", "label.desk.place", [FormView.Option("", say("filter.any"))] + options,
                            isNeeded: true),
                        form.boxes("criteria", "label.desk.claimed", criteria, hint: "label.desk.claimed.hint"),
                        form.line("contact", "label.desk.contact", hint: "label.desk.contact.hint", isNeeded: true),
                    ], button: "label.desk.send"))
                """)
        page.faults = faults
        return page
    }
}

/// The words of the label that several pages say.
struct LabelWords {
    let visit: Visit

    /// A criterion, and that one cannot do without it.
    func words(_ criterion: LabelScheme.Criterion) -> String {
        let words = visit.words(criterion.text)
        return criterion.isRequired ? visit.say("label.desk.required", ["words": words]) : words
    }

    func state(_ request: LabelRequest, on today: LocalDate) -> String {
        request.hasEnded(on: today)
            ? visit.say("label.desk.state.ended") : visit.say("label.desk.state.\(request.state.rawValue)")
    }

    func reason(_ request: LabelRequest) -> String? {
        guard let reason = request.reason else { return nil }
        return request.state == .refused
            ? visit.say("label.desk.refusal.\(reason)") : visit.say("label.desk.withdrawal.\(reason)")
    }
}
