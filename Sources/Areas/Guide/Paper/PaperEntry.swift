import Rules
import Web

/// One service in a list on paper.
struct PaperEntry {
    let guide: GuideSnapshot
    let sides: PaperSides
    let now: Instant
    /// Whether there is a public address that a code can lead to.
    let hasLivePage: Bool

    func html(_ service: Service) -> HTML {
        let show = ServiceShow(service, guide: guide, now: now)
        let code: HTML? = hasLivePage ? "<td class=\"code\">\(PaperDrawings.code(.service(service.key)))</td>" : nil
        return """
            <article class="entry"><table class="frame"><tr>
            <td class="signs">\(service.needs.prefix(2).compactMap { PaperDrawings.pictogram($0) })</td>
            <td class="facts">\(sides.block { head(service, $0) })\(place(show))\(sides.block { facts(show, $0) })\
            \(phone(show))</td>\(code)</tr></table></article>
            """
    }

    private func head(_ service: Service, _ visit: Visit) -> HTML {
        "<h3>\(visit.text(service.name))</h3>\(Self.easyLine(service.description, visit))"
    }

    /// Who reads a name in French only is helped by a line of easy French, when there is one.
    static func easyLine(_ text: LocalisedText?, _ visit: Visit) -> HTML? {
        guard let text, text.read(in: visit.language, fallbacks: visit.fallbacks).written == "fr",
            let easy = text.byLanguage["fr-simple"]
        else { return nil }
        return "<p class=\"easy\">\(visit.foreign(easy, in: "fr-simple"))</p>"
    }

    /// Where it is: the same words in every language but for the way from the station.
    func place(_ show: ServiceShow) -> HTML {
        let site = show.site
        if site.protected { return sides.block { "<p class=\"place\">\($0.say("place.protected"))</p>" } ?? HTML() }
        let address = [site.address, [site.postcode, site.city].compactMap { $0 }.joined(separator: " ")]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        let name = Self.name(site.name, sides.first)
        let line: HTML? = address.isEmpty ? nil : "<br>\(Self.french(address, sides.first))"
        let way = guide.station(near: site).map { found in
            sides.block { visit in
                """
                <p class="way">\(visit.say("service.station", ["name": found.station.name])) · \
                \(Distance(visit: visit).words(found.metres))</p>
                """
            }
        }
        return "<p class=\"place\"><strong>\(name)</strong>\(line)</p>\(way ?? nil)"
    }

    /// A name without a translation is in the city's own language, and says so.
    static func name(_ text: LocalisedText, _ visit: Visit) -> HTML {
        text.isProperName ? french(visit.words(text), visit) : "<bdi>\(visit.text(text))</bdi>"
    }

    static func french(_ words: String, _ visit: Visit) -> HTML {
        let own = visit.settings.languages.preferred
        return "<bdi\(attribute: "lang", own == visit.language ? nil : own)>\(words)</bdi>"
    }

    private func facts(_ show: ServiceShow, _ visit: Visit) -> HTML {
        let conditions = Self.conditions(show, guide, visit)
        return """
            \(PaperHours(guide: guide, visit: visit, now: now).lines(show.position))\
            \(Self.closures(show, visit))\
            \(if: !conditions.isEmpty, "<p class=\"conditions\">\(conditions.joined(" · "))</p>")\
            \(spoken(show, visit))\(Self.doubt(show, visit))
            """
    }

    /// Closures and other hours that are announced: nobody comes in vain.
    static func closures(_ show: ServiceShow, _ visit: Visit) -> HTML? {
        let view = HoursView(guide: show.guide, visit: visit, now: show.now)
        let coming = show.exceptions.filter { closure in
            closure.to.flatMap { LocalDate(lastOf: $0) }.map { $0 >= show.today } ?? true
        }
        return coming.isEmpty ? nil : "<p class=\"closures\">\(coming.map { view.words($0) }.joined("<br>"))</p>"
    }

    /// What it costs, for whom it is, what one must do first.
    static func conditions(_ show: ServiceShow, _ guide: GuideSnapshot, _ visit: Visit) -> [HTML] {
        let service = show.service
        func terms(_ keys: [String], _ list: Taxonomy.List) -> [HTML] {
            keys.compactMap { guide.taxonomy.term($0, in: list) }.map { visit.text($0.label) }
        }
        let ages = show.ages(visit).map { HTML($0) }
        return terms(service.cost.map { [$0] } ?? [], .costs)
            + terms(service.publics.filter { $0 != "everyone" }, .publics) + (ages.map { [$0] } ?? [])
            + terms(service.statuses, .statuses) + terms(service.conditions, .conditions)
    }

    private func spoken(_ show: ServiceShow, _ visit: Visit) -> HTML? {
        guard !show.languages.isEmpty else { return nil }
        let terms = TermList(guide: guide, visit: visit)
        let names = show.languages.map { terms.languageName($0) }
        return "<p class=\"spoken\"><strong>\(visit.say("service.languages"))</strong> \(visit.say.list(names))</p>"
    }

    private func phone(_ show: ServiceShow) -> HTML? {
        show.phone.map { "<p class=\"phone\"><bdi dir=\"ltr\">\($0)</bdi></p>" }
    }

    /// Paper is never more certain than the page.
    static func doubt(_ show: ServiceShow, _ visit: Visit) -> HTML? {
        if show.isContradicted, !show.isPast {
            return "<p class=\"doubt\">\(visit.say("upkeep.public.contradicted"))</p>"
        }
        switch show.freshness {
        case .fresh where !show.isPast: return nil
        default: return show.ageNotice(visit)
        }
    }
}
