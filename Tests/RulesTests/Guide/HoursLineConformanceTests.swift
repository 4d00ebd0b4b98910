import Foundation
import Rules
import Testing

/// The reference library's vectors through the line of JSON, as `villerefuge hours` answers it.
/// docs/opening-hours.md says what is left.
@Suite(.enabled(if: SharedData.has(ConformanceWorld.path), "the shared data are not beside the checkout"))
struct HoursLineConformanceTests {
    private struct Question: Encodable {
        var value: String
        var from: String
        var to: String
        var lat: String?
        var lon: String?
        var country: String?
        var state: String?
        var timeZone = "Europe/Berlin"
    }

    private struct Answer: Decodable {
        struct Interval: Decodable, Equatable {
            var start: String
            var end: String
            var state: String
        }

        struct Fault: Decodable {
            var reason: String
        }

        var intervals: [Interval]?
        var error: Fault?
    }

    private let vectors: ConformanceVectors

    init() throws {
        vectors = try JSONDecoder().decode(ConformanceVectors.self, from: SharedData.read(ConformanceWorld.path))
    }

    private func answer(
        _ vector: ConformanceVectors.Intervals, _ holidays: [String: HolidayDefinitions], points: Bool
    ) throws -> Answer {
        let question = Question(
            value: vector.value.text, from: vector.from, to: vector.to, lat: vector.place?.lat, lon: vector.place?.lon,
            country: vector.place?.country, state: vector.place?.state)
        let line = String(decoding: try JSONEncoder().encode(question), as: UTF8.self)
        let answer = HoursLine.answer(line, holidays: holidays, allowingPoints: points)
        return try JSONDecoder().decode(Answer.self, from: Data(answer.utf8))
    }

    /// The share of vectors whose intervals and states are as expected.
    private func share(_ holidays: [String: HolidayDefinitions], points: Bool) throws -> Double {
        let passed = try vectors.intervals.filter { vector in
            let expected = vector.expected.map {
                Answer.Interval(start: $0.start, end: $0.end, state: $0.isUnknown ? "unknown" : "open")
            }
            return try answer(vector, holidays, points: points).intervals == expected
        }
        return Double(passed.count) / Double(vectors.intervals.count)
    }

    @Test func withTheCountriesOfTheResources() throws {
        #expect(try share(CountryFiles.definitions(), points: false) >= 0.84)
        #expect(try share(CountryFiles.definitions(), points: true) >= 0.87)
    }

    @Test func withTheLibrarysHolidaysAndPoints() throws {
        let holidays = try HolidayTables.definitions(SharedData.read("opening_hours/holidays.json"))
        #expect(try share(holidays, points: true) >= 0.985)
    }

    @Test func noPublicHolidayIsUnknown() throws {
        let holidays = try CountryFiles.definitions()
        for vector in vectors.intervals where vector.place?.country != nil {
            #expect(try answer(vector, holidays, points: true).error?.reason != "publicHolidaysUnknown")
        }
    }
}
