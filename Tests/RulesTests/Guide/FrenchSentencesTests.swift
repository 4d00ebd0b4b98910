import Foundation
import Rules
import Testing

/// Sentences that French organisations typed: read as what they mean, or refused when they hold no hours.
@Suite(
    .enabled(if: SharedData.has("opening_hours/french-sentences.json"), "the shared data are not beside the checkout"))
struct FrenchSentencesTests {
    private struct File: Decodable {
        struct Pair: Decodable {
            var text: String
            var value: String?

            enum CodingKeys: String, CodingKey {
                case text
                case value = "opening_hours"
            }
        }
        var pairs: [Pair]
    }

    @Test func areReadOrRefused() throws {
        let questions = try HoursQuestions()
        let file = try JSONDecoder().decode(File.self, from: SharedData.read("opening_hours/french-sentences.json"))
        for pair in file.pairs {
            let read = try? OpeningHours(parsing: pair.text, country: "FR")
            guard let value = pair.value else {
                #expect(read == nil, "\(pair.text)")
                continue
            }
            let hours = try #require(read, "\(pair.text)")
            #expect(!hours.warnings.isEmpty)
            #expect(
                try questions.intervals(hours, "2026-06-01 00:00", "2026-06-15 00:00")
                    == questions.intervals(OpeningHours(parsing: value), "2026-06-01 00:00", "2026-06-15 00:00"),
                "\(pair.text)")
        }
    }
}
