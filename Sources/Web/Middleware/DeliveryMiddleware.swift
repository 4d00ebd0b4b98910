public import Hummingbird
internal import NIOCore

/// Sends an answer in the form that its reader can take: nothing new (`304`), compressed, or whole.
///
/// Every successful answer to a GET gets a weak `ETag` of its bytes (RFC 9110, 8.8.3).
public struct DeliveryMiddleware: RouterMiddleware {
    /// Below this size compression costs more than it saves.
    private static let smallest = 860

    public init() {}

    public func handle(
        _ request: Request, context: AppContext, next: (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard request.method == .get || request.method == .head, response.status == .ok else {
            return try await compressed(response, request)
        }
        if response.headers[.eTag] == nil, response.headers[.cacheControl] != "no-store" {
            let (body, bytes) = try await Self.collect(response.body)
            response.body = body
            response.headers[.eTag] = "W/\"\(bytes.withUnsafeReadableBytes { Fingerprint.hexadecimal($0) })\""
        }
        if Self.isText(response.headers[.contentType]), response.headers[.contentEncoding] == nil {
            response.headers[.vary] = [response.headers[.vary], "Accept-Encoding"].compactMap { $0 }.joined(
                separator: ", ")
        }
        if let tag = response.headers[.eTag], Self.matches(request.headers[.ifNoneMatch], tag) {
            var headers = response.headers
            headers[.contentType] = nil
            headers[.contentLength] = nil
            headers[.contentEncoding] = nil
            return Response(status: .notModified, headers: headers)
        }
        return try await compressed(response, request)
    }

    private func compressed(_ response: Response, _ request: Request) async throws -> Response {
        var response = response
        guard response.headers[.contentEncoding] == nil, Self.isText(response.headers[.contentType]) else {
            return response
        }
        guard Self.takesGzip(request.headers[.acceptEncoding]) else { return response }
        let (body, bytes) = try await Self.collect(response.body)
        response.body = body
        guard bytes.readableBytes >= Self.smallest, let small = Compression.gzip(Array(bytes.readableBytesView)) else {
            return response
        }
        response.headers[.contentEncoding] = "gzip"
        response.headers[.contentLength] = nil
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: small))
        return response
    }

    private static func isText(_ type: String?) -> Bool {
        guard let type else { return false }
        return type.hasPrefix("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript")
    }

    /// `gzip` or `*` with a quality above zero.
    static func takesGzip(_ header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains { part in
            let pieces = part.split(separator: ";").map { $0.trimmed.lowercased() }
            guard let name = pieces.first, name == "gzip" || name == "*" else { return false }
            return !pieces.dropFirst().contains {
                $0.hasPrefix("q=0") && !$0.dropFirst(3).contains { ("1"..."9").contains($0) }
            }
        }
    }

    static func matches(_ header: String?, _ tag: String) -> Bool {
        guard let header else { return false }
        func opaque(_ text: String) -> String { text.hasPrefix("W/") ? String(text.dropFirst(2)) : text }
        return header.split(separator: ",").contains { part in
            let wanted = part.trimmed
            return wanted == "*" || opaque(wanted) == opaque(tag)
        }
    }

    private static func collect(_ body: ResponseBody) async throws -> (ResponseBody, ByteBuffer) {
        let gathered = Gathering()
        try await body.write(gathered)
        let buffer = gathered.buffer.withLock { $0 }
        return (ResponseBody(byteBuffer: buffer), buffer)
    }
}
