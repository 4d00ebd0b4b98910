import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Hours that close days, and dates of confirmation, are never changed unawares")
struct HoursChangeTests {
    private static let today = LocalDate(year: 2026, month: 11, day: 21)

    private func change(_ former: String?, _ hours: String?) throws -> HoursChange? {
        HoursChange(
            from: former, to: hours, today: try #require(Self.today), zone: try #require(CivilZone("Europe/Paris")),
            country: "FR")
    }

    @Test("Closing a day or passing midnight is asked about; anything else is not")
    func asked() throws {
        let closes = try #require(try change("Mo-Fr 09:00-17:00", "Mo 09:00-17:00"))
        #expect(closes.days.map(\.number) == [2, 3, 4, 5])
        #expect(closes.days.allSatisfy { $0.after.isEmpty && $0.before == ["09:00 – 17:00"] })
        let night = try #require(try change("Mo-Fr 09:00-19:00", "Mo-Th 09:00-19:00; Fr 18:00-09:00"))
        #expect(night.days.map(\.number) == [5] && night.days[0].goesOverMidnight)
        #expect(try #require(try change(nil, "Mo 18:00-09:00")).days.map(\.number) == [1])
        let summer = try #require(try change("Jul Sa 10:00-12:00; Mo 09:00-12:00", "Mo 09:00-12:00"))
        #expect(summer.days.map(\.number) == [6], "a day of another season is a day")
        for (former, hours) in [
            ("Mo-Fr 09:00-17:00", "Mo-Sa 09:00-17:00"), ("Mo-Fr 09:00-17:00", "Mo-Fr 10:00-12:00"),
            ("Fr 18:00-02:00", "Fr 18:00-02:00; Sa 10:00-12:00"), ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-24:00"),
        ] { #expect(try change(former, hours) == nil, "\(former) → \(hours)") }
        #expect(try change("Mo 09:00-12:00", nil) == nil)
    }

    @Test("Nothing is written before the box is ticked, and the box is ticked for these hours alone")
    func ticked() async throws {
        let town = try await DeskTown()
        let path = "/en/work/services/lantern-rest/edit"
        func post(_ sure: String?) async throws -> TestResponse {
            var changes = ["hours": ["Tu 10:00-11:00"], "hours-by": ["text"]]
            if let sure { changes["hours-sure"] = [sure] }
            return try await town.desk.post(
                path, try await town.form("lantern-rest", changes), as: DeskTown.manager)
        }
        for sure in [nil, "on", "Mo 10:00-11:00"] {
            let asked = try await post(sure)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("name=\"hours-sure\" value=\"Tu 10:00-11:00\""))
            #expect(asked.text.contains("Are these hours meant?"))
            expectSound(asked)
        }
        #expect(try await post("Tu 10:00-11:00").status == .seeOther)
    }

    @Test("Nobody confirms a whole service by changing one word")
    func unticked() async throws {
        let town = try await DeskTown()
        let page = try await town.desk.get("/en/work/services/lantern-rest/edit", as: DeskTown.manager).text
        #expect(page.contains(/name="confirmed" value="on" aria/))
        #expect(!page.contains(/name="confirmed" value="on" checked/))
        let new = try await town.desk.get("/en/work/services/new", as: DeskTown.manager).text
        #expect(new.contains(/name="confirmed" value="on" checked/) && new.contains("confirmed today by you"))
    }

    @Test(
        "Dates are read as local forms write them",
        arguments: [
            ("2026-12-31", "2026-12-31"), ("31/12/2026", "2026-12-31"), ("31.12.2026", "2026-12-31"),
            ("1/2/2026", "2026-02-01"), ("2026-12", "2026-12"), ("31/02/2026", nil), ("12/31/2026", nil),
            ("31/12/26", nil), ("tomorrow", nil),
        ] as [(String, String?)])
    func dates(_ typed: String, _ read: String?) {
        #expect(UpkeepReader.day(typed)?.description == read)
    }
}
