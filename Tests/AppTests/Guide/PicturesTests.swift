import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Areas

/// Finding by pictures: the same search as with words, step by step, each step an address.
@Suite struct PicturesTests {
    static func links(_ page: String, to beginning: String) -> [String] {
        page.components(separatedBy: "href=\"").dropFirst()
            .map { String($0.prefix { $0 != "\"" }).replacing("&amp;", with: "&") }
            .filter { $0.hasPrefix(beginning) }
    }

    @Test(arguments: ["fr", "ar", "ti"])
    func fourTouchesLeadFromThePictureToTheDoor(_ language: String) async throws {
        let city = try await TestCity.paris.value
        let home = try await city.get("/\(language)/").text
        #expect(home.contains("href=\"/\(language)/pictures\""))
        let themes = try await city.get("/\(language)/pictures").text
        let theme = "/\(language)/pictures?theme=hygiene"
        #expect(Self.links(themes, to: theme).count == 1)
        let needs = try await city.get(theme).text
        let need = "/\(language)/pictures?need=shower"
        #expect(Self.links(needs, to: need).count == 1)
        let place = try await city.get(need).text
        #expect(place.contains("name=\"near\"") && place.contains("name=\"need\" value=\"shower\""))
        let district = need + "&district=paris-18"
        #expect(Self.links(place, to: district).count == 2, "on the map and in the list")
        let found = try await city.get(need + "&near=48.8905,2.3589").text
        let card = try #require(Self.links(found, to: "/\(language)/pictures/").first)
        let door = try await city.get(card)
        #expect(door.status == .ok)
        #expect(door.text.contains("href=\"geo:") || door.text.contains("href=\"tel:"))
        #expect(door.text.contains("class=\"way\""), "the way from where the person is")
    }

    @Test func placesAreThoseOfTheSearchAndOpenOnesComeFirst() async throws {
        let city = try await TestCity.paris.value
        let page = try await city.get("/fr/pictures?need=shower&near=48.8905,2.3589").text
        let shown = Self.links(page, to: "/fr/pictures/").map { String($0.dropFirst(13).prefix { $0 != "?" }) }
        let open = try await city.get("/api/v1/services?need=shower&near=48.8905,2.3589&sort=distance&open=now&limit=8")
        let items = try #require(try open.object()["items"] as? [[String: Any]])
        let expected = items.compactMap { $0["id"] as? String }
        #expect(!expected.isEmpty)
        #expect(Array(shown.prefix(expected.count)) == expected)
        #expect(shown.count == Set(shown).count && shown.count <= 8)
    }

    @Test func needThatNoPlaceMeetsIsNotShown() async throws {
        let city = try await TestCity.paris.value
        let met = Set(try city.city.snapshot().guide.services.flatMap(\.needs))
        let taxonomy = try city.city.snapshot().guide.taxonomy
        for theme in taxonomy.themes {
            let page = try await city.get("/fr/pictures?theme=\(theme.term.key)").text
            for need in theme.needs {
                let isShown = page.contains("/fr/pictures?need=\(need.key)\"")
                #expect(isShown == met.contains(need.key), "\(need.key)")
            }
        }
    }

    @Test func placeOnceGivenGoesAlong() async throws {
        let city = try await TestCity.paris.value
        let themes = try await city.get("/fr/pictures?district=paris-18").text
        #expect(themes.contains("/fr/pictures?theme=hygiene&amp;district=paris-18"))
        let found = try await city.get("/fr/pictures?need=shower&district=paris-18").text
        #expect(!found.contains("id=\"near\""), "it is not asked for again")
        #expect(found.contains("picture-card"))
    }

    @Test(arguments: [
        "need=teleport", "theme=nothing", "need=shower&near=here", "need=shower&district=paris-99", "need=%00",
    ])
    func whatCannotBeReadIsAskedAgain(_ query: String) async throws {
        let answer = try await TestCity.paris.value.get("/fr/pictures?\(query)")
        #expect(answer.status == .ok)
        #expect(answer.text.contains("class=\"picture"))
    }

    @Test func protectedPlaceHasNoWayAndNoMap() async throws {
        let city = try await TestCity.paris.value
        let guide = try city.city.snapshot().guide
        let hidden = try #require(guide.services.first { guide.site(of: $0).protected })
        let page = try await city.get("/fr/pictures/\(hidden.key)?near=48.8905,2.3589").text
        #expect(!page.contains("geo:") && !page.contains("<figure") && !page.contains("picture-walk"))
    }

    @Test func emptyAnswerGivesTheWholeCityAndSomebodyToCall() async throws {
        let city = try await TestCity.paris.value
        let guide = try city.city.snapshot().guide
        let pair = guide.taxonomy.needs.lazy.compactMap { need -> (String, String)? in
            let places = Set(
                guide.services.filter { $0.needs.contains(need.key) }.compactMap { guide.site(of: $0).district })
            guard !places.isEmpty else { return nil }
            return guide.territory.districts.first { !places.contains($0.key) }.map { (need.key, $0.key) }
        }.first
        let (need, district) = try #require(pair)
        let page = try await city.get("/fr/pictures?need=\(need)&district=\(district)").text
        #expect(page.contains("/fr/pictures?need=\(need)&amp;anywhere=1"))
        #expect(page.contains("href=\"tel:115\""))
    }
}
