import Areas
import HummingbirdTesting
import Rules
import Store
import Testing

@Suite struct NoticeTests {
    @Test func whatIsDoneAwaitsNobodyAnyMore() async throws {
        let city = try await WorkingCity(isWhole: true)
        let (browser, id, _) = try await city.member("coordinator", .coordinator)
        let (workplace, now) = (city.workplace, city.now)
        let events = ["service-proposed/one/1", "service-proposed/one/2", "service-proposed/one-more/1"]
        try await city.city.database.write { connection in
            for event in events {
                try workplace.tell(
                    connection, account: id, kind: "service-proposed", path: "work/services/none", event: event,
                    now: now)
            }
        }
        func lines() async throws -> Int {
            try await browser.get("/fr/work/notices").text.components(separatedBy: "Marquer comme lu").count - 1
        }
        #expect(try await lines() == 3)
        try await city.city.database.write { try workplace.settle($0, event: "service-proposed/one", now: now) }
        #expect(try await lines() == 1)
        // The badge of the menu counts the same.
        let session = try #require(browser.session)
        let caller = try #require(try await city.gate.caller(session: session, at: city.now))
        let frame = try await city.gate.frame(of: caller, at: city.now)
        #expect(frame.awaiting == 1)
    }

    @Test func theNumberOfTheDeskIsThatOfThePageBehindIt() async throws {
        let city = try await WorkingCity(isWhole: true)
        let (coordinator, _, _) = try await city.member("coordinator", .coordinator)
        let (manager, _, _) = try await city.member("manager", .manager)
        var numbers: [Int] = []
        for browser in [coordinator, manager] {
            let home = try await browser.get("/fr/work").text
            let line = home.range(of: "href=\"/fr/work/freshness\">").flatMap { found -> Int? in
                // The first of these stands in the menu, without a number.
                let rest = home[found.upperBound...]
                let next = rest.range(of: "href=\"/fr/work/freshness\">") ?? found
                return Int(home[next.upperBound...].prefix { $0.isNumber })
            }
            let table = try await browser.get("/fr/work/freshness/table").text
            let rows = table.split(whereSeparator: \.isNewline).count - 1
            #expect((line ?? 0) == rows)
            numbers.append(rows)
        }
        #expect(numbers[0] > 0)
        #expect(numbers[0] > numbers[1])
    }

    @Test func theCommandSaysWhichOrganisationAndLanguageThereAre() async throws {
        let city = try await WorkingCity()
        let office = UserOffice(workplace: city.workplace)
        func told(_ organisation: String, _ language: String) async throws -> String {
            do {
                return try await office.create(
                    email: "x@example.org", name: "Exemple X", organisation: organisation, role: .volunteer, wards: [],
                    language: language, now: city.now)
            } catch let fault as IdentityFault { return fault.description }
        }
        let key = city.houses[0]
        let near = try await told(String(key.dropLast()), "fr")
        #expect(near.contains("Did you mean") && near.contains("\(key) ("))
        #expect(try await told("qqqqqq", "fr").contains("import the city first"))
        #expect(try await told(key, "xx").contains("«xx»; give one of: "))
        #expect(try await city.count("SELECT count(*) AS count FROM account") == 0)
        let bare = Workplace(database: city.workplace.database, keys: city.workplace.keys, origin: "")
        let link = try await UserOffice(workplace: bare).create(
            email: "x@example.org", name: "Exemple X", organisation: key, role: .volunteer, wards: [], language: "fr",
            now: city.now)
        #expect(link.hasPrefix("http://localhost:8080/fr/work/password/new/"))
        let users = try await office.list(showsAddresses: false, now: city.now)
        #expect(users.first?.memberships == ["volunteer@\(key)"])
        #expect(users.first?.organisations.first?.isEmpty == false)
    }
}
