import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

@Suite("The desk of events") struct EventDeskTests {
    static let manager = TestDesk.Member.some(.manager, of: "lantern-house")
    static let stranger = TestDesk.Member.some(.manager, of: "quayside-kitchen")
    static let volunteer = TestDesk.Member.some(.volunteer, of: "lantern-house")
    static let coordinator = TestDesk.Member.some(.coordinator, of: "port-alder-council")

    struct Town {
        let city: TestCity
        let desk: TestDesk

        init() async throws {
            city = try await TestCity("demo-ville")
            let (books, _) = try TestCity.resources.get()
            let published = city.city
            let events = EventsDesk(
                workplace: city.workplace, languages: books.tags, snapshot: { try published.snapshot().events })
            desk = TestDesk(city: city, workplace: city.workplace, routes: events.routes)
        }

        func page(_ path: String) async throws -> TestResponse {
            try await city.city.refresh()
            return try await city.get(path)
        }
    }

    static let form = [
        ("title-en", "Sewing circle"), ("category", "meeting"), ("site", "lantern-day-centre"), ("day", "2026-11-23"),
        ("from", "14:00"), ("to", "16:00"), ("repeat", "weekly"), ("weekday", "1"), ("weekday", "4"),
        ("until", "2026-12-31"), ("without", "2026-11-26"), ("free", "on"), ("registration", "none"),
    ]

    private func key(_ response: TestResponse) throws -> String {
        let place = try #require(response.headers[.location], "\(response.status) \(response.text.prefix(2_000))")
        return String(try #require(place.firstMatch(of: /events\/([a-z0-9-]+)/)).output.1)
    }

    private func make(_ town: Town, _ form: [(String, String)] = EventDeskTests.form) async throws -> String {
        let preview = try await town.desk.post("/en/work/events", form + [("do", "look")], as: Self.manager)
        #expect(preview.status == .ok)
        let seen = try #require(preview.text.firstMatch(of: /name="seen" value="([^"]+)"/)).output.1
        return try key(
            await town.desk.post("/en/work/events", form + [("do", "save"), ("seen", String(seen))], as: Self.manager))
    }

    @Test func theNextDatesAreShownInWordsBeforeAnythingIsKept() async throws {
        let town = try await Town()
        let preview = try await town.desk.post("/en/work/events", Self.form + [("do", "look")], as: Self.manager)
        expectSound(preview)
        #expect(preview.text.contains("Monday 23 November, from 14:00 to 16:00"))
        #expect(preview.text.contains("Monday 30 November"))
        #expect(!preview.text.contains("Thursday 26 November"), "except that day")
        let unseen = try await town.desk.post(
            "/en/work/events", Self.form + [("do", "save"), ("seen", "something")], as: Self.manager)
        #expect(unseen.status == .ok, "dates that nobody looked at are shown again")
        let key = try await make(town)
        let page = try await town.page("/en/events/\(key)").text
        #expect(page.contains("Sewing circle") && page.contains("Lantern Day Centre"))
        #expect(page.contains("Thursday 3 December") && !page.contains("Thursday 26 November"))
    }

    @Test func everyFaultIsToldAtOnce() async throws {
        let town = try await Town()
        let answer = try await town.desk.api(
            .post, "events",
            json: [
                "category": "feast", "day": "tomorrow", "from": "25:00", "capacity": "0", "repeat": "rule",
                "rule": "FREQ=NEVER", "site": "nowhere",
            ], as: Self.manager)
        #expect(answer.status == .unprocessableContent)
        let errors = try #require(answer.object()["errors"] as? [[String: Any]])
        let names = Set(errors.compactMap { $0["parameter"] as? String })
        #expect(names.isSuperset(of: ["title-en", "category", "day", "capacity", "site"]), "\(names)")
        expectSound(try await town.desk.post("/en/work/events", [("category", "feast")], as: Self.manager))
    }

    @Test func aDraftIsSeenByThoseWhoWriteItAlone() async throws {
        let town = try await Town()
        let key = try await make(town, Self.form + [("draft", "on")])
        #expect(try await town.page("/en/events/\(key)").status == .notFound)
        #expect(
            try await town.desk.get("/en/work/events/\(key)", as: Self.manager).text.contains("Draft: not published"))
        #expect(try await town.desk.get("/en/work/events/\(key)", as: Self.stranger).status == .notFound)
    }

    @Test func oneDateIsCancelledWithAReasonAndComesBack() async throws {
        let town = try await Town()
        let key = try await make(town)
        let cancel = try await town.desk.post(
            "/en/work/events/\(key)/date", [("date", "2026-11-30 14:00"), ("do", "cancel"), ("note", "Flu")],
            as: Self.manager)
        #expect(cancel.headers[.location]?.contains("done=event-date-cancelled") == true)
        let page = try await town.page("/en/events/\(key)").text
        #expect(page.contains("Cancelled") && page.contains("Flu"))
        let file = try await town.city.get("/en/events/\(key).ics").text
        #expect(file.contains("RECURRENCE-ID;TZID=Europe/London:20261130T140000\r\nSTATUS:CANCELLED"))
        #expect(file.contains("SEQUENCE:2\r\n"))
        _ = try await town.desk.post(
            "/en/work/events/\(key)/date", [("date", "2026-11-30 14:00"), ("do", "restore")], as: Self.manager)
        #expect(try await !town.page("/en/events/\(key)").text.contains("Cancelled"))
        let none = try await town.desk.post(
            "/en/work/events/\(key)/date", [("date", "2026-12-01 14:00"), ("do", "cancel")], as: Self.manager)
        #expect(none.status == .unprocessableContent)
        let desk = try await town.desk.get("/en/work/events/\(key)", as: Self.manager)
        expectSound(desk)
        #expect(desk.text.contains("a date put back") && desk.text.contains("announced"))
    }

