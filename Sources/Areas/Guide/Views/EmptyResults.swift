import Rules
import Search
import Web

/// Nothing found: never the end of the road. Did you mean, what to loosen with what it would give, who to call.
struct EmptyResults {
    let page: ResultsPage
    let visit: Visit

    var html: HTML {
        let say = visit.say
        return """
            <div class="empty"><h2>\(say("empty.title"))</h2>
            \(meant)
            \(ways)
            <p>\(say("empty.call"))</p>
            <ul class="inline-list">\(visit.settings.emergency.prefix(4).map { "<li>\(visit.phone($0.number, isByText: $0.isByText == true)) \(visit.text($0.name))</li>" as HTML })</ul>
            <p>\(visit.link(.themes, HTML(say("empty.themes"))))</p></div>
            """
    }

    private var meant: HTML? {
        guard !page.answer.didYouMean.isEmpty else { return nil }
        let items = page.answer.didYouMean.prefix(4).map { words in
            "<li>\(visit.link(.search(page.query, without: ["q"], with: [("q", words)]), HTML(words)))</li>" as HTML
        }
        return "<h3>\(visit.say("empty.meant"))</h3><ul>\(items)</ul>"
    }

    private var ways: HTML? {
        let items = page.answer.relaxations.prefix(5).compactMap { relaxation -> HTML? in
            guard let (words, query) = way(relaxation.change) else { return nil }
            return """
                <li><a href="\(visit.url(SitePath("search", query: query.items())))">\(words)</a> \
                <span class="tally">\(visit.say("results.count", count: relaxation.count))</span></li>
                """
        }
        return items.isEmpty ? nil : "<h3>\(visit.say("empty.ways"))</h3><ul class=\"ways\">\(items)</ul>"
    }

    private func way(_ change: Relaxation.Change) -> (words: String, query: GuideQuery)? {
        let say = visit.say
        var query = page.query
        query.cursor = nil
        switch change {
        case .radius(let metres):
            query.radius = metres
            return (say("empty.wider", ["distance": Distance(visit: visit).words(metres)]), query)
        case .openLater(let minute):
            let instant = Instant(minute: minute)
            query.open = .at(instant)
            return (
                say(
                    "empty.later",
                    ["time": HoursWords(visit: visit, zone: page.guide.hours.zone).moment(instant, from: page.now)]),
                query
            )
        case .otherNeed(let id):
            let position = Int(id.rawValue)
            guard position < page.guide.vocabulary.needs.count else { return nil }
            let key = page.guide.vocabulary.needs[position].key
            query.needs = [key]
            query.text = ""
            return (
                say("empty.otherNeed", ["need": page.guide.taxonomy.need(key).map { visit.words($0.label) } ?? key]),
                query
            )
        case .withoutWord(let word):
            query.text = query.text.split(separator: " ").filter { $0 != word }.joined(separator: " ")
            return (say("empty.withoutWord", ["word": word]), query)
        default:
            guard let phrase = drop(change, from: &query) else { return nil }
            return (say(phrase), query)
        }
    }

    private func drop(_ change: Relaxation.Change, from query: inout GuideQuery) -> String? {
        switch change {
        case .withoutOpen:
            query.open = nil
            return "empty.without.open"
        case .withoutRadius:
            query.radius = nil
            return "empty.without.radius"
        case .withoutDistricts:
            query.districts = []
            return "empty.without.district"
        case .withoutPublics:
            query.publics = []
            return "empty.without.public"
        case .withoutAge:
            query.age = nil
            return "empty.without.age"
        case .withoutGender:
            query.gender = nil
            return "empty.without.gender"
        case .withoutStatuses:
            query.statuses = []
            return "empty.without.status"
        case .withoutLanguages:
            query.languages = []
            return "empty.without.language"
        case .withoutFree:
            query.isFree = false
            return "empty.without.free"
        case .withoutConditions:
            query.noAppointment = false
            return "empty.without.appointment"
        case .withoutAccessibility:
            query.isAccessible = false
            return "empty.without.accessible"
        case .withoutAmenities:
            query.amenities = []
            query.isLabelled = false
            return "empty.without.amenity"
        case .withoutOrganisation:
            query.organisation = nil
            return "empty.without.organisation"
        case .withoutNeeds:
            query.needs = []
            query.themes = []
            return "empty.without.need"
        case .withoutText:
            query.text = ""
            return "empty.without.text"
        case .withoutFilters:
            var bare = GuideQuery()
            bare.text = query.text
            bare.needs = query.needs
            query = bare
            return "empty.without.filters"
        case .everything:
            query = GuideQuery()
            return "empty.everything"
        default: return nil
        }
    }
}
