import Files
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// It is Saturday 21 November 2026, ten in Paris, nine in Port-Alder.
@Suite("Pages of events") struct EventPageTests {
    @Test func theListSaysWhatTakesPlaceDayByDay() async throws {
        let page = try await TestCity.demo.value.get("/en/events").text
        let first = try #require(page.range(of: "Saturday 21 November"))
        let second = try #require(page.range(of: "Sunday 22 November"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(page.contains("from 14:00 to 16:00") && page.contains("Northgate market, by the clock"))
        #expect(page.contains("/en/events/quayside-supper"))
        #expect(!page.contains("[events"))
    }

    @Test func tonightIsWhatBeginsInTheEveningAndNotWhatIsOver() async throws {
        let page = try await TestCity.demo.value.get("/es/events?when=tonight").text
        #expect(page.contains("/es/events/quayside-supper"))
        #expect(!page.contains("/es/events/harbour-van-north\""))
        #expect(!page.contains("/es/events/saturday-football\""), "it ends at five")
        #expect(page.contains("Esta noche"))
        let empty = try await TestCity.paris.value.get("/ar/events?when=tonight")
        #expect(empty.status == .ok && empty.text.contains("لم يُعلن عن شيء لهذه الأيام."))
    }

    @Test(arguments: [
        ("category=food&when=2026-11-25", ["quayside-supper", "lantern-breakfast"]),
        ("category=sport", ["saturday-football"]), ("when=2026-12-05&category=culture", ["harbour-days"]),
        ("near=55.0260,-0.6245&when=today&category=mobile-unit", ["harbour-van-north"]),
        ("organisation=alder-college&when=2026-11-24", ["evening-english"]), ("when=2025-01-01", []),
    ])
    func filtersChoose(_ query: String, _ keys: [String]) async throws {
        let answer = try await TestCity.demo.value.get("/api/v1/events?\(query)").object()
        let items = try #require(answer["items"] as? [[String: Any]])
        #expect(Set(items.compactMap { $0["event"] as? String }) == Set(keys), "\(query)")
    }

    @Test func aDateThatIsCancelledSaysSoAndWhy() async throws {
        let page = try await TestCity.demo.value.get("/en/events/lantern-breakfast").text
        #expect(page.contains("Cancelled") && page.contains("The kitchen is being painted."))
        let moved = try await TestCity.demo.value.get("/en/events/quayside-supper").text
        #expect(moved.contains("from 17:00 to 19:00") && moved.contains("Earlier, for the harbour feast."))
    }

    @Test func aProtectedPlaceIsNotShownAnywhere() async throws {
        let demo = try await TestCity("demo-ville")
        let secrets = ["7 Hidden Lane", "ZX9 9HL"]
        try await demo.database.write { connection in
            try Guide.edit(
                connection, .site(.address), of: "safe-harbour", to: .string(secrets[0]), why: "a test", now: 6)
            try Guide.edit(
                connection, .site(.postcode), of: "safe-harbour", to: .string(secrets[1]), why: "a test", now: 6)
        }
        try await demo.city.refresh()
        for path in [
            "/en/events/women-talk", "/en/events?category=meeting", "/en/events/women-talk.ics", "/en/events.ics",
            "/api/v1/events?category=meeting", "/api/v1/events/women-talk", "/en/places/safe-harbour",
        ] {
            let text = try await demo.get(path).text
            for secret in secrets { #expect(!text.contains(secret), "\(path): \(secret)") }
        }
    }

    @Test func theWeekOfMealsHasSevenDays() async throws {
        let page = try await TestCity.demo.value.get("/en/events/food").text
        #expect(page.components(separatedBy: "<th scope=\"row\">").count == 8)
        #expect(page.components(separatedBy: "/en/events/quayside-supper").count == 8)
        #expect(!page.contains("evening-english"))
    }

    @Test func aCalendarIsOneThatOthersCanRead() async throws {
        let answer = try await TestCity.demo.value.get("/en/events/evening-english.ics")
        #expect(answer.headers[.contentType] == "text/calendar; charset=utf-8")
        let zone = try #require(CivilZone("Europe/London"))
        let reading = ICalendarReading(answer.text, zone: zone)
        #expect(reading.faults == [])
        let event = try #require(reading.events.first)
        #expect(event.uid == "event-evening-english@localhost" || event.uid.hasPrefix("event-evening-english@"))
        #expect(event.timing.rule?.text == "FREQ=WEEKLY;UNTIL=20270630T225900Z;BYDAY=TU,TH")
        #expect(event.timing.without.count == 4)
        let feed = try await TestCity.demo.value.get("/es/events.ics?category=food").text
        let uids = ICalendarReading(feed, zone: zone).events.map(\.uid)
        #expect(uids.count == 2 && Set(uids).count == 2)
        #expect(feed.contains("SUMMARY;LANGUAGE=es:Cena en el muelle"))
        #expect(feed == (try await TestCity.demo.value.get("/es/events.ics?category=food&when=tonight").text))
    }

    @Test func theGuideShowsWhatComesNext() async throws {
        let demo = try await TestCity.demo.value
        #expect(try await demo.get("/en/").text.contains("id=\"next-events\""))
        let site = try await demo.get("/en/places/quayside-canteen").text
        #expect(site.contains("/en/events/quayside-supper"))
        #expect(try await demo.get("/en/services/lantern-rest").text.contains("/en/events/lantern-breakfast"))
        #expect(try await !demo.get("/en/places/castle-library").text.contains("id=\"next-events\""))
        #expect(try await demo.get("/sitemap.xml").text.contains("/es/events/harbour-days</loc>"))
    }

    @Test func programsReadSeriesAndDates() async throws {
        let demo = try await TestCity.demo.value
        let one = try await demo.get("/api/v1/events/harbour-days?lang=es").object()
        #expect(one["title"] as? String == "Días del puerto")
        let dates = try #require(one["dates"] as? [[String: Any]])
        #expect(dates.count == 1 && dates[0]["allDay"] as? Bool == true)
        #expect(dates[0]["start"] as? String == "2026-12-05T00:00:00Z")
        #expect(dates[0]["end"] as? String == "2026-12-07T00:00:00Z")
        #expect(try await demo.get("/api/v1/events?when=yesterday").status == .badRequest)
        #expect(try await demo.get("/api/v1/events/nothing").status == .notFound)
        #expect(try await demo.get("/en/events/nothing").status == .notFound)
        #expect(try await demo.get("/en/events/nothing.ics").status == .notFound)
        let page = try await demo.get("/api/v1/events?limit=2").object()
        #expect((page["items"] as? [Any])?.count == 2 && page["next"] as? String == "2")
    }

    @Test(arguments: [
        "when=%3Cscript%3E", "category=nothing", "near=1,2,3", "near=abc", "cursor=-4", "cursor=999999",
        "district=nowhere",
        "when=2026-02-30",
    ])
    func whatCannotBeReadDoesNoHarm(_ query: String) async throws {
        let answer = try await TestCity.demo.value.get("/en/events?\(query)")
        #expect(answer.status == .ok)
        #expect(!answer.text.contains("<script>"))
    }
}
