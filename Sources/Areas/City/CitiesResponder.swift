public import Hummingbird
public import Web

/// Several cities in one process, each with its own database, keys and snapshot: the host name alone chooses, and nothing of one is
/// ever in reach of another's requests.
public struct CitiesResponder: HTTPResponder {
    public typealias Context = AppContext

    private let only: (any HTTPResponder<AppContext>)?
    private let byHost: [String: any HTTPResponder<AppContext>]

    /// One city answers to whatever name.
    public init(_ only: any HTTPResponder<AppContext>) {
        self.only = only
        self.byHost = [:]
    }

    /// - Parameter cities: host names in lower case, without port.
    public init(_ cities: [(hosts: [String], responder: any HTTPResponder<AppContext>)]) {
        only = nil
        byHost = Dictionary(
            cities.flatMap { city in city.hosts.map { ($0.lowercased(), city.responder) } },
            uniquingKeysWith: { first, _ in first })
    }

    @Sendable public func respond(to request: Request, context: AppContext) async throws -> Response {
        if let only { return try await only.respond(to: request, context: context) }
        let path = request.uri.path
        if let city = byHost[Self.host(request.head.authority ?? "")] {
            return try await city.respond(to: request, context: context)
        }
        // A load balancer asks by address, not by name.
        if path == "/health" { return Answer.json(JSONText(members: [("status", "alive")])) }
        var response = Problem(.notFound, "No city of this server has that name.").response(
            reference: context.reference)
        response.status = .misdirectedRequest
        return response
    }

    /// `Paris.Example.org:8080` → `paris.example.org`
    static func host(_ authority: String) -> String {
        let name = authority.lowercased()
        if name.hasPrefix("[") { return name }
        return String(name.prefix { $0 != ":" })
    }
}
