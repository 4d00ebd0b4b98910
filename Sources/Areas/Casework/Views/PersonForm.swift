import Rules
import Web

/// The form of the minimal file, new or changed.
struct PersonForm {
    let words: CaseworkWords
    let caller: Caller
    let values: FormValues
    var faults: [Problem.Fault] = []
    /// When someone changed it meanwhile: what stands now.
    var now: PersonRecord?

    private var visit: Visit { words.visit }

    /// Phrases of the labels: what has to be mended is told with the name of its field.
    static let labels = [
        "purpose": "casework.purpose", "firstName": "casework.first-name", "languages": "casework.languages",
        "needs": "casework.needs", "household": "casework.household", "note": "casework.note",
        "wards": "casework.wards", "noticeLanguage": "casework.notice.language",
        "noticeManner": "casework.notice.manner", "noticeReader": "casework.notice.reader",
    ]

    func new(notice: PurposeNotice) -> Page {
        let say = visit.say
        let form = FormView(visit, action: .persons, values: values, faults: faults)
        let told: [HTML] = [
            "<h2>\(say("casework.notice.before"))</h2><p>\(visit.link(.purposeNotice(notice.version), HTML(say("casework.notice.open"))))</p>",
            form.hidden("noticeVersion", String(notice.version)),
            form.choice(
                "noticeLanguage", "casework.notice.language", [FormView.Option("", "…")] + words.languageOptions,
                isNeeded: true),
            form.radios(
                "noticeManner", "casework.notice.manner", words.options(NoticeManner.self) { "casework.manner.\($0)" },
                isNeeded: true),
            form.line("noticeReader", "casework.notice.reader", hint: "casework.notice.reader.hint"),
        ]
        return page(
            "casework.persons.new",
            form.view(
                [form.hidden("id", values.recordID)] + told + fields(form), button: "casework.persons.create"))
    }

    func edit(_ person: String, version: Int) -> Page {
        let form = FormView(visit, action: .person(person), values: values, faults: faults)
        return page(
            "casework.person.edit",
            form.view(
                [form.hidden("version", String(version)), standing] + fields(form), button: "casework.save"))
    }

    private func fields(_ form: FormView) -> [HTML] {
        var fields = [
            form.radios(
                "purpose", "casework.purpose", words.options(FilePurpose.self) { "casework.purpose.\($0)" },
                isNeeded: true),
            form.line("firstName", "casework.first-name", hint: "casework.first-name.hint"),
            form.boxes("languages", "casework.languages", words.languageOptions),
            form.boxes("needs", "casework.needs", words.needOptions),
            form.line("household", "casework.household", inputmode: "numeric"),
            form.area("note", "casework.note", hint: "casework.note.hint"),
        ]
        if !caller.wards.isEmpty {
            fields.append(
                form.boxes(
                    "wards", "casework.wards",
                    caller.wards.sorted().map {
                        FormView.Option($0.rawValue, visit.say("casework.ward.\($0.rawValue)"))
                    },
                    hint: "casework.wards.hint"))
        }
        return fields
    }

    /// Both texts beside each other, so that nothing typed is lost.
    private var standing: HTML {
        guard let now else { return HTML() }
        return """
            <div class="notice warning"><h2>\(visit.say("casework.stale"))</h2><dl class="facts">\
            \(words.fact("casework.first-name", now.firstName))\
            \(words.fact("casework.languages", words.languages(now.languages)))\
            \(words.fact("casework.needs", words.needs(now.needs)))\
            \(words.fact("casework.household", now.household.map(String.init)))\
            \(words.fact("casework.note", now.note))</dl></div>
            """
    }

    private func page(_ title: String, _ body: HTML) -> Page {
        let title = visit.say(title)
        return Page(title: title, isIndexed: false, showsSearch: false, body: "<h1>\(title)</h1>\(body)")
    }

    static func values(_ person: PersonRecord) -> FormValues {
        var pairs: [(name: String, value: String)] = [
            ("purpose", person.purpose.rawValue), ("firstName", person.firstName ?? ""),
            ("household", person.household.map(String.init) ?? ""), ("note", person.note ?? ""),
        ]
        pairs += person.languages.map { ("languages", $0) }
        pairs += person.needs.map { ("needs", $0) }
        pairs += person.wards.sorted().map { ("wards", $0.rawValue) }
        return FormValues(pairs)
    }
}
