import Foundation
import Post
import PythonServer
import Testing

/// A mail server and what it got.
struct MailSink {
    let server: PythonServer
    let folder: TemporaryFolder

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    private static let script = "\(root)/Tests/PostTests/Support/sink.py"

    init(_ arguments: String...) async throws {
        folder = try TemporaryFolder()
        server = try await PythonServer(Self.script, ["--folder", folder.path] + arguments, root: Self.root)
    }

    func carrier(
        _ scheme: String = "smtp", signIn: String = "", host: String = "127.0.0.1", options: String = ""
    ) throws -> any Carrier {
        let line = "\(scheme)://\(signIn)\(host):\(server.port)?from=guide@ville.example&timeout=20\(options)"
        return try #require(try CarrierSettings(line).carrier())
    }

    var received: [Received] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            return try names.filter { $0.hasSuffix(".json") }.map { name in
                let place = URL(fileURLWithPath: folder.path).appendingPathComponent(name)
                return Received(
                    bytes: try [UInt8](Data(contentsOf: place.deletingPathExtension().appendingPathExtension("eml"))),
                    understood: try JSONDecoder().decode(Understood.self, from: Data(contentsOf: place)))
            }
        }
    }

    struct Received {
        let bytes: [UInt8]
        let understood: Understood
    }

    /// The letter as Python's own reader understands it.
    struct Understood: Decodable {
        let sender: String
        let recipients: [String]
        let encrypted, signedIn: Bool
        let greeting: String
        let subject: String
        let fromName: String
        let text: String
        let html: String?
        let defects: [String]
        let headers: [String: String]
    }
}

/// A folder that goes with the test.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("post-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension Letter {
    static func sample(
        id: String = "0193-test", to: [String] = ["amina@example.org"], subject: String = "Something awaits you",
        text: String = "Sign in to see it.\n", html: String? = nil, language: String = "en", unsubscribe: String? = nil
    ) throws -> Letter {
        try Letter(
            id: id, to: try to.map { try EmailAddress($0) }, subject: subject, text: text, html: html,
            language: language,
            date: 1_795_264_763_000, unsubscribe: unsubscribe)
    }
}
