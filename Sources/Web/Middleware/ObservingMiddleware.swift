public import HTTPTypes
public import Hummingbird
internal import Logging

/// Gives every request a reference, counts it and logs it: route, method, status, duration.
///
/// The path's own values and the query are left out, because a search says what a person needs and where they stand.
public struct ObservingMiddleware: RouterMiddleware {
    private let metrics: Metrics
    private let logsRequests: Bool

    public init(metrics: Metrics, logsRequests: Bool = true) {
        self.metrics = metrics
        self.logsRequests = logsRequests
    }

    public func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response = try await next(request, context)
        let elapsed = start.duration(to: .now)
        let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let route = context.endpointPath ?? "unknown"
        metrics.record(
            route: route, method: Self.known(request.method), status: Int(response.status.code), seconds: seconds)
        response.headers[.xRequestID] = context.reference
        if logsRequests {
            context.logger.info(
                "request",
                metadata: [
                    "route": .string(route), "method": .string(Self.known(request.method)),
                    "status": .stringConvertible(response.status.code),
                    "ms": .stringConvertible((seconds * 100_000).rounded() / 100),
                ])
        }
        return response
    }

    /// Methods come from outside: only those that we know may become a label.
    private static func known(_ method: HTTPRequest.Method) -> String {
        [.get, .head, .post, .put, .patch, .delete, .options].contains(method) ? method.rawValue : "other"
    }
}

extension HTTPField.Name {
    // The literal is a valid field name (RFC 9110, 5.1), so the initialiser cannot fail.
    public static let xRequestID = HTTPField.Name("X-Request-ID")!
}
