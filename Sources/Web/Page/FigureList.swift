public import Rules

/// Figures as a list: the number, what it counts, when.
public struct FigureList: Sendable {
    let visit: Visit

    public init(visit: Visit) {
        self.visit = visit
    }

    public func list(_ figures: [Figure]) -> HTML? {
        guard !figures.isEmpty else { return nil }
        return "<ul class=\"figures\">\(figures.map { "<li class=\"figure\">\(item($0))</li>" as HTML })</ul>"
    }

    private func item(_ figure: Figure) -> HTML {
        let label = figure.label.map { " <span class=\"figure-label\">\(visit.text($0))</span>" as HTML }
        let date = figure.on.map { " <span class=\"figure-date\">(\(visit.date($0)))</span>" as HTML }
        return "\(visit.figure(figure))\(label)\(date)"
    }
}
