import AsyncHTTPClient
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas
@testable import villerefuge

/// What helps translators: glossary, memory, machine.
@Suite struct TranslationHelpTests {
    @Test func aGlossaryWordIsAskedForAndConfirmedWhereItDoesNotFit() async throws {
        let town = try await TranslationTown()
        let path = "glossary"
        let put = try await town.desk.api(
            .post, path,
            json: ["language": "ti", "term": "towel", "demanded": "ሽጎማኖ", "forbidden": "ፎጣ\nታወል", "note": "not ፎጣ"],
            as: TranslationTown.coordinator)
        #expect(put.status.code < 300, "\(put.text)")
        let refused = try await town.act("review", ["words": "ፎጣን ሳሙናን"])
        #expect(refused.status == .unprocessableContent && refused.text.contains("confirmed"))
        let sight = try await town.sight()
        #expect(((sight["glossary"] as? [[String: Any]])?.first?["demanded"] as? String) == "ሽጎማኖ")
        #expect(try await town.act("review", ["words": "ፎጣን ሳሙናን", "confirmed": "on"]).status.code < 300)
        let accepted = try await town.act("approval", as: TranslationTown.reviewer)
        #expect(accepted.status == .unprocessableContent, "the reviewer looks at the warnings too")
        #expect(try await town.act("approval", ["checked": "on"], as: TranslationTown.reviewer).status.code < 300)
        // The right word needs no confirmation.
        #expect(try await town.act("review", ["words": "ሽጎማኖን ሳሙናን"]).status.code < 300)
    }

    @Test func theCitysWordStandsAboveThatOfTheListsAndCanBeTakenOut() async throws {
        let town = try await TranslationTown()
        func words() async throws -> [[String: Any]] {
            let page = try await town.desk.api(.get, "glossary?language=ar", as: TranslationTown.coordinator).object()
            return page["words"] as? [[String: Any]] ?? []
        }
        let before = try await words()
        #expect(before.count > 20, "the guide's lists are its beginning")
        let known = try #require(before.first { $0["id"] == nil }?["source"] as? String)
        _ = try await town.desk.api(
            .post, "glossary", json: ["language": "ar", "term": known, "demanded": "otra"],
            as: TranslationTown.coordinator)
        let own = try #require(try await words().first { $0["source"] as? String == known })
        #expect(own["demanded"] as? String == "otra")
        let removed = try await town.desk.api(
            .post, "glossary/removal", json: ["language": "ar", "word": own["id"] as? String ?? ""],
            as: TranslationTown.coordinator)
        #expect(removed.status.code < 300)
        #expect(try await words().count == before.count)
        let page = try await town.desk.get("/en/work/glossary?language=ar", as: TranslationTown.coordinator)
        expectSound(page)
        expectSound(try await town.desk.get("/ar/work/glossary?language=ar", as: TranslationTown.translator))
    }

