internal import Files
internal import Rules
internal import Web

/// One organisation among hundreds, by words of its name: a field to type into, then, when several have them, a list.
struct OrganisationChoice {
    static let most = 50

    let typed: String
    /// By name.
    let found: [(key: String, name: String)]

    /// - Parameter names: by key.
    init(_ typed: String, among names: [String: String]) {
        let (search, whole) = (NameSearch(typed), NameFolding.folded(typed))
        let all = names.map { (key: $0.key, name: $0.value) }.sorted { ($0.name, $0.key) < ($1.name, $1.key) }
        let same = all.filter { NameFolding.folded($0.name) == whole }
        self.typed = typed
        found = whole.isEmpty ? [] : same.isEmpty ? all.filter { search.finds([$0.name, $0.key]) } : same
    }

    /// The only one that it can be.
    var key: String? { found.count == 1 ? found[0].key : nil }

    static func form(_ visit: Visit, _ typed: String) -> HTML {
        """
        <form method="get" action="\(visit.url(SitePath("work", "members")))" class="desk-form" role="search">
        <div class="field"><label for="f-organisation">\(visit.say("identity.organisation"))</label>\
        <p class="hint" id="hint-organisation">\(visit.say("identity.members.choose.hint"))</p>\
        <input id="f-organisation" name="organisation" type="search" value="\(typed)" autocomplete="off" maxlength="200" \
        aria-describedby="hint-organisation"></div>
        <p class="buttons"><button type="submit" class="quiet">\(visit.say("identity.show"))</button></p></form>
        """
    }

    func page(_ visit: Visit) -> Page {
        let items = found.prefix(Self.most).map { item in
            let path = SitePath("work", "members", query: [("organisation", item.key)])
            return "<li>\(visit.link(path, "<bdi>\(item.name)</bdi>"))</li>" as HTML
        }
        return DeskSheet.page(
            visit, "identity.members.title",
            """
            \(Self.form(visit, typed))
            <ul class="rows">\(items)</ul>
            \(if: found.count > Self.most, "<p class=\"hint\">\(visit.say("identity.members.choose.more"))</p>")
            """)
    }

    var data: JSONText {
        JSONText(members: [("organisations", JSONText(found.prefix(Self.most).map(\.key)))])
    }
}
