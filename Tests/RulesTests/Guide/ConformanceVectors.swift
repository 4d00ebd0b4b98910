import Foundation
import Rules

/// The vectors of the reference library, as they lie beside the checkout: test input only.
struct ConformanceVectors: Decodable {
    /// The expression, alone or with why upstream skips a check for it.
    struct Value: Decodable, Equatable {
        var text: String
        var remark: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                let both = try container.decode([String].self)
                text = both.first ?? ""
                remark = both.last
            }
        }
    }

    struct Place: Decodable {
        var lat: String?
        var lon: String?
        var country: String?
        var state: String?
    }

    struct Expected: Decodable, Equatable {
        var start: String
        var end: String
        var isUnknown: Bool
        var comment: String?

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            start = Self.padded(try container.decode(String.self))
            end = Self.padded(try container.decode(String.self))
            isUnknown = try container.decode(Bool.self)
            comment = try container.decodeIfPresent(String.self)
        }

        init(start: String, end: String, isUnknown: Bool, comment: String?) {
            (self.start, self.end, self.isUnknown, self.comment) = (start, end, isUnknown, comment)
        }

        /// `0:00` as `00:00`.
        private static func padded(_ text: String) -> String {
            LocalDateTime(text)?.description ?? text
        }
    }

    struct Mode: Decodable {
        var mode: Int?
        var tagKey: String?
        var allowsPoints: Bool { (mode ?? 0) > 0 || tagKey == "collection_times" }

        enum CodingKeys: String, CodingKey {
            case mode
            case tagKey = "tag_key"
        }
    }

    struct Intervals: Decodable {
        var name: String
        var value: Value
        var canonical: Value
        var from: String
        var to: String
        var expected: [Expected]
        var place: Place?
        var mode: Mode
    }

    struct Single: Decodable {
        var name: String
        var value: Value
        var place: Place?
    }

    /// Rows of mixed kinds: only their texts matter here.
    struct Row: Decodable {
        var texts: [String] = []
        var isEqual = false

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            while !container.isAtEnd {
                if let text = try? container.decode(String.self) {
                    texts.append(text)
                } else if var list = try? container.nestedUnkeyedContainer() {
                    isEqual = (try? list.decode(Bool.self)) ?? false
                } else {
                    _ = try container.decode(Place.self)
                }
            }
        }
    }

    var intervals: [Intervals]
    var shouldFail: [Single]
    var shouldWarn: [Single]
    var prettify: [Row]
    var equal: [Row]
    var matchingRule: [Row]
}

/// The world in which the vectors were made: Europe/Berlin, and the holidays of their countries.
struct ConformanceWorld {
    let vectors: ConformanceVectors
    let zone: CivilZone
    private let holidays: [String: HolidayDefinitions]

    static let path = "opening_hours/vectors.json"

    init() throws {
        vectors = try JSONDecoder().decode(ConformanceVectors.self, from: SharedData.read(Self.path))
        holidays = try HolidayTables.definitions(SharedData.read("opening_hours/holidays.json"))
        zone = CivilZone("Europe/Berlin") ?? .utc
    }

    func context(_ place: ConformanceVectors.Place?) -> HoursContext {
        var coordinates: HoursContext.Coordinates?
        if let latitude = place?.lat.flatMap(Double.init), let longitude = place?.lon.flatMap(Double.init) {
            coordinates = HoursContext.Coordinates(latitude: latitude, longitude: longitude)
        }
        let calendar = place?.country.flatMap { holidays[$0.uppercased()] }?.calendar(region: place?.state)
        return HoursContext(
            zone: zone, holidays: calendar ?? .unknown, coordinates: coordinates, country: place?.country,
            state: place?.state)
    }

    func read(_ value: String, _ place: ConformanceVectors.Place?, points: Bool) throws(OpeningHoursError)
        -> OpeningHours
    {
        let hours = try OpeningHours(parsing: value, country: place?.country, allowingPoints: points)
        if let missing = hours.missing(in: context(place)) { throw missing }
        return hours
    }

    func passes(_ vector: ConformanceVectors.Intervals) -> Bool {
        guard let from = LocalDateTime(vector.from), let to = LocalDateTime(vector.to),
            var hours = try? OpeningHours(
                parsing: vector.value.text, country: vector.place?.country, allowingPoints: vector.mode.allowsPoints)
        else { return false }
        var place = vector.place
        // Without a place the library assumes Baden-Württemberg for school holidays.
        if place == nil, hours.missing(in: context(nil)) != nil {
            place = ConformanceVectors.Place(lat: nil, lon: nil, country: "de", state: "Baden-Württemberg")
            guard let again = try? read(vector.value.text, place, points: vector.mode.allowsPoints) else {
                return false
            }
            hours = again
        }
        let context = context(place)
        guard hours.missing(in: context) == nil else { return false }
        let found = hours.intervals(from: zone.instant(from), to: zone.instant(to), in: context).map { interval in
            ConformanceVectors.Expected(
                start: zone.local(interval.start).description, end: zone.local(interval.end).description,
                isUnknown: interval.state.kind == .unknown, comment: interval.state.comment)
        }
        return found == vector.expected
    }
}
