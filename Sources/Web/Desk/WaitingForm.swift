internal import HTTPTypes
internal import Hummingbird

/// A form of ours that cannot be taken yet: whoever sent it is no longer signed in, or signed in again after it was made. Nothing was
/// done, and nothing that was typed is lost: it stands in a form that sends it again.
struct WaitingForm {
    enum Reason: String {
        /// Sign in elsewhere in this browser, then send it from here.
        case signedOut = "signed-out"
        /// Its mark is of another session: one look, one button, and it goes out with a mark of today's.
        case older
    }

    let reason: Reason
    let form: FormValues
    /// The very address that it was sent to.
    let action: SitePath
    /// Phrases of the fields' labels, by name.
    let labels: [String: String]

    /// `nil` when the form came from elsewhere, when it holds a secret, which is never sent back, or when nothing of it could be lost.
    init?(
        _ reason: Reason, _ form: FormValues, _ request: Request, _ visit: Visit, secret: Set<String>,
        labels: [String: String]
    ) {
        let typed = form.withoutMark
        guard Self.isFromHere(request), reason == .older || !typed.pairs.isEmpty || !typed.files.isEmpty,
            !typed.pairs.contains(where: { secret.contains($0.name) && !$0.value.isEmpty })
        else { return nil }
        self.reason = reason
        self.form = typed
        self.labels = labels
        action = visit.path
    }

    /// What another site wrote is never shown as if somebody here had typed it. Every browser of the last ten years says whose page a
    /// form stood on, one way or the other.
    static func isFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.secFetchSite] { return site == "same-origin" }
        guard let origin = request.headers[.origin], let scheme = origin.firstRange(of: "://") else { return false }
        return origin[scheme.upperBound...] == request.head.authority ?? ""
    }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let title = say("form.waiting.\(reason.rawValue).title")
        let view = FormView(visit, action: action, values: form, hasFiles: !form.files.isEmpty)
        let fields = form.pairs.map { view.hidden($0.name, $0.value) } + form.files.map { file($0, visit) }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("form.waiting.\(reason.rawValue).text"))</p>
                \(if: reason == .signedOut, "<p>\(signIn(visit))</p>")
                \(who(visit))
                \(view.view(fields, button: "form.waiting.\(reason.rawValue).button"))
                \(TypedWords(form, labels: labels).view(visit))
                """)
    }

    /// In another window, since this page is the only place where the words are.
    private func signIn(_ visit: Visit) -> HTML {
        """
        <a class="button" target="_blank" rel="noopener" href="\(visit.url(SitePath("work", "sign-in")))">\
        \(visit.say("form.waiting.sign-in"))</a>
        """
    }

    /// Somebody else may have signed in meanwhile.
    private func who(_ visit: Visit) -> HTML {
        guard let desk = visit.desk, !desk.name.isEmpty else { return HTML() }
        let names = [desk.name, desk.organisation].compactMap(\.self).filter { !$0.isEmpty }
        return "<p>\(visit.say("form.waiting.as", ["name": visit.say.list(names)]))</p>"
    }

    /// No page can put a file back into a form.
    private func file(_ file: FormValues.File, _ visit: Visit) -> HTML {
        guard !file.bytes.isEmpty else { return HTML() }
        return """
            <div class="field"><label for="f-\(file.field)">\(visit.say("form.waiting.file", ["name": file.name]))</label>\
            <input id="f-\(file.field)" name="\(file.field)" type="file" required></div>
            """
    }
}
