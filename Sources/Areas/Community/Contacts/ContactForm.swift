internal import Rules
internal import Web

/// The form of a work contact, and what was typed into it.
struct ContactForm {
    static let fields: [DeskRoute.Field] = [
        .init("name", "How colleagues call the person", isNeeded: true, label: "contact.name"),
        .init("function", "What they do there", label: "contact.function"),
        .init("phone", "Work telephone"),
        .init("email", "Work e-mail"),
        .init("languages", "Codes of languages, such as fr, ar", isList: true),
        .init("topics", "Keys of themes", isList: true),
        .init("vouched", "The city confirms that the address is the organisation's (coordinators)"),
    ]

    let visit: Visit
    let book: DirectoryBook
    /// Coordinators may vouch for an address of a free mail service.
    let mayVouch: Bool

    static func draft(_ form: FormValues) -> ContactDraft {
        ContactDraft(
            name: form["name"] ?? "", function: form["function"] ?? "", phone: form["phone"], email: form["email"],
            languages: form.all("languages"), topics: form.all("topics"))
    }

    static func values(_ contact: WorkContact) -> FormValues {
        let draft = contact.draft
        var pairs: [(name: String, value: String)] = [
            ("name", draft.name), ("function", draft.function), ("phone", draft.phone ?? ""),
            ("email", draft.email ?? ""),
        ]
        pairs += draft.languages.map { ("languages", $0) } + draft.topics.map { ("topics", $0) }
        return FormValues(pairs)
    }

    static func faults(_ faults: [ContactFault]) -> [Problem.Fault] {
        faults.map { Problem.Fault(name: $0.field, reason: $0.reason, phrase: "contact.fault.\($0.rawValue)") }
    }

    func view(
        action: SitePath, values: FormValues, faults: [Problem.Fault], hidden: [(String, String)], button: String
    ) -> HTML {
        let form = FormView(visit, action: action, values: values, faults: faults)
        let words = DirectoryTerms(book: book, visit: visit)
        return form.view(
            hidden.map { form.hidden($0.0, $0.1) } + [
                form.line("name", "contact.name", hint: "contact.name.hint", isNeeded: true),
                form.line("function", "contact.function", hint: "contact.function.hint"),
                form.line("phone", "contact.phone", type: "tel", inputmode: "tel", direction: "ltr"),
                form.line(
                    "email", "contact.email", hint: "contact.email.hint", type: "email", inputmode: "email",
                    direction: "ltr"),
                mayVouch ? form.box("vouched", "contact.vouched", hint: "contact.vouched.hint") : HTML(),
                form.boxes("languages", "contact.languages", words.languageOptions),
                form.boxes("topics", "contact.topics", words.themeOptions),
            ], button: button)
    }
}
