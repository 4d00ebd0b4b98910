import Rules
import Store
import Web

struct ReferralForm {
    let words: CaseworkWords
    let caller: Caller
    let person: PersonRecord?
    let health: HealthPart?
    let members: [String]
    /// Of the file, if there is one.
    let coverage: ConsentCoverage
    let values: FormValues
    var faults: [Problem.Fault] = []

    private var visit: Visit { words.visit }

    var page: Page {
        let title = visit.say("casework.referral.new")
        let form = FormView(
            visit, action: SitePath("work", "referrals", "preview"), values: values, faults: faults)
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(visit.say("casework.referral.lead"))</p>
                \(form.view(addressee(form) + (person == nil ? counts(form) : chosen(form)) + rest(form), button: "casework.referral.preview", beside: consent(form)))
                """)
    }

    private func consent(_ form: FormView) -> HTML? {
        person == nil
            ? nil : ConsentFirst(words: words).button(form, to: SitePath("work", "referrals", "consent"))
    }

    /// Exactly what the other side will see. One button sends it, the other leads back to the form with all that was typed.
    /// - Parameter ground: what allows it to go; `nil`: nobody is named in it.
    func preview(_ draft: ReferralDraft, _ ground: SharingGround.Weighed?) -> Page {
        let title = visit.say("casework.referral.preview")
        let to = draft.toOrganisation.map { words.city.name($0) } ?? draft.partnerName ?? ""
        let typed = values.pairs.filter { ![FormValues.mark, Self.change].contains($0.name) }
        let send = FormView(visit, action: .referrals, values: values)
        let back = FormView(visit, action: SitePath("work", "referrals", "preview"))
        var mark = HTML()
        if case .byOverride(let code, let reason, _) = ground {
            mark = OverrideMarkView(words: words, names: [:]).notice(code, reason: reason)
        }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(visit.say("casework.referral.preview.lead", ["organisation": to]))</p>\(mark)
                <section class="preview">\(ReferralShownView(words: words).view(
                    draft.shown, message: draft.message, urgency: draft.urgency, wantedOn: draft.wantedOn,
                    service: draft.toService))</section>
                \(send.view(typed.map { send.hidden($0.name, $0.value) }, button: "casework.referral.send"))
                \(back.button(
                    "casework.referral.change", hidden: typed.map { ($0.name, $0.value) } + [(Self.change, "on")]))
                """)
    }

    /// Phrases of the labels: what has to be mended is told with the name of its field.
    static let labels = [
        "toOrganisation": "casework.referral.to", "toService": "casework.referral.service",
        "partnerName": "casework.referral.partner.name", "partnerAddress": "casework.referral.partner.address",
        "partnerLanguage": "casework.referral.partner.language", "shown": "casework.referral.shown",
        "needs": "casework.needs", "healthNeeds": "casework.health.needs", "languages": "casework.languages",
        "household": "casework.household", "message": "casework.referral.message",
        "urgency": "casework.referral.urgency", "wantedOn": "casework.referral.wanted",
        "overrideCode": "casework.override.code", "overrideReason": "casework.override.reason",
    ]

    /// The field that asks for the form again.
    static let change = "change"

    private func addressee(_ form: FormView) -> [HTML] {
        let others = members.filter { $0 != caller.organisation }
        // Once the organisation is known, the services of the others are only in the way.
        let asked = others.filter { $0 == values["toOrganisation"] }
        let services = words.serviceOptions(of: Set(asked.isEmpty ? others : asked))
        let languages = visit.deskLanguages.map {
            FormView.Option($0, visit.books.book($0).language.name)
        }
        return [
            form.hidden("id", values.recordID), person.map { form.hidden("person", $0.id) } ?? HTML(),
            form.choice(
                "toOrganisation", "casework.referral.to",
                [.init("", "…")]
                    + (person == nil
                        ? words.organisationOptions(others) : words.organisationOptions(others, coverage))),
            form.choice("toService", "casework.referral.service", [.init("", "…")] + services),
            "<details\(flag: "open", values["partnerName"] != nil)><summary>\(visit.say("casework.referral.partner"))</summary>",
            form.line("partnerName", "casework.referral.partner.name"),
            form.line("partnerAddress", "casework.referral.partner.address", type: "email", direction: "ltr"),
            form.choice("partnerLanguage", "casework.referral.partner.language", languages), "</details>",
        ]
    }

    private func chosen(_ form: FormView) -> [HTML] {
        guard let person else { return [] }
        let held: [(ReferralField, String?)] = [
            (.firstName, person.firstName), (.reference, person.reference),
            (.languages, words.languages(person.languages)),
            (.household, person.household.map(String.init)),
        ]
        let options = held.compactMap { field, value in
            value.flatMap { $0.isEmpty ? nil : $0 }.map {
                FormView.Option(
                    field.rawValue,
                    "\(visit.say("casework.field.\(field.rawValue)"))\(visit.say("casework.colon"))\($0)")
            }
        }
        var fields = [form.boxes("shown", "casework.referral.shown", options, hint: "casework.referral.shown.hint")]
        fields.append(
            form.boxes(
                "needs", "casework.referral.needs", needs(words.city.ordinaryNeeds, first: person.needs),
                hint: "casework.referral.needs.hint"))
        let offered = (caller.wards.contains(.health) ? words.city.healthNeeds : []).union(health?.needs ?? [])
        if !offered.isEmpty {
            fields.append(
                form.boxes(
                    "healthNeeds", "casework.health.needs", needs(offered, first: health?.needs ?? []),
                    hint: "casework.referral.health.hint"))
        }
        return fields
    }

    /// Those of the file, then the others; none is chosen beforehand.
    private func needs(_ keys: Set<String>, first held: [String]) -> [FormView.Option] {
        let own = keys.intersection(held)
        return words.options(needs: own) + words.options(needs: keys.subtracting(own))
    }

    private func counts(_ form: FormView) -> [HTML] {
        var fields = [
            form.boxes("languages", "casework.languages", words.languageOptions),
            form.boxes("needs", "casework.needs", words.needOptions),
            form.line("household", "casework.household", inputmode: "numeric"),
        ]
        if caller.wards.contains(.health) {
            fields.append(form.boxes("healthNeeds", "casework.health.needs", words.healthOptions))
        }
        return fields
    }

    private func rest(_ form: FormView) -> [HTML] {
        let fields = [
            form.area("message", "casework.referral.message", hint: "casework.referral.message.hint"),
            form.radios(
                "urgency", "casework.referral.urgency",
                words.options(ReferralUrgency.self) { "casework.urgency.\($0)" },
                isNeeded: true),
            form.line("wantedOn", "casework.referral.wanted", type: "date"),
        ]
        return person == nil
            ? fields
            : fields
                + OverrideFields(
                    words: words, caller: caller, values: values,
                    isOpen: faults.contains { $0.name.hasPrefix("override") }
                ).fields(form)
    }
}
