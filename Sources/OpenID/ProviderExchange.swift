internal import AsyncHTTPClient
internal import NIOCore

/// One question to the provider and its answer, bounded in time and size, never redirected.
struct ProviderExchange: Sendable {
    let client: HTTPClient
    let limits: OpenIDLimits

    struct Answer: Sendable {
        let status: Int
        let type: String
        let body: [UInt8]
    }

    func get(_ address: String, step: OpenIDError.Step, token: String? = nil) async throws(OpenIDError) -> Answer {
        var request = HTTPClientRequest(url: address)
        request.headers.add(
            name: "accept", value: step == .userInfo ? "application/json, application/jwt" : "application/json")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        return try await answer(to: request, step: step)
    }

    func post(
        _ address: String, form: [(String, String)], authorization: String?, step: OpenIDError.Step
    ) async throws(OpenIDError) -> Answer {
        var request = HTTPClientRequest(url: address)
        request.method = .POST
        request.headers.add(name: "accept", value: "application/json")
        request.headers.add(name: "content-type", value: "application/x-www-form-urlencoded")
        if let authorization { request.headers.add(name: "authorization", value: authorization) }
        request.body = .bytes(ByteBuffer(string: FormText.of(form)))
        return try await answer(to: request, step: step)
    }

    private func answer(to request: HTTPClientRequest, step: OpenIDError.Step) async throws(OpenIDError) -> Answer {
        let outcome: Result<Answer, OpenIDError> = await withTaskGroup(of: Result<Answer, OpenIDError>.self) { group in
            group.addTask { await fetch(request, step: step) }
            group.addTask { [limits] in
                // Cancelled when the answer came first; then nobody looks at this result.
                try? await Task.sleep(for: .milliseconds(limits.answerTime))
                return .failure(.tooSlow(step))
            }
            let first = await group.next() ?? .failure(.tooSlow(step))
            group.cancelAll()
            return first
        }
        return try outcome.get()
    }

    private func fetch(_ request: HTTPClientRequest, step: OpenIDError.Step) async -> Result<Answer, OpenIDError> {
        do {
            let response = try await client.execute(request, timeout: .milliseconds(limits.answerTime))
            let status = Int(response.status.code)
            guard response.history.count <= 1, !(300..<400).contains(status) else { return .failure(.redirected(step)) }
            let body = try await response.body.collect(upTo: limits.answerSize)
            let type = response.headers.first(name: "content-type") ?? ""
            return .success(Answer(status: status, type: type.lowercased(), body: Array(body.readableBytesView)))
        } catch is NIOTooManyBytesError {
            return .failure(.tooLarge(step))
        } catch let error as HTTPClientError where Self.slow.contains(error) {
            return .failure(.tooSlow(step))
        } catch {
            return .failure(.unreachable(step))
        }
    }

    private static let slow: [HTTPClientError] = [.deadlineExceeded, .connectTimeout, .readTimeout, .writeTimeout]
}
