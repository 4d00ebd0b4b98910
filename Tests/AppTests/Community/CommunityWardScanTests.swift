import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// The pages that gather from every area are where a ward could leak: home, notices, calendar, directory, exports.
@Suite("No ward leaks through the pages that gather")
struct CommunityWardScanTests {
    private static let guardianOfB = TestDesk.Member.some(
        .socialWorker, of: CaseworkTown.b, wards: [.health, .minors, .protectedPlaces])

    /// The community's own desk with the city's real surroundings, and the notices beside it.
    private static func desk(_ town: CaseworkTown) -> (TestDesk, CommunityDesk) {
        let community = CommunityDesk(
            workplace: town.workplace,
            surroundings: DeskSurroundings(workplace: town.workplace, published: town.city.city).forCommunity,
            languages: ["en", "es"])
        let identity = IdentityDesk(workplace: town.workplace, passwords: CountingPasswords())
        let routes = community.routes + identity.routes.filter { $0.path == "notices" }
        return (TestDesk(city: town.city, workplace: town.workplace, routes: routes), community)
    }

    @Test("Marks of each ward, and the ids of what stands behind one, are in no byte for anyone without it")
    func scan() async throws {
        let town = try await CaseworkTown()
        let (desk, community) = Self.desk(town)
        // Known before anything is asked, so that notices reach whoever they may reach.
        for wards in [[], [.health], [.minors]] as [Set<Ward>] {
            let member = TestDesk.Member.some(.socialWorker, of: CaseworkTown.b, wards: wards)
            try await TestGate.remember(member.caller, town.workplace)
        }
        try await TestGate.remember(Self.guardianOfB.caller, town.workplace)
        let minor = try await town.person(
            ["firstName": "MarkMinorQx", "wards": ["minors"]], as: CaseworkTown.guardian)
        _ = try await town.consent(
            minor, "referral", to: [CaseworkTown.b], as: CaseworkTown.guardian,
            more: ["giver": "guardian", "relation": "parent"])
        let hidden = try await town.person(
            ["note": "MarkProtectedQx", "wards": ["protected-places"]], as: CaseworkTown.guardian)
        _ = try await town.consent(hidden, "referral", to: [CaseworkTown.b], as: CaseworkTown.guardian)
        let marked: [(ward: Ward, referral: String)] = [
            (
                .minors,
                try await town.referral(
                    [
                        "person": minor, "toOrganisation": CaseworkTown.b, "shown": ["first-name"],
                        "message": "MarkMinorQx", "urgency": "today",
                    ], as: CaseworkTown.guardian)
            ),
            (
                .protectedPlaces,
                try await town.referral(
                    ["person": hidden, "toOrganisation": CaseworkTown.b, "message": "MarkProtectedQx"],
                    as: CaseworkTown.guardian)
            ),
            (
                .health,
                try await town.referral(
                    ["toOrganisation": CaseworkTown.b, "healthNeeds": ["dentist"], "message": "MarkHealthQx"],
                    as: CaseworkTown.nurse)
            ),
        ]
        let books = try Phrasebooks(folder: TestCity.root.appendingPathComponent("Resources/languages"))
        let paths = [
            "", "notices", "calendar", "community", "directory", "directory?q=mark", "directory/organisations",
            "directory/csv", "directory/vcard", "organisations/\(CaseworkTown.a)", "organisations/\(CaseworkTown.b)",
        ]
        var (scanned, feeds) = (0, 0)
        for role in Role.allCases {
            for house in [CaseworkTown.a, CaseworkTown.b, "port-alder-council"] {
                for wards in [[], [.health], [.minors], [.protectedPlaces]] as [Set<Ward>] {
                    let member = TestDesk.Member.some(role, of: house, wards: wards)
                    var answers: [(String, String)] = []
                    for path in paths {
                        answers.append((path, try await desk.get("/en/work/\(path)", as: member).text))
                        guard path != "notices" else { continue }
                        answers.append(("api \(path)", try await desk.api(.get, path, as: member).text))
                    }
                    let made = try await desk.api(.post, "calendar", as: member).object()
                    if let token = (made["address"] as? String)?.split(separator: "/").last?.dropLast(4),
                        let feed = try await community.calendarText(
                            token: String(token), books: books, settings: town.city.settings, now: TestCity.now)
                    {
                        answers.append(("feed", feed))
                        feeds += 1
                    }
                    for (path, text) in answers {
                        scanned += 1
                        for mark in ["MarkMinorQx", "MarkProtectedQx", "MarkHealthQx", minor, hidden] {
                            #expect(!text.contains(mark), "\(role) of \(house) \(wards): \(path) holds \(mark)")
                        }
                        for (ward, referral) in marked where !member.caller.wards.contains(ward) {
                            #expect(!text.contains(referral), "\(role) of \(house) \(wards): \(path) tells of \(ward)")
                        }
                    }
                }
            }
        }
        #expect(scanned > 2_500 && feeds >= Role.allCases.count * 12, "\(scanned) answers, \(feeds) feeds")
        // The test can fail: whoever holds the wards is led to each of them, by home and by calendar, and still reads no name there.
        let home = try await desk.get("/en/work", as: Self.guardianOfB).text
        let notices = try await desk.get("/en/work/notices", as: Self.guardianOfB).text
        let made = try await desk.api(.post, "calendar", as: Self.guardianOfB).object()
        let token = String((made["address"] as? String ?? "").split(separator: "/").last?.dropLast(4) ?? "")
        let feed = try await community.calendarText(
            token: token, books: books, settings: town.city.settings, now: TestCity.now)
        for (ward, referral) in marked {
            #expect(home.contains(referral) && notices.contains(referral), "\(ward)")
            #expect(feed?.contains(referral) == true, "\(ward)")
        }
        #expect(!home.contains("MarkMinorQx") && feed?.contains("Mark") == false)
    }
}
