import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

/// Out of a referral to a consent and back, and which service is meant.
@Suite struct ReferralWayBackTests {
    /// The address in a `Location`, and its query.
    private static func query(_ address: String) -> [String: [String]] {
        let items = URLComponents(string: address)?.queryItems ?? []
        return Dictionary(grouping: items, by: \.name).mapValues { $0.compactMap(\.value) }
    }

    @Test func whatWasChosenIsStillChosenAfterTheConsent() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["needs": ["shower", "laundry"]])
        let form = try await town.desk.get("/en/work/referrals/new?person=\(person)", as: CaseworkTown.worker)
        let buttons = form.text.matches(of: /<button type="submit"( formaction="\/en\/work\/referrals\/consent")?/)
        #expect(buttons.suffix(2).map { $0.output.1 != nil } == [false, true], "Enter shows the preview")
        let service = try #require(
            town.facts.services.values.filter { $0.organisation == CaseworkTown.b }.map(\.key).min())
        let away = try await town.desk.post(
            "/en/work/referrals/consent",
            [
                ("id", UUIDv7().description), ("person", person), ("toOrganisation", CaseworkTown.b),
                ("toService", service), ("needs", "shower"), ("needs", "meal"), ("shown", "reference"),
                ("urgency", "today"), ("message", "MarkMessageQx of nobody"),
            ], as: CaseworkTown.worker)
        let there = try #require(away.headers[.location])
        #expect(away.status == .seeOther && there.hasPrefix("/en/work/persons/\(person)/consents/new?next="))
        #expect(!there.contains("MarkMessageQx"), "words do not stand in an address")
        let consent = try await town.desk.get(there, as: CaseworkTown.worker)
        #expect(consent.status == .ok && consent.text.contains("name=\"next\" value=\"/en/work/referrals/new?"))
        let next = try #require(Self.query(there)["next"]?.first)
        let kept = try await town.desk.post(
            "/en/work/persons/\(person)/consents",
            [
                ("id", UUIDv7().description), ("purpose", "referral"), ("organisations", CaseworkTown.b),
                ("giver", "person"), ("manner", "spoken"), ("next", next),
            ], as: CaseworkTown.worker)
        let back = try #require(kept.headers[.location])
        #expect(kept.status == .seeOther && back.hasPrefix("/en/work/referrals/new?"), "\(back)")
        #expect(Self.query(back)["done"] == ["consent-kept"])
        let again = try await town.desk.get(back, as: CaseworkTown.worker)
        #expect(again.status == .ok)
        for chosen in [
            "<option value=\"\(CaseworkTown.b)\" selected>", "<option value=\"\(service)\" selected>",
            "name=\"person\" value=\"\(person)\"",
        ] {
            #expect(again.text.contains(chosen), "\(chosen)")
        }
        let ticked = again.text.matches(of: /value="([^"]+)"(?: id="[^"]+")? checked/).map { String($0.output.1) }
        #expect(Set(ticked) == ["shower", "meal", "reference", "today"])
    }

    @Test(arguments: [
        "https://evil.example/en/work/referrals/new?person=", "//evil.example/work/referrals/new?person=",
        "/en/work/exports?person=", "/en/work/referrals/new", "/en/work/referrals/new?person=someone-else&x=",
    ])
    func aConsentLeadsNowhereElse(_ next: String) async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let kept = try await town.desk.post(
            "/en/work/persons/\(person)/consents",
            [
                ("purpose", "referral"), ("organisations", CaseworkTown.b), ("giver", "person"), ("manner", "spoken"),
                ("next", next.hasSuffix("=") && !next.contains("x=") ? next + person : next),
            ], as: CaseworkTown.worker)
        #expect(kept.headers[.location] == "/en/work/persons/\(person)?done=consent-kept")
    }

    @Test func servicesOfOneNameAreToldApartAndThoseOfOthersAreLeftOut() async throws {
        let town = try await CaseworkTown()
        func services(_ query: String) async throws -> [String: String] {
            let page = try await town.desk.get("/en/work/referrals/new\(query)", as: CaseworkTown.worker)
            let list = page.text.components(separatedBy: "id=\"f-toService\"")[1].components(separatedBy: "</select>")[
                0]
            let options = list.matches(of: /<option value="([^"]+)"[^>]*>([^<]*)<\/option>/)
            return Dictionary(options.map { (String($0.output.1), String($0.output.2)) }) { first, _ in first }
        }
        let all = try await services("")
        #expect(Set(all.values).count == all.count, "no two of one name: \(all.values.sorted())")
        for (key, words) in all {
            let place = try #require(town.facts.services[key]?.place)
            #expect(place.byLanguage.values.contains { words.contains(HTML($0).text) }, "\(words)")
        }
        let some = try await services("?toOrganisation=\(CaseworkTown.b)")
        #expect(!some.isEmpty && some.count < all.count)
        #expect(some.keys.allSatisfy { town.facts.services[$0]?.organisation == CaseworkTown.b })
    }
}
