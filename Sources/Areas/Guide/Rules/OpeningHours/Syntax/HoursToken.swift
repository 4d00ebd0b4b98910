/// A piece of an opening_hours text with its place, in characters.
struct HoursToken: Sendable {
    enum Kind: Sendable, Hashable {
        case weekday(Weekday)
        case month(Int)
        case publicHoliday, schoolHoliday
        case week, easter
        case number(Int, digits: Int)
        case sun(HoursSunEvent)
        case state(OpeningState.Kind)
        case comment(String)
        case always
        /// `day`, `days`.
        case dayUnit
        case colon, dash, comma, semicolon, fallback, plus, slash, dot
        case openBracket, closeBracket, openParen, closeParen
        /// `open end`, `till late`.
        case openEnd
        /// `from 17:00`: open end when no closing time follows.
        case startingAt
        case am, pm
        /// `h`, `Uhr`.
        case hour
        case end
    }

    var kind: Kind
    var position: Int
    var length: Int

    var next: Int { position + length }
}
