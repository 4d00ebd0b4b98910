import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

/// Places without a name: «Lunch of many tables» on 28 November has four.
@Suite("Places taken by a code") struct EventBookingTests {
    static let key = "lantern-lunch-of-nations"

    struct Party {
        let city: TestCity
        let office: EventOffice
        let event: Event
        let moment: EventMoment

        init() async throws {
            city = try await TestCity("demo-ville")
            office = EventOffice(workplace: city.workplace)
            let snapshot = try city.city.snapshot().events
            let position = try #require(snapshot.position(EventBookingTests.key))
            event = snapshot.events[position].event
            moment = try #require(snapshot.next(position, after: TestCity.now, most: 1).first)
        }

        func take(_ persons: Int, id: UUIDv7 = UUIDv7(), from address: String = "192.0.2.1") async throws
            -> EventOffice.Outcome
        {
            try await office.take(event, on: moment, persons: persons, id: id, from: address, now: TestCity.now)
        }

        func code(_ outcome: EventOffice.Outcome) -> (code: String, state: BookingTable.State)? {
            if case .kept(let code, let state, _) = outcome { (code, state) } else { nil }
        }

        func look(_ code: String) async throws -> BookingTable.State? {
            try await office.look(code, event: event.key, from: "192.0.2.9", now: TestCity.now)?.state
        }

        func taken() async throws -> Int {
            try await city.database.read { connection in
                try connection.row("SELECT taken FROM event_date WHERE event = \(event.key)")?.get("taken") ?? -1
            }
        }
    }

    @Test func ofManyWhoAskAtOnceNoMoreGetAPlaceThanThereAre() async throws {
        let party = try await Party()
        let states = try await withThrowingTaskGroup(of: BookingTable.State?.self) { group in
            for number in 0..<12 {
                group.addTask { party.code(try await party.take(1, from: "192.0.2.\(number)"))?.state }
            }
            return try await group.reduce(into: [BookingTable.State]()) { if let state = $1 { $0.append(state) } }
        }
        #expect(states.count == 12)
        #expect(states.count { $0 == .held } == 4)
        #expect(try await party.taken() == 4)
    }

