import Rules
import Store
import Web

/// The form of a consent.
struct ConsentForm {
    let words: CaseworkWords
    let person: PersonRecord
    let members: [String]
    let values: FormValues
    var faults: [Problem.Fault] = []

    var page: Page {
        let visit = words.visit
        let say = visit.say
        let title = say("casework.consent.new")
        let form = FormView(visit, action: .person(person.id, "consents"), values: values, faults: faults)
        let others = members.filter { $0 != person.organisation }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p>\(visit.link(.person(person.id), "<bdi dir=\"ltr\">\(person.reference)</bdi>"))</p>
                \(form.view(
                    [
                        form.hidden("id", values.recordID),
                        ReferralReturn.path(values["next"], person: person.id).map { form.hidden("next", visit.url($0)) }
                            ?? HTML(),
                        form.radios(
                            "purpose", "casework.consent.purpose",
                            words.options(ConsentPurpose.self) { "casework.consent.purpose.\($0)" }, isNeeded: true),
                        form.boxes(
                            "organisations", "casework.consent.organisations",
                            words.organisationOptions(others), hint: "casework.consent.organisations.hint"),
                        form.line("partner", "casework.consent.partner", hint: "casework.consent.partner.hint"),
                        form.radios(
                            "giver", "casework.consent.giver",
                            ["person", "guardian"].map { .init($0, say("casework.consent.giver.\($0)")) },
                            isNeeded: true),
                        form.choice(
                            "relation", "casework.consent.relation",
                            [.init("", "…")] + words.options(GuardianRelation.self) { "casework.relation.\($0)" },
                            hint: "casework.consent.relation.hint"),
                        form.radios(
                            "manner", "casework.consent.manner",
                            words.options(ConsentManner.self) { "casework.consent.manner.\($0)" }, isNeeded: true),
                        form.line(
                            "until", "casework.consent.until", hint: "casework.consent.until.hint", type: "date"),
                    ], button: "casework.consent.save"))
                """)
    }

    static let longestPartner = 120

    /// Phrases of the labels: what has to be mended is told with the name of its field.
    static let labels = [
        "purpose": "casework.consent.purpose", "organisations": "casework.consent.organisations",
        "partner": "casework.consent.partner", "giver": "casework.consent.giver",
        "relation": "casework.consent.relation", "manner": "casework.consent.manner",
        "until": "casework.consent.until",
    ]

    static func read(
        _ form: FormValues, person: PersonRecord, city: CaseworkCity, caller: Caller, seals: CaseworkSeals,
        now: Instant
    ) -> (ConsentRecord?, [Problem.Fault]) {
        var faults: [Problem.Fault] = []
        let purpose = form["purpose"].flatMap { ConsentPurpose(rawValue: $0) }
        if purpose == nil { faults.append(.casework("purpose", "must be a purpose of the list", "consent-purpose")) }
        let manner = form["manner"].flatMap { ConsentManner(rawValue: $0) }
        if manner == nil { faults.append(.casework("manner", "must say how it was given", "manner")) }
        let relation = form["relation"].flatMap { GuardianRelation(rawValue: $0) }
        var giver: ConsentGiver?
        switch (form["giver"], relation) {
        case ("person", _): giver = .person
        case ("guardian", let relation?): giver = .guardian(relation)
        case ("guardian", nil): faults.append(.casework("relation", "must say who speaks for the minor", "relation"))
        default: faults.append(.casework("giver", "must be person or guardian", "giver"))
        }
        if let giver, let purpose, !Consent.mayGive(giver, purpose, isMinor: person.isMinor) {
            faults.append(
                .casework(
                    "giver", "cannot give this consent for this file", person.isMinor ? "giver-minor" : "giver-adult"))
        }
        var organisations = Set(form.all("organisations"))
        let lawful = organisations.allSatisfy { city.organisations[$0] != nil }
        var partners: [String] = []
        if let partner = form["partner"] {
            if partner.count > longestPartner {
                faults.append(.long("partner", partner, most: longestPartner))
            }
            organisations.insert(SharingParty.partner(partner).mark(for: person.id, seals))
            partners = [partner]
        }
        if purpose == .support || purpose == .statistics {
            (organisations, partners) = ([person.organisation], [])
        } else if purpose != nil, organisations.isEmpty || !lawful {
            faults.append(
                .casework("organisations", "must name at least one organisation of the list", "organisations"))
        }
        var until = now.adding(days: Consent.days)
        if let typed = form["until"] {
            if let day = LocalDate(typed), city.zone.instant(day.adding(days: 1), minutes: 0) > now {
                until = city.zone.instant(day.adding(days: 1), minutes: 0)
            } else {
                faults.append(.casework("until", "must be a day from today on, YYYY-MM-DD", "until"))
            }
        }
        guard faults.isEmpty, let purpose, let manner, let giver else { return (nil, faults.named(labels)) }
        return (
            ConsentRecord(
                id: form.recordID,
                consent: Consent(purpose: purpose, organisations: organisations, givenAt: now, until: until),
                partners: partners, giver: giver, manner: manner, recordedBy: caller.account), []
        )
    }
}
