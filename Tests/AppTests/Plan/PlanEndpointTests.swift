import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Testing
import Web

@testable import Areas

@Suite("The API and addresses of promises")
struct PlanEndpointTests {
    private func answer(
        _ operation: String, _ path: [String: String] = [:], _ query: [(name: String, value: String)] = [],
        language: String = "en"
    ) throws -> String {
        let endpoint = try #require(
            PlanEndpoints { PlanSamples.content }.all.first { $0.operation == operation })
        let call = Endpoint.Call(
            path: path, query: query, language: language, now: Instant(seconds: 0), wantsGeoJSON: false)
        return try endpoint.handler(call).description
    }

    @Test("A commitment says its plan, its words with their language, and what became of it")
    func commitment() throws {
        let json = try answer("getCommitment", ["plan": "earlier", "id": "c1"])
        #expect(
            json.contains(
                "\"id\":\"c1\",\"url\":\"/en/plans/earlier/commitments/c1\",\"plan\":\"earlier\",\"number\":1"))
        #expect(json.contains("\"title\":\"Shelter & all\""))
        #expect(json.contains("\"partners\":[{\"id\":\"abri\",\"name\":\"L’Abri\"}]"))
        #expect(
            json.contains(
                "\"became\":[{\"plan\":\"later\",\"commitment\":\"c9\",\"actions\":[\"a1\"],\"outcome\":\"extended\","
                    + "\"note\":\"Deux maisons de plus.\",\"noteLanguage\":\"fr\"}]"))
        let later = try answer("getCommitment", ["plan": "later", "id": "c9"])
        #expect(later.contains("\"origins\":[{\"plan\":\"earlier\",\"commitment\":\"c1\",\"outcome\":\"extended\""))
        #expect(later.contains("\"actions\":[\"a1\",\"a2\"]"))
    }

    @Test("Lists are filtered and counted")
    func filters() throws {
        #expect(try answer("listPlans").hasSuffix("\"total\":2,\"next\":null}"))
        #expect(
            try answer("listCommitments", ["plan": "earlier"], [("axis", "axis-1")]).hasSuffix(
                "\"total\":2,\"next\":null}"))
        #expect(
            try answer("listCommitments", ["plan": "earlier"], [("partner", "abri")]).hasSuffix(
                "\"total\":1,\"next\":null}"))
        #expect(
            try answer("listActions", ["plan": "later"], [("commitment", "c9")]).hasSuffix("\"total\":2,\"next\":null}")
        )
        #expect(
            try answer("listActions", ["plan": "later"], [("axis", "x")]) == "{\"items\":[],\"total\":0,\"next\":null}")
        #expect(try answer("listInitiatives", [:], [("theme", "Langue")]).hasSuffix("\"total\":1,\"next\":null}"))
        #expect(try answer("listInitiatives", [:], [("q", "FOND")]).hasSuffix("\"total\":1,\"next\":null}"))
        #expect(try answer("listActions", ["plan": "later"], [("limit", "1")]).hasSuffix("\"total\":2,\"next\":\"1\"}"))
    }

    @Test("A wrong key is not found")
    func missing() {
        #expect(throws: Problem.self) { try answer("getPlan", ["plan": "none"]) }
        #expect(throws: Problem.self) { try answer("getCommitment", ["plan": "earlier", "id": "c99"]) }
        #expect(throws: Problem.self) { try answer("getAction", ["plan": "earlier", "id": "a1"]) }
        #expect(throws: Problem.self) { try answer("listActions", ["plan": "none"]) }
        #expect(throws: Problem.self) { try answer("getInitiative", ["id": "none"]) }
    }

    @Test("Every member that a schema requires is in the answer, and every member is in the schema")
    func schemas() throws {
        let answers = [
            ("Plan", try answer("getPlan", ["plan": "earlier"])),
            ("Commitment", try answer("getCommitment", ["plan": "earlier", "id": "c1"])),
            ("Action", try answer("getAction", ["plan": "later", "id": "a1"])),
            ("Initiative", try answer("getInitiative", ["id": "fonds"])),
        ]
        for (name, json) in answers {
            let schema = try #require(PlanSchemas.all.first { $0.0 == name }).1.description
            let told = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            let known = try #require(try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
            let properties = try #require(known["properties"] as? [String: Any])
            #expect(Set(told.keys).subtracting(properties.keys).isEmpty, "\(name)")
            let required = try #require(known["required"] as? [String])
            #expect(Set(required).subtracting(told.keys).isEmpty, "\(name)")
        }
    }

    @Test("Pages answer at their addresses; wrong keys and languages are not found")
    func addresses() async throws {
        let router = Router(context: AppContext.self)
        router.add(
            middleware: FaultMiddleware { problem, _, context in problem.response(reference: context.reference) })
        PlanRoutes(plan: { PlanSamples.content }, visits: try PlanSamples.visits()).add(to: router)
        let found = [
            "/en/plans", "/fr/plans/earlier", "/ar/plans/earlier/became", "/en/plans/earlier/commitments/c1",
            "/en/plans/later/actions/a2", "/en/initiatives?theme=Langue", "/fr/initiatives/fonds",
        ]
        let missing = [
            "/en/plans/none", "/en/plans/later/became", "/en/plans/earlier/commitments/c9",
            "/en/plans/later/actions/a9",
            "/en/initiatives/none", "/xx/plans",
        ]
        try await Application(router: router).test(.router) { client in
            for path in found {
                let status = try await client.execute(uri: path, method: .get).status
                #expect(status == .ok, "\(path)")
            }
            for path in missing {
                let status = try await client.execute(uri: path, method: .get).status
                #expect(status == .notFound, "\(path)")
            }
        }
    }
}
