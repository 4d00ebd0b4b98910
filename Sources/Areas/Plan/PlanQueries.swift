internal import Rules
internal import Store

struct PlanDraft: Sendable {
    var plans: [Plan] = []
    var initiatives: [Initiative] = []
}

enum PlanQueries {
    static let plans = RecordTable<Plan>(
        name: "plan", kind: "plan", key: \.key,
        columns: [
            .init(name: "adopted") { .text($0.adopted.description) },
            .init(name: "status") { .text($0.status.rawValue) },
        ],
        relations: { connection, plan in
            try connection.execute("DELETE FROM plan_partner WHERE plan = \(plan.key)")
            try connection.execute("DELETE FROM plan_site WHERE plan = \(plan.key)")
            let partners = plan.commitments.map { ($0.key, $0.partners) } + plan.actions.map { ($0.key, $0.partners) }
            for (item, organisations) in partners {
                for organisation in Set(organisations).sorted() {
                    try connection.execute(
                        "INSERT INTO plan_partner (plan, item, organisation) VALUES (\(plan.key), \(item), \(organisation))"
                    )
                }
            }
            for action in plan.actions {
                for site in Set(action.sites).sorted() {
                    try connection.execute(
                        "INSERT INTO plan_site (plan, item, site) VALUES (\(plan.key), \(action.key), \(site))")
                }
            }
        })

    static let initiatives = RecordTable<Initiative>(
        name: "initiative", kind: "initiative", key: \.key,
        columns: [.init(name: "number") { .integer(Int64($0.number)) }])

    static func write(_ draft: PlanDraft, _ connection: Connection, now: Int64) throws -> [RecordChanges] {
        [
            try plans.reconcile(
                connection, incoming: draft.plans.map { IncomingRecord(value: $0) }, source: Territory.source, now: now),
            try initiatives.reconcile(
                connection, incoming: draft.initiatives.map { IncomingRecord(value: $0) }, source: Territory.source,
                now: now),
        ]
    }
}