    @Test func whatAReviewerAcceptedIsRememberedAndNothingElse() async throws {
        let town = try await TranslationTown()
        let other = TextName(kind: "service", key: "lantern-laundry", field: "price")
        try await town.change("Towel and soap are lent here.", of: other, es: "x")
        try await town.act("draft", ["words": "ንድፊ"])
        #expect((try await town.sight(other)["memory"] as? [Any])?.isEmpty == true, "a draft is not remembered")
        try await town.translate("ሽጎማኖን ሳሙናን ንህብ።")
        let memory = try #require(try await town.sight(other)["memory"] as? [[String: Any]])
        #expect(memory.first?["words"] as? String == "ሽጎማኖን ሳሙናን ንህብ።")
        let percent = try #require(memory.first?["percent"] as? Int)
        #expect((70..<100).contains(percent))
        #expect(
            (try await town.sight(other, "ar")["memory"] as? [Any])?.isEmpty == true,
            "each pair of languages has its own")
        let page = try await town.desk.get("/en/work/\(TranslationTown.path(other))", as: TranslationTown.translator)
        #expect(page.text.contains("\(percent)% alike"))
        expectSound(page)
    }

    /// Many pairs: only those that share a key are read. `VILLEREFUGE_MEMORY_PAIRS=100000` measures the size that a large city reaches.
    @Test func theNearestAmongManyIsFoundWithoutLookingAtAll() async throws {
        let pairs = ProcessInfo.processInfo.environment["VILLEREFUGE_MEMORY_PAIRS"].flatMap { Int($0) } ?? 2_000
        let city = try await TestCity("demo-ville")
        let places = ["the town hall", "a church", "the station", "the day centre", "a school", "the harbour"]
        let things = [
            "a meal", "a shower", "legal advice", "a bed", "clothes", "French lessons", "a doctor", "a locker",
        ]
        @Sendable func text(_ number: Int) -> String {
            let words =
                "\(things[number % 8]) at \(places[number / 8 % 6]) in street \(number), ask for \(String(number &* 2_654_435_761, radix: 36))"
            return "You can get \(words)."
        }
        for start in stride(from: 0, to: pairs, by: 1_000) {
            try await city.database.write { connection in
                for number in start..<min(pairs, start + 1_000) {
                    try TranslationMemory.keep(
                        connection, ("en", text(number)), "t\(number)", in: "ti", now: TestCity.now)
                }
            }
        }
        let asked = pairs / 2 + 3
        let began = ContinuousClock.now
        let found = try await city.database.read {
            try TranslationMemory.matches($0, of: text(asked) + " Come early.", from: "en", to: "ti")
        }
        print("memory of \(pairs) pairs: \(ContinuousClock.now - began) for the nearest")
        #expect(found.first?.words == "t\(asked)")
        #expect((80...99).contains(found.first?.percent ?? 0))
        let exact = try await city.database.read {
            try TranslationMemory.matches($0, of: text(asked), from: "en", to: "ti")
        }
        #expect(exact.first?.percent == 100)
    }

    @Test func withoutASettingNoMachineIsAsked() async throws {
        let town = try await TranslationTown()
        let answer = try await town.act("suggestion")
        #expect(answer.status == .unprocessableContent)
        #expect(try await town.state() == "missing")
        let page = try await town.desk.get("/en/work/\(TranslationTown.path())", as: TranslationTown.translator)
        #expect(!page.text.contains("/suggestion"))
    }

    @Test func whatAMachineSaysIsADraftAndWritesOverNobody() async throws {
        let town = try await TranslationTown(machine: EchoMachine())
        #expect(try await town.act("suggestion").status.code < 300)
        #expect(try await town.state() == "draft")
        let row = try #require(
            try await town.city.database.read { try $0.row("SELECT origin, stage FROM translation_version") })
        #expect(try row.get("origin", as: String.self) == "machine")
        try await town.act("draft", ["words": "a person's"])
        #expect(try await town.act("suggestion").status == .unprocessableContent)
        #expect(try await town.sight()["words"] as? String == "a person's")
    }

    /// A service on the loopback that speaks as LibreTranslate does.
    @Test func theAdapterAsksOneAddressAndFollowsNoOther() async throws {
        struct Question: Decodable {
            var q: String
            var source: String
            var target: String
            var format: String
            var key: String?

            enum CodingKeys: String, CodingKey {
                case q, source, target, format
                case key = "api_key"
            }
        }
        struct Answer: ResponseEncodable { var translatedText: String }
        let router = Router()
        router.post("/translate") { request, context -> Response in
            let question = try await request.decode(as: Question.self, context: context)
            switch question.q {
            case "away": return Response(status: .found, headers: [.location: "http://127.0.0.1:9/translate"])
            case "broken":
                return Response(
                    status: .ok, headers: [.contentType: "application/json"],
                    body: .init(byteBuffer: .init(string: "{")))
            default:
                let text =
                    "\(question.q)|\(question.source)>\(question.target)|\(question.format)|\(question.key ?? "")"
                return try Answer(translatedText: text).response(from: request, context: context)
            }
        }
        let client = HTTPClient(configuration: .init(redirectConfiguration: .disallow))
        do {
            try await Application(router: router).test(.live) { server in
                let machine = try #require(
                    HTTPTranslationMachine(address: "http://127.0.0.1:\(server.port ?? 0)", key: "k", client: client))
                let said = try await machine.translate("Bonjour", from: "fr", to: "zh-Hans")
                #expect(said == "Bonjour|fr>zh|text|k")
                await #expect(throws: TranslationMachineFault.refused(302)) {
                    try await machine.translate("away", from: "fr", to: "ti")
                }
                await #expect(throws: TranslationMachineFault.unreadable) {
                    try await machine.translate("broken", from: "fr", to: "ti")
                }
            }
            let gone = try #require(HTTPTranslationMachine(address: "http://127.0.0.1:9", key: nil, client: client))
            await #expect(throws: TranslationMachineFault.unreachable) {
                try await gone.translate("Bonjour", from: "fr", to: "ti")
            }
            for address in ["http://translate.example.org", "ftp://127.0.0.1", "", "https://a.example?key=b"] {
                #expect(HTTPTranslationMachine(address: address, key: nil, client: client) == nil, "\(address)")
            }
        }
        try await client.shutdown()
    }

    @Test func theOverviewCountsEveryTextOnce() async throws {
        let town = try await TranslationTown()
        try await town.translate("ሽጎማኖን ሳሙናን ንህብ።")
        let overview = try await town.desk.api(.get, "translations?language=ti", as: TranslationTown.translator)
            .object()
        let languages = try #require(overview["languages"] as? [[String: Any]])
        let counts = try #require(languages.first { $0["language"] as? String == "ti" })
        let sum = TranslationState.allCases.reduce(0) { $0 + (counts[$1.rawValue] as? Int ?? 0) }
        #expect(counts["reviewed"] as? Int == 1)
        #expect(overview["total"] as? Int == sum)
        expectSound(
            try await town.desk.get(
                "/en/work/translations?language=ti&kind=service&state=missing&q=bed", as: TranslationTown.translator))
        expectSound(try await town.desk.get("/ar/work/translations", as: TranslationTown.translator))
        #expect(
            try await town.desk.get("/en/work/translations?language=xx", as: TranslationTown.translator).status
                == .badRequest)
    }
}
