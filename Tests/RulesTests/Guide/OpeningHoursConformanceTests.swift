import Foundation
import Rules
import Testing

/// The reference library's own vectors. The thresholds are what was reached; docs/opening-hours.md says what is left.
@Suite(.enabled(if: SharedData.has(ConformanceWorld.path), "the shared data are not beside the checkout"))
struct OpeningHoursConformanceTests {
    private let world: ConformanceWorld

    init() throws {
        world = try ConformanceWorld()
    }

    @Test func intervals() {
        let vectors = world.vectors.intervals
        let failed = vectors.filter { !world.passes($0) }
        let canonical = vectors.filter { $0.value == $0.canonical }
        let failedCanonical = failed.filter { $0.value == $0.canonical }
        let names = failed.map(\.value.text).joined(separator: " | ")
        #expect(Double(vectors.count - failed.count) >= 0.99 * Double(vectors.count), "\(names)")
        #expect(Double(canonical.count - failedCanonical.count) >= 0.98 * Double(canonical.count), "\(names)")
        // What upstream itself has not implemented is all that fails.
        #expect(failed.allSatisfy { $0.value.remark == "not implemented yet" }, "\(names)")
    }

    @Test func refusals() {
        // Twelve of them are good values given to the library with bad options.
        let vectors = world.vectors.shouldFail.filter {
            $0.value.text == "1" || !$0.name.hasPrefix("Wrong constructor")
        }
        for vector in vectors {
            let points = vector.name.contains("mode === 1") || vector.name.contains("mode === 2")
            do {
                let hours = try world.read(vector.value.text, vector.place, points: points)
                Issue.record("\(vector.value.text) was read as \(hours.canonical)")
            } catch {
                #expect((0...vector.value.text.count).contains(error.position))
                #expect(error.position + error.length <= vector.value.text.count)
                #expect(!error.reason.key.isEmpty)
            }
        }
        #expect(world.vectors.shouldFail.count - vectors.count <= 12)
    }

    @Test func warnings() {
        let warned = world.vectors.shouldWarn.filter { vector in
            guard let hours = try? world.read(vector.value.text, vector.place, points: false) else { return false }
            return !hours.warnings.isEmpty
        }
        #expect(Double(warned.count) >= 0.93 * Double(world.vectors.shouldWarn.count))
    }

    @Test func spelling() {
        // Rows: name, value, language or "all", expected. Spelling in other languages is not this value's business.
        let rows = world.vectors.prettify.map(\.texts).filter { $0.count == 4 && $0[2] == "all" }
        let same = rows.filter { (try? OpeningHours(parsing: $0[1]))?.canonical == $0[3] }
        #expect(same.count >= 5, "\(same.count) of \(rows.count)")
    }

    @Test func equality() throws {
        let from = world.zone.instant(try .on("2015-10-12"), minutes: 0)
        for row in world.vectors.equal {
            let first = try OpeningHours(parsing: row.texts[1])
            let second = try OpeningHours(parsing: row.texts[2])
            let context = world.context(nil)
            let same =
                first.intervals(from: from, to: from.adding(days: 730), in: context)
                == second.intervals(from: from, to: from.adding(days: 730), in: context)
            #expect(same == row.isEqual, "\(row.texts)")
        }
    }

    @Test func matchingRules() throws {
        for row in world.vectors.matchingRule {
            let hours = try OpeningHours(parsing: row.texts[1])
            let instant = world.zone.instant(try #require(LocalDateTime(row.texts[2])))
            #expect(hours.matchingRule(at: instant, in: world.context(nil)) == row.texts[3])
        }
    }
}
