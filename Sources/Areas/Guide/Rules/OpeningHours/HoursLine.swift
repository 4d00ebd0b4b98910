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
        /// Accept points in time.
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
    /// - Returns: `{"canonical":…, "intervals":[{"start", "end", "state", "comment"}], "warnings":[…]}`, or
    ///   `{"error":{"position", "length", "reason", "value", "mend"}}`. Positions count characters from 0.
    public static func answer(
        _ line: String, holidays: [String: HolidayDefinitions] = [:],
        frenchSchoolHolidays: [String: [HolidayPeriod]] = [:]
    ) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let answer = reply(to: line, holidays, frenchSchoolHolidays)
        guard let data = try? encoder.encode(answer) else { return "{}" }
        return String(decoding: data, as: UTF8.self)
    }

    private static func reply(
        to line: String, _ holidays: [String: HolidayDefinitions], _ frenchSchoolHolidays: [String: [HolidayPeriod]]
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
                parsing: question.value, country: question.country, allowingPoints: question.points ?? false)
            if let missing = hours.missing(in: context) { throw missing }
            let intervals = hours.intervals(from: zone.instant(from), to: zone.instant(to), in: context)
            return Answer(
                canonical: hours.canonical,
                intervals: intervals.map { interval in
                    Answer.Interval(
                        start: zone.local(interval.start).description, end: zone.local(interval.end).description,
                        state: interval.state.kind.rawValue, comment: interval.state.comment)
                },
                warnings: hours.warnings.map {
                    Answer.Warning(position: $0.position, length: $0.length, kind: $0.kind.rawValue, mend: $0.mend)
                })
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

    private static func context(
        of question: Question, zone: CivilZone, _ holidays: [String: HolidayDefinitions],
        _ frenchSchoolHolidays: [String: [HolidayPeriod]]
    ) -> HoursContext {
        let country = question.country?.uppercased()
        let calendar: HolidayCalendar
        if let country, let known = holidays[country] {
            calendar = known.calendar(region: question.state)
        } else if country == "FR" {
            let school = question.state.flatMap { frenchSchoolHolidays[$0] }
            calendar = FrenchHolidays.calendar(region: question.state, schoolHolidays: school)
        } else {
            calendar = .unknown
        }
        var place: HoursContext.Coordinates?
        if let latitude = question.lat, let longitude = question.lon {
            place = HoursContext.Coordinates(latitude: latitude.value, longitude: longitude.value)
        }
        return HoursContext(
            zone: zone, holidays: calendar, coordinates: place, country: question.country, state: question.state)
    }
}
