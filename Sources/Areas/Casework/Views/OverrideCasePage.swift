import Rules
import Web

/// One sharing without a consent, with what is needed to decide.
struct OverrideCasePage {
    let words: CaseworkWords
    let caller: Caller
    let found: OverrideCase
    let names: [String: String]
    let now: Instant

    private var visit: Visit { words.visit }
    private var record: OverrideRecord { found.record }
    private var path: SitePath { SitePath("work", "overrides", record.id) }

    var page: Page {
        let title = visit.say("casework.override.review")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>\(facts)
                <section><h2>\(visit.say("casework.override.shown"))</h2>\(shown)</section>
                <section><h2 id="f-decision" tabindex="-1">\(visit.say("casework.override.decision"))</h2>\(decision)</section>
                <p>\(visit.link(.overrides, HTML(visit.say("casework.overrides.waiting"))))</p>
                """)
    }

    /// Before what takes everything back.
    var askOnce: Page {
        let form = FormView(visit, action: path)
        return AskOncePage(
            visit: visit, title: "casework.override.ask", follows: "casework.override.ask.follows", subject: facts,
            form: form, fields: [form.hidden("decision", OverrideDecision.notJustified.rawValue)],
            button: "casework.override.not-justified", back: path
        ).page
    }

    private var facts: HTML {
        let to =
            record.toOrganisation.map { words.city.name($0) } ?? record.subject?.partner
            ?? visit.say("casework.override.to.partner")
        return """
            <dl class="facts">\(words.fact("casework.reference", record.subject?.reference))\
            \(words.fact("casework.override.from", words.city.name(record.organisation)))\
            \(words.fact("casework.override.who", record.subject.flatMap { names[$0.madeBy] }))\
            \(words.fact("casework.override.to", to))\
            \(words.fact("casework.when", words.moment(record.madeAt)))\
            \(words.fact("casework.override.code", record.subject.map { visit.say("casework.override.code.\($0.code.rawValue)") }))\
            \(words.fact("casework.override.reason", found.reason))</dl>
            """
    }

    private var shown: HTML {
        if found.wasWholeFile { return "<p>\(visit.say("casework.override.shown.file"))</p>" }
        let hidden: HTML =
            found.isPartHidden ? "<p class=\"notice\">\(visit.say("casework.overrides.hidden"))</p>" : HTML()
        let parts = found.referrals.map { referral -> HTML in
            referral.shown.map {
                ReferralShownView(words: words).view(
                    $0, message: referral.message, urgency: referral.urgency, wantedOn: referral.wantedOn,
                    service: referral.toService)
            } ?? "<p>\(visit.say("casework.referral.taken-back"))</p>"
        }
        return "\(parts)\(hidden)"
    }

    /// The two never touch: one is done at once, the other leads to a page that asks again.
    private var decision: HTML {
        if record.decision != nil, let mark = found.mark {
            return "<p><bdi>\(OverrideMarkView(words: words, names: names).review(mark))</bdi></p>"
        }
        guard record.mayDecide(caller) else { return "<p>\(visit.say("casework.override.others"))</p>" }
        var ask = path
        ask.query = [("decision", OverrideDecision.notJustified.rawValue)]
        let justified = FormView(visit, action: path).button(
            "casework.override.justified", hidden: [("decision", OverrideDecision.justified.rawValue)], style: "button")
        return """
            <p>\(justified)</p><hr>
            <p>\(visit.link(ask, HTML(visit.say("casework.override.not-justified"))))</p>
            """
    }
}
