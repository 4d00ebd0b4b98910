internal import Hummingbird
internal import Web

/// The files that we ship.
struct StaticRoutes {
    let assets: StaticFiles

    func add(to router: Router<AppContext>) {
        router.get("static/**") { request, context in
            try assets.response(context.parameters.getCatchAll().joined(separator: "/"), request)
        }
        router.get("favicon.ico") { _, _ in Answer.redirect(to: assets.url("icon.svg")) }
    }
}
