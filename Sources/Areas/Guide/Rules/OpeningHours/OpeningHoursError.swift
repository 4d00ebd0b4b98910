/// Why a text is not opening hours: where, what, and what to write instead.
public struct OpeningHoursError: Error, Sendable, Hashable {
    /// Characters (not bytes) before the fault.
    public var position: Int
    /// Characters that the fault covers; 0 at the end of the text.
    public var length: Int
    public var reason: Reason
    /// What could be written there instead, when there is one clear answer.
    public var mend: String?

    public init(position: Int, length: Int, reason: Reason, mend: String? = nil) {
        self.position = position
        self.length = length
        self.reason = reason
        self.mend = mend
    }

    /// Each is a message in the language files, with its value if it has one.
    public enum Reason: Sendable, Hashable {
        case empty
        case unknownWord(String)
        /// Two languages read the word differently.
        case ambiguousWord(String)
        /// A word for a season: which days it covers differs from place to place.
        case season(String)
        case unexpected(String)
        case unclosedComment
        /// The hour has no closing time (`12:00`); `12:00+` says that it is not known.
        case missingEnd
        case missingTime
        case hourOutOfRange(Int)
        case minuteOutOfRange(Int)
        /// Opening hours begin within their day: before 24:00.
        case startAfterMidnight
        /// The day does not exist (30 February).
        case noSuchDay(Int)
        case weekOutOfRange(Int)
        case nthOutOfRange(Int)
        case offsetTooLarge(Int)
        case backwards
        case zeroStep
        /// Selectors of different kinds joined by a comma (`We, Aug Mo`): it could mean two things.
        case ambiguousComma
        /// `8-5`, `12-8`: morning or evening?
        case ambiguousHours
        /// Four digits that could be a year or a time.
        case yearOrTime
        case missingFirstRule
        /// Public holidays are named, but those of the place are not known.
        case publicHolidaysUnknown
        case schoolHolidaysUnknown

        /// Key of the message in the language files.
        public var key: String {
            let name = String(describing: self)
            return String(name.prefix { $0 != "(" })
        }

        /// The word or number that the message quotes.
        public var value: String? {
            switch self {
            case .unknownWord(let text), .ambiguousWord(let text), .season(let text), .unexpected(let text): text
            case .hourOutOfRange(let number), .minuteOutOfRange(let number), .noSuchDay(let number),
                .weekOutOfRange(let number), .nthOutOfRange(let number), .offsetTooLarge(let number):
                String(number)
            default: nil
            }
        }
    }
}
