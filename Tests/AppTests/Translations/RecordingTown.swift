import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas
@testable import Speech

/// Port-Alder in more languages, with people who say its texts.
struct RecordingTown {
    let town: DeskTown
    let desk: TestDesk
    var city: TestCity { town.city }

    static let translator = TestDesk.Member.some(.translator, of: "lantern-house", name: "translator")
    static let other = TestDesk.Member.some(.translator, of: "port-alder-council", name: "other")
    static let emergency = "page/emergency"

    init(encoder: String = "/nowhere/opusenc") async throws {
        town = try await DeskTown { $0 = $0.replacing("offered: [en, es]", with: "offered: [en, es, ti, so, fr]") }
        let published = town.city.city
        let recordings = RecordingDesk(
            workplace: town.city.workplace, city: { try published.snapshot().translations },
            book: { try published.snapshot().voiceBook(Glossary()) }, maker: VoiceMaker(encoder: encoder))
        desk = TestDesk(city: town.city, workplace: town.city.workplace, routes: recordings.routes)
        for member in [Self.translator, Self.other] {
            try await TestGate.remember(member.caller, town.city.workplace)
        }
    }

    func sight(_ text: String = emergency, _ language: String = "ti") async throws -> [String: Any] {
        let answer = try await desk.api(.get, "recordings/\(text)/\(language)", as: Self.translator)
        #expect(answer.status == .ok, "\(answer.text)")
        return try answer.object()
    }

    func state(_ text: String = emergency, _ language: String = "ti") async throws -> String {
        try await sight(text, language)["state"] as? String ?? ""
    }

    /// A form as a browser sends it.
    /// - Parameter changes: values other than those of a good form; `nil`: left out.
    func send(
        _ bytes: [UInt8], of text: String = emergency, _ language: String = "ti", with changes: [String: String?] = [:],
        as member: TestDesk.Member = translator
    ) async throws -> TestResponse {
        let mark = try await sight(text, language)["mark"] as? String ?? ""
        var form: [String: String?] = ["mark": mark, "agreed": "on"]
        form.merge(changes) { $1 }
        return try await desk.post(
            "/en/work/recordings/\(text)/\(language)", form.compactMapValues { $0 }.map { ($0.key, $0.value) },
            file: ("file", "amina.ogg", bytes), as: member)
    }

    func withdraw(
        _ text: String = emergency, _ language: String = "ti", sure: Bool = true,
        as member: TestDesk.Member = translator
    )
        async throws -> TestResponse
    {
        try await desk.post(
            "/en/work/recordings/\(text)/\(language)/withdrawal", sure ? [("sure", "on")] : [], as: member)
    }

    func page(_ path: String) async throws -> TestResponse {
        try await city.city.refresh()
        return try await city.get(path)
    }

    /// Lines of the book about recordings: what was done, on what.
    func book() async throws -> [String] {
        try await city.database.read { connection in
            try connection.rows("SELECT action, object FROM audit WHERE kind = 'recording' ORDER BY sequence").map {
                try "\($0.get("action", as: String.self)) \($0.get("object", as: String.self))"
            }
        }
    }

    func count() async throws -> Int {
        try await city.database.read { try $0.row("SELECT count(*) AS number FROM recording")?.get("number") ?? -1 }
    }
}
