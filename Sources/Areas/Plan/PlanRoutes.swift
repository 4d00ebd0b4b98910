import Hummingbird
import Rules
import Web

/// The pages about promises and initiatives.
struct PlanRoutes {
    let plan: @Sendable () throws -> PlanSnapshot
    let visits: VisitMaker

    func add(to router: Router<AppContext>) {
        let pages = router.group(":language")
        add(pages, "plans") { content, _, visit, _ in PlansPage(content: content).page(visit) }
        add(pages, "plans/:plan") { content, _, visit, keys in
            content.plan(keys.plan).map { PlanShow(content: content, plan: $0).page(visit) }
        }
        add(pages, "plans/:plan/became") { content, _, visit, keys in
            content.plan(keys.plan).flatMap { BecamePage(content: content, plan: $0).page(visit) }
        }
        add(pages, "plans/:plan/commitments/:key") { content, _, visit, keys in
            guard let plan = content.plan(keys.plan), let commitment = plan.commitment(keys.key) else { return nil }
            return CommitmentShow(content: content, plan: plan, commitment: commitment).page(visit)
        }
        add(pages, "plans/:plan/actions/:key") { content, _, visit, keys in
            guard let plan = content.plan(keys.plan), let action = plan.action(keys.key) else { return nil }
            return ActionShow(content: content, plan: plan, action: action).page(visit)
        }
        add(pages, "initiatives") { content, request, visit, _ in
            let theme = APIRoutes.query(request).last { $0.name == "theme" && !$0.value.isEmpty }?.value
            return InitiativesPage(content: content).page(visit, theme: theme)
        }
        add(pages, "initiatives/:key") { content, _, visit, keys in
            content.initiative(keys.key).map { InitiativeShow(content: content, initiative: $0).page(visit) }
        }
    }

    /// What the address names.
    private struct Keys {
        let plan: String
        let key: String
    }

    private func add(
        _ group: RouterGroup<AppContext>, _ path: RouterPath,
        _ page: @escaping @Sendable (PlanSnapshot, Request, Visit, Keys) throws -> Page?
    ) {
        group.get(path) { request, context in
            let content = try plan()
            let visit = try visits.visit(request, context, settings: content.settings)
            let keys = Keys(plan: context.parameters.get("plan") ?? "", key: context.parameters.get("key") ?? "")
            guard let page = try page(content, request, visit, keys) else {
                throw Problem(.notFound, "There is nothing at this address.")
            }
            return Answer.page(Layout(page, visit).html, language: visit.language)
        }
    }
}
