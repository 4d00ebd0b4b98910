internal import Files
internal import Rules
internal import Web

/// The form of what an organisation says of itself.
struct OrganisationForm {
    static let longestDescription = 2_000
    static let longestTerms = 500

    let visit: Visit
    let book: DirectoryBook

    static func fields(_ languages: [String]) -> [DeskRoute.Field] {
        [
            .init("name", "Its usual name", isNeeded: true, label: "own.name"),
            .init("fullName", "Its whole name", label: "own.fullName"),
            .init("website", "Its public site, https://…"), .init("phone", "A public line"),
            .init("themes", "Keys of themes", isList: true), .init("districts", "Keys of districts", isList: true),
            .init("publics", "Keys of publics", isList: true), .init("languages", "Codes of languages", isList: true),
            .init("referrals", "yes, no or conditions; empty: not said"),
        ]
            + languages.flatMap { tag in
                [
                    DeskRoute.Field("description-\(tag)", "What it does, in \(tag)", label: "own.description"),
                    DeskRoute.Field("terms-\(tag)", "Conditions of referrals, in \(tag)", label: "own.referralTerms"),
                ]
            }
    }

    static func values(_ organisation: Organisation) -> FormValues {
        var pairs: [(name: String, value: String)] = [
            ("name", organisation.name), ("fullName", organisation.fullName ?? ""),
            ("website", organisation.website ?? ""), ("phone", organisation.phone ?? ""),
            ("referrals", organisation.referrals?.rawValue ?? ""),
        ]
        pairs += organisation.themes.map { ("themes", $0) } + organisation.districts.map { ("districts", $0) }
        pairs += organisation.publics.map { ("publics", $0) } + organisation.languages.map { ("languages", $0) }
        for (tag, words) in organisation.description?.byLanguage ?? [:] { pairs.append(("description-\(tag)", words)) }
        for (tag, words) in organisation.referralTerms?.byLanguage ?? [:] { pairs.append(("terms-\(tag)", words)) }
        return FormValues(pairs)
    }

    /// The organisation with what was typed. A browser sends no box that is not ticked; a program changes only what it names.
    static func read(_ form: FormValues, _ old: Organisation, languages: [String], face: DeskRoute.Face)
        -> Organisation
    {
        var new = old
        func isSaid(_ name: String) -> Bool { face == .page || form.pairs.contains { $0.name == name } }
        if isSaid("name") { new.name = form["name"] ?? "" }
        if isSaid("fullName") { new.fullName = form["fullName"] }
        if isSaid("website") { new.website = form["website"] }
        if isSaid("phone") { new.phone = form["phone"] }
        func list(_ name: String, _ old: [String]) -> [String] {
            let new = form.all(name)
            // The order of the source is kept where nothing else changed.
            return isSaid(name) ? (Set(new) == Set(old) ? old : new) : old
        }
        new.themes = list("themes", old.themes)
        new.districts = list("districts", old.districts)
        new.publics = list("publics", old.publics)
        new.languages = list("languages", old.languages)
        if isSaid("referrals") { new.referrals = form["referrals"].flatMap(ReferralOpening.init) }
        func text(_ beginning: String, _ old: LocalisedText?) -> LocalisedText? {
            var words = old?.byLanguage ?? [:]
            for tag in languages where form.pairs.contains(where: { $0.name == "\(beginning)-\(tag)" }) {
                words[tag] = form["\(beginning)-\(tag)"]
            }
            return words.isEmpty ? nil : LocalisedText(words)
        }
        new.description = text("description", old.description)
        new.referralTerms = text("terms", old.referralTerms)
        return new
    }

