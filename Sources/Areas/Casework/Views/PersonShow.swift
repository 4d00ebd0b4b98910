import Rules
import Store
import Web

/// One file: what is known, what was agreed, what was asked; each list with its own small form.
struct PersonShow {
    let words: CaseworkWords
    let caller: Caller
    let file: PersonFile
    let now: Instant
    var values = FormValues()
    var faults: [Problem.Fault] = []

    private var visit: Visit { words.visit }
    private var person: PersonRecord { file.person }
    private var mayEdit: Bool { file.isOwn && caller.scope(.person, .edit) != nil }
    private var mayConsent: Bool { file.isOwn && caller.scope(.consent, .edit) != nil }

    var page: Page {
        let title = visit.say("casework.person.title", ["reference": person.reference])
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                \(if: mayEdit, actions)
                \(facts)
                \(file.withHealth ? healthSection : HTML())
                \(attachments)
                \(if: file.isOwn, notices)
                \(if: file.isOwn, consents)
                \(if: file.isOwn, shares)
                \(if: file.isOwn, referrals)
                """)
    }

    private func link(_ path: SitePath, _ phrase: String, class style: String? = nil) -> HTML {
        visit.link(path, HTML(visit.say(phrase)), class: style)
    }

    private var actions: HTML {
        var newReferral = SitePath("work", "referrals", "new")
        newReferral.query = [("person", person.id)]
        let copy = caller.scope(.person, .export) == nil ? nil : link(.person(person.id, "copy"), "casework.copy.title")
        let erasure =
            caller.scope(.person, .erase) == nil ? nil : link(.person(person.id, "erasure"), "casework.erasure.title")
        return """
            <p class="actions">\(link(.person(person.id, "edit"), "casework.person.edit", class: "button")) \
            \(link(newReferral, "casework.referral.new")) \(copy) \(erasure)</p>
            \(FormView(visit, action: .person(person.id, "contact")).button("casework.contact"))
            """
    }

    private var facts: HTML {
        """
        <dl class="facts">
        \(words.fact("casework.first-name", person.firstName))
        \(words.fact("casework.purpose", visit.say("casework.purpose.\(person.purpose.rawValue)")))
        \(words.fact("casework.languages", words.languages(person.languages)))
        \(words.fact("casework.needs", words.needs(person.needs)))
        \(words.fact("casework.household", person.household.map(String.init)))
        \(words.fact("casework.note", person.note))
        \(words.fact("casework.wards", words.wards(person.wards)))
        \(words.fact("casework.organisation", words.city.name(person.organisation)))
        \(words.fact("casework.created", words.day(person.createdAt)))
        \(words.fact("casework.last-contact", words.day(person.lastContactAt)))
        </dl>
        """
    }

    private var healthSection: HTML {
        """
        <section><h2>\(visit.say("casework.health.title"))</h2><dl class="facts">\
        \(words.fact("casework.health.needs", words.needs(file.health?.needs ?? [])))\
        \(words.fact("casework.health.words", file.health?.words))</dl>\
        <p>\(link(.person(person.id, "health"), "casework.health.open"))</p></section>
        """
    }

    private var attachments: HTML {
        let items = file.attachments.map { paper in
            let name = paper.title ?? visit.say("casework.paper")
            let removal =
                mayEdit
                ? link(.person(person.id, "attachments", paper.id, "removal"), "casework.paper.remove") : HTML()
            return """
                <li>\(visit.link(.person(person.id, "attachments", paper.id), "<bdi>\(name)</bdi>")) \
                (\(paper.kind.rawValue.uppercased()), \(visit.say("casework.paper.size", ["size": visit.number(Double((paper.size + 1_023) / 1_024))])), \
                \(words.day(paper.addedAt)))\(if: paper.isHealth, " <span class=\"badge\">\(visit.say("casework.ward.health"))</span>") \
                \(removal)</li>
                """ as HTML
        }
        let list: HTML = items.isEmpty ? HTML() : "<ul>\(items)</ul>"
        return "<section><h2>\(visit.say("casework.papers"))</h2>\(list)\(mayEdit ? upload : HTML())</section>"
    }

    private var upload: HTML {
        let form = FormView(
            visit, action: .person(person.id, "attachments"), values: values,
            faults: faults.filter { ["file", "title", "isHealth"].contains($0.name) }, hasFiles: true)
        var fields = [
            form.hidden("id", UUIDv7().description),
            form.file("file", "casework.paper.file", hint: "casework.paper.hint", accept: ".pdf,.jpg,.jpeg,.png"),
            form.line("title", "casework.paper.title"),
        ]
        if caller.wards.contains(.health) { fields.append(form.box("isHealth", "casework.paper.health")) }
        return form.view(fields, button: "casework.paper.add")
    }

    private var notices: HTML {
        let items = file.notices.map { notice in
            let reader = notice.reader.map { " (<bdi>\($0)</bdi>)" as HTML }
            return """
                <li>\(visit.link(.purposeNotice(notice.version), HTML(visit.say("casework.notice.version", ["version": String(notice.version)]))))\(visit.say("casework.colon"))\
                \(words.language(notice.language)), \(visit.say("casework.manner.\(notice.manner.rawValue)"))\(reader), \
                \(words.day(notice.givenAt))</li>
                """ as HTML
        }
        return """
            <section><h2>\(visit.say("casework.notices"))</h2><ul>\(items)</ul>\(mayConsent ? newNotice : HTML())</section>
            """
    }

    private var newNotice: HTML {
        let current = PurposeNotice.current(on: words.city.zone.date(now))
        let form = FormView(
            visit, action: .person(person.id, "notices"), values: values,
            faults: faults.filter { $0.name.hasPrefix("notice") })
        return """
            <details><summary>\(visit.say("casework.notice.again"))</summary>\(form.view(
                [
                    form.hidden("id", UUIDv7().description), form.hidden("noticeVersion", String(current.version)),
                    form.choice(
                        "noticeLanguage", "casework.notice.language", [.init("", "…")] + words.languageOptions,
                        isNeeded: true),
                    form.radios(
                        "noticeManner", "casework.notice.manner", words.options(NoticeManner.self) { "casework.manner.\($0)" },
                        isNeeded: true),
                    form.line("noticeReader", "casework.notice.reader", hint: "casework.notice.reader.hint"),
                ], button: "casework.save"))</details>
            """
    }

    private var consents: HTML {
        let items = file.consents.map { record in
            "<li>\(ConsentLine(words: words).line(record, now: now))\(withdrawal(record))</li>" as HTML
        }
        let new =
            mayConsent
            ? "<p>\(link(.person(person.id, "consents", "new"), "casework.consent.new", class: "button"))</p>" : HTML()
        return "<section><h2>\(visit.say("casework.consents"))</h2><ul>\(items)</ul>\(new)</section>"
    }

    private func withdrawal(_ record: ConsentRecord) -> HTML {
        guard mayConsent, record.consent.withdrawnAt == nil else { return HTML() }
        return " \(link(.person(person.id, "consents", record.id, "withdrawal"), "casework.consent.withdraw"))"
    }

    private var shares: HTML {
        let items = file.shares.map { share in
            let state = share.state
            let mark = share.mark.map { OverrideMarkView(words: words, names: file.reviewers).sentence($0) }
            return """
                <li><bdi>\(words.city.name(share.organisation))</bdi>, \(words.day(share.since))\(visit.say("casework.colon"))\
                \(visit.say("casework.share.\(state)"))\(mark.map { ". <bdi>\($0)</bdi>" as HTML }) \(mayConsent
                    ? FormView(visit, action: .person(person.id, "shares", share.organisation, "end")).button(
                        "casework.share.end") : HTML())</li>
                """ as HTML
        }
        return """
            <section><h2>\(visit.say("casework.shares"))</h2><ul>\(items)</ul>\(mayConsent ? newShare : HTML())</section>
            """
    }

    private var newShare: HTML {
        let shown: Set<String> = ["organisation", "overrideCode", "overrideReason"]
        let form = FormView(
            visit, action: .person(person.id, "shares"), values: values,
            faults: faults.filter { shown.contains($0.name) })
        let others = file.members.filter { $0 != person.organisation }
        let coverage = ConsentCoverage(consents: file.consents, now: now)
        let choice = form.choice(
            "organisation", "casework.organisation", [.init("", "…")] + words.organisationOptions(others, coverage),
            hint: "casework.share.hint", isNeeded: true)
        return """
            <details\(flag: "open", faults.contains { shown.contains($0.name) })><summary>\(visit.say("casework.share.new"))\
            </summary>\(form.view([choice, ConsentFirst(words: words).link(person)] + OverrideFields(
                words: words, caller: caller, values: values, isOpen: faults.contains { $0.name.hasPrefix("override") }
            ).fields(form), button: "casework.share.new"))</details>
            """
    }

    private var referrals: HTML {
        guard !file.referrals.isEmpty else { return HTML() }
        return """
            <section><h2>\(visit.say("casework.referrals.title"))</h2>\
            \(ReferralTable(words: words, names: file.reviewers).table(file.referrals))</section>
            """
    }
}

/// The fields of going without a consent, for those who may.
struct OverrideFields {
    let words: CaseworkWords
    let caller: Caller
    let values: FormValues
    /// There is something to mend in them.
    let isOpen: Bool

    func fields(_ form: FormView) -> [HTML] {
        guard caller.scope(.consent, .override) != nil else { return [] }
        let isOpen = isOpen || [values["overrideCode"], values["overrideReason"]].contains { $0 != nil }
        return [
            """
            <details class="apart"\(flag: "open", isOpen)><summary><h3>\(words.visit.say("casework.override.heading"))</h3>\
            </summary>
            """,
            form.choice(
                "overrideCode", "casework.override.code",
                [.init("", "…")] + words.options(OverrideCode.self) { "casework.override.code.\($0)" },
                hint: "casework.override.hint"),
            form.area("overrideReason", "casework.override.reason", hint: "casework.override.reason.hint", rows: 3),
            "</details>",
        ]
    }
}

/// Where no consent covers what is wanted, the first way is to ask the person.
struct ConsentFirst {
    let words: CaseworkWords

    func link(_ person: PersonRecord) -> HTML {
        note(words.visit.link(.person(person.id, "consents", "new"), HTML(words.visit.say("casework.consent.new"))))
    }

    /// Out of a form that is half filled in: what was chosen goes along, and is there again when the consent is written down.
    func button(_ form: FormView, to path: SitePath) -> HTML {
        note(form.other("casework.consent.new", to: path, style: "quiet"))
    }

    private func note(_ way: HTML) -> HTML {
        "<p class=\"note\">\(words.visit.say("casework.consent.first")) \(way)</p>"
    }
}

/// A consent in one sentence.
struct ConsentLine {
    let words: CaseworkWords

    func line(_ record: ConsentRecord, now: Instant) -> HTML {
        let say = words.visit.say
        let consent = record.consent
        var giver = say("casework.consent.giver.person")
        if case .guardian(let relation) = record.giver { giver = say("casework.relation.\(relation.rawValue)") }
        let state =
            consent.withdrawnAt.map { say("casework.consent.withdrawn", ["day": words.day($0)]) }
            ?? say(
                consent.until > now ? "casework.consent.valid" : "casework.consent.over",
                ["day": words.day(consent.until)])
        return """
            <strong>\(say("casework.consent.purpose.\(consent.purpose.rawValue)"))</strong>\(say("casework.colon"))\
            <bdi>\(words.parties(record))</bdi>. \(giver), \
            \(say("casework.consent.manner.\(record.manner.rawValue)")), \(words.day(consent.givenAt)). \(state)
            """
    }
}
