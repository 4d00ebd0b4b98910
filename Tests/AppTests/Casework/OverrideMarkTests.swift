import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// Who went without a consent sees that they did, why, and where the review stands; on every page that shows it.
@Suite struct OverrideMarkTests {
    private static let reason = "MarkReasonQx of the sender"

    private static func asked(_ town: CaseworkTown) async throws -> (person: String, referral: String) {
        let person = try await town.person()
        let referral = try await town.referral([
            "person": person, "toOrganisation": CaseworkTown.b, "overrideCode": "danger-to-life",
            "overrideReason": reason,
        ])
        return (person, referral)
    }

    @Test func thePreviewSaysThatNoConsentCoversIt() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let form = ReferralChoiceTests.typed(
            person, [("overrideCode", "danger-to-life"), ("overrideReason", Self.reason)])
        let page = try await town.desk.post(ReferralChoiceTests.form, form, as: CaseworkTown.worker)
        #expect(page.status == .ok && page.text.contains("Without a consent. Reason: A life is in danger."))
        #expect(page.text.contains("<bdi>Why: \(Self.reason)</bdi>"))
        #expect(page.text.contains("reviews whether it was justified"))
        _ = try await town.consent(person, "referral", to: [CaseworkTown.b])
        let covered = try await town.desk.post(
            ReferralChoiceTests.form, ReferralChoiceTests.typed(person), as: CaseworkTown.worker)
        #expect(covered.status == .ok && !covered.text.contains("Without a consent"))
    }

    @Test func theSendersPagesSayItUntilAndAfterTheReview() async throws {
        let town = try await CaseworkTown()
        let (person, referral) = try await Self.asked(town)
        let pages = ["referrals/\(referral)", "persons/\(person)", "referrals"]
        func texts(_ member: TestDesk.Member, _ pages: [String]) async throws -> [String] {
            var texts: [String] = []
            for path in pages { texts.append(try await town.desk.get("/en/work/\(path)", as: member).text) }
            return texts
        }
        for text in try await texts(CaseworkTown.worker, pages) {
            #expect(text.contains("Without a consent. Reason: A life is in danger. Awaits its review"))
            #expect(!text.contains(Self.reason), "the words are for who reviews")
        }
        for text in try await texts(CaseworkTown.other, ["referrals/\(referral)", "referrals"]) {
            #expect(!text.contains("Without a consent"), "to the other side it tells nothing")
        }
        let answer = try await town.desk.api(.get, "referrals/\(referral)", as: CaseworkTown.worker).object()
        #expect((answer["withoutConsent"] as? [String: Any])?["code"] as? String == "danger-to-life")
        let override = try await OverrideReviewTests.id(town, person)
        _ = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "justified"], as: CaseworkTown.coordinator)
        for text in try await texts(CaseworkTown.worker, pages) {
            #expect(text.contains("Reviewed by \(CaseworkTown.coordinator.caller.name), "))
            #expect(text.contains(": justified."))
        }
    }

    @Test func aShareIsMarkedInTheFile() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let shared = try await town.desk.post(
            "/en/work/persons/\(person)/shares",
            [("organisation", CaseworkTown.b), ("overrideCode", "legal-duty"), ("overrideReason", Self.reason)],
            as: CaseworkTown.worker)
        #expect(shared.status == .seeOther)
        func page() async throws -> String {
            try await town.desk.get("/en/work/persons/\(person)", as: CaseworkTown.worker).text
        }
        #expect(try await page().contains("Without a consent. Reason: The law demands it. Awaits its review"))
        let override = try await OverrideReviewTests.id(town, person)
        _ = try await town.desk.api(.post, "overrides/\(override)/end", as: CaseworkTown.coordinator)
        #expect(try await page().contains("Ended by \(CaseworkTown.coordinator.caller.name), "))
    }

    @Test func theSecondReviewerSeesWhoDecidedAndWhen() async throws {
        let town = try await CaseworkTown()
        let (person, _) = try await Self.asked(town)
        let override = try await OverrideReviewTests.id(town, person)
        let second = TestDesk.Member.some(.coordinator, of: OverrideReviewTests.council, name: "second coordinator")
        let path = "/en/work/overrides/\(override)"
        let first = try await town.desk.post(path, [("decision", "justified")], as: CaseworkTown.coordinator)
        #expect(first.status == .seeOther)
        let late = try await town.desk.post(path, [("decision", "not-justified")], as: second)
        #expect(late.status == .conflict && late.text.contains("Somebody else decided meanwhile."))
        #expect(late.text.contains("Reviewed by \(CaseworkTown.coordinator.caller.name), "))
        #expect(late.text.contains("href=\"#f-decision\"") && late.text.contains("id=\"f-decision\""))
        #expect(late.text.contains("href=\"/en/work/overrides\""), "the way on")
        let program = try await town.desk.api(
            .post, "overrides/\(override)", json: ["decision": "not-justified"], as: second)
        #expect(program.status == .conflict)
    }
}
