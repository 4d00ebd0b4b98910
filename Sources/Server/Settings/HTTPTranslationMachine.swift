internal import Areas
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore

/// Asks a service that speaks as LibreTranslate does: `POST /translate` with `q`, `source`, `target`, `format`, and `translatedText` in the
/// answer. It is asked nothing but public texts, at the one address that the settings name; a redirect is not followed.
struct HTTPTranslationMachine: TranslationMachine {
    /// Of its answer, in bytes.
    private static let largestAnswer = 262_144

    let address: URL
    let key: String?
    let client: HTTPClient

    /// - Parameter address: `https://translate.example.org`; `http` only on this very machine.
    /// - Returns: `nil` when that is no such address.
    init?(address: String, key: String?, client: HTTPClient) {
        guard let url = URL(string: address), let host = url.host, url.query == nil,
            url.scheme == "https" || (url.scheme == "http" && ["127.0.0.1", "localhost", "::1"].contains(host))
        else { return nil }
        self.address = url.appendingPathComponent("translate")
        self.key = key
        self.client = client
    }

    var name: String { address.host ?? "" }

    private struct Question: Encodable {
        var q: String
        var source: String
        var target: String
        var format = "text"
        var key: String?

        enum CodingKeys: String, CodingKey {
            case q, source, target, format
            case key = "api_key"
        }
    }

    private struct Answer: Decodable {
        var translatedText: String
    }

    func translate(_ text: String, from source: String, to language: String) async throws -> String {
        var request = HTTPClientRequest(url: address.absoluteString)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        let question = Question(q: text, source: Self.code(source), target: Self.code(language), key: key)
        request.body = .bytes(try JSONEncoder().encode(question))
        let bytes: ByteBuffer
        do {
            let response = try await client.execute(request, timeout: .seconds(30))
            guard response.status == .ok else { throw TranslationMachineFault.refused(Int(response.status.code)) }
            bytes = try await response.body.collect(upTo: Self.largestAnswer)
        } catch let fault as TranslationMachineFault {
            throw fault
        } catch is NIOTooManyBytesError {
            throw TranslationMachineFault.unreadable
        } catch {
            throw TranslationMachineFault.unreachable
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(bytes.readableBytesView)) else {
            throw TranslationMachineFault.unreadable
        }
        return answer.translatedText
    }

    /// Such services know languages, not scripts or manners of writing: `zh` of `zh-Hans`.
    private static func code(_ tag: String) -> String { tag.split(separator: "-").first.map(String.init) ?? tag }
}
