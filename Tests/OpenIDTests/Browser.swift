import AsyncHTTPClient
import Foundation
import NIOCore
import OpenID
import PythonServer
import Testing

/// What a person's browser does between the two halves of a sign-in.
struct Browser {
    let client: HTTPClient

    @discardableResult
    static func with<Value>(_ work: (Browser) async throws -> Value) async throws -> Value {
        let client = HTTPClient(configuration: OpenIDProvider.clientConfiguration)
        do {
            let value = try await work(Browser(client: client))
            try await client.shutdown()
            return value
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    /// Follows one redirect, and gives what stands in the address that it leads to.
    func back(from address: String, form: String? = nil) async throws -> [String: String] {
        let response = try await send(address, form: form)
        let location = try #require(response.headers.first(name: "location"), "\(response.status)")
        let items = try #require(URLComponents(string: location)?.queryItems)
        return Dictionary(uniqueKeysWithValues: items.map { ($0.name, $0.value ?? "") })
    }

    func json<Value: Decodable>(
        _ type: Value.Type, _ address: String, post: (type: String, text: String)? = nil
    ) async throws -> Value {
        var request = HTTPClientRequest(url: address)
        if let post {
            request.method = .POST
            request.headers.add(name: "content-type", value: post.type)
            request.body = .bytes(ByteBuffer(string: post.text))
        }
        let response = try await client.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 20)
        return try JSONDecoder().decode(type, from: Data(body.readableBytesView))
    }

    func send(_ address: String, form: String? = nil) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address)
        if let form {
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form))
        }
        return try await client.execute(request, timeout: .seconds(20))
    }
}

enum OpenIDTestFiles {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let support = "\(root)/Tests/OpenIDTests/Support"
}
