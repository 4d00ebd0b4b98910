import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// What one may not see does not exist: byte for byte.
@Suite struct StrangerTests {
    struct Holdings {
        var person, consent, paper, referral, override, export: String
    }

    static func fill(_ town: CaseworkTown) async throws -> Holdings {
        let person = try await town.person(["firstName": "Exemple S.", "note": "note of A"])
        let consent = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let paper = UUIDv7().description
        let added = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("id", paper)],
            file: ("file", "a.pdf", Array("%PDF-1.4 x".utf8)), as: CaseworkTown.worker)
        #expect(added.status == .seeOther)
        let referral = try await town.referral([
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["first-name"],
        ])
        let share = try await town.desk.api(
            .post, "persons/\(person)/shares",
            json: ["organisation": "alder-college", "overrideCode": "danger-to-life", "overrideReason": "why"],
            as: CaseworkTown.worker)
        // A college without members at work is no one to share with; one that is in the consent is.
        #expect(share.status == .unprocessableContent)
        let override = try await town.desk.api(
            .post, "persons/\(person)/shares",
            json: [
                "organisation": "port-alder-council", "overrideCode": "danger-to-life", "overrideReason": "why",
            ], as: CaseworkTown.worker)
        #expect(override.status == .ok)
        let overrides = try await town.desk.api(.get, "overrides", as: CaseworkTown.coordinator).object()
        let overrideID = try #require((overrides["items"] as? [[String: Any]])?.first?["id"] as? String)
        let export = try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.manager).object()
        return Holdings(
            person: person, consent: consent, paper: paper, referral: referral, override: overrideID,
            export: try #require(export["id"] as? String))
    }

    @Test func aStrangerGetsTheSameBytesForWhatIsThereAndWhatIsNot() async throws {
        let town = try await CaseworkTown()
        let there = try await Self.fill(town)
        let nowhere = Holdings(
            person: UUIDv7().description, consent: UUIDv7().description, paper: UUIDv7().description,
            referral: UUIDv7().description, override: UUIDv7().description, export: UUIDv7().description)
        var count = 0
        for member in [CaseworkTown.stranger, TestDesk.Member.some(.fieldWorker, of: CaseworkTown.c)] {
            for (method, path, form) in Self.addresses {
                let found = try await Self.ask(town, method, Self.filled(path, there), form, member)
                let missing = try await Self.ask(town, method, Self.filled(path, nowhere), form, member)
                for (left, right) in zip(found, missing) {
                    #expect(left.status == .notFound, "\(method) \(path): \(left.status) \(left.text.prefix(200))")
                    #expect(Self.bare(left, there) == Self.bare(right, nowhere), "\(method) \(path)")
                    let names = left.headers.map(\.name.canonicalName).filter { $0 != "x-request-id" }
                    #expect(names == right.headers.map(\.name.canonicalName).filter { $0 != "x-request-id" })
                    count += 1
                }
            }
            for list in ["persons", "referrals", "exports", "archive", "erasures"] {
                let answer = try await town.desk.api(.get, list, as: member)
                for id in [there.person, there.referral, there.export] {
                    #expect(!answer.text.contains(id), "\(list)")
                }
            }
        }
        #expect(count > 60, "\(count) answers compared")
    }

    static let addresses: [(HTTPRequest.Method, String, [(String, String)])] = [
        (.get, "persons/{person}", []), (.get, "persons/{person}/edit", []), (.get, "persons/{person}/health", []),
        (.get, "persons/{person}/copy", []), (.get, "persons/{person}/copy.json", []),
        (.get, "persons/{person}/erasure", []), (.get, "persons/{person}/consents/new", []),
        (.get, "persons/{person}/attachments/{paper}", []), (.get, "referrals/{referral}", []),
        (.get, "referrals/new?person={person}", []), (.get, "exports/{export}", []), (.get, "archive/{person}", []),
        (.post, "persons/{person}", [("version", "1"), ("purpose", "support")]),
        (.post, "persons/{person}", [("version", "1")]), (.post, "persons/{person}/contact", []),
        (.post, "persons/{person}/health", [("version", "0")]),
        (.post, "persons/{person}/attachments", []), (.post, "persons/{person}/attachments/{paper}/removal", []),
        (.post, "persons/{person}/consents", [("purpose", "support")]),
        (.post, "persons/{person}/consents/{consent}/withdrawal", [("giver", "person")]),
        (.post, "persons/{person}/consents/{consent}/withdrawal", []),
        (.post, "persons/{person}/notices", []), (.post, "persons/{person}/shares", [("organisation", CaseworkTown.b)]),
        (.post, "persons/{person}/shares/quayside-kitchen/end", []),
        (.post, "persons/{person}/erasure", [("code", "asked-by-person")]), (.post, "persons/{person}/erasure", []),
        (.post, "referrals/preview", [("person", "{person}"), ("urgency", "today")]),
        (.post, "referrals", [("person", "{person}"), ("urgency", "today")]),
        (.post, "referrals/{referral}", [("move", "accept")]), (.post, "referrals/{referral}", []),
        (.post, "referrals/{referral}/link-withdrawal", []),
        (.post, "overrides/{override}", [("decision", "justified")]), (.post, "overrides/{override}/end", []),
        (.post, "archive/{person}/opening", [("reason", "why")]), (.post, "archive/{person}/opening", []),
    ]

    static func filled(_ text: String, _ holdings: Holdings) -> String {
        text.replacing("{person}", with: holdings.person).replacing("{consent}", with: holdings.consent)
            .replacing("{paper}", with: holdings.paper).replacing("{referral}", with: holdings.referral)
            .replacing("{override}", with: holdings.override).replacing("{export}", with: holdings.export)
    }

    /// On both faces.
    static func ask(
        _ town: CaseworkTown, _ method: HTTPRequest.Method, _ path: String, _ form: [(String, String)],
        _ member: TestDesk.Member
    ) async throws -> [TestResponse] {
        let ids = path.split(whereSeparator: { "/=?".contains($0) }).map(String.init)
        let form = form.map { ($0.0, $0.1 == "{person}" ? ids.last ?? "" : $0.1) }
        if method == .get {
            var answers = [try await town.desk.get("/en/work/\(path)", as: member)]
            if !path.contains("/edit"), !path.contains("/new"), !path.hasSuffix("/erasure") {
                answers.append(try await town.desk.api(.get, path, as: member))
            }
            return answers
        }
        let facts = Dictionary(form.map { ($0.0, $0.1 as any Sendable) }) { $1 }
        return [
            try await town.desk.post("/en/work/\(path)", form, as: member),
            try await town.desk.api(.post, path, json: facts, as: member),
        ]
    }

    /// Without the request's own reference, and without the id that was asked for.
    static func bare(_ answer: TestResponse, _ holdings: Holdings) -> String {
        answer.text.replacing(/urn:request:[^"]*/, with: "").replacing(/<code>[^<]*<\/code>/, with: "")
            .replacing(holdings.person, with: "-").replacing(holdings.referral, with: "-")
    }
}