    @Test func aSeriesEndsOrIsWithdrawn() async throws {
        let town = try await Town()
        let key = try await make(town)
        _ = try await town.desk.post("/en/work/events/\(key)/end", [("last", "2026-11-30")], as: Self.manager)
        let page = try await town.page("/en/events/\(key)").text
        #expect(page.contains("Monday 30 November") && !page.contains("December"))
        _ = try await town.desk.post("/en/work/events/\(key)/end", [("last", "2026-01-01")], as: Self.manager)
        #expect(try await town.page("/en/events/\(key)").status == .notFound)
    }

    @Test func othersCannotTouchIt() async throws {
        let town = try await Town()
        let key = try await make(town)
        for member in [Self.stranger, Self.volunteer] {
            #expect(try await town.desk.post("/en/work/events/\(key)", Self.form, as: member).status == .notFound)
            #expect(
                try await town.desk.post("/en/work/events/\(key)/end", [("last", "2026-01-01")], as: member).status
                    == .notFound)
        }
        #expect(try await town.desk.get("/en/work/events/\(key)", as: Self.volunteer).status == .ok)
        #expect(try await town.desk.get("/en/work/events/\(key)/form", as: Self.coordinator).status == .ok)
    }

    /// What a file of the city says is not said over what the organisation changed.
    @Test func anImportOfTheCityKeepsWhatTheDeskChanged() async throws {
        let town = try await Town()
        _ = try await town.desk.post(
            "/en/work/events/lantern-breakfast/end", [("last", "2026-11-25")], as: Self.manager)
        let folder = TestCity.root.appendingPathComponent("Territories/demo-ville").path
        let report = try await City.importFolder(
            folder, into: town.city.database, now: TestCity.now.milliseconds + 1_000)
        let tally = try #require(report.tallies.first { $0.kind == "event" })
        #expect(tally.kept == 1 && tally.unchanged == 7 && tally.changed == 0)
        #expect(try await !town.page("/en/events/lantern-breakfast").text.contains("27 November"))
    }

    @Test func theFormShowsAnEventAsItIsAndSavesItUnchanged() async throws {
        let town = try await Town()
        let stored = try await town.city.database.read { try EventQueries.live($0) }
        let snapshot = try town.city.city.snapshot().events
        let (books, assets) = try TestCity.resources.get()
        let visit = VisitMaker(books: books, assets: assets, navigation: [], origin: "").visit(
            language: "en", path: .home, settings: town.city.settings)
        for event in stored.map(\.event) {
            var reader = EventForm(EventForm.values(event, visit), visit: visit, snapshot: snapshot)
            let again = reader.event(key: event.key, organisation: event.organisation, over: event)
            #expect(again == event, "\(event.key): \(reader.faults)")
        }
    }

    @Test func aCalendarFileIsTakenInAndItsFaultsAreTold() async throws {
        let town = try await Town()
        let calendar = [
            "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY:Choir",
            "DTSTART;TZID=GMT Standard Time:20261124T190000",
            "RRULE:FREQ=WEEKLY", "LOCATION:Chapel Lane 3", "END:VEVENT", "BEGIN:VEVENT", "UID:2", "SUMMARY:Odd",
            "DTSTART;TZID=Atlantis:20261124T190000", "END:VEVENT", "END:VCALENDAR",
        ].joined(separator: "\r\n")
        func send(_ text: String) async throws -> TestResponse {
            try await town.desk.post(
                "/en/work/event-import", [("category", "culture")],
                file: (field: "file", name: "choir.ics", bytes: Array(text.utf8)), as: Self.manager)
        }
        let first = try await send(calendar)
        expectSound(first)
        #expect(first.text.contains("New: 1. Renewed: 0."))
        #expect(first.text.contains("Line 12:") && first.text.contains("Atlantis"))
        let found = try await town.page("/en/events?category=culture&when=2026-12-01").text
        #expect(found.contains("Choir") && found.contains("Chapel Lane 3"))
        #expect(try await send(calendar).text.contains("New: 0. Renewed: 1."))
        let gone = calendar.replacing("SUMMARY:Choir", with: "SUMMARY:Choir\r\nSTATUS:CANCELLED")
        #expect(try await send(gone).text.contains("Withdrawn: 1."))
        #expect(try await !town.page("/en/events?category=culture").text.contains("Choir"))
        #expect(try await send("nothing").text.contains("This is not a calendar file."))
    }

    @Test func organisersSeeNumbersAndTickCodesOff() async throws {
        let party = try await EventBookingTests.Party()
        let (books, _) = try TestCity.resources.get()
        let published = party.city.city
        let desk = TestDesk(
            city: party.city, workplace: party.city.workplace,
            routes: EventsDesk(
                workplace: party.city.workplace, languages: books.tags, snapshot: { try published.snapshot().events }
            ).routes)
        let held = try #require(party.code(try await party.take(3)))
        _ = try await party.take(2)
        let path = "/en/work/events/\(party.event.key)"
        #expect(try await desk.get(path, as: Self.manager).text.contains("Taken: 3, waiting: 2, arrived: 0"))
        let tick = try await desk.post("\(path)/arrival", [("code", BookingCode.shown(held.code))], as: Self.manager)
        #expect(tick.status == .seeOther)
        #expect(try await desk.get(path, as: Self.manager).text.contains("Taken: 3, waiting: 2, arrived: 3"))
        let again = try await desk.post("\(path)/arrival", [("code", held.code)], as: Self.manager)
        #expect(again.status == .unprocessableContent)
        expectSound(again)
    }
}
