import Rules
import Web

/// Key figures of a plan, each with the place in the document that states it.
struct PlanFigures {
    let content: PlanSnapshot
    let visit: Visit

    /// How many stand on the page at once; the others are one touch away.
    static let shown = 8

    func list(_ figures: [Figure]) -> HTML? {
        guard !figures.isEmpty else { return nil }
        let documents = Set(figures.map { $0.source?.document })
        let common = documents.count == 1 ? documents.first?.map { SourceNote(document: $0) } : nil
        let first = items(figures.prefix(Self.shown), common)
        let rest: HTML? =
            figures.count > Self.shown
            ? """
            <details><summary>\(visit.say("plan.figures.more", count: figures.count - Self.shown))</summary>
            <ul class="figures">\(items(figures.dropFirst(Self.shown), common))</ul></details>
            """ : nil
        let source = common.map {
            "<p class=\"note\">\(visit.say("plan.source")) \(visit.source($0, documents: content.documents))</p>"
                as HTML
        }
        return "<ul class=\"figures\">\(first)</ul>\(rest)\(source)"
    }

    private func items(_ figures: ArraySlice<Figure>, _ common: SourceNote?) -> HTML {
        figures.map { "<li class=\"figure\">\(visit.labelled($0))\(source($0, common))</li>" as HTML }.joined()
    }

    /// Where all figures come from one document, only the place in it is said beside each.
    private func source(_ figure: Figure, _ common: SourceNote?) -> HTML? {
        guard let note = figure.source else { return nil }
        if common == nil { return " <small>\(visit.source(note, documents: content.documents))</small>" }
        return note.place.map { " <small><bdi lang=\"en\">\($0)</bdi></small>" as HTML }
    }

    static func distinct(_ notes: [SourceNote]) -> [SourceNote] {
        var seen: Set<SourceNote> = []
        return notes.filter { seen.insert($0).inserted }
    }
}
