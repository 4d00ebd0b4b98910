/// Something that was understood but should be looked at: a spelling of its own, or a sense that surprises.
public struct OpeningHoursWarning: Sendable, Hashable {
    /// Characters (not bytes) before the place.
    public var position: Int
    public var length: Int
    public var kind: Kind
    /// What to write instead, for spellings.
    public var mend: String?

    public init(position: Int, length: Int, kind: Kind, mend: String? = nil) {
        self.position = position
        self.length = length
        self.kind = kind
        self.mend = mend
    }

    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// A word, a sign or a letter case that is not the standard's; it was read as `mend`.
        case spelling
        /// A time not written `HH:MM`.
        case timeFormat
        /// 12 hours with am and pm; 12 am is midnight.
        case twelveHourClock
        case quotes
        case needlessColon
        case needlessSeparator
        case missingComma
        /// A new rule begins where no `;` stands.
        case missingSeparator
        /// Selectors not in the order year, month, week, day, time, state.
        case order
        /// A step of 1, an offset of 0.
        case noEffect
        /// Weeks and months together: they rarely meet as expected.
        case weekWithMonth
        /// 24/7 with other rules.
        case alwaysWithOthers
        /// A later rule for the next day ends these hours at midnight.
        case cutAtMidnight
        /// The range ends the day before Easter; `easter +1 day` would include Easter.
        case easterNotIncluded
        /// A rule for some days follows, and this one does not say for which: it adds to it.
        case ruleWithoutDays
        case repeated
    }
}
