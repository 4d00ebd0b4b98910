internal import HTTPTypes
public import Hummingbird

/// Headers that keep a page to itself: nothing from elsewhere, no frame, no referrer, no sensor but the place when asked.
public struct SecurityMiddleware: RouterMiddleware {
    /// What an answer carries that may stand in the frame of another site: a page of its own that knows nobody, with neither script nor form.
    public static let framed = "frame-ancestors *"

    private let policy: String
    private let framedPolicy: String

    /// - Parameter tiles: origin of a tile server, when the city has configured one; off by default.
    public init(tiles: String? = nil) {
        let images = tiles.map { "'self' data: \($0)" } ?? "'self' data:"
        policy = """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src \(images); font-src 'self'; media-src 'self'; \
            connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
            frame-ancestors 'none'
            """
        framedPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; \(Self.framed)"
    }

    public func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.contentSecurityPolicy] =
            response.headers[.contentSecurityPolicy] == Self.framed ? framedPolicy : policy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        let microphone = Self.mayListen(request.uri.path) ? "(self)" : "()"
        response.headers[.permissionsPolicy] =
            "camera=(), microphone=\(microphone), geolocation=(self), payment=(), usb=()"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        return response
    }

    /// Pages of the desk on which somebody who asks for it records their voice.
    static func mayListen(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.count > 3 && parts[1] == DeskRouter.pagePrefix && parts[2] == "recordings"
    }
}

extension HTTPField.Name {
    // The three literals are valid field names (RFC 9110, 5.1), so the initialisers cannot fail.
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
}