    @Test func theDatabaseItselfRefusesOneTooMany() async throws {
        let party = try await Party()
        _ = try await party.take(4)
        await #expect(throws: StoreError.self) {
            try await party.city.database.write { try $0.execute("UPDATE event_date SET taken = 5") }
        }
    }

    @Test func theSameFormSentTwiceIsOneRecordAndShowsTheSameCode() async throws {
        let party = try await Party()
        let id = UUIDv7()
        let first = try #require(party.code(try await party.take(2, id: id)))
        let second = try #require(party.code(try await party.take(2, id: id)))
        #expect(first == second)
        #expect(
            try await party.take(4, id: id) == .kept(code: first.code, .held, persons: 2),
            "what was kept, not what is typed")
        #expect(try await party.taken() == 2)
    }

    @Test func whoeverWaitsGetsWhatIsGivenBackInTheirTurn() async throws {
        let party = try await Party()
        let first = try #require(party.code(try await party.take(3)))
        let large = try #require(party.code(try await party.take(4)))
        let small = try #require(party.code(try await party.take(2)))
        #expect([first.state, large.state, small.state] == [.held, .waiting, .waiting])
        let gone = try await party.office.giveBack(first.code, event: party.event.key, from: "", now: TestCity.now)
        #expect(gone?.state == .givenBack)
        #expect(try await party.look(large.code) == .held, "who came first")
        #expect(try await party.look(small.code) == .waiting)
        #expect(try await party.taken() == 4)
        // Twice is once.
        _ = try await party.office.giveBack(first.code, event: party.event.key, from: "", now: TestCity.now)
        #expect(try await party.taken() == 4)
    }

    @Test func codesAreLongEnoughAllDifferentAndKeptAsAHash() async throws {
        let party = try await Party()
        var codes: Set<String> = []
        for _ in 0..<20 { codes.insert(try #require(party.code(try await party.take(1))).code) }
        #expect(codes.count == 20)
        #expect(codes.allSatisfy { BookingCode.read($0) == $0 })
        let kept = try await party.city.database.read { connection in
            try connection.rows("SELECT * FROM event_booking").map { row in
                try row.columns.map { "\(try row.get($0, as: SQLValue.self))" }.joined(separator: " ")
            }
        }
        for code in codes { #expect(!kept.contains { $0.contains(code) }) }
        #expect(try await party.look(BookingCode.shown(try #require(codes.first)).lowercased()) != nil)
    }

    @Test func whoGuessesIsStopped() async throws {
        let party = try await Party()
        await #expect(throws: Problem.self) {
            for number in 0..<200 {
                _ = try await party.office.look(
                    String(format: "AAAA%04d", number), event: party.event.key, from: "198.51.100.7", now: TestCity.now)
            }
        }
        let other = try await party.take(1, from: "203.0.113.5")
        #expect(party.code(other) != nil, "others are not in the way")
    }

    @Test func nothingIsLeftAWeekAfterTheDate() async throws {
        let party = try await Party()
        _ = try await party.take(2)
        func rows() async throws -> Int {
            try await party.city.database.read {
                try $0.row("SELECT count(*) AS number FROM event_booking")?.get("number") ?? -1
            }
        }
        _ = try await party.city.database.write { try Events.clean($0, now: party.moment.end.adding(days: 6)) }
        #expect(try await rows() == 1)
        let gone = try await party.city.database.write { try Events.clean($0, now: party.moment.end.adding(days: 8)) }
        #expect(gone == 2)
        #expect(try await rows() == 0)
    }

    @Test func fewerPlacesTakeNoneAwayAndMoreGoToThoseWhoWait() async throws {
        let party = try await Party()
        let first = try #require(party.code(try await party.take(4)))
        let second = try #require(party.code(try await party.take(2)))
        var event = party.event
        for capacity in [2, 6] {
            event.capacity = capacity
            let changed = event
            try await party.city.database.write { try BookingTable.follow($0, changed) }
            #expect(try await party.look(first.code) == .held)
            #expect(try await party.look(second.code) == (capacity == 2 ? .waiting : .held))
        }
        #expect(try await party.taken() == 6)
    }

    /// The whole way through the pages, with the keys that a served city has.
    @Test func aVisitorTakesPlacesAndGivesThemBackWithoutAName() async throws {
        let party = try await Party()
        let (books, assets) = try TestCity.resources.get()
        let routes = CityRouter(
            city: party.city.city, reports: party.city.reports,
            desk: CityDesk(
                workplace: party.city.workplace, published: party.city.city,
                outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10)), now: { TestCity.now }),
            books: books, assets: assets, metrics: Metrics(), options: CityRouter.Options(logsRequests: false),
            now: { TestCity.now })
        try await Application(router: routes.router).test(.router) { client in
            func send(_ path: String, _ form: [(String, String)]? = nil) async throws -> TestResponse {
                let body = form.map { $0.map { "\($0.0)=\(TestDesk.encode($0.1))" }.joined(separator: "&") }
                return try await client.executeRequest(
                    uri: path, method: form == nil ? .get : .post,
                    headers: form == nil ? [:] : [.contentType: "application/x-www-form-urlencoded"],
                    body: body.map { ByteBuffer(string: $0) })
            }
            let show = try await send("/en/events/\(Self.key)").text
            #expect(show.contains("Places left: 4") && show.contains("/en/events/\(Self.key)/places"))
            let page = try await send("/en/events/\(Self.key)/places").text
            let id = try #require(page.firstMatch(of: /name="id" value="([^"]+)"/)).output.1
            let date = try #require(page.firstMatch(of: /<option value="([0-9T]+)"/)).output.1
            for names in ["name=\"name\"", "name=\"phone\"", "type=\"email\""] { #expect(!page.contains(names)) }
            let form = [("id", String(id)), ("date", String(date)), ("persons", "3")]
            let wrong = try await send("/en/events/\(Self.key)/places", Array(form.dropLast()) + [("persons", "11")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("a number from 1 to 10"))
            let kept = try await send("/en/events/\(Self.key)/places", form)
            #expect(kept.headers[.cacheControl] == "no-store" && kept.headers[.setCookie] == nil)
            let code = try #require(kept.text.firstMatch(of: /<bdi dir="ltr">([0-9A-Z]{4}-[0-9A-Z]{4})</)).output.1
            #expect(kept.text.contains("Places kept for you: 3"))
            #expect(try await send("/en/events/\(Self.key)").text.contains("Places left: 1"))
            let looked = try await send("/en/events/\(Self.key)/code", [("code", String(code))])
            #expect(looked.text.contains("Places kept for you: 3"))
            let given = try await send(
                "/en/events/\(Self.key)/code", [("code", String(code)), ("do", "give-back")])
            #expect(given.text.contains("The places are free for others."))
            #expect(try await send("/en/events/\(Self.key)").text.contains("Places left: 4"))
            let unknown = try await send("/en/events/\(Self.key)/code", [("code", "0000-0000")])
            #expect(unknown.status == .unprocessableContent && unknown.text.contains("This code is not known"))
            #expect(try await send("/en/events/quayside-supper/places").status == .notFound)
        }
    }
}
