/// Days on which an organisation can be expected to answer.
public enum WorkingDays {
    /// The day that many working days after `day`; the day itself is not counted.
    /// - Parameter isHoliday: public holidays of the place.
    public static func adding(_ count: Int, to day: LocalDate, isHoliday: (LocalDate) -> Bool) -> LocalDate {
        var day = day
        var left = count
        while left > 0 {
            day = day.adding(days: 1)
            if day.weekday != .saturday, day.weekday != .sunday, !isHoliday(day) { left -= 1 }
        }
        return day
    }
}

/// When a referral is called to mind.
public enum ReferralClock {
    /// Working days after which silence is called to mind.
    public static let silence = 2
    /// Days that a letter's link lives.
    public static let linkDays = 14

    public enum Reminder: String, Sendable, Hashable {
        /// Nobody has answered.
        case unanswered
        /// The wanted day has passed, and nobody said how it went.
        case unreported
    }

    public static func reminder(
        state: ReferralState, askedOn: LocalDate, wantedOn: LocalDate?, today: LocalDate,
        isHoliday: (LocalDate) -> Bool
    ) -> Reminder? {
        switch state {
        case .asked:
            today >= WorkingDays.adding(silence, to: askedOn, isHoliday: isHoliday) ? .unanswered : nil
        case .accepted:
            wantedOn.map { $0 < today } == true ? .unreported : nil
        case .refused, .done, .noShow, .withdrawn: nil
        }
    }
}
