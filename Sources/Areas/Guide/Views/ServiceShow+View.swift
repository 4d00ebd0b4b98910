import Rules
import Web

extension ServiceShow {
    /// - Parameter next: what takes place there next.
    func page(_ visit: Visit, next: HTML? = nil) -> Page {
        let name = visit.words(service.name)
        let place = visit.words(site.name)
        let title = name == place || site.protected ? name : "\(name) · \(place)"
        let need = service.needs.first.flatMap { guide.taxonomy.need($0) }
        return Page(
            title: title, description: visit.words(service.description) ?? visit.words(site.description),
            trail: need.map { [(visit.words($0.label), .need($0.key))] } ?? [],
            schema: ServiceSchema(show: self, visit: visit).json, modules: ["service.js", ListenBar.module],
            body: body(visit, next))
    }

    private func body(_ visit: Visit, _ next: HTML?) -> HTML {
        let say = visit.say
        return """
            <article class="service">
            <header class="service-head">
            <div class="service-signs">\(service.needs.prefix(3).map { visit.pictogram($0) })</div>
            <h1>\(visit.text(service.name))</h1>
            \(OpenBadge(guide: guide, visit: visit, now: now).badge(service))
            \(closures(visit))
            \(if: isContradicted && !isPast, "<p class=\"notice notice-warning\">\(say("upkeep.public.contradicted"))</p>")
            \(ageNotice(visit))
            \(OutdatedNote(guide: guide, visit: visit).html(RecordName(.service, service.key), .service(service.key)))
            <p class="service-place">\(placeLine(visit))</p>
            \(LabelMark(guide: guide, visit: visit).link(site))
            <ul class="actions">
            \(phone.map { "<li>\(visit.phone($0, class: "button"))</li>" as HTML })
            \(directions(visit).map { "<li>\($0)</li>" as HTML })
            <li><button type="button" class="button-quiet" data-print hidden>\(say("service.print"))</button></li>
            \(PaperLink(visit: visit).html(.card(service.key)).map { "<li>\($0)</li>" as HTML })
            <li><button type="button" class="button-quiet" data-share data-done="\(say("service.shared"))" hidden>\
            \(say("service.share"))</button> <span data-share-note role="status"></span></li>
            </ul>
            \(ListenBar(visit: visit).html(.service(service.key)))
            </header>
            \(service.description.map { "<p class=\"lead\">\(visit.text($0))</p>" as HTML })
            <div class="columns"><div>
            \(HoursView(guide: guide, visit: visit, now: now).section(service, position: position, exceptions: exceptions))
            \(whoFor(visit))
            \(bring(visit))
            </div><div>
            \(wayThere(visit))
            \(practical(visit))
            </div></div>
            \(next)
            \(otherServices(visit))
            \(sourcesSection(visit))
            \(PaperCode(visit: visit).printed(.service(service.key)))
            </article>
            """
    }

    /// Beside «open now» it says that it closes soon, or keeps other hours: nobody comes in vain next week.
    private func closures(_ visit: Visit) -> HTML? {
        guard !isPast else { return nil }
        let view = HoursView(guide: guide, visit: visit, now: now)
        let soon = exceptions.filter { closure in
            guard closure.isAhead(of: today), let first = LocalDate(firstOf: closure.from) else { return false }
            return first <= today.adding(days: Self.closureNotice)
        }
        guard !soon.isEmpty else { return nil }
        return "<div class=\"notice notice-warning\">\(soon.map { "<p>\(view.words($0))</p>" as HTML })</div>"
    }

    /// Days before a closure from which the head of the page tells of it.
    private static let closureNotice = 14

    private func placeLine(_ visit: Visit) -> HTML {
        if site.protected { return HTML(visit.say("place.protected")) }
        let address = [site.address, [site.postcode, site.city].compactMap { $0 }.joined(separator: " ")]
            .compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        let name = visit.link(.place(site.key), visit.name(visit.words(site.name)))
        return address.isEmpty ? name : "\(name)<br><bdi class=\"address\">\(address)</bdi>"
    }

    private func directions(_ visit: Visit) -> HTML? {
        guard !site.protected, let point = site.point, site.precision != .district else { return nil }
        return """
            <a class="button button-quiet" href="geo:\(point.latitude.description),\(point.longitude.description)">\
            \(visit.say("service.directions"))</a>
            """
    }

    func ageNotice(_ visit: Visit) -> HTML {
        let say = visit.say
        if isPast {
            let date = (service.ended ?? site.closed).map { visit.date($0) }
            let words = date.map { say("service.past.since", ["date": $0]) } ?? say("service.past")
            let moved = site.movedTo.flatMap { guide.site($0) }.map {
                " \(visit.link(.place($0.key), HTML(say("service.movedTo", ["place": visit.words($0.name)]))))" as HTML
            }
            return "<p class=\"notice notice-danger\">\(words)\(moved)</p>"
        }
        let date = confirmed.map { visit.date($0) } ?? ""
        switch freshness {
        case .fresh: return "<p class=\"confirmed\">\(say("freshness.fresh", ["date": date]))</p>"
        case .ageing: return "<p class=\"notice notice-warning\">\(say("freshness.ageing", ["date": date]))</p>"
        case .old:
            return "<p class=\"notice notice-warning\">\(say("freshness.old", ["date": date])) \(check(visit))</p>"
        case .never: return "<p class=\"notice notice-warning\">\(say("freshness.never")) \(check(visit))</p>"
        }
    }