    static func faults(_ form: FormValues, _ organisation: Organisation, _ book: DirectoryBook, languages: Set<String>)
        -> [Problem.Fault]
    {
        var faults: [Problem.Fault] = []
        func fault(_ name: String, _ reason: String, _ phrase: String, _ holes: [String: String] = [:]) {
            faults.append(Problem.Fault(name: name, reason: reason, phrase: phrase, holes: holes))
        }
        if organisation.name.isEmpty || !WorkLine.isOneLine(organisation.name) {
            fault("name", "must be one line of 1 to \(WorkLine.longest) characters", "own.fault.name")
        }
        if let full = organisation.fullName, !WorkLine.isOneLine(full) {
            fault("fullName", "must be one line of at most \(WorkLine.longest) characters", "own.fault.name")
        }
        if let site = organisation.website, !WebAddress.isLawful(site) || site.utf8.count > 300 {
            fault("website", "must be an address that begins with https:// or http://", "own.fault.website")
        }
        if let phone = organisation.phone, !WorkLine.isPhone(phone) {
            fault("phone", ContactFault.badPhone.reason, "contact.fault.bad-phone")
        }
        if form["referrals"] != nil, organisation.referrals == nil {
            fault("referrals", "must be yes, no or conditions", "own.fault.choice")
        }
        let taxonomy = book.territory.taxonomy
        let known: [(String, [String], Set<String>)] = [
            ("themes", organisation.themes, Set(taxonomy.themes.map(\.term.key))),
            ("districts", organisation.districts, Set(book.territory.districts.map(\.key))),
            ("publics", organisation.publics, Set(taxonomy[.publics].map(\.key))),
            ("languages", organisation.languages, languages),
        ]
        for (name, values, keys) in known where !keys.isSuperset(of: values) {
            fault(name, "holds a key that is not known", "own.fault.choice")
        }
        let texts = [
            ("description", organisation.description, longestDescription),
            ("terms", organisation.referralTerms, longestTerms),
        ]
        for (name, text, most) in texts {
            for (tag, words) in text?.byLanguage ?? [:] where words.count > most || words.utf8.count > 4 * most {
                fault("\(name)-\(tag)", "has more than \(most) characters", "own.fault.long", ["most": String(most)])
            }
        }
        return faults
    }

    /// - Parameter asked: names of fields that the presentation lacks: they are not called optional.
    func view(
        action: SitePath, values: FormValues, faults: [Problem.Fault], asked: Set<String> = [],
        hidden: [(String, String)], before: [HTML] = [],
        button: String
    ) -> HTML {
        let form = FormView(visit, action: action, values: values, faults: faults, asked: asked)
        let terms = DirectoryTerms(book: book, visit: visit)
        let languages = visit.settings.languages
        func texts(_ beginning: String, _ legend: String, rows: Int) -> HTML {
            func area(_ tag: String) -> HTML {
                form.area("\(beginning)-\(tag)", legend, rows: rows, language: tag)
            }
            let isSeen: (String) -> Bool = {
                languages.required.contains($0) || languages.offered.count <= 4
                    || !values.typed("\(beginning)-\($0)").isEmpty
            }
            let others = languages.offered.filter { !isSeen($0) }.map(area)
            return """
                <fieldset class="field"><legend>\(visit.say(legend))</legend>\
                \(languages.offered.filter(isSeen).map(area))\
                \(if: !others.isEmpty, FormView.unfolded(visit, others))</fieldset>
                """
        }
        let none = FormView.Option("", visit.say("own.referrals.unsaid"))
        return form.view(
            hidden.map { form.hidden($0.0, $0.1) } + before + [
                form.line("name", "own.name", isNeeded: true), form.line("fullName", "own.fullName"),
                texts("description", "own.description", rows: 4),
                form.line("website", "own.website", type: "url", inputmode: "url", direction: "ltr"),
                form.line(
                    "phone", "own.phone", hint: "own.phone.hint", type: "tel", inputmode: "tel", direction: "ltr"),
                form.boxes("themes", "own.themes", terms.themeOptions),
                form.boxes("districts", "own.districts", terms.districtOptions, hint: "own.districts.hint"),
                terms.publicOptions.isEmpty
                    ? HTML() : form.boxes("publics", "own.publics", terms.publicOptions, hint: "own.publics.hint"),
                form.boxes("languages", "own.languages", terms.languageOptions),
                form.radios("referrals", "own.referrals", [none] + terms.referralOptions),
                texts("terms", "own.referralTerms", rows: 2),
            ], button: button)
    }
}
