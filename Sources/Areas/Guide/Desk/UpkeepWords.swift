internal import Files
internal import Rules
internal import Web

/// The desk's facts in words.
struct UpkeepWords {
    let guide: GuideSnapshot
    let visit: Visit

    static func folded(_ words: String) -> String { NameFolding.folded(words) }

    /// The name of a field of the facts.
    func field(_ name: String) -> String {
        let phrase = "upkeep.field.\(name)"
        let words = visit.say(phrase)
        return words == "[\(phrase)]" ? name : words
    }

    func organisation(_ key: String?) -> String { guide.organisation(key)?.name ?? key ?? "—" }

    /// "21 November 2026, 10:00", by the city's clocks.
    func moment(_ instant: Instant) -> String {
        let local = guide.hours.zone.local(instant)
        let date = guide.hours.zone.date(instant)
        return visit.say.list([
            visit.date(PartialDate(date)), "\(local.time)",
        ])
    }

    func date(_ day: LocalDate) -> String {
        visit.date(PartialDate(day))
    }

    func confirmation(_ state: ConfirmationState) -> String {
        switch state {
        case .never: visit.say("upkeep.confirmation.never")
        case .fresh(let until): visit.say("upkeep.confirmation.fresh", ["date": date(until)])
        case .due(_, let days): late(days)
        }
    }

    /// As people say it: days for two months, then months, then years.
    private func late(_ days: Int) -> String {
        if days < 60 { return visit.say("upkeep.confirmation.due", count: days) }
        // Mean lengths of the Gregorian calendar.
        if days < 730 { return visit.say("upkeep.confirmation.dueMonths", count: Int(Double(days) / 30.436_875)) }
        return visit.say("upkeep.confirmation.dueYears", count: Int(Double(days) / 365.242_5))
    }

    /// For the description of the API.
    static func meaning(of field: String) -> String {
        switch field {
        case "name-in", "description-in", "price-in", "bring-in": "Languages of the texts, in their order (BCP 47)."
        case "name": "Texts, side by side with name-in; und: a proper name, the same in every language."
        case "hours-by": "week (the grid), text (hours) or unknown."
        case "hours": "Regular hours in the syntax of OpenStreetMap."
        case "week-from", "week-to": "Fourteen times, two a day, Monday first; empty where there is none."
        case "week-holidays": "unknown, closed or usual."
        case "exception-from", "exception-to": "First and last days of exceptions, side by side."
        case "exception-hours": "Other hours of each exception; empty: closed."
        case "exception-in": "Languages of the reasons."
        case "exception-reason": "Reasons: for each exception one text a language."
        case "capacity": "Whole numbers."
        case "capacity-in", "capacity-label": "What the numbers count, one text a language for each, and the languages."
        case "confirmed": "on: all of it is true today."
        case "protected": "on: the address is never shown. Only for those who carry the ward."
        case "operator": "Key of the organisation that keeps it. Only for coordinators."
        case "phone": "+33 1 43 44 55 00, or a short number as it is dialled."
        case "website": "https://…"
        default: "As in the files of a territory."
        }
    }
}
