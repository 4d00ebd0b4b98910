import Rules
import Store
import Web

struct ReferralTable {
    let words: CaseworkWords
    /// Of those who reviewed, by account.
    let names: [String: String]

    private var marks: OverrideMarkView { OverrideMarkView(words: words, names: names) }

    func table(_ referrals: [ReferralRecord]) -> HTML {
        let visit = words.visit
        let say = visit.say
        let rows = referrals.map { referral in
            """
            <tr><th scope="row" data-label="\(say("casework.referral.with"))">\
            \(visit.link(.referral(referral.id), "<bdi>\(referral.other(for: referral.side, words.city))</bdi>"))</th>\
            <td data-label="\(say("casework.needs"))">\(words.needs((referral.shown?.needs ?? []) + (referral.shown?.healthNeeds ?? [])))</td>\
            <td data-label="\(say("casework.referral.urgency"))">\(say("casework.urgency.\(referral.urgency.rawValue)"))</td>\
            <td data-label="\(say("casework.when"))">\(words.moment(referral.askedAt))</td>\
            <td data-label="\(say("casework.referral.state"))">\(say("casework.state.\(referral.state.rawValue)"))\
            \(referral.mark.map { "<br><small><bdi>\(marks.sentence($0))</bdi></small>" as HTML })</td></tr>
            """ as HTML
        }
        let heads = [
            "casework.referral.with", "casework.needs", "casework.referral.urgency", "casework.when",
            "casework.referral.state",
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return "<table class=\"cards\"><thead><tr>\(heads)</tr></thead><tbody>\(rows)</tbody></table>"
    }
}

struct ReferralList {
    let words: CaseworkWords
    let caller: Caller
    let parts: [ReferralPart]
    /// Of those who reviewed, by account.
    let names: [String: String]

    var page: Page {
        let visit = words.visit
        let title = visit.say("casework.referrals.title")
        let new =
            caller.scope(.referral, .edit) == nil
            ? HTML()
            : "<p class=\"actions\">\(visit.link(SitePath("work", "referrals", "new"), HTML(visit.say("casework.referral.new")), class: "button"))</p>"
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>\(new)
                \(parts.map(section))
                """)
    }

    private func section(_ part: ReferralPart) -> HTML {
        let say = words.visit.say
        let isReceived = part.side == .asked
        let content: HTML =
            part.referrals.isEmpty
            ? "<p class=\"empty\">\(say("casework.referrals.none.\(part.side.rawValue)"))</p>"
            : ReferralTable(words: words, names: names).table(part.referrals)
        let more = part.next.map { next in
            let path = SitePath("work", "referrals", query: [("side", part.side.rawValue), ("before", next)])
            return "<p class=\"more\">\(words.visit.link(path, HTML(say("casework.referrals.more"))))</p>" as HTML
        }
        return """
            <section><h2>\(say(isReceived ? "casework.referrals.received" : "casework.referrals.asked"))</h2>\(content)\(more)</section>
            """
    }
}

/// What the other side sees of the person: the same in the preview, on its own page, and behind a letter's link.
struct ReferralShownView {
    let words: CaseworkWords

    func view(
        _ shown: ReferralShown, message: String?, urgency: ReferralUrgency, wantedOn: LocalDate?, service: String?
    ) -> HTML {
        let visit = words.visit
        return """
            <dl class="facts">
            \(words.fact("casework.referral.service", service.flatMap { words.city.services[$0] }.map { visit.words($0.name) }))
            \(words.fact("casework.first-name", shown.firstName))
            \(words.fact("casework.reference", shown.reference))
            \(words.fact("casework.languages", shown.languages.map(words.languages)))
            \(words.fact("casework.needs", shown.needs.map(words.needs)))
            \(words.fact("casework.health.needs", shown.healthNeeds.map(words.needs)))
            \(words.fact("casework.household", shown.household.map(String.init)))
            \(words.fact("casework.referral.message", message))
            \(words.fact("casework.referral.urgency", visit.say("casework.urgency.\(urgency.rawValue)")))
            \(words.fact("casework.referral.wanted", wantedOn.map(words.day)))
            </dl>
            """
    }
}

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

struct ReferralShow {
    let words: CaseworkWords
    let referral: ReferralRecord
    /// Of those who reviewed, by account.
    let names: [String: String]
    var values = FormValues()
    var faults: [Problem.Fault] = []

    private var visit: Visit { words.visit }

    var page: Page {
        let say = visit.say
        let phrase = referral.side == .asked ? "casework.referral.from" : "casework.referral.for"
        let title = say(phrase, ["organisation": referral.other(for: referral.side, words.city)])
        let closed = referral.isWaiting ? "casework.referral.waiting" : "casework.referral.lapsed"
        let shown =
            referral.shown.map {
                ReferralShownView(words: words).view(
                    $0, message: referral.message, urgency: referral.urgency, wantedOn: referral.wantedOn,
                    service: referral.toService)
            } ?? "<p class=\"notice\">\(say("casework.referral.taken-back"))</p>"
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>\(ReferralStanding(words: words).view(referral))
                \(referral.mark.map { OverrideMarkView(words: words, names: names).notice($0) })
                \(if: referral.isLapsed, "<p class=\"notice warning\">\(say(closed))</p>")
                \(if: referral.side == .asker, file)
                \(shown)
                \(StepForm(visit: visit, words: words, action: .referral(referral.id), values: values, faults: faults)
                    .view(ReferralMove.steps(from: referral.state, by: referral.side ?? .asker)))
                \(if: !faults.isEmpty, "<p>\(visit.link(.referrals, HTML(say("casework.referrals.all"))))</p>")
                """)
    }

