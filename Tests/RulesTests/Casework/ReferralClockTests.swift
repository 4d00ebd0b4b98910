import Rules
import Testing

@Suite struct ReferralClockTests {
    /// 2026-12-25 is a holiday here.
    static func isHoliday(_ day: LocalDate) -> Bool { day.description == "2026-12-25" }

    @Test(arguments: [
        ("2026-11-23", 2, "2026-11-25"),  // Monday
        ("2026-11-26", 2, "2026-11-30"),  // Thursday, over a week-end
        ("2026-11-27", 2, "2026-12-01"),  // Friday
        ("2026-11-28", 2, "2026-12-01"),  // Saturday
        ("2026-12-23", 2, "2026-12-28"),  // over a holiday and a week-end
        ("2026-11-23", 0, "2026-11-23"),
    ])
    func workingDaysSkipWeekEndsAndHolidays(_ from: String, _ count: Int, _ to: String) throws {
        let day = WorkingDays.adding(count, to: try #require(LocalDate(from)), isHoliday: Self.isHoliday)
        #expect(day.description == to)
    }

    @Test(arguments: [
        (ReferralState.asked, "2026-11-24", nil as String?, nil as ReferralClock.Reminder?),
        (.asked, "2026-11-25", nil, .unanswered),
        (.accepted, "2026-11-25", nil, nil),
        (.accepted, "2026-11-26", "2026-11-26", nil),
        (.accepted, "2026-11-27", "2026-11-26", .unreported),
        (.done, "2027-11-27", "2026-11-26", nil), (.refused, "2027-11-27", "2026-11-26", nil),
        (.withdrawn, "2027-11-27", "2026-11-26", nil), (.noShow, "2027-11-27", "2026-11-26", nil),
    ])
    func silenceAndMissingReportsAreCalledToMind(
        _ state: ReferralState, _ today: String, _ wanted: String?, _ reminder: ReferralClock.Reminder?
    ) throws {
        let found = ReferralClock.reminder(
            state: state, askedOn: try #require(LocalDate("2026-11-23")), wantedOn: wanted.flatMap { LocalDate($0) },
            today: try #require(LocalDate(today)), isHoliday: Self.isHoliday)
        #expect(found == reminder)
    }
}
