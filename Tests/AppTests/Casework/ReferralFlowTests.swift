import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@Suite struct ReferralFlowTests {
    @Test func askAcceptReportWithoutAnyFile() async throws {
        let town = try await CaseworkTown()
        let form = [
            ("id", UUIDv7().description), ("toOrganisation", CaseworkTown.b), ("needs", "meal"), ("languages", "fa"),
            ("household", "4"), ("urgency", "this-week"), ("message", "Four people, two of them small."),
        ]
        let preview = try await town.desk.post("/en/work/referrals/preview", form, as: CaseworkTown.worker)
        #expect(preview.status == .ok && preview.text.contains("Four people, two of them small."))
        #expect(try await town.count("SELECT COUNT(*) AS count FROM referral") == 0)
        for _ in 0..<2 {
            #expect(try await town.desk.post("/en/work/referrals", form, as: CaseworkTown.worker).status == .seeOther)
        }
        #expect(try await town.count("SELECT COUNT(*) AS count FROM referral") == 1)
        let id = form[0].1
        let unopened = try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.worker).object()
        #expect(unopened["openedAt"] == nil)
        let theirs = try await town.desk.get("/en/work/referrals/\(id)", as: CaseworkTown.other)
        #expect(theirs.status == .ok && theirs.text.contains("Four people"))
        #expect(try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.worker).object()["openedAt"] != nil)

        func step(_ move: [String: any Sendable], _ member: TestDesk.Member) async throws -> TestResponse {
            try await town.desk.api(.post, "referrals/\(id)", json: move, as: member)
        }
        #expect(try await step(["move": "done"], CaseworkTown.other).text.contains("stands at asked"))
        #expect(try await step(["move": "accept"], CaseworkTown.worker).text.contains("other side"))
        #expect(try await step(["move": "refuse"], CaseworkTown.other).text.contains("must say why"))
        for _ in 0..<2 { #expect(try await step(["move": "accept"], CaseworkTown.other).status == .ok) }
        #expect(try await step(["move": "done", "words": "All four came."], CaseworkTown.other).status == .ok)
        let end = try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.worker).object()
        #expect(end["state"] as? String == "done" && end["report"] as? String == "All four came.")
        #expect(try await step(["move": "withdraw"], CaseworkTown.worker).text.contains("stands at done"))
        let page = try await town.desk.post(
            "/en/work/referrals/\(id)", [("move", "withdraw")], as: CaseworkTown.worker)
        #expect(page.status == .unprocessableContent && page.text.contains("It is done already."))
    }

    @Test func theOtherSideSeesWhatThePreviewShowedAndNothingElse() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person([
            "firstName": "Exemple P.", "note": "NoteOfTheFile", "languages": ["ti"], "needs": ["shower"],
            "household": 3,
        ])
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let facts: [String: any Sendable] = [
            "person": person, "toOrganisation": CaseworkTown.b, "shown": ["languages", "needs"], "urgency": "today",
        ]
        let preview = try await town.desk.api(.post, "referrals/preview", json: facts, as: CaseworkTown.worker).object()
        let id = try await town.referral(facts)
        // What is written afterwards does not follow.
        _ = try await town.desk.api(
            .post, "persons/\(person)", json: ["version": 1, "purpose": "support", "needs": ["laundry"]],
            as: CaseworkTown.worker)
        let answer = try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.other)
        let shown = try #require(try answer.object()["shown"] as? [String: Any])
        #expect(NSDictionary(dictionary: shown) == NSDictionary(dictionary: preview["shown"] as? [String: Any] ?? [:]))
        #expect(Set(shown.keys) == ["languages", "needs"] && shown["needs"] as? [String] == ["shower"])
        for secret in ["Exemple P.", "NoteOfTheFile", person] { #expect(!answer.text.contains(secret)) }
        #expect(try await town.desk.api(.get, "persons/\(person)", as: CaseworkTown.other).status == .notFound)
    }

    @Test func theOtherSideIsToldThatSomethingAwaitsAndNothingMore() async throws {
        let town = try await CaseworkTown()
        _ = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"], "message": "MarkMessage"])
        let account = CaseworkTown.other.caller.account
        let rows = try await town.database.read { connection in
            try connection.rows("SELECT account, kind, path FROM notification").map {
                (try $0.get("account", as: String.self), try $0.get("kind", as: String.self))
            }
        }
        #expect(rows.map(\.0) == [account] && rows.map(\.1) == ["referral-asked"])
        let holes = try await town.database.read { connection in
            try connection.rows("SELECT id, holes FROM letter").map { row in
                let id: String = try row.get("id")
                return try town.workplace.keys.open(
                    row.get("holes", as: String.self), for: FieldPlace(table: "letter", column: "holes", row: id))
            }
        }
        #expect(holes.count == 1 && holes.allSatisfy { !$0.contains("MarkMessage") && $0.contains("work/referrals/") })
    }

    @Test func silenceIsCalledToMindOnceAfterTwoWorkingDays() async throws {
        let town = try await CaseworkTown()
        _ = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"]])
        // Asked on a Saturday: Tuesday is the second working day.
        for (days, count) in [(1, 0), (2, 0), (3, 1), (4, 0)] {
            let now = TestCity.now.adding(days: days)
            #expect(
                try await Casework.remind(town.workplace, city: town.facts, now: now) == count, "after \(days) days")
        }
        #expect(
            try await town.count("SELECT COUNT(*) AS count FROM notification WHERE kind = 'referral-reminder'") == 1)
    }

    @Test func aHealthReferralNeedsTheWardOnBothSides() async throws {
        let town = try await CaseworkTown()
        let facts: [String: any Sendable] = [
            "toOrganisation": CaseworkTown.b, "healthNeeds": ["dentist"], "urgency": "today",
        ]
        #expect(
            try await town.desk.api(.post, "referrals", json: facts, as: CaseworkTown.worker).status
                == .unprocessableContent)
        let id = try await town.referral(facts, as: CaseworkTown.nurse)
        for (member, status) in [
            (CaseworkTown.worker, HTTPResponse.Status.notFound), (CaseworkTown.other, .notFound),
            (CaseworkTown.nurse, .ok), (CaseworkTown.otherNurse, .ok),
        ] {
            #expect(try await town.desk.api(.get, "referrals/\(id)", as: member).status == status)
        }
        let letter = facts.merging(["toOrganisation": "", "partnerName": "P", "partnerAddress": "p@example.org"]) { $1 }
        #expect(
            try await town.desk.api(.post, "referrals", json: letter, as: CaseworkTown.nurse).text.contains(
                "partnerAddress"))
    }
}

