import Rules
import Search
import Web

/// A service in a list: name, open state, place, distance, conditions as pictograms. The whole card is one link.
struct ServiceCard {
    let guide: GuideSnapshot
    let visit: Visit
    let now: Instant

    func card(_ hit: SearchHit) -> HTML {
        card(guide.services[Int(hit.id)], metres: hit.distance)
    }

    func card(_ service: Service, metres: Double? = nil, level: Int = 3) -> HTML {
        let site = guide.site(of: service)
        let heading = level == 3 ? "h3" : "h4"
        return """
            <article class="card" id="s-\(service.key)">
            <div class="card-signs">\(needs(service))</div>
            <div class="card-body">
            <\(HTML(heading)) class="card-title">\(visit.link(.service(service.key), title(service)))</\(HTML(heading))>
            \(OpenBadge(guide: guide, visit: visit, now: now).badge(service))
            <p class="card-place">\(place(site))\(metres.map { distance($0) })</p>
            \(LabelMark(guide: guide, visit: visit).line(site))
            \(freshness(service, site))
            \(conditions(service))
            </div></article>
            """
    }

    /// A name that is not in the reader's language comes after the word for what one finds there.
    private func title(_ service: Service) -> HTML {
        let name = visit.text(service.name)
        let written = service.name.read(in: visit.language, fallbacks: visit.fallbacks).written
        guard let written, written != visit.language, !service.name.isProperName,
            let need = service.needs.first.flatMap({ guide.taxonomy.need($0) }),
            let words = (need.short ?? need.label).byLanguage[visit.language]
        else { return name }
        return "\(words) <small>\(name)</small>"
    }

    private func needs(_ service: Service) -> HTML {
        visit.pictogram(service.needs.first)
    }

    private func place(_ site: Site) -> HTML {
        if site.protected { return "<span>\(visit.say("place.protected"))</span>" }
        let district = guide.district(site.district).map { "\(visit.say("list.comma"))\(visit.text($0.name))" as HTML }
        return "<span class=\"place-name\">\(visit.name(visit.words(site.name)))</span>\(district)"
    }

    private func distance(_ metres: Double) -> HTML {
        " <span class=\"distance\">\(Distance(visit: visit).words(metres))</span>"
    }

    private func freshness(_ service: Service, _ site: Site) -> HTML? {
        let confirmed = service.confirmed ?? site.confirmed
        switch Freshness(
            confirmed: confirmed, today: guide.hours.zone.date(now), rhythm: guide.rhythm(of: service))
        {
        case .fresh: return nil
        case .ageing:
            let date = confirmed.map { visit.date($0) } ?? ""
            return "<p class=\"card-age\">\(visit.say("freshness.card", ["date": date]))</p>"
        case .old:
            let date = confirmed.map { visit.date($0) } ?? ""
            // A service that is a telephone line is itself the call.
            if service.conditions.contains("by-phone") {
                return "<p class=\"card-age\">\(visit.say("freshness.card", ["date": date]))</p>"
            }
            let advice = (service.phone ?? site.phone) == nil ? "freshness.askFirst" : "freshness.callFirst"
            return
                "<p class=\"card-age card-old\">\(visit.say("freshness.fresh", ["date": date])) \(visit.say(advice))</p>"
        case .never: return "<p class=\"card-age\">\(visit.say("freshness.card.never"))</p>"
        }
    }

    private func conditions(_ service: Service) -> HTML? {
        var signs: [HTML] = []
        if let cost = service.cost, let term = guide.taxonomy.term(cost, in: .costs) { signs.append(sign(term)) }
        for key in service.publics.prefix(3) where key != GuideVocabulary.everyone {
            if let term = guide.taxonomy.term(key, in: .publics) { signs.append(sign(term)) }
        }
        for key in service.conditions.prefix(3) {
            if let term = guide.taxonomy.term(key, in: .conditions) { signs.append(sign(term)) }
        }
        return signs.isEmpty ? nil : "<ul class=\"signs\">\(signs)</ul>"
    }

    private func sign(_ term: Term) -> HTML {
        "<li>\(visit.pictogram(term.pictogram, class: "sign"))\(visit.text(term.label))</li>"
    }
}
