public import Rules

/// Dates in words. Month and weekday names come from the language files (`date.month.1`, `date.weekday.1` = Monday).
extension Visit {
    public func date(_ date: PartialDate) -> String {
        guard let month = date.month else { return String(date.year) }
        let name = say("date.month.\(month)")
        guard let day = date.day else { return say("date.monthYear", ["month": name, "year": String(date.year)]) }
        let number = day == 1 && say.has("date.first") ? say("date.first") : String(day)
        return say("date.full", ["day": number, "month": name, "year": String(date.year)])
    }

    public func weekday(_ monday1: Int) -> String { say("date.weekday.\(monday1)") }

    /// A stated number with what it counts: "about 12,000 people per night".
    public func figure(_ figure: Figure) -> HTML {
        var number = self.number(figure.value)
        if let upper = figure.to { number = say("figure.range", ["from": number, "to": self.number(upper)]) }
        if let qualifier = figure.qualifier { number = say("figure.\(qualifier.rawValue)", ["number": number]) }
        let unit = figure.unit.map { " \(text($0))" as HTML }
        let per = figure.per.map { " \(say("figure.per.\($0.rawValue)"))" as HTML }
        return "<strong class=\"figure-value\"><bdi>\(number)</bdi></strong>\(unit)\(per)"
    }

    /// A figure with its label and date. The unit is left out when the label says it again: "18", "commitments of the plan".
    public func labelled(_ figure: Figure) -> HTML {
        var shown = figure
        if let unit = words(figure.unit), let label = words(figure.label),
            label.lowercased().contains(unit.lowercased())
        {
            shown.unit = nil
        }
        let label = figure.label.map { " <span class=\"figure-label\">\(text($0))</span>" as HTML }
        let date = figure.on.map { " <span class=\"figure-date\">(\(self.date($0)))</span>" as HTML }
        return "\(self.figure(shown))\(label)\(date)"
    }

    public func number(_ value: Double) -> String {
        guard abs(value) < 1e15 else { return value.description }
        if let whole = Int(exactly: value) { return say.number(whole) }
        let tenths = Int((value * 100).rounded())
        var fraction = String(tenths % 100)
        if fraction.utf8.count < 2 { fraction = "0" + fraction }
        while fraction.hasSuffix("0"), fraction.utf8.count > 1 { fraction.removeLast() }
        return say.number(tenths / 100) + say("figure.decimal") + fraction
    }

    /// The source of a fact, by the title of its document, with its date.
    public func source(_ note: SourceNote, documents: [String: SourceDocument]) -> HTML {
        guard let document = documents[note.document] else { return HTML(note.document) }
        let title: HTML =
            document.url.map { "<a href=\"\($0)\" rel=\"noreferrer\">\(text(document.title))</a>" }
            ?? text(document.title)
        let place = note.place.map { ", <bdi lang=\"en\">\($0)</bdi>" as HTML }
        let date = document.date.map { " (\(self.date($0)))" as HTML }
        return "\(title)\(place)\(date)"
    }
}
