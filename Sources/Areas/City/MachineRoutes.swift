internal import Hummingbird
internal import Web

/// Addresses for whoever runs the server: alive, ready, figures.
struct MachineRoutes {
    let city: PublishedCity
    let metrics: Metrics

    func add(to router: Router<AppContext>) {
        router.get("health") { _, _ in
            noStore(Answer.json(JSONText(members: [("status", "alive")])))
        }
        router.get("ready") { _, _ in
            guard let services = city.serviceCount, let version = city.version else {
                throw Problem(.unavailable, "The guide is being loaded.")
            }
            return noStore(
                Answer.json(
                    JSONText(members: [
                        ("status", "ready"), ("services", JSONText(services)), ("version", JSONText(version)),
                    ])))
        }
        router.get("metrics") { _, _ in
            metrics.set("guide_services", to: Double(city.serviceCount ?? 0), help: "Services that can be searched.")
            metrics.set("guide_version", to: Double(city.version ?? 0), help: "Version of the content that is shown.")
            return Answer.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private func noStore(_ response: Response) -> Response {
        var response = response
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
