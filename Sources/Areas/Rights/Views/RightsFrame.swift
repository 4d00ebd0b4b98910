import Rules
import Web

/// What stands around every text of law: who checked it, as of when, which version, what changed, who can help.
struct RightsFrame<Text: RightsText> {
    let content: RightsSnapshot
    let versions: RightsVersions<Text>
    let text: Text
    let words: RightsWords

    private var visit: Visit { words.visit }
    private var zone: CivilZone { CivilZone(content.settings.timeZone) ?? .utc }
    private var isCurrent: Bool { text.version == versions.current.version }

    /// "Checked by …", or the mark that no lawyer has done so.
    var mark: HTML {
        let say = visit.say
        let law = say("rights.law", ["date": visit.date(text.lawAsOf)])
        switch content.standing(text) {
        case .approved(let organisation, let at):
            let day = visit.date(Self.date(zone.date(at)))
            let checked = say("rights.checked", ["organisation": content.organisation(organisation), "date": day])
            return "<div class=\"notice notice-success\"><p><strong>\(checked)</strong> \(law)</p></div>"
        case .waiting, .remarked:
            return """
                <div class="notice notice-warning"><p><strong>\(say("rights.toValidate"))</strong> \
                \(say("rights.toValidate.text")) \(law)</p></div>
                """
        }
    }

    private static func date(_ day: LocalDate) -> PartialDate {
        PartialDate(day)
    }

    /// An older version says so before anything else.
    var old: HTML {
        guard !isCurrent else { return HTML() }
        let now = visit.link(.text(Text.kind, text.key), HTML(visit.say("rights.old.now")))
        return """
            <div class="notice notice-danger"><p><strong>\(visit.say("rights.old"))</strong> \(force(text.version)) \(now)</p></div>
            """
    }

    /// "Version 1, in force from … to …"
    func force(_ number: Int) -> String {
        let say = visit.say
        let version = say.number(number)
        guard let start = versions.start(of: number) else { return say("rights.version", ["number": version]) }
        guard let end = versions.end(of: number) else {
            return say("rights.version.now", ["number": version, "from": visit.date(start)])
        }
        return say("rights.version.past", ["number": version, "from": visit.date(start), "to": visit.date(end)])
    }

    /// The part that the writer was not certain of.
    func doubt(_ isUnsure: Bool) -> HTML {
        // What a lawyer approved is certain enough to be said.
        guard isUnsure, !content.standing(text).isApproved else { return HTML() }
        return "<p class=\"kind doubt\">\(visit.say("rights.unsure"))</p>"
    }

    /// Ways to the services that help.
    func helpers(_ needs: [String]) -> HTML {
        var seen: Set<String> = []
        let terms = needs.filter { seen.insert($0).inserted }.compactMap { content.taxonomy.need($0) }.prefix(8)
        guard !terms.isEmpty else { return HTML() }
        let tiles = terms.map { term -> HTML in
            """
            <li><a class="tile tile-small" href="\(visit.url(.helpers(need: term.key)))">\(visit.pictogram(term.pictogram, class: "sign"))\
            <span>\(visit.text(term.short ?? term.label))</span></a></li>
            """
        }
        return section("services", "rights.services", "<ul class=\"tiles tiles-small\">\(Array(tiles))</ul>")
    }

    /// What each version changed, the newest first, with the way to those that are still held.
    var history: HTML {
        let items = versions.current.changes.reversed().map { change -> HTML in
            let held = versions.version(change.version) != nil && change.version != text.version
            let name = HTML(force(change.version))
            let path = SitePath.text(
                Text.kind, text.key,
                query: change.version == versions.current.version ? [] : [("version", String(change.version))])
            return "<li>\(held ? visit.link(path, name) : name)<br>\(words.text(change.text))</li>"
        }
        return section("changes", "rights.changes", "<ul class=\"history\">\(Array(items))</ul>")
    }

    func section(_ id: String, _ phrase: String, _ inside: HTML) -> HTML {
        guard !inside.isEmpty else { return HTML() }
        return "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(visit.say(phrase))</h2>\(inside)</section>"
    }

    func list(_ texts: [LocalisedText]) -> HTML {
        guard !texts.isEmpty else { return HTML() }
        return "<ul>\(texts.map { "<li>\(words.text($0))</li>" as HTML })</ul>"
    }
}
