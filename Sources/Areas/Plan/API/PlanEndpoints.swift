import Rules
import Web

/// The part of the API about promises: plans, commitments, actions, initiatives.
struct PlanEndpoints {
    /// The promises as they are published now; throws `Problem(.unavailable)` before the first load.
    let plan: @Sendable () throws -> PlanSnapshot

    var all: [Endpoint] {
        [plans, onePlan, commitments, commitment, actions, action] + InitiativeEndpoints(plan: plan).all
    }

    private static let axis = Endpoint.Parameter(
        "axis", "Key of an axis of the plan", Schema.string(), example: "axis-1")
    private static let partner = Endpoint.Parameter(
        "partner", "Key of an organisation that takes part", Schema.string(), example: "france-terre-d-asile")

    private var plans: Endpoint {
        Endpoint(
            "plans", operation: "listPlans", summary: "Sets of public promises, the oldest first",
            parameters: ListWindow.parameters, answer: Schema.list(of: "Plan")
        ) { call in
            let content = try plan()
            let json = PlanItemJSON(content: content, language: call.language)
            return try ListWindow(call).answer(content.plans) { json.plan($0) }
        }
    }

    private var onePlan: Endpoint {
        Endpoint(
            "plans/{plan}", operation: "getPlan", summary: "One plan with its axes and key figures",
            answer: Schema.reference("Plan"), canMiss: true
        ) { call in
            let (content, plan) = try named(call)
            return PlanItemJSON(content: content, language: call.language).plan(plan)
        }
    }

    private var commitments: Endpoint {
        Endpoint(
            "plans/{plan}/commitments", operation: "listCommitments", summary: "Commitments of a plan, in its order",
            parameters: [Self.axis, Self.partner] + ListWindow.parameters, answer: Schema.list(of: "Commitment"),
            canMiss: true
        ) { call in
            let (content, plan) = try named(call)
            let window = try ListWindow(call)
            let shown = plan.commitments.filter { commitment in
                (call["axis"].map { commitment.axis == $0 } ?? true)
                    && (call["partner"].map { commitment.partners.contains($0) } ?? true)
            }
            let json = PlanItemJSON(content: content, language: call.language)
            return window.answer(shown) { json.commitment($0, of: plan) }
        }
    }

    private var commitment: Endpoint {
        Endpoint(
            "plans/{plan}/commitments/{id}", operation: "getCommitment", summary: "One commitment",
            answer: Schema.reference("Commitment"), canMiss: true
        ) { call in
            let (content, plan) = try named(call)
            guard let commitment = plan.commitment(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such commitment in this plan.")
            }
            return PlanItemJSON(content: content, language: call.language).commitment(commitment, of: plan)
        }
    }

    private var actions: Endpoint {
        Endpoint(
            "plans/{plan}/actions", operation: "listActions", summary: "Actions of a plan, in its order",
            parameters: [
                Self.axis, .init("commitment", "Key of a commitment of the plan", Schema.string(), example: "c1"),
                Self.partner,
            ] + ListWindow.parameters, answer: Schema.list(of: "Action"), canMiss: true
        ) { call in
            let (content, plan) = try named(call)
            let window = try ListWindow(call)
            let shown = plan.actions.filter { action in
                (call["axis"].map { plan.axis(of: action)?.key == $0 } ?? true)
                    && (call["commitment"].map { action.commitment == $0 } ?? true)
                    && (call["partner"].map { action.partners.contains($0) } ?? true)
            }
            let json = PlanItemJSON(content: content, language: call.language)
            return window.answer(shown) { json.action($0, of: plan) }
        }
    }

    private var action: Endpoint {
        Endpoint(
            "plans/{plan}/actions/{id}", operation: "getAction", summary: "One action",
            answer: Schema.reference("Action"), canMiss: true
        ) { call in
            let (content, plan) = try named(call)
            guard let action = plan.action(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such action in this plan.")
            }
            return PlanItemJSON(content: content, language: call.language).action(action, of: plan)
        }
    }

    private func named(_ call: Endpoint.Call) throws -> (PlanSnapshot, Plan) {
        let content = try plan()
        guard let plan = content.plan(call.path["plan"] ?? "") else {
            throw Problem(.notFound, "There is no such plan.")
        }
        return (content, plan)
    }
}
