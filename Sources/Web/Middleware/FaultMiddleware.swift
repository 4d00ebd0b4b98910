public import Hummingbird
internal import Logging

/// Turns whatever went wrong into an answer: `problem+json` for programs, a page with a way on for people.
///
/// The reader sees a reference; the log has the rest.
public struct FaultMiddleware: RouterMiddleware {
    /// Draws the page for a problem, in the language of the address.
    public typealias Page = @Sendable (Problem, Request, AppContext) async throws -> Response

    /// Bytes of path and query.
    private static let longestAddress = 8_192

    private let page: Page

    public init(page: @escaping Page) {
        self.page = page
    }

    public func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            guard (request.head.path?.utf8.count ?? 0) <= Self.longestAddress else {
                throw Problem(.badRequest, "The address is longer than this server reads.")
            }
            return try await next(request, context)
        } catch {
            let problem = Self.problem(of: error)
            if problem.kind == .fault {
                context.logger.error("fault", metadata: ["error": .string(String(reflecting: error))])
            }
            if Self.isForPrograms(request) { return problem.response(reference: context.reference) }
            do {
                var answer = try await page(problem, request, context)
                if let seconds = problem.kind.comeBackIn { answer.headers[.retryAfter] = seconds }
                return answer
            } catch {
                return problem.response(reference: context.reference)
            }
        }
    }

    private static func problem(of error: any Error) -> Problem {
        if let problem = error as? Problem { return problem }
        guard let known = error as? any HTTPResponseError else {
            return Problem(.fault, "The fault is ours. Try again; if it comes back, give us the reference.")
        }
        switch known.status {
        case .notFound: return Problem(.notFound, "There is nothing at this address.")
        case .methodNotAllowed: return Problem(.methodNotAllowed, "This address can only be read.")
        case .contentTooLarge: return Problem(.tooLarge, "The request is larger than this server takes.")
        default:
            return known.status.kind == .clientError
                ? Problem(.badRequest, "The request cannot be read.")
                : Problem(.fault, "The fault is ours. Try again; if it comes back, give us the reference.")
        }
    }

    private static func isForPrograms(_ request: Request) -> Bool {
        let path = request.uri.path
        return path.hasPrefix("/api/") || path == "/hsds" || path.hasPrefix("/hsds/") || path.hasSuffix(".json")
            || path.hasSuffix(".geojson")
    }
}
