import Hummingbird
import Rules
import Speech
import Web

/// The sound of the guide's pages: only texts that the pages show, named by their keys.
struct GuideSpeech {
    let guide: @Sendable () throws -> GuideSnapshot
    let shop: SoundShop
    let visits: VisitMaker
    let now: @Sendable () -> Instant

    func add(to router: Router<AppContext>) {
        add(router, "services/:key") { guide, key, visit in
            guide.service(key).map { ServiceSpeech(ServiceShow($0, guide: guide, now: now()), visit).text }
        }
        add(router, "themes/:key") { guide, key, visit in guide.taxonomy.theme(key).map { Self.theme($0, visit) } }
        add(router, "emergency") { _, _, visit in Self.emergency(visit) }
        add(router, "pictures") { guide, _, visit in Self.pictures(guide, visit) }
    }

    private func add(
        _ router: Router<AppContext>, _ path: String,
        _ text: @escaping @Sendable (GuideSnapshot, String, Visit) -> SpokenText?
    ) {
        guard let ending = visits.ending else { return }
        router.group(":language").get(RouterPath("\(path)/speech.\(ending)")) { request, context in
            let guide = try guide()
            let visit = try visits.visit(request, context, settings: guide.settings)
            guard let text = text(guide, context.parameters.get("key") ?? "", visit) else { throw Problem.nothing }
            return try await shop.answer(text, to: request)
        }
    }

    static func theme(_ theme: Theme, _ visit: Visit) -> SpokenText {
        var text = SpokenText(visit)
        text.say(theme.term.label)
        text.say(theme.term.plain)
        for need in theme.needs { text.say(need.short ?? need.label) }
        return text
    }

    /// The first step of finding by pictures: what each drawing stands for.
    static func pictures(_ guide: GuideSnapshot, _ visit: Visit) -> SpokenText {
        var text = SpokenText(visit)
        text.say(visit.say("pictures.title"))
        for theme in guide.taxonomy.themes { text.say(theme.term.short ?? theme.term.label) }
        return text
    }

    static func emergency(_ visit: Visit) -> SpokenText {
        var text = SpokenText(visit)
        text.say(visit.say("emergency.title"))
        text.say(visit.say("emergency.lead"))
        for entry in visit.settings.emergency {
            // Digit by digit, as one dials it.
            text.say(entry.number.filter(\.isNumber).map(String.init).joined(separator: " "))
            text.say(entry.name)
            text.say(entry.when)
        }
        return text
    }
}

/// What is said of a service. Whether it is open at this minute is left to the page: the sound is kept for the week.
struct ServiceSpeech {
    let show: ServiceShow
    let visit: Visit

    init(_ show: ServiceShow, _ visit: Visit) {
        self.show = show
        self.visit = visit
    }

    var text: SpokenText {
        var text = SpokenText(visit)
        text.say(show.service.name)
        text.say(show.service.description)
        place(&text)
        hours(&text)
        conditions(&text)
        if let bring = show.service.bring {
            text.say(visit.say("service.bring"))
            text.say(bring)
        }
        if let phone = show.phone {
            text.say(visit.say("service.phone"))
            text.say(phone)
        }
        return text
    }

    private func place(_ text: inout SpokenText) {
        if show.site.protected { return text.say(visit.say("place.protected")) }
        text.say(show.site.name)
        let city = visit.settings.languages.preferred
        if let address = show.site.address { text.say(address, in: city) }
        text.say(show.guide.district(show.site.district)?.name)
        if let station = show.guide.station(near: show.site)?.station {
            text.say(visit.say("service.station", ["name": ""]))
            text.say(station.name, in: city)
        }
    }

    private func hours(_ text: inout SpokenText) {
        text.say(visit.say("hours.title"))
        guard let position = show.position, let week = show.guide.hours.week(position, of: show.today) else {
            return text.say(visit.say("hours.none"))
        }
        for day in week.days {
            let times = day.entries.map { entry in
                if entry.isWholeDay {
                    return visit.say(entry.state.kind == .unknown ? "hours.notKnown" : "hours.open24")
                }
                return entry.isOpenEnd
                    ? entry.start.description
                    : visit.say("hours.range", ["from": entry.start.description, "to": "\(entry.end.onClock)"])
            }
            let words = times.isEmpty ? visit.say("hours.closed") : visit.say.list(times)
            text.say("\(visit.weekday(day.weekday.rawValue)) · \(words)")
        }
    }

    private func conditions(_ text: inout SpokenText) {
        let lists: [(keys: [String], list: Taxonomy.List)] = [
            (show.service.publics, .publics), (show.service.cost.map { [$0] } ?? [], .costs),
            (show.service.conditions, .conditions),
        ]
        for (keys, list) in lists {
            for term in keys.compactMap({ show.guide.taxonomy.term($0, in: list) }) { text.say(term.label) }
        }
    }
}
