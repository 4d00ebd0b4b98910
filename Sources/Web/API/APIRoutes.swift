public import Hummingbird
public import Rules

/// Puts endpoints on the router: reads the parameters, refuses unknown ones, chooses language and format.
public struct APIRoutes: Sendable {
    let endpoints: [Endpoint]
    let languages: @Sendable () throws -> TerritorySettings.Languages
    let now: @Sendable () -> Instant

    public init(
        endpoints: [Endpoint], languages: @escaping @Sendable () throws -> TerritorySettings.Languages,
        now: @escaping @Sendable () -> Instant
    ) {
        self.endpoints = endpoints
        self.languages = languages
        self.now = now
    }

    public func add(to router: Router<AppContext>) {
        for endpoint in endpoints {
            add(endpoint, at: endpoint.path, geoJSON: false, to: router)
            if endpoint.hasGeoJSON { add(endpoint, at: endpoint.path + ".geojson", geoJSON: true, to: router) }
        }
    }

    private func add(_ endpoint: Endpoint, at path: String, geoJSON: Bool, to router: Router<AppContext>) {
        let route = RouterPath(path)
        router.on(route, method: .get) { request, context in try answer(endpoint, request, context, geoJSON: geoJSON) }
        router.on(route, method: .options) { _, _ in
            Response(
                status: .noContent,
                headers: [
                    .accessControlAllowOrigin: "*", .accessControlAllowMethods: "GET, HEAD",
                    .accessControlAllowHeaders: "Accept, Accept-Language, If-None-Match",
                    .accessControlMaxAge: "86400",
                    .allow: "GET, HEAD, OPTIONS",
                ])
        }
        let others =
            [HTTPRequest.Method.post, .put, .patch, .delete, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }
        for method in others {
            router.on(route, method: method) { _, context in
                var response = Problem(.methodNotAllowed, "This address can only be read: use GET.")
                    .response(reference: context.reference)
                response.headers[.allow] = "GET, HEAD, OPTIONS"
                return response
            }
        }
    }

    private func answer(_ endpoint: Endpoint, _ request: Request, _ context: AppContext, geoJSON: Bool) throws
        -> Response
    {
        var faults: [Problem.Fault] = []
        let query = Self.query(request)
        let allowed = Set(endpoint.parameters.map(\.name) + ["lang"])
        for name in Set(query.map(\.name)).sorted().prefix(20) where !allowed.contains(name) {
            faults.append(
                .init(name: String(name.prefix(60)), reason: "is not a parameter of this address: see /openapi.json"))
        }
        let offered = try languages()
        let asked = query.last { $0.name == "lang" }?.value
        if let asked, !offered.offered.contains(asked) {
            faults.append(.init(name: "lang", reason: "must be one of \(offered.offered.joined(separator: ", "))"))
        }
        if !faults.isEmpty {
            throw Problem(.badRequest, "The request has a parameter that this address does not take.", faults: faults)
        }
        let format = try Self.format(request.headers[.accept], endpoint)
        let wantsGeoJSON = geoJSON || format == .geoJSON
        let language =
            asked
            ?? LanguageNegotiation.choose(
                header: request.headers[.acceptLanguage], offered: offered.offered, preferred: offered.preferred)
        var path: [String: String] = [:]
        for name in endpoint.pathNames { path[name] = context.parameters.get(name) ?? "" }
        let call = Endpoint.Call(
            path: path, query: query.filter { $0.name != "lang" }, language: language, now: now(),
            wantsGeoJSON: wantsGeoJSON)
        var response = Answer.json(
            try endpoint.handler(call), type: wantsGeoJSON ? "application/geo+json" : "application/json")
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.accessControlExposeHeaders] = "ETag, X-Request-ID"
        response.headers[.contentLanguage] = language
        response.headers[.vary] = "Accept, Accept-Language"
        return response
    }

    private enum Format { case json, geoJSON }

    /// `Accept` (RFC 9110, 12.5.1): the format named with the higher quality; anything unreadable means JSON.
    private static func format(_ header: String?, _ endpoint: Endpoint) throws -> Format {
        guard let header, !header.isEmpty else { return .json }
        var best: (format: Format, quality: Double)?
        for part in header.split(separator: ",") {
            let pieces = part.split(separator: ";").map { $0.trimmed.lowercased() }
            guard let type = pieces.first else { continue }
            let quality = pieces.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            let format: Format
            switch type {
            case "application/geo+json", "application/vnd.geo+json":
                guard endpoint.hasGeoJSON else { continue }
                format = .geoJSON
            case "application/json", "application/*", "*/*", "text/json": format = .json
            default: continue
            }
            if quality > 0, quality > (best?.quality ?? 0) { best = (format, quality) }
        }
        guard let best else {
            throw Problem(
                .notAcceptable,
                "This address answers application/json\(endpoint.hasGeoJSON ? " and application/geo+json" : "").")
        }
        return best.format
    }

    /// The query as pairs, in order, percent-decoded; `+` is a space (WHATWG form encoding).
    public static func query(_ request: Request) -> [(name: String, value: String)] {
        guard let text = request.uri.query else { return [] }
        return text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (FormDecoding.decode(parts[0]), parts.count > 1 ? FormDecoding.decode(parts[1]) : "")
        }
    }
}
