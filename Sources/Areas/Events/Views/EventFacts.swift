import Rules
import Web

/// What there is to know of an event besides its dates.
struct EventFacts {
    let snapshot: EventsSnapshot
    let event: Event
    let visit: Visit

    var rows: HTML {
        let say = visit.say
        let organisation = snapshot.organisation(event.organisation).map {
            visit.link(.organisation($0.key), visit.name($0.name))
        }
        let unit = snapshot.site(event.unit).map { visit.link(.place($0.key), visit.name(visit.words($0.name))) }
        let publics = event.publics.compactMap { snapshot.taxonomy.term($0, in: .publics) }.map { visit.text($0.label) }
        let needs = event.needs.compactMap { snapshot.taxonomy.need($0) }.map {
            visit.link(.need($0.key), visit.text($0.label))
        }
        let price = event.isFree == true ? HTML(say("filter.free")) : event.price.map { visit.text($0) }
        let meal = snapshot.taxonomy.need("meal").map { visit.text($0.label) }
        let rows: [(HTML, HTML?)] = [
            (HTML(say("service.runBy")), organisation),
            (EventWords(snapshot: snapshot, visit: visit).category(.mobileUnit), unit),
            (HTML(say("filter.public")), publics.isEmpty ? nil : say.list(publics)),
            (
                HTML(say("service.languages")),
                event.languages.isEmpty ? nil : HTML(Self.languages(event.languages, visit))
            ),
            (HTML(say("service.conditions")), conditions(price)),
            (HTML(say("service.capacity")), event.capacity.map { HTML(say.number($0)) }),
            (meal ?? HTML(), event.meals.map { HTML(say.number($0)) }),
            (HTML(say("search.label")), needs.isEmpty ? nil : say.list(needs)),
        ]
        return rows.compactMap { term, words in words.map { "<dt>\(term)</dt><dd>\($0)</dd>" as HTML } }.joined()
    }

    /// Price, and whether one may simply come.
    private func conditions(_ price: HTML?) -> HTML? {
        let walkIn = event.registration == .walkIn ? HTML(visit.say("filter.noAppointment")) : nil
        let parts = [price, walkIn].compactMap { $0 }
        return parts.isEmpty ? nil : visit.say.list(parts)
    }

    static func languages(_ tags: [String], _ visit: Visit) -> String {
        visit.say.list(tags.map { visit.say.has("language.\($0)") ? visit.say("language.\($0)") : $0 })
    }
}
