internal import Hummingbird
internal import NIOCore
internal import Rules
internal import Store
internal import Web

/// Files that anyone may take: `/open-data/index.json` says which.
struct OpenDataRoutes {
    let city: PublishedCity
    let origin: String

    func add(to router: Router<AppContext>) {
        router.get("open-data") { _, _ in Answer.redirect(to: "/open-data/index.json") }
        router.get("open-data/:name") { _, context in
            let name = context.parameters.get("name") ?? ""
            switch name {
            case "index.json": return try await index()
            case "SHA256SUMS": return try await sums()
            default: return try await file(name)
            }
        }
    }

    private func index() async throws -> Response {
        let territory = try city.snapshot().guide.territory
        let files = try await city.openData()
        return open(
            Answer.json(OpenDataShelf.index(files, territory.settings, territory.documents, origin: origin)))
    }

    /// As `sha256sum --check` reads it.
    private func sums() async throws -> Response {
        let files = try await city.openData()
        return open(Answer.text(files.map { "\($0.digest)  \($0.name)\n" }.joined()))
    }

    private func file(_ name: String) async throws -> Response {
        guard let (file, bytes) = try await city.openData(name) else {
            throw Problem(.notFound, "There is no such file: see /open-data/index.json.")
        }
        var response = Response(
            status: .ok,
            headers: [
                .contentType: file.type, .cacheControl: "public, max-age=3600", .eTag: "\"\(file.digest)\"",
                .contentDisposition: "attachment; filename=\"\(file.name)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.vary] = "Accept-Encoding"
        return open(response)
    }

    /// Pages of others may read it.
    private func open(_ response: Response) -> Response {
        var response = response
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }
}