@Suite struct PartnerLinkTests {
    /// The address in the letter that was written last.
    static func link(_ town: CaseworkTown) async throws -> String {
        try await town.database.read { connection in
            let row = try #require(
                try connection.row(
                    "SELECT id, holes FROM letter WHERE kind = 'partner-referral' ORDER BY id DESC LIMIT 1"))
            let id: String = try row.get("id")
            let holes = try town.workplace.keys.open(
                row.get("holes", as: String.self), for: FieldPlace(table: "letter", column: "holes", row: id))
            let path = holes.split(separator: "\u{1E}").first { $0.hasPrefix("path") } ?? ""
            return "/en/" + path.split(separator: "\u{1F}")[1]
        }
    }

    static func asked(_ town: CaseworkTown) async throws -> (id: String, link: String) {
        let person = try await town.person(["firstName": "Exemple L.", "note": "NoteOfTheFile", "needs": ["shower"]])
        let facts: [String: any Sendable] = [
            "person": person, "shown": ["needs"], "partnerName": "Aide Exemple",
            "partnerAddress": "accueil@example.org", "partnerLanguage": "en",
        ]
        let refused = try await town.desk.api(
            .post, "referrals", json: facts.merging(["urgency": "today"]) { $1 }, as: CaseworkTown.worker)
        #expect(refused.status == .unprocessableContent, "no consent names this partner")
        _ = try await town.consent(person, "referral", more: ["partner": "aide exemple"])
        let id = try await town.referral(facts)
        return (id, try await link(town))
    }

    @Test func aPartnerWithoutAccountAnswersThroughTheLetter() async throws {
        let town = try await CaseworkTown()
        let (id, link) = try await Self.asked(town)
        let page = try await town.desk.get(link, as: nil)
        #expect(page.status == .ok && page.text.contains("Shower"))
        for secret in ["Exemple L.", "NoteOfTheFile", "accueil@example.org"] { #expect(!page.text.contains(secret)) }
        #expect(
            try await town.count(
                "SELECT COUNT(*) AS count FROM audit WHERE object = \(id) AND action = 'read' AND note = 'partner-link'"
            ) == 1)
        #expect(try await town.desk.post(link, [("move", "refuse")], as: nil).status == .unprocessableContent)
        #expect(try await town.desk.post(link, [("move", "withdraw")], as: nil).status == .unprocessableContent)
        for _ in 0..<2 {
            #expect(
                try await town.desk.post(link, [("move", "accept"), ("words", "At nine.")], as: nil).status == .seeOther
            )
        }
        let seen = try await town.desk.api(.get, "referrals/\(id)", as: CaseworkTown.worker).object()
        #expect(seen["state"] as? String == "accepted" && seen["reply"] as? String == "At nine.")
        #expect(seen["openedAt"] != nil)
        #expect(
            try await town.count("SELECT COUNT(*) AS count FROM notification WHERE kind = 'referral-answered'") >= 1)
        #expect(try await town.desk.post(link, [("move", "done"), ("words", "Came.")], as: nil).status == .seeOther)
    }

    @Test func forgedExpiredAndWithdrawnLinksAreOnePage() async throws {
        let town = try await CaseworkTown()
        let (id, link) = try await Self.asked(town)
        func bare(_ path: String) async throws -> [String] {
            let answers = [
                try await town.desk.get(path, as: nil), try await town.desk.post(path, [("move", "accept")], as: nil),
            ]
            #expect(answers.allSatisfy { $0.status == .notFound }, "\(path)")
            return answers.map {
                $0.text.replacing(path.replacing("/en/", with: "/"), with: "").replacing(
                    path.split(separator: "/").last ?? "", with: "")
            }
        }
        let forged = try await bare(link + "x")
        #expect(forged[0].contains("This link is no longer valid"))
        #expect(try await bare("/en/work/partner/" + UUIDv7().description) == forged)
        let past = TestCity.now.milliseconds
        try await town.execute("UPDATE referral_link SET expires_at = \(past)")
        #expect(try await bare(link) == forged, "expired")
        try await town.execute("UPDATE referral_link SET expires_at = \(past + 1)")
        #expect(try await town.desk.get(link, as: nil).status == .ok)
        let withdrawn = try await town.desk.api(
            .post, "referrals/\(id)/link-withdrawal", json: [:], as: CaseworkTown.worker)
        #expect(withdrawn.status == .ok)
        #expect(try await bare(link) == forged, "withdrawn")
    }

    @Test func aWithdrawnConsentClosesTheLink() async throws {
        let town = try await CaseworkTown()
        let (id, link) = try await Self.asked(town)
        let row = try await town.database.read { connection in
            let row = try #require(try connection.row("SELECT person, consent FROM referral WHERE id = \(id)"))
            return (try row.get("person", as: String.self), try row.get("consent", as: String.self))
        }
        _ = try await town.desk.api(
            .post, "persons/\(row.0)/consents/\(row.1)/withdrawal", json: ["giver": "person"], as: CaseworkTown.worker)
        #expect(try await town.desk.get(link, as: nil).status == .notFound)
    }
}
