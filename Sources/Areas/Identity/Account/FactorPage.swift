internal import Web

struct FactorPage {
    let hasFactor: Bool
    let isDemanded: Bool
    let recoveryLeft: Int
    /// As the application will call the account: `QRCode` carries the same.
    let account: String
    let secret: String
    let offer: String
    /// A drawing that we made ourselves.
    let picture: String
    let faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        DeskSheet.page(
            visit, "identity.factor.title",
            """
            \(if: isDemanded, "<p class=\"notice warning\">\(visit.say("identity.factor.demanded"))</p>")
            \(hasFactor ? state(visit) : meaning(visit))
            <h2>\(visit.say(hasFactor ? "identity.factor.replace" : "identity.factor.set"))</h2>
            <ol class="steps"><li>\(visit.say("identity.factor.step.open"))</li>
            <li><p>\(visit.say("identity.factor.step.read"))</p>
            <div class="qr">\(HTML(raw: picture))</div>
            <p>\(visit.say("identity.factor.name")) <bdi dir="ltr">\(account)</bdi></p>
            <p>\(visit.say("identity.factor.secret")) <code dir="ltr">\(grouped)</code></p></li>
            <li>\(visit.say("identity.factor.step.code"))</li></ol>
            \(form(visit))
            """)
    }

    /// Before anything else: what it is, what one needs for it, and what to do without a telephone.
    private func meaning(_ visit: Visit) -> HTML {
        """
        <p class="lead">\(visit.say("identity.factor.what"))</p>
        <p>\(visit.say("identity.factor.need"))</p>
        <p>\(visit.say("identity.factor.noPhone"))</p>
        """
    }

    private func form(_ visit: Visit) -> HTML {
        let form = FormView(
            visit, action: SitePath("work", "second-factor"), faults: faults.filter { $0.name != "proof" })
        let current = form.line(
            "current", "identity.factor.current", hint: "identity.code.hint", autocomplete: "one-time-code",
            isNeeded: true, direction: "ltr")
        let code = form.line(
            "code", "identity.factor.code", autocomplete: "one-time-code", isNeeded: true, inputmode: "numeric",
            direction: "ltr")
        return form.view(
            [form.hidden("offer", offer)] + (hasFactor ? [current] : []) + [code], button: "identity.factor.button")
    }

    private func state(_ visit: Visit) -> HTML {
        let form = FormView(
            visit, action: SitePath("work", "second-factor", "recovery"), faults: faults.filter { $0.name == "proof" })
        let current = form.line(
            "proof", "identity.factor.current", autocomplete: "one-time-code", isNeeded: true, direction: "ltr")
        return """
            <p class="notice success">\(visit.say("identity.factor.on"))</p>
            <p>\(visit.say("identity.factor.left", count: recoveryLeft))</p>
            <details><summary>\(visit.say("identity.factor.renew"))</summary>\
            \(form.view([current], button: "identity.factor.renew", style: "quiet"))</details>
            """
    }

    /// In fours, as people type it.
    private var grouped: String {
        let signs = Array(secret)
        return stride(from: 0, to: signs.count, by: 4).map { String(signs[$0..<min($0 + 4, signs.count)]) }
            .joined(separator: " ")
    }

    static func codes(_ visit: Visit, _ codes: [String]) -> Page {
        DeskSheet.page(
            visit, "identity.factor.codes",
            """
            <p class="lead">\(visit.say("identity.factor.codes.lead"))</p>
            <ol dir="ltr">\(codes.map { "<li><code>\($0)</code></li>" as HTML })</ol>
            <p class="actions">\(visit.link(SitePath("work"), HTML(visit.say("identity.factor.codes.kept")), class: "button"))</p>
            """)
    }

    /// The page of the codes, when it is looked at a second time.
    static func codesGone(_ visit: Visit, hasFactor: Bool) -> Page {
        DeskSheet.page(
            visit, "identity.factor.codes",
            """
            <p class="notice success">\(visit.say(hasFactor ? "identity.factor.codes.gone" : "identity.factor.codes.none"))</p>
            <p class="actions">\(visit.link(SitePath("work", "second-factor"), HTML(visit.say("identity.factor.title")), class: "button quiet"))
            \(visit.link(SitePath("work"), HTML(visit.say("desk.menu.home"))))</p>
            """)
    }
}
