public import Hummingbird
internal import NIOCore

/// The answers that the house gives, with their headers right.
public enum Answer {
    public static func page(_ html: HTML, status: HTTPResponse.Status = .ok, language: String) -> Response {
        Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .contentLanguage: language,
                .cacheControl: status == .ok ? "private, max-age=0, must-revalidate" : "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html.text)))
    }

    public static func json(_ json: JSONText, type: String = "application/json") -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .cacheControl: "public, max-age=0, must-revalidate"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }

    public static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// Bytes that were compressed beforehand, kept by the reader for some seconds.
    public static func bytes(
        _ plain: [UInt8], compressed: [UInt8]?, type: String, seconds: Int, to request: Request
    ) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .cacheControl: "public, max-age=\(seconds)", .vary: "Accept-Encoding",
            .eTag: "W/\"\(Fingerprint.hexadecimal(plain))\"",
        ]
        guard let compressed, DeliveryMiddleware.takesGzip(request.headers[.acceptEncoding]) else {
            // Named, so that nobody compresses it again.
            headers[.contentEncoding] = "identity"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: plain)))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: compressed)))
    }

    /// A sound, whole or the stretch of it that a player asks for (RFC 9110, 14; some telephones play nothing without).
    public static func sound(_ bytes: [UInt8], type: String, language: String, to request: Request) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .contentLanguage: language, .acceptRanges: "bytes",
            .cacheControl: "private, max-age=0, must-revalidate",
        ]
        guard let range = range(request.headers[.range], of: bytes.count) else {
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"
        return Response(
            status: .partialContent, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes[range])))
    }

    /// One stretch, `bytes=0-1023`, `bytes=1024-` or `bytes=-512`; of anything else the whole is given, as the standard allows.
    static func range(_ header: String?, of count: Int) -> Range<Int>? {
        guard let header, header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        switch (Int(ends[0]), Int(ends[1])) {
        case (let first?, let last?) where first <= last && first < count && first >= 0:
            return first..<min(last, count - 1) + 1
        case (let first?, nil) where ends[1].isEmpty && first < count && first >= 0: return first..<count
        case (nil, let last?) where ends[0].isEmpty && last > 0: return max(0, count - last)..<count
        default: return nil
        }
    }

    /// Bytes of which only the compressed form is kept, asked for again each time; `nil`: their reader takes no compression.
    public static func compressed(_ small: [UInt8], type: String, tag: String, to request: Request) -> Response? {
        guard DeliveryMiddleware.takesGzip(request.headers[.acceptEncoding]) else { return nil }
        return Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "public, max-age=0, must-revalidate", .vary: "Accept-Encoding",
                .eTag: tag, .contentEncoding: "gzip",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: small)))
    }

    /// - Parameter permanently: when the old address will never mean anything else.
    public static func redirect(to url: String, permanently: Bool = false) -> Response {
        Response(
            status: permanently ? .permanentRedirect : .found, headers: [.location: url, .cacheControl: "no-store"])
    }
}
