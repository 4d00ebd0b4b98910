public import Rules

/// Figures as a list: the number, what it counts, when.
public struct FigureList: Sendable {
    let visit: Visit

    public init(visit: Visit) {
        self.visit = visit
    }

    public func list(_ figures: [Figure]) -> HTML? {
        guard !figures.isEmpty else { return nil }
        return "<ul class=\"figures\">\(figures.map { "<li class=\"figure\">\(visit.labelled($0))</li>" as HTML })</ul>"
    }
}
