import Rules
import Testing

@testable import Areas

@Suite("Recognising places without a key")
struct PlaceMatchingTests {
    private func point(_ metresNorth: Double) -> Coordinate {
        Coordinate(latitude: 48.5 + metresNorth / 111_195, longitude: 2.5)
    }

    private func keys(_ known: [(String, String, Double, Bool)], _ places: [(String, Double)]) -> [String?] {
        let matching = PlaceMatching(
            known: known.map { .init(key: $0.0, name: $0.1, point: point($0.2), isRetired: $0.3) }, reach: 40)
        return matching.keys(for: places.map { ($0.0, point($0.1)) })
    }

    @Test("The same name within reach")
    func name() {
        #expect(keys([("k", "a", 0, false)], [("a", 39)]) == ["k"])
        #expect(keys([("k", "a", 0, false)], [("a", 41)]) == [nil])
        #expect(keys([("k", "a", 0, false)], [("b", 10)]) == [nil])
    }

    @Test("The nearest pairs first, each record once")
    func nearest() {
        #expect(keys([("k", "a", 0, false), ("l", "a", 30, false)], [("a", 25), ("a", 5)]) == ["l", "k"])
        #expect(keys([("k", "a", 0, false)], [("a", 20), ("a", 1)]) == [nil, "k"])
    }

    @Test("The same spot under another name; not when that record is already taken")
    func spot() {
        #expect(keys([("k", "a", 0, false)], [("b", 4)]) == ["k"])
        #expect(keys([("k", "a", 0, false)], [("b", 1), ("a", 3)]) == [nil, "k"])
    }

    @Test("A record that is shown goes before a retired one")
    func retired() {
        #expect(keys([("old", "a", 0, true), ("k", "a", 20, false)], [("a", 1)]) == ["k"])
        #expect(keys([("old", "a", 0, true)], [("a", 1)]) == ["old"])
    }
}
