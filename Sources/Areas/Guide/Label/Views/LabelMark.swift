import Rules
import Web

/// The label in the guide: a sign and words, the brand of nobody.
struct LabelMark {
    static let pictogram = "label"

    let guide: GuideSnapshot
    let visit: Visit

    /// In a list.
    func line(_ site: Site) -> HTML? {
        guard guide.label(of: site) != nil else { return nil }
        return """
            <p class="card-label">\(visit.pictogram(Self.pictogram, class: "sign"))<span>\(visit.say("label.mark"))</span></p>
            """
    }

    /// On the page of a service: it leads to what was checked.
    func link(_ site: Site) -> HTML? {
        guard guide.label(of: site) != nil else { return nil }
        let path = SitePath(SitePath.labels.segments[0], fragment: "label-\(site.key)")
        return """
            <p class="card-label">\(visit.pictogram(Self.pictogram, class: "sign"))\
            \(visit.link(path, HTML(visit.say("label.mark"))))</p>
            """
    }

    /// On the page of a place: until when, and what was checked.
    func section(_ site: Site) -> HTML? {
        guard let label = guide.label(of: site) else { return nil }
        return """
            <section class="label" aria-labelledby="label"><h2 id="label">\
            \(visit.pictogram(Self.pictogram, class: "sign")) \(visit.link(.labels, HTML(visit.say("label.mark"))))</h2>
            \(name)\(facts(label, level: "h3"))</section>
            """
    }

    /// How the city calls it.
    var name: HTML? {
        guide.labels.scheme.map { "<p class=\"kind\">\(visit.text($0.name))</p>" as HTML }
    }

    func facts(_ label: PlaceLabel, level: String) -> HTML {
        let criteria = label.checked.compactMap { guide.labels.scheme?.criterion($0) }.map {
            "<li>\(visit.text($0.text))</li>" as HTML
        }
        let heading = HTML(level)
        let list: HTML =
            criteria.isEmpty
            ? HTML() : "<\(heading)>\(visit.say("label.checked"))</\(heading)><ul>\(criteria)</ul>"
        let until = visit.say("label.until", ["date": UpkeepWords(guide: guide, visit: visit).date(label.term.last)])
        return "<p>\(until)</p>\(list)"
    }
}
