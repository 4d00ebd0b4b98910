import Rules
import Web

/// A filter in the reader's words.
struct ChipWords {
    let guide: GuideSnapshot
    let visit: Visit

    func words(_ name: String, _ value: String) -> HTML {
        let taxonomy = guide.taxonomy
        switch name {
        case "need": return label(taxonomy.need(value), value)
        case "theme": return label(taxonomy.theme(value)?.term, value)
        case "public": return label(taxonomy.term(value, in: .publics), value)
        case "status": return label(taxonomy.term(value, in: .statuses), value)
        case "amenity": return label(taxonomy.term(value, in: .amenities), value)
        case "district": return guide.district(value).map { visit.text($0.name) } ?? HTML(value)
        case "language": return HTML(TermList(guide: guide, visit: visit).languageName(value))
        case "organisation": return HTML(guide.organisation(value)?.name ?? value)
        case "near": return HTML(visit.say("filter.near"))
        case "open": return HTML(open(value))
        case "age": return HTML(visit.say("filter.age.value", ["age": value]))
        case "gender": return HTML(visit.say("filter.gender.\(value)"))
        case "free": return HTML(visit.say("filter.free"))
        case "noAppointment": return HTML(visit.say("filter.noAppointment"))
        case "label": return HTML(visit.say("label.mark"))
        case "accessible": return HTML(visit.say("filter.accessible"))
        default: return HTML(value)
        }
    }

    private func label(_ term: Term?, _ value: String) -> HTML { term.map { visit.text($0.label) } ?? HTML(value) }

    private func open(_ value: String) -> String {
        switch value {
        case "now", "tonight": visit.say("filter.open.\(value)")
        default: visit.say("filter.open.day", ["day": PartialDate(value).map { visit.date($0) } ?? value])
        }
    }
}
