import Rules
import Testing

@testable import Areas

@Suite("The district of a site")
struct DistrictLocatorTests {
    private static func district(_ key: String, _ number: Int, _ postcodes: [String], west: Double) -> District {
        let corners = [(0.0, west), (0, west + 1), (1, west + 1), (1, west)].map {
            Coordinate(latitude: $0.0, longitude: $0.1)
        }
        return District(
            key: key, number: number, name: LocalisedText(name: key), postcodes: postcodes,
            centre: Coordinate(latitude: 0.5, longitude: west + 0.5), outline: Outline(rings: [corners]))
    }

    private let locator = DistrictLocator([
        district("one", 1, ["001", "999"], west: 0), district("two", 2, ["002", "999"], west: 1),
    ])

    @Test("By postal code when it tells, else by the point")
    func order() {
        let inTwo = Coordinate(latitude: 0.5, longitude: 1.5)
        #expect(
            locator.district(postcode: "001", point: inTwo) == "one", "the address knows better than a drawn outline")
        #expect(locator.district(postcode: "999", point: inTwo) == "two", "shared by two districts: tells nothing")
        #expect(locator.district(postcode: nil, point: inTwo) == "two")
        #expect(locator.district(postcode: "777", point: Coordinate(latitude: 5, longitude: 5)) == nil)
        #expect(locator.district(postcode: nil, point: nil) == nil)
    }
}
