internal import Rules
internal import Vault
internal import Web

enum FieldPlaces {
    static func provider(session id: String) -> FieldPlace { FieldPlace(table: "session", column: "provider", row: id) }
}

/// The first step. The same page whether an address is known or not.
struct SignInPage {
    var next: String?
    var provider: String?
    var values = FormValues()
    var faults: [Problem.Fault] = []

    func page(_ visit: Visit) -> Page {
        let form = FormView(visit, action: SitePath("work", "sign-in"), values: values, faults: faults)
        // Only an address of ours is carried on.
        let own = OwnPath.read(next) == nil ? nil : next
        let fields: [HTML] = [
            own.map { form.hidden("next", $0) } ?? HTML(),
            form.line(
                "email", "identity.email", type: "email", autocomplete: "username", isNeeded: true, direction: "ltr"),
            form.line(
                "password", "identity.password", type: "password", autocomplete: "current-password", isNeeded: true),
        ]
        return DeskSheet.page(
            visit, "identity.sign-in.title",
            """
            <p class="lead">\(visit.say("identity.sign-in.lead"))</p>
            \(form.view(fields, button: "identity.sign-in.button"))
            \(other(visit, own))
            <p>\(visit.link(SitePath("work", "password", "reset"), HTML(visit.say("identity.reset.link"))))</p>
            \(already(visit, own))
            """)
    }

    private func other(_ visit: Visit, _ own: String?) -> HTML {
        guard let provider else { return HTML() }
        let form = FormView(visit, action: SitePath("work", "sign-in", "provider"))
        return """
            <h2>\(visit.say("identity.provider.title"))</h2>\
            \(form.view([own.map { form.hidden("next", $0) } ?? HTML(), "<p>\(provider)</p>"], button: "identity.provider.button", style: "quiet"))
            """
    }

    /// Who comes from a letter is signed in already, perhaps: the browser shows its session only to a click on this very site.
    private func already(_ visit: Visit, _ own: String?) -> HTML {
        guard let path = OwnPath.path(own) else { return HTML() }
        return "<p>\(visit.link(path, HTML(visit.say("identity.sign-in.already"))))</p>"
    }
}

/// The second step.
struct CodePage {
    var faults: [Problem.Fault] = []

    func page(_ visit: Visit) -> Page {
        let form = FormView(visit, action: SitePath("work", "sign-in", "code"), faults: faults)
        return DeskSheet.page(
            visit, "identity.code.title",
            """
            <p class="lead">\(visit.say("identity.code.lead"))</p>
            <p>\(visit.say("identity.code.noPhone"))</p>
            \(form.view([form.line("code", "identity.code", hint: "identity.code.hint", autocomplete: "one-time-code", isNeeded: true, direction: "ltr")], button: "identity.sign-in.button"))
            <p>\(visit.link(SitePath("work", "sign-in"), HTML(visit.say("identity.code.again"))))</p>
            """)
    }
}

enum ProviderPage {
    /// The way there is a link, not a redirect: the policy of our pages lets no form lead elsewhere.
    static func away(_ visit: Visit, address: String, name: String) -> Page {
        DeskSheet.page(
            visit, "identity.provider.title",
            """
            <p class="lead">\(visit.say("identity.provider.away", ["name": name]))</p>
            <p><a class="button" href="\(address)" rel="noreferrer">\(visit.say("identity.provider.go", ["name": name]))</a></p>
            """)
    }

    /// The browser comes from elsewhere: it shows the new session only to a click on this very site.
    static func signedIn(_ visit: Visit, _ path: SitePath) -> Page {
        DeskSheet.page(
            visit, "identity.provider.done",
            "<p>\(visit.link(path, HTML(visit.say("identity.provider.continue")), class: "button"))</p>")
    }

    static func failed(_ visit: Visit) -> Page {
        DeskSheet.page(
            visit, "identity.provider.failed",
            """
            <p class="lead">\(visit.say("identity.provider.failed.text"))</p>
            <p>\(visit.link(SitePath("work", "sign-in"), HTML(visit.say("identity.sign-in.title")), class: "button"))</p>
            """)
    }

    static func signedOut(_ visit: Visit, address: String, name: String) -> Page {
        DeskSheet.page(
            visit, "identity.signed-out.title",
            """
            <p class="lead">\(visit.say("identity.signed-out.text", ["name": name]))</p>
            <p><a class="button" href="\(address)" rel="noreferrer">\(visit.say("identity.signed-out.go", ["name": name]))</a></p>
            """)
    }
}
