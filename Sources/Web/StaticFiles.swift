public import Foundation
public import Hummingbird
internal import NIOCore

/// The style sheets, modules and pictograms that we ship: read once, compressed once, served from memory.
///
/// A file's address holds the fingerprint of its bytes (`/static/app.1f2e….css`), so a phone keeps it for a year.
public struct StaticFiles: Sendable {
    struct File: Sendable {
        var type: String
        var plain: ByteBuffer
        var small: ByteBuffer?
        var tag: String
    }

    private var files: [String: File] = [:]
    private var addresses: [String: String] = [:]
    private var texts: [String: String] = [:]

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "webmanifest": "application/manifest+json", "woff2": "font/woff2",
        "txt": "text/plain; charset=utf-8",
    ]

    /// - Parameter folder: `Resources/static`.
    public init(folder: URL) throws {
        let root = folder.resolvingSymlinksInPath().path
        guard let names = FileManager.default.enumerator(atPath: root) else { return }
        for case let name as String in names {
            guard let type = Self.types[(name as NSString).pathExtension] else { continue }
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: root + "/" + name)))
            let print = String(Fingerprint.hexadecimal(bytes).prefix(10))
            let stem = (name as NSString).deletingPathExtension
            let address = "\(stem).\(print).\((name as NSString).pathExtension)"
            let small = bytes.count > 400 ? Compression.gzip(bytes, level: 9) : nil
            let file = File(
                type: type, plain: ByteBuffer(bytes: bytes), small: small.map { ByteBuffer(bytes: $0) },
                tag: "W/\"\(print)\"")
            files[address] = file
            files[name] = file
            addresses[name] = "/static/" + address
            if type.hasPrefix("image/svg") || type.hasPrefix("text/javascript") {
                texts[name] = String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    /// Address of a file that we ship, with its fingerprint.
    public func url(_ name: String) -> String { addresses[name] ?? "/static/" + name }

    /// A drawing to be put into the page itself, or `nil` when there is none of that name.
    public func drawing(_ name: String) -> String? { texts[name] }

    /// Names of the pictograms, without their ending.
    public var pictograms: [String] {
        texts.keys.filter { $0.hasPrefix("pictograms/") }.map { String($0.dropFirst(11).dropLast(4)) }.sorted()
    }

    /// The same with a sign for each pictogram instead of it, for a reader who has the pictograms once.
    var withSigns: StaticFiles {
        var copy = self
        for name in pictograms { copy.texts["pictograms/\(name).svg"] = "<svg data-drawing=\"\(name)\"></svg>" }
        return copy
    }

    /// A module as it is written, to be sent with something before it.
    public func words(_ name: String) -> String? { texts[name] }

    public func response(_ name: String, _ request: Request) throws -> Response {
        guard let file = files[name] else { throw Problem(.notFound, "There is no such file.") }
        let dated = addresses[name] == nil
        var headers: HTTPFields = [
            .contentType: file.type, .eTag: file.tag, .vary: "Accept-Encoding",
            .cacheControl: dated ? "public, max-age=31536000, immutable" : "public, max-age=300",
        ]
        if let small = file.small, DeliveryMiddleware.takesGzip(request.headers[.acceptEncoding]) {
            headers[.contentEncoding] = "gzip"
            return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: small))
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.plain))
    }
}
