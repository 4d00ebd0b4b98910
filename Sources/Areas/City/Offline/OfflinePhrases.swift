import Web

extension Phrase {
    /// The sentence, or its forms by plural category, for a module to fill.
    var json: JSONText {
        switch self {
        case .plain(let text): JSONText(text)
        case .plural(let forms):
            JSONText(
                members: PluralCategory.allCases.map { form -> (String, JSONText?) in
                    (form.rawValue, forms[form].map { JSONText($0) })
                })
        }
    }
}

/// The sentences that the pages without network say; those of the prepared pages stand in them.
enum OfflinePhrases {
    static let keys =
        [
            "layout.home", "layout.trail", "search.label", "search.placeholder", "search.button", "results.title",
            "results.all", "results.count", "results.sorted.distance", "results.sorted.relevance", "results.corrected",
            "results.ignored", "results.quoted", "results.next", "results.list", "filter.open.now",
            "filter.open.tonight",
            "filter.title", "filter.when", "filter.open.any", "filter.free", "filter.district", "filter.any",
            "filter.apply",
            "empty.title", "empty.call", "empty.themes", "place.protected", "distance.metres", "distance.kilometres",
            "distance.walk", "figure.decimal", "freshness.card", "freshness.card.never", "freshness.fresh",
            "freshness.ageing", "freshness.old", "freshness.never", "freshness.callFirst", "freshness.askFirst",
            "service.directions", "service.who", "service.ages.between", "service.ages.from", "service.ages.to",
            "service.conditions", "service.conditions.unknown", "service.bring", "service.practical",
            "service.languages",
            "service.accessibility", "service.amenities", "service.runBy", "service.phone", "service.website",
            "hours.title", "hours.open", "hours.openUntil", "hours.closesIn", "hours.opensIn", "hours.opensToday",
            "hours.opensTomorrow", "hours.opensOn", "hours.closed", "hours.unknown", "hours.none", "hours.mayBeOpen",
            "hours.today", "date.full", "date.dayMonth", "date.first", "list.comma", "map.label",
            "offline.notice", "offline.age.today", "offline.age.days", "offline.clock", "saved.title", "saved.add",
            "saved.remove", "saved.none",
        ] + (1...12).map { "date.month.\($0)" } + (1...7).map { "date.weekday.\($0)" }
}
