/// What became of the label, year by year, for those who answer for the promise.
public struct LabelFigures: Sendable, Hashable {
    public struct Year: Sendable, Hashable {
        public var year: Int
        public var asked = 0
        /// Requests that were visited, each once.
        public var visited = 0
        public var granted = 0
        public var refused = 0
        public var withdrawn = 0
    }

    /// The newest first.
    public var years: [Year]

    /// - Parameter steps: what was done, to which request, in which year. A second visit of one request in one year is the same visit.
    public init(_ steps: [(request: String, state: LabelRequest.State, year: Int)]) {
        struct Step: Hashable {
            var request: String
            var state: LabelRequest.State
            var year: Int
        }
        var years: [Int: Year] = [:]
        for step in Set(steps.map { Step(request: $0.request, state: $0.state, year: $0.year) }) {
            var year = years[step.year] ?? Year(year: step.year)
            switch step.state {
            case .asked: year.asked += 1
            case .visited: year.visited += 1
            case .granted: year.granted += 1
            case .refused: year.refused += 1
            case .withdrawn: year.withdrawn += 1
            case .planned, .givenUp, .renewed: break
            }
            years[step.year] = year
        }
        self.years = years.values.sorted { $0.year > $1.year }
    }
}