    private var file: HTML {
        let opened =
            referral.openedAt.map { visit.say("casework.referral.opened", ["moment": words.moment($0)]) }
            ?? visit.say("casework.referral.unopened")
        let person = referral.person.map {
            "<p>\(visit.link(.person($0), HTML(visit.say("casework.referral.file"))))</p>" as HTML
        }
        let link =
            referral.partnerName == nil || !referral.state.isOpen
            ? HTML()
            : FormView(visit, action: .referral(referral.id, "link-withdrawal")).button(
                "casework.referral.link.withdraw")
        return "<p>\(opened)</p>\(person)\(link)"
    }
}

/// Where it stands, and what was said.
struct ReferralStanding {
    let words: CaseworkWords

    func view(_ referral: ReferralRecord) -> HTML {
        let say = words.visit.say
        return """
            <dl class="facts">\
            \(words.fact("casework.referral.state", say("casework.state.\(referral.state.rawValue)")))\
            \(words.fact("casework.when", words.moment(referral.askedAt)))\
            \(words.fact("casework.referral.answered", referral.answeredAt.map(words.moment)))\
            \(words.fact("casework.referral.reason", referral.reason.map { say("casework.reason.\($0.rawValue)") }))\
            \(words.fact("casework.referral.reply", referral.reply))\
            \(words.fact("casework.referral.report", referral.report))</dl>
            """
    }
}

/// One small form for each step that can be made now.
struct StepForm {
    let visit: Visit
    let words: CaseworkWords
    let action: SitePath
    let values: FormValues
    let faults: [Problem.Fault]

    func view(_ moves: [ReferralMove]) -> HTML {
        let head: HTML =
            moves.isEmpty && !faults.isEmpty
            ? """
            <div class="notice danger" role="alert">\
            \(faults.map { fault in "<p>\(fault.phrase.map { visit.say($0, fault.holes) } ?? fault.reason)</p>" as HTML })</div>\
            \(TypedWords(values, labels: ReferralStep.labels).view(visit))
            """ : HTML()
        guard !moves.isEmpty else { return head }
        let form = FormView(visit, action: action, values: values, faults: faults)
        // Who asked has one step: the button says it.
        if moves == [.withdraw] {
            return form.view(
                [
                    form.hidden("move", ReferralMove.withdraw.rawValue),
                    form.area(
                        "words", "casework.referral.withdraw.words", hint: "casework.referral.words.hint", rows: 2),
                ], button: "casework.referral.withdraw")
        }
        let refuses = moves.contains(.refuse)
        var fields = [
            form.radios(
                "move", "casework.referral.step",
                moves.map { .init($0.rawValue, visit.say("casework.move.\($0.rawValue)")) },
                isNeeded: true)
        ]
        if refuses {
            fields.append(
                form.choice(
                    "reason", "casework.referral.reason",
                    [.init("", "…")] + words.options(ReferralRefusalReason.self) { "casework.reason.\($0)" },
                    hint: "casework.referral.reason.hint"))
        }
        fields.append(form.area("words", "casework.referral.words", hint: "casework.referral.words.hint"))
        return form.view(fields, button: "casework.referral.answer")
    }
}

/// Behind a letter's link.
struct PartnerPage {
    let words: CaseworkWords
    let referral: ReferralRecord
    let secret: String
    /// When the link ends.
    let until: Instant?
    var values = FormValues()
    var faults: [Problem.Fault] = []

    var page: Page {
        let visit = words.visit
        let title = visit.say("casework.referral.from", ["organisation": words.city.name(referral.organisation)])
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(visit.say("casework.partner.lead"))</p>
                \(asker)
                \(ReferralStanding(words: words).view(referral))
                \(referral.shown.map {
                    ReferralShownView(words: words).view(
                        $0, message: referral.message, urgency: referral.urgency, wantedOn: referral.wantedOn,
                        service: nil)
                })
                \(StepForm(visit: visit, words: words, action: .referralLink(secret), values: values, faults: faults)
                    .view(ReferralMove.steps(from: referral.state, by: .asked)))
                """)
    }

    /// Whom to call back, and for how long this page is there.
    private var asker: HTML {
        let visit = words.visit
        let phone = words.city.phones[referral.organisation].map {
            "<dt>\(visit.say("casework.partner.phone"))</dt><dd>\(visit.phone($0))</dd>" as HTML
        }
        return """
            <dl class="facts">\(words.fact("casework.partner.asker", words.city.name(referral.organisation)))\(phone)\
            \(words.fact("casework.partner.until", until.map(words.moment)))</dl>
            """
    }

    /// The same for a forged, an expired and a withdrawn link.
    static func gone(_ words: CaseworkWords) -> Page {
        let say = words.visit.say
        return Page(
            title: say("casework.partner.gone"), isIndexed: false, showsSearch: false,
            body: "<h1>\(say("casework.partner.gone"))</h1><p class=\"lead\">\(say("casework.partner.gone.text"))</p>")
    }
}
