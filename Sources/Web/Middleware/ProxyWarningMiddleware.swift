internal import HTTPTypes
public import Hummingbird
internal import Logging
internal import Synchronization

/// A proxy on this machine says for whom it asks, and the settings know of none: then all people are one address to every limit, and a
/// few wrong passwords keep everybody waiting. Said once in the log, with nobody's address.
public struct ProxyWarningMiddleware: RouterMiddleware {
    public typealias Context = AppContext

    static let words =
        "requests come through a proxy on this machine, and the setting `proxies` is 0: set it to the number of your proxies, "
        + "or everybody is counted as one address"

    private let hint = OnceHint()

    public init() {}

    public func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if request.headers[.xForwardedFor] != nil, Self.isLoopback(context.remoteAddress), hint.isFirst {
            context.logger.warning("\(Self.words)")
        }
        return try await next(request, context)
    }

    static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }

    private final class OnceHint: Sendable {
        private let wasSaid = Atomic(false)
        var isFirst: Bool { !wasSaid.exchange(true, ordering: .relaxed) }
    }
}
