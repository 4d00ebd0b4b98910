import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// Pages and lists of the area as one meets them.
@Suite struct CaseworkPageTests {
    @Test func thePreviewShowsWhatGoesAndKeepsWhatWasTyped() async throws {
        let town = try await CaseworkTown()
        let form = [
            ("id", UUIDv7().description), ("toOrganisation", CaseworkTown.b), ("needs", "meal"), ("languages", "fa"),
            ("languages", "ti"), ("household", "4"), ("urgency", "this-week"), ("message", "Four people & a dog."),
        ]
        let preview = try await town.desk.post("/en/work/referrals/preview", form, as: CaseworkTown.worker)
        #expect(preview.status == .ok && preview.text.contains("Four people &amp; a dog."))
        #expect(!preview.text.contains("<textarea") && !preview.text.contains("type=\"radio\""), "no second form")
        #expect(preview.text.contains(">Send</button>") && preview.text.contains(">Change it</button>"))
        // Both buttons carry all that was typed.
        for (name, value) in form {
            let field = "name=\"\(name)\" value=\"\(value.replacing("&", with: "&amp;"))\""
            #expect(preview.text.ranges(of: field).count == 2, "\(name)=\(value)")
        }
        let back = try await town.desk.post(
            "/en/work/referrals/preview", form + [("change", "on")], as: CaseworkTown.worker)
        #expect(back.status == .ok && back.text.contains("Four people &amp; a dog.</textarea>"))
        #expect(back.text.contains("value=\"4\"") && back.text.contains("value=\"ti\" checked"))
        #expect(back.text.contains(form[0].1), "the same referral")
        #expect(!back.text.contains("role=\"alert\""))
        let half = try await town.desk.post(
            "/en/work/referrals/preview", [("message", "half"), ("change", "on")], as: CaseworkTown.worker)
        #expect(half.status == .ok && half.text.contains("half</textarea>"))
        #expect(try await town.count("SELECT COUNT(*) AS count FROM referral") == 0)
    }

    @Test func figuresOfNobodyAndOfAFewAreSaidInWords() async throws {
        let town = try await CaseworkTown()
        let none = try await town.desk.get("/en/work/figures/people?year=2025", as: CaseworkTown.observer)
        #expect(none.text.contains("Nobody has been counted in 2025.") && !none.text.contains("<table"))
        #expect(none.text.contains("year=2024") && none.text.contains("year=2026"))
        for _ in 0..<3 { _ = try await town.person() }
        let few = try await town.desk.get("/en/work/figures/people", as: CaseworkTown.observer)
        #expect(few.text.contains("Fewer than five people") && !few.text.contains("<table"))
        #expect(!few.text.contains("year=2027"), "the year to come has no figures")
        for _ in 0..<3 { _ = try await town.person() }
        let six = try await town.desk.get("/en/work/figures/people", as: CaseworkTown.observer)
        #expect(six.text.contains("November 2026") && !six.text.contains(">2026-11<"))
    }