    /// Who can be called is called; a toilet has no telephone.
    private func check(_ visit: Visit) -> String {
        if service.conditions.contains("by-phone") { return "" }
        return visit.say(phone == nil ? "freshness.askFirst" : "freshness.callFirst")
    }

    private func whoFor(_ visit: Visit) -> HTML {
        let say = visit.say
        let terms = TermList(guide: guide, visit: visit)
        let publics = service.publics.isEmpty ? ["everyone"] : service.publics
        return """
            <section aria-labelledby="who"><h2 id="who">\(say("service.who"))</h2>
            \(terms.signs(publics, .publics, plain: true))
            \(ages(visit).map { "<p>\($0)</p>" as HTML })
            \(terms.signs(service.statuses, .statuses))
            \(conditions(visit, terms))
            </section>
            """
    }

    func ages(_ visit: Visit) -> String? {
        switch (service.ages?.from, service.ages?.to) {
        case (let from?, let to?): visit.say("service.ages.between", ["from": String(from), "to": String(to)])
        case (let from?, nil): visit.say("service.ages.from", ["from": String(from)])
        case (nil, let to?): visit.say("service.ages.to", ["to": String(to)])
        case (nil, nil): nil
        }
    }

    private func conditions(_ visit: Visit, _ terms: TermList) -> HTML {
        let cost = terms.signs(service.cost.map { [$0] } ?? [], .costs)
        let price = service.price.map { "<p>\(visit.text($0))</p>" as HTML }
        let rules = terms.signs(service.conditions, .conditions, plain: true)
        guard cost != nil || price != nil || rules != nil else {
            return "<p>\(visit.say("service.conditions.unknown"))</p>"
        }
        return "<h3>\(visit.say("service.conditions"))</h3>\(cost)\(price)\(rules)"
    }

    private func bring(_ visit: Visit) -> HTML? {
        service.bring.map {
            "<section aria-labelledby=\"bring\"><h2 id=\"bring\">\(visit.say("service.bring"))</h2><p>\(visit.text($0))</p></section>"
        }
    }

    private func wayThere(_ visit: Visit) -> HTML? {
        guard !site.protected else { return nil }
        let say = visit.say
        let station = guide.station(near: site).map { found in
            let lines = found.station.lines.map { "<li><bdi class=\"line\">\($0)</bdi></li>" as HTML }
            return """
                <p class="station">\(visit.pictogram("station", class: "sign"))\
                <span>\(say("service.station", ["name": found.station.name]))\
                 · \(Distance(visit: visit).words(found.metres))</span></p><ul class="lines">\(lines)</ul>
                """ as HTML
        }
        let map = CityMap(guide: guide, visit: visit).single(site)
        let vague =
            site.precision == .district
            ? "<p class=\"notice notice-info\">\(say("service.vaguePlace"))</p>" as HTML : nil
        guard station != nil || map != nil else { return nil }
        return """
            <section aria-labelledby="way"><h2 id="way">\(say("service.way"))</h2>\(vague)\(station)\(map)</section>
            """
    }

    private func practical(_ visit: Visit) -> HTML {
        let say = visit.say
        let terms = TermList(guide: guide, visit: visit)
        func row(_ phrase: String, _ content: HTML?) -> HTML? {
            content.map { "<dt>\(say(phrase))</dt><dd>\($0)</dd>" }
        }
        let runBy = organisation.map { visit.link(.organisation($0.key), visit.name($0.name)) }
        let site = website.map {
            "<a href=\"\($0)\" rel=\"noreferrer\"><bdi>\(Self.shortAddress($0))</bdi></a>" as HTML
        }
        let rows = [
            row("service.languages", terms.languages(languages)),
            row("service.accessibility", terms.signs(accessibility, .accessibility)),
            row("service.amenities", terms.signs(amenities, .amenities)),
            row("service.runBy", runBy), row("service.phone", phone.map { visit.phone($0) }),
            row("service.website", site),
            row("service.capacity", FigureList(visit: visit).list(service.capacity)),
            row("service.figures", FigureList(visit: visit).list(service.figures)),
            row("service.began", service.began.map { HTML(visit.date($0)) }),
        ]
        return """
            <section aria-labelledby="practical"><h2 id="practical">\(say("service.practical"))</h2>
            <dl class="facts">\(rows.compactMap { $0 })</dl></section>
            """
    }

    private func otherServices(_ visit: Visit) -> HTML? {
        guard !others.isEmpty, !site.protected else { return nil }
        let items = others.map { other in
            "<li>\(visit.pictogram(other.needs.first, class: "sign"))\(visit.link(.service(other.key), visit.text(other.name)))</li>"
                as HTML
        }
        return """
            <section aria-labelledby="also"><h2 id="also">\(visit.say("service.also"))</h2><ul class="signs">\(items)</ul></section>
            """
    }

    private func sourcesSection(_ visit: Visit) -> HTML {
        let items = sources.map { "<li>\(visit.source($0, documents: guide.documents))</li>" as HTML }
        return """
            <section class="sources" aria-labelledby="sources"><h2 id="sources">\(visit.say("service.sources"))</h2>
            \(if: !items.isEmpty, "<ul>\(items)</ul>")
            <p>\(visit.link(.report(service.key), HTML(visit.say("service.report")), class: "button button-quiet"))</p></section>
            """
    }

    static func shortAddress(_ url: String) -> String {
        let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst()
        let host = rest.first.map(String.init) ?? url
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
