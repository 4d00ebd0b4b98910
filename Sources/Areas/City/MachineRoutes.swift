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
            tellDatabase()
            return Answer.text(metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private func tellDatabase() {
        let database = city.databaseStatistics
        func set(_ name: String, _ value: Int, _ help: String) {
            metrics.set("database_\(name)", to: Double(value), help: help)
        }
        set("connections_open", database.open, "Connections to the database, without the one that listens.")
        set("connections_idle", database.idle, "Open connections that do nothing.")
        set("calls_waiting", database.waiting, "Calls that wait for a free connection.")
        set("reconnections", database.reconnections, "Connections lost and opened again since the start.")
        set("replicas", database.replicas.count, "Replicas that are known.")
        set("replicas_used", database.replicas.count(where: \.isUsed), "Replicas that answer reads now.")
        // Of those that answer; one that does not is missing among the used ones.
        if let lag = database.replicas.compactMap(\.lag).max() {
            metrics.set(
                "database_replica_lag_seconds", to: lag / .seconds(1), help: "How far the slowest replica is behind.")
        }
    }

    private func noStore(_ response: Response) -> Response {
        var response = response
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
