internal import Rules
internal import Web

struct AccountPage {
    let account: AccountTable.Account
    let values: FormValues
    var faults: [Problem.Fault] = []

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let form = FormView(visit, action: SitePath("work", "account"), values: values, faults: faults)
        let kinds = NoticeChoices.kinds.map { FormView.Option($0, say("identity.choice.\($0)")) }
        let fields = [
            form.line("name", "identity.name", hint: "identity.name.hint", autocomplete: "name", isNeeded: true),
            form.choice("language", "identity.language", DeskSheet.languages(visit), isNeeded: true),
            form.boxes("letters", "identity.letters", kinds, hint: "identity.letters.hint"),
        ]
        return DeskSheet.page(
            visit, "identity.account.title",
            """
            <dl class="facts"><dt>\(say("identity.email"))</dt><dd><bdi dir="ltr">\(account.email)</bdi></dd></dl>
            \(form.view(fields, button: "identity.save"))
            <h2>\(say("identity.account.more"))</h2>
            <ul>\(Self.more.map { "<li>\(visit.link(SitePath.beneathWork($0.0), HTML(say($0.1))))</li>" as HTML })</ul>
            """)
    }

    private static let more = [
        ("account/password", "identity.password.change"), ("second-factor", "identity.factor.title"),
        ("sessions", "identity.sessions.title"), ("memberships", "identity.memberships.title"),
        ("keys", "identity.keys.title"), ("notices", "identity.notices.title"),
    ]

    static func password(_ visit: Visit, asksCurrent: Bool, _ faults: [Problem.Fault]) -> Page {
        let form = FormView(visit, action: SitePath("work", "account", "password"), faults: faults)
        let current = form.line(
            "current", "identity.password.current", type: "password", autocomplete: "current-password", isNeeded: true)
        let new = form.line(
            "password", "identity.password.new", hint: "identity.password.hint", type: "password",
            autocomplete: "new-password", isNeeded: true)
        return DeskSheet.page(
            visit, "identity.password.change",
            """
            <p class="lead">\(visit.say("identity.password.lead"))</p>
            \(form.view((asksCurrent ? [current] : []) + [new], button: "identity.password.button"))
            """)
    }
}

extension SitePath {
    /// A path of our own beneath `work/`, as notices and menus hold it.
    static func beneathWork(_ path: String) -> SitePath {
        var address = SitePath("work")
        address.segments += path.split(separator: "/").map(String.init)
        return address
    }
}