    /// Thin before ; ! ? (U+202F), whole before : (U+00A0): French typography, and no line begins with a sign.
    @Test func frenchSignsHaveTheirSpace() throws {
        let file = TestCity.root.appendingPathComponent("Resources/languages/fr/casework.json")
        let text = try String(contentsOf: file, encoding: .utf8)
        // A notice that was given is never changed, not even its spaces.
        let lines = text.split(separator: "\n").filter { !$0.contains("casework.notice.1.") }
        let values = lines.compactMap { $0.split(separator: "\": ", maxSplits: 1).last }
        let wrong = values.filter { line in
            line.contains(/[ \u{00A0}][;!?]/) || line.contains(/[ \u{202F}]:/) || line.contains(/[^\s"\u{202F}][;!?]/)
        }
        #expect(wrong.isEmpty, "\(wrong)")
        #expect(values.count > 200)
    }

    @Test func workingDaysKnowThePublicHolidaysOfTheCity() async throws {
        let town = try await CaseworkTown()
        let paris = try await TestCity.paris.value.city.snapshot().casework
        let christmas = try #require(LocalDate(year: 2026, month: 12, day: 25))
        #expect(paris.holidays.publicHoliday(on: christmas) != nil)
        _ = try await town.referral(["toOrganisation": CaseworkTown.b, "needs": ["meal"]])
        let asked = paris.zone.instant(christmas.adding(days: -1), minutes: 600)
        try await town.execute("UPDATE referral SET asked_at = \(asked.milliseconds)")
        // Asked on Thursday the 24th; Friday is a holiday: the second working day is Tuesday the 29th.
        for (days, count) in [(4, 0), (5, 1)] {
            let now = asked.adding(days: days)
            #expect(try await Casework.remind(town.workplace, city: paris, now: now) == count, "after \(days) days")
        }
    }

    @Test func listsOfReferralsArePagedInTheQuery() async throws {
        let town = try await CaseworkTown()
        try await town.database.write { connection in
            for number in 0..<120 {
                let (from, to) = number < 70 ? (CaseworkTown.a, CaseworkTown.b) : (CaseworkTown.b, CaseworkTown.a)
                try connection.execute(
                    """
                    INSERT INTO referral (id, organisation, asked_by, to_organisation, urgency, ward_health, ward_minors,
                        ward_protected, state, asked_at)
                    VALUES (\(UUIDv7().description), \(from), 'x', \(to), 'ordinary', 0, 0, 0, 'asked',
                        \(TestCity.now.milliseconds))
                    """)
            }
        }
        var seen: [String: [String]] = [:]
        for (side, total, pages) in [("asker", 70, 2), ("asked", 50, 1)] {
            var path = "referrals?side=\(side)"
            var count = 0
            while count < 4 {
                count += 1
                let answer = try await town.desk.api(.get, path, as: CaseworkTown.worker).object()
                let items = answer["items"] as? [[String: Any]] ?? []
                #expect(items.count <= 50)
                seen[side, default: []] += items.compactMap { $0["id"] as? String }
                guard let next = (answer["next"] as? [String: Any])?[side] as? String else { break }
                path = "referrals?side=\(side)&before=\(next)"
            }
            #expect(Set(seen[side] ?? []).count == total && seen[side]?.count == total && count == pages)
        }
        let page = try await town.desk.get("/en/work/referrals", as: CaseworkTown.worker)
        #expect(page.text.contains("side=asker&amp;before=") && !page.text.contains("side=asked&amp;before="))
        let wrong = try await town.desk.api(.get, "referrals?side=both", as: CaseworkTown.worker)
        #expect(wrong.status == .badRequest)
    }

    @Test func theArchiveIsPagedInTheQuery() async throws {
        let town = try await CaseworkTown()
        let moment = TestCity.now.milliseconds
        try await town.database.write { connection in
            for number in 0..<70 {
                try connection.execute(
                    """
                    INSERT INTO person_file (id, reference, organisation, purpose, languages, ward_health, ward_minors,
                        ward_protected, created_at, created_month, created_by, last_contact_at, version, archived_at)
                    VALUES (\(UUIDv7().description), \("R\(number)"), \(CaseworkTown.a), 'support', '', 0,
                        \(number % 10 == 0), 0, \(moment), '2026-11', 'x', \(moment), 1, \(moment))
                    """)
            }
        }
        var seen: [String] = []
        var path = "archive"
        for _ in 0..<3 {
            let answer = try await town.desk.api(.get, path, as: CaseworkTown.manager).object()
            let items = answer["items"] as? [[String: Any]] ?? []
            seen += items.compactMap { $0["reference"] as? String }
            guard let next = answer["next"] as? String else { break }
            #expect(items.count == 50)
            path = "archive?before=\(next)"
        }
        #expect(seen.count == 63 && Set(seen).count == 63, "and none behind a ward that the reader lacks")
    }

    @Test func aPersonsCopyForProgramsHoldsTheirPapers() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person()
        let (plain, health) = (Array("%PDF-1.4 first".utf8), Array("%PDF-1.4 of health".utf8))
        _ = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("title", "Attestation")], file: ("file", "x.pdf", plain),
            as: CaseworkTown.worker)
        _ = try await town.desk.post(
            "/en/work/persons/\(person)/attachments", [("isHealth", "on")], file: ("file", "y.pdf", health),
            as: CaseworkTown.nurse)
        func contents(_ member: TestDesk.Member) async throws -> [Data] {
            let answer = try await town.desk.get("/en/work/persons/\(person)/copy.json", as: member)
            let whole = try JSONSerialization.jsonObject(with: Data(buffer: answer.body)) as? [String: Any]
            let file = whole?["file"] as? [String: Any]
            return (file?["attachments"] as? [[String: Any]] ?? []).compactMap {
                ($0["content"] as? String).flatMap { Data(base64Encoded: $0) }
            }
        }
        #expect(try await contents(CaseworkTown.manager) == [Data(plain)])
        let both = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: [.health])
        #expect(try await contents(both) == [Data(plain), Data(health)])
        let page = try await town.desk.get("/en/work/persons/\(person)/copy", as: CaseworkTown.manager)
        #expect(page.text.contains("/en/work/persons/\(person)/attachments/") && page.text.contains("Attestation"))
    }
}
