import Rules
import Search
import Web

/// Puts a search from an address to the index.
struct GuideSearch {
    let guide: GuideSnapshot

    func answer(_ wish: GuideQuery, now: Instant, facets: Bool = false, relaxations: Bool = false) throws
        -> SearchAnswer
    {
        var query = query(wish, now: now)
        query.wantsFacets = facets
        query.wantsRelaxations = relaxations
        if let text = wish.cursor {
            guard let cursor = SearchCursor(text) else {
                throw Problem(
                    .badRequest, "The cursor is not one that this server gave.",
                    faults: [
                        Problem.Fault(name: "cursor", reason: "take it from “next” of the page before, or leave it out")
                    ])
            }
            query.cursor = cursor
        }
        let answer = guide.index.search(query)
        if answer.paging == .otherQuestion {
            throw Problem(
                .badRequest, "The cursor belongs to another search.",
                faults: [
                    Problem.Fault(
                        name: "cursor", reason: "belongs to another search: repeat its parameters, or leave it out")
                ])
        }
        return answer
    }

    func query(_ wish: GuideQuery, now: Instant) -> SearchQuery {
        let known = guide.vocabulary
        var query = SearchQuery(text: wish.text, now: now.minute)
        query.needs = wish.needs.compactMap(known.need)
        query.themes = wish.themes.compactMap(known.theme)
        query.near = wish.near.map {
            Near(GeoPoint(latitude: $0.latitude, longitude: $0.longitude), radius: wish.radius)
        }
        query.districts = wish.districts.compactMap(known.district)
        query.open = wish.open.map { filter($0, now: now) }
        query.publics = wish.publics.compactMap(known.public)
        query.age = wish.age
        query.gender = wish.gender
        query.statuses = wish.statuses.compactMap(known.status)
        query.languages = wish.languages.map { known.language($0) ?? LanguageID(Int(UInt16.max)) }
        query.isFree = wish.isFree
        query.conditions = wish.noAppointment ? ["no-appointment"].compactMap(known.condition) : []
        query.accessibility = wish.isAccessible ? ["wheelchair"].compactMap(known.accessibility) : []
        query.amenities = wish.amenities.compactMap(known.amenity)
        // Where no place has the label nothing is found: an identifier that no document has.
        if wish.isLabelled {
            query.amenities.append(known.amenity(GuideVocabulary.label) ?? AmenityID(Int(UInt16.max)))
        }
        query.organisation = wish.organisation
        query.sort = wish.sort
        query.limit = wish.limit
        return query
    }

    /// 06:00: who asks for tonight before it means the hours until then.
    private static let endOfNight = 6 * 60

    /// "Tonight" is 18:00 to midnight of the city's day, and until 06:00 what is left of the night; a day is a whole local day, 23 or 25 hours long when the clocks change.
    private func filter(_ wish: GuideQuery.OpenWish, now: Instant) -> OpenFilter {
        let zone = guide.hours.zone
        switch wish {
        case .now: return .at(now.minute)
        case .at(let instant): return .at(instant.minute)
        case .on(let day): return .during(guide.hours.minutes(of: day))
        case .tonight:
            let today = zone.date(now)
            // After midnight the night that is still dark is meant, not the next evening.
            let morning = zone.instant(today, minutes: Self.endOfNight)
            if now < morning { return .during(now.minute..<max(now.minute + 1, morning.minute)) }
            let start = max(zone.instant(today, minutes: 18 * 60).minute, now.minute)
            return .during(start..<max(start + 1, zone.instant(today.adding(days: 1), minutes: 0).minute))
        }
    }
}

extension Instant {
    /// Whole minutes since the epoch, as the index counts.
    var minute: Minute { Minute(clamping: seconds / 60 - (seconds % 60 < 0 ? 1 : 0)) }
    init(minute: Minute) { self.init(seconds: Int(minute) * 60) }
}
