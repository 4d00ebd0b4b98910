import Rules
import Web

/// Booklet and leaflet: cover, emergency numbers, contents, services.
extension PaperDocument {
    var list: HTML {
        let sections = listing.sections
        let hasContents = order.kind == .booklet && sections.count > 1
        return """
            \(cover)\(emergency())\(if: hasContents, contents(sections))<div class="listing">\(sections.map(section))</div>\
            \(if: order.kind == .leaflet, colophon())
            """
    }

    private var cover: HTML {
        """
        <header class="cover">\(PaperDrawings.pictogram(pictogram ?? "brand", class: "large"))\
        <h1>\(sides.lines { HTML(guideName($0)) })</h1>\
        <p class="subject">\(sides.lines { HTML(subject($0) ?? $0.say("home.title", ["city": $0.words($0.settings.name)])) })</p>\
        \(if: order.kind == .booklet, colophon())</header>
        """
    }

    var pictogram: String? {
        switch order.subject {
        case .theme(let key): guide.taxonomy.theme(key)?.term.pictogram
        case .need(let key): guide.taxonomy.need(key)?.pictogram
        case .service(let key): guide.service(key)?.needs.first
        case .sheet(let key): texts.rights?.sheets(key)?.current.pictogram
        case .checklist(let key): texts.rights?.checklists(key)?.current.pictogram
        case .city, .district, .words: nil
        }
    }

    private func contents(_ sections: [PaperListing.Section]) -> HTML {
        let rows = sections.map { section in
            """
            <tr><td class="signs">\(PaperDrawings.pictogram(section.pictogram))</td>\
            <td>\(sides.lines { $0.text(section.label) })</td>\
            <td class="page"><a href="#s-\(section.key)"></a></td></tr>
            """ as HTML
        }
        return """
            <nav class="contents"><h2>\(sides.lines { HTML($0.say(heading)) })</h2><table>\(rows)</table></nav>
            """
    }

    private var heading: String {
        if case .city = order.subject, order.grouping != .district { return "menu.themes" }
        if case .district = order.subject { return "menu.themes" }
        return "districts.title"
    }

    private func section(_ section: PaperListing.Section) -> HTML {
        """
        <section class="services"><h2 id="s-\(section.key)">\(PaperDrawings.pictogram(section.pictogram))\
        <span class="section-name">\(sides.lines { $0.text(section.label) })</span></h2>\
        \(section.services.map { entry.html($0) })</section>
        """
    }
}
