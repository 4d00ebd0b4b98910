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
