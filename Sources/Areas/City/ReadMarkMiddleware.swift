internal import HTTPTypes
internal import Hummingbird
internal import Store
internal import Web

/// Lets a member see what they have just written, whichever server and whichever replica answers next: how far the database must have
/// come travels with their browser in a cookie. Programs without one read from the primary.
struct ReadMarkMiddleware: RouterMiddleware {
    typealias Context = AppContext

    static let cookie = "__Host-seen"

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.split(separator: "/").dropFirst().first == "work" else {
            return try await next(request, context)
        }
        let brought = DeskCookie.value(Self.cookie, request)
        let mark = brought.flatMap { ReadMark(text: $0) } ?? ReadMark()
        var response = try await ReadMark.$current.withValue(mark) { try await next(request, context) }
        if let text = mark.text, text != brought {
            response.headers.append(
                HTTPField(
                    name: .setCookie,
                    value: "\(Self.cookie)=\(text); Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60"))
        }
        return response
    }
}

/// The database is away for a moment: said so, with the advice to come back, instead of a fault of ours.
struct StoreAwayMiddleware: RouterMiddleware {
    typealias Context = AppContext

    func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as StoreError {
            switch error {
            case .unreachable, .noFreeConnection, .tooSlow, .locked, .closed:
                context.logger.error("database away", metadata: ["error": .string("\(error)")])
                throw Problem(
                    .unavailable, "The database is away for a moment. Nothing was changed. Try again in a minute.")
            case .outcomeUnknown:
                context.logger.error("outcome unknown", metadata: ["error": .string("\(error)")])
                throw Problem(
                    .unavailable,
                    "The connection broke while it was written. Look whether it is there before you send it again; a form that is sent twice makes one record."
                )
            default: throw error
            }
        }
    }
}
