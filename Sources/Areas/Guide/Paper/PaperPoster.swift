import Rules
import Web

/// One need or theme on a wall: seen from afar, without reading.
extension PaperDocument {
    /// Places that fit under the picture of a need.
    private var mostPlaces: Int { fit == .tight ? 2 : 6 }

    var poster: HTML {
        """
        <header class="poster-head">\(PaperDrawings.pictogram(pictogram ?? "brand", class: "huge"))\
        <h1>\(sides.lines { HTML(subject($0) ?? guideName($0)) })</h1>\(plain)</header>\
        \(tiles)\(colophon())\(emergency(isBrief: true))
        """
    }

    private var plain: HTML? {
        let words: LocalisedText? =
            switch order.subject {
            case .theme(let key): guide.taxonomy.theme(key)?.term.plain
            case .need(let key): guide.taxonomy.need(key)?.plain
            case .city, .district, .service, .words, .sheet, .checklist: nil
            }
        return words.flatMap { text in sides.block { "<p class=\"plain\">\($0.text(text))</p>" } }
    }

    private var tiles: HTML {
        switch order.subject {
        case .theme(let key): grid(guide.taxonomy.theme(key)?.needs ?? [])
        case .city, .district: grid(guide.taxonomy.themes.map(\.term))
        case .need, .service, .words, .sheet, .checklist:
            "<div class=\"places\">\(listing.services.prefix(mostPlaces).map { entry.html($0) })</div>"
        }
    }

    /// Rows of three, four or six pictograms with their words.
    private func grid(_ terms: [Term]) -> HTML {
        let width = terms.count > 12 ? 6 : terms.count > 6 ? 4 : 3
        let rows = stride(from: 0, to: terms.count, by: width).map { start in
            let cells = terms[start..<min(start + width, terms.count)].map { term in
                "<td>\(PaperDrawings.pictogram(term.pictogram, class: "tile"))\(sides.lines { $0.text(term.short ?? term.label) })</td>"
                    as HTML
            }
            return "<tr>\(cells)</tr>" as HTML
        }
        return "<table class=\"tiles\">\(rows)</table>"
    }
}
