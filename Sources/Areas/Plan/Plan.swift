public import Rules
public import Store

/// What the city promised, and what others tried. What this area offers to the others.
public enum Plans {
    public static func load(_ connection: Connection) throws -> PlanContent {
        let plans = try PlanQueries.plans.live(connection, blank: nil).map(\.value)
        let initiatives = try PlanQueries.initiatives.live(connection, blank: nil).map(\.value)
        return PlanContent(
            plans: plans.sorted { ($0.adopted, $0.key) < ($1.adopted, $1.key) },
            initiatives: initiatives.sorted { ($0.number, $0.key) < ($1.number, $1.key) })
    }
}

public struct PlanContent: Sendable {
    /// The oldest first.
    public var plans: [Plan]
    /// In the order of their numbers.
    public var initiatives: [Initiative]

    public init(plans: [Plan] = [], initiatives: [Initiative] = []) {
        self.plans = plans
        self.initiatives = initiatives
    }
}
