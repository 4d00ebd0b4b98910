import Foundation

/// One question about opening hours and its answer, both a line of JSON: what the command `villerefuge hours` reads and
/// writes. It is a pure function: the holidays that are known come in with the call.
public enum HoursLine {
    /// `value` and the stretch of time `from`–`to` (`YYYY-MM-DD H:MM`, on the wall of `timeZone`).
    struct Question: Decodable {
        var value: String
        var from: String
        var to: String
        var lat: Degrees?
        var lon: Degrees?
        var country: String?
        var state: String?
        var timeZone: String?
        /// Accept points in time; when left out, as the call says.
        var points: Bool?
    }

    /// A number, or a number in quotation marks.
    struct Degrees: Decodable {
        var value: Double

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                value = number
            } else if let number = Double(try container.decode(String.self)) {
                value = number
            } else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a number of degrees")
            }
        }
    }

    struct Answer: Encodable {
        struct Interval: Encodable {
            /// `YYYY-MM-DD HH:MM`, on the wall.
            var start: String
            var end: String
            /// `open` or `unknown`.
            var state: String
            var comment: String?
        }

        struct Fault: Encodable {
            /// Characters before the fault; nil when the question itself is at fault.
            var position: Int?
            var length: Int?
            var reason: String
            var value: String?
            var mend: String?
        }

        struct Warning: Encodable {
            var position: Int
            var length: Int
            var kind: String
            var mend: String?
        }

        var canonical: String?
        var intervals: [Interval]?
        var warnings: [Warning]?
        var error: Fault?
    }

    /// Answers one line.
    /// - Parameters:
    ///   - line: `{"value":…, "from":…, "to":…, "lat":…, "lon":…, "country":…, "state":…, "timeZone":…}`; all but the first
    ///     three may be left out, the zone is then UTC. `"points": true` accepts points in time.
    ///   - holidays: definitions by country (ISO 3166-1, upper case). France is built in.
    ///   - frenchSchoolHolidays: ranges by zone (`A`, `B`, `C`), when `country` is FR and `state` names one.
    ///   - allowingPoints: accept points in time (`12:00`) in questions that do not say.
    /// - Returns: `{"canonical":…, "intervals":[{"start", "end", "state", "comment"}], "warnings":[…]}`, or
    ///   `{"error":{"position", "length", "reason", "value", "mend"}}`. Positions count characters from 0. Where holidays
    ///   are named that are not known for the place, the intervals are those of a year without them, and a warning
    ///   (`publicHolidaysUnknown`, `schoolHolidaysUnknown`) says so.
    public static func answer(
        _ line: String, holidays: [String: HolidayDefinitions] = [:],
        frenchSchoolHolidays: [String: [HolidayPeriod]] = [:], allowingPoints: Bool = false
    ) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let answer = reply(to: line, holidays, frenchSchoolHolidays, allowingPoints)
        guard let data = try? encoder.encode(answer) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func reply(
        to line: String, _ holidays: [String: HolidayDefinitions], _ frenchSchoolHolidays: [String: [HolidayPeriod]],
        _ allowingPoints: Bool
    ) -> Answer {
        guard let question = try? JSONDecoder().decode(Question.self, from: Data(line.utf8)) else {
            return fault("notAQuestion")
        }
        guard let zone = question.timeZone.map({ CivilZone($0) }) ?? .utc else {
            return fault("unknownTimeZone", question.timeZone)
        }
        guard let from = LocalDateTime(question.from) else { return fault("notATime", question.from) }
        guard let to = LocalDateTime(question.to) else { return fault("notATime", question.to) }
        let context = context(of: question, zone: zone, holidays, frenchSchoolHolidays)
        do throws(OpeningHoursError) {
            let hours = try OpeningHours(
                parsing: question.value, country: question.country, allowingPoints: question.points ?? allowingPoints)
            // Of a country that is known in part, what is not known is told as a warning; of one that is not named, or
            // not known at all, holidays cannot be answered.
            if context.holidays == .unknown, let missing = hours.missing(in: context) { throw missing }
            let intervals = hours.intervals(from: zone.instant(from), to: zone.instant(to), in: context)
            return Answer(
                canonical: hours.canonical,
                intervals: intervals.map { interval in
                    Answer.Interval(
                        start: zone.local(interval.start).description, end: zone.local(interval.end).description,
                        state: interval.state.kind.rawValue, comment: interval.state.comment)
                },
                warnings: warnings(of: hours, in: context))
        } catch {
            return Answer(
                error: Answer.Fault(
                    position: error.position, length: error.length, reason: error.reason.key,
                    value: error.reason.value, mend: error.mend))
        }
    }

    private static func fault(_ reason: String, _ value: String? = nil) -> Answer {
        Answer(error: Answer.Fault(reason: reason, value: value))
    }

    /// The value's own warnings and the holidays that are not known, in order.
    private static func warnings(of hours: OpeningHours, in context: HoursContext) -> [Answer.Warning] {
        let own = hours.warnings.map {
            Answer.Warning(position: $0.position, length: $0.length, kind: $0.kind.rawValue, mend: $0.mend)
        }
        let missing = hours.allMissing(in: context).map {
            Answer.Warning(position: $0.position, length: $0.length, kind: $0.reason.key, mend: nil)
        }
        return (own + missing).sorted { ($0.position, $0.length, $0.kind) < ($1.position, $1.length, $1.kind) }
    }

    private static func context(
        of question: Question, zone: CivilZone, _ holidays: [String: HolidayDefinitions],
        _ frenchSchoolHolidays: [String: [HolidayPeriod]]
    ) -> HoursContext {
        let country = question.country?.uppercased()
        let school = country == "FR" ? question.state.flatMap { frenchSchoolHolidays[$0] } : nil
        let known = country.flatMap { HolidayDefinitions.of($0, in: holidays) }
        let calendar = known?.calendar(region: question.state, schoolHolidays: school) ?? .unknown
        var place: HoursContext.Coordinates?
        if let latitude = question.lat, let longitude = question.lon {
            place = HoursContext.Coordinates(latitude: latitude.value, longitude: longitude.value)
        }
        return HoursContext(
            zone: zone, holidays: calendar, coordinates: place, country: question.country, state: question.state)
    }
}
