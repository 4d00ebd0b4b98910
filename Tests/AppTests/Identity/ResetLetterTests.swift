import Areas
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault

@testable import Areas
@testable import Web

/// The letter for a forgotten password is the way back that strangers cannot close.
@Suite struct ResetLetterTests {
    @Test func theLinkOfALetterOpensWhateverStrangersDo() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        try await Strangers.exhaust(city, "known", network: "192.0.2.1")
        try await Strangers.attack(city, "known", 200)
        let owner = Browser(city)
        _ = try await owner.get("/fr/work/password/reset")
        _ = try await owner.post("/fr/work/password/reset", [("email", "known@example.org")])
        let path = try #require(try await Letters.onlyPath(city))
        _ = try await owner.get(path)
        #expect(try await owner.post(path, [("password", Strangers.new)]).status == .seeOther)
        #expect(try await owner.signIn("known", Strangers.new).status == .seeOther)
    }

    /// A stolen mailbox must not buy endless tries at the second factor, link by link.
    @Test func aLinkOfALetterBuysNoTriesAtTheSecondStep() async throws {
        let city = try await WorkingCity()
        let (_, _, secret) = try await city.member("manager", .manager)
        let factor = try #require(secret)
        for round in 0..<2 {
            let thief = Browser(city, network: "198.51.100.7")
            _ = try await thief.get("/fr/work/password/reset")
            _ = try await thief.post("/fr/work/password/reset", [("email", "manager@example.org")])
            let path = try #require(try await Letters.onlyPath(city))
            _ = try await thief.get(path)
            let password = "cinq hiboux comptent \(round) nuages"
            #expect(try await thief.post(path, [("password", password)]).status == .seeOther)
            _ = try await thief.signIn("manager", password)
            _ = try await thief.get("/fr/work/sign-in/code")
            for _ in 0..<(round == 0 ? 5 : 0) {
                _ = try await thief.post("/fr/work/sign-in/code", [("code", "000000")])
            }
            #expect(
                try await thief.post("/fr/work/sign-in/code", [("code", city.code(factor))]).status
                    == .tooManyRequests)
        }
    }

    @Test func whoeverIsToldToWaitForALetterHasOneThatWorks() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let requests = ResetRequests(workplace: city.workplace)
        let links = SingleUseLink(keys: city.workplace.keys)
        var sent: [String] = []
        // A stranger asks every five minutes for a day, from ever other networks.
        for step in 0..<288 {
            let now = city.now
            let around = SignIn.Circumstances(
                browser: "", address: "198.51.100.\(step % 250 + 1)", known: nil, session: nil, next: nil, now: now)
            try await city.city.database.write { _ = try requests.ask($0, "one@example.org", around) }
            sent += try await Letters.sent(city).compactMap { Letters.path($0, city) }
            let secret = try #require(sent.last?.split(separator: "/").last).description
            let works = try await city.city.database.read { try links.account($0, secret: secret, now: now) } != nil
            #expect(works, "after \(step * 5) minutes the mailbox holds a link that works")
            city.pass(minutes: 5)
        }
        #expect(sent.count < 40, "\(sent.count) letters in a day")
    }

    @Test func afterAPasswordWasSetTheNextLetterGoesAtOnce() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("one", .volunteer)
        let owner = Browser(city)
        _ = try await owner.get("/fr/work/password/reset")
        for _ in 0..<5 { _ = try await owner.post("/fr/work/password/reset", [("email", "one@example.org")]) }
        let path = try #require(try await Letters.onlyPath(city))
        _ = try await owner.get(path)
        _ = try await owner.post(path, [("password", Strangers.new)])
        _ = try await owner.get("/fr/work/password/reset")
        _ = try await owner.post("/fr/work/password/reset", [("email", "one@example.org")])
        #expect(try await Letters.sent(city).count == 1)
    }

    @Test func oneNetworkAsksForLettersToManyAddressesOnlySoOften() async throws {
        let city = try await WorkingCity()
        let stranger = Browser(city, network: "198.51.100.7")
        _ = try await stranger.get("/fr/work/password/reset")
        _ = try await city.account("known", .volunteer)
        for index in 0..<25 {
            let answer = try await stranger.post(
                "/fr/work/password/reset", [("email", "somebody-\(index)@example.org")])
            #expect(answer.status == (index < 20 ? .ok : .tooManyRequests))
        }
        #expect(try await city.count("SELECT count(*) AS count FROM reset_request") == 20)
        // Whether there is such an account changes nothing; another network asks on.
        let known = [("email", "known@example.org")]
        let refused = try await stranger.post("/fr/work/password/reset", known)
        #expect(refused.status == .tooManyRequests && refused.text.contains("depuis ce réseau"))
        let other = Browser(city, network: "192.0.2.1")
        _ = try await other.get("/fr/work/password/reset")
        #expect(try await other.post("/fr/work/password/reset", known).status == .ok)
        city.pass(minutes: 10)
        #expect(try await stranger.post("/fr/work/password/reset", known).status == .ok)
    }

    @Test func requestsInInventedNamesBuryNobodysRequest() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        let now = city.now
        try await city.city.database.write { connection in
            let requests = ResetRequests(workplace: city.workplace)
            func ask(_ name: String, _ network: String) throws {
                let around = SignIn.Circumstances(
                    browser: "", address: network, known: nil, session: nil, next: nil, now: now)
                _ = try requests.ask(connection, "\(name)@example.org", around)
            }
            for index in 0..<500 { try ask("invented-\(index)", "198.51.100.\(index % 250)") }
            try ask("known", "192.0.2.1")
        }
        #expect(try await city.count("SELECT count(*) AS count FROM reset_request") == 501)
        #expect(try await Letters.sent(city).map(\.to) == ["known@example.org"])
        #expect(try await city.count("SELECT count(*) AS count FROM reset_request") == 0)
    }

    /// Not by the clock: while the answer is made nobody looks at accounts at all, so it cannot depend on them.
    @Test func theAnswerToAForgottenPasswordIsMadeWithoutLookingAtAccounts() async throws {
        let city = try await WorkingCity()
        _ = try await city.account("known", .volunteer)
        func tables() async throws -> [Int] {
            try await [
                city.count("SELECT count(*) AS count FROM reset_request"),
                city.count("SELECT count(*) AS count FROM limit_count"),
                city.count("SELECT count(*) AS count FROM letter"), city.count("SELECT count(*) AS count FROM audit"),
                city.count("SELECT count(*) AS count FROM single_use_link"),
            ]
        }
        try await city.city.database.write { try $0.execute("ALTER TABLE account RENAME TO account_away") }
        var changes: Set<[Int]> = []
        for (index, name) in ["known", "unknown"].enumerated() {
            let before = try await tables()
            // Each from a network of its own, so that both are its first.
            let asking = Browser(city, network: "192.0.2.\(index + 1)")
            _ = try await asking.get("/fr/work/password/reset")
            let answer = try await asking.post("/fr/work/password/reset", [("email", "\(name)@example.org")])
            #expect(answer.status == .ok)
            changes.insert(zip(try await tables(), before).map { $0 - $1 })
        }
        #expect(changes == [[1, 2, 0, 0, 0]])
        try await city.city.database.write { try $0.execute("ALTER TABLE account_away RENAME TO account") }
        #expect(try await Letters.sent(city).map(\.to) == ["known@example.org"])
    }
}
