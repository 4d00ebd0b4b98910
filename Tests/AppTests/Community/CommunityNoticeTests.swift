import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("What each person is told, as each chose")
struct CommunityNoticeTests {
    private func tell(_ world: CommunityWorld, _ kind: String, event: String) async throws {
        try await world.city.database.write { connection in
            try world.city.workplace.tell(
                connection, organisation: "helpers", who: .organisation, .read, kind: kind,
                path: "work/organisations/helpers",
                event: event, now: TestCity.now)
        }
    }

    /// Accounts that get a letter of that kind.
    private func letters(_ world: CommunityWorld, _ kind: String) async throws -> [String] {
        try await world.city.database.read { connection in
            try connection.rows("SELECT account FROM letter WHERE kind = \(kind) ORDER BY account").map {
                try $0.get("account")
            }
        }
    }

    private func notices(_ world: CommunityWorld) async throws -> Int {
        try await world.count("SELECT count(*) AS number FROM notification")
    }

    private func choose(_ world: CommunityWorld, _ member: TestDesk.Member, no kinds: [String]) async throws {
        let text = NoticeChoices(byLetter: Set(NoticeChoices.kinds).subtracting(kinds)).text
        let account = member.caller.account
        try await world.city.database.write {
            try $0.execute("UPDATE account SET choices = \(text) WHERE id = \(account)")
        }
    }

    private func world() async throws -> CommunityWorld {
        let world = try await CommunityWorld()
        for member in [CommunityWorld.manager, CommunityWorld.fieldWorker, CommunityWorld.stranger] {
            try await TestGate.remember(member.caller, world.city.workplace)
        }
        return world
    }

    @Test("The same event is told once to each person, in the page and by letter, however often it is told")
    func once() async throws {
        let world = try await world()
        for _ in 0..<3 { try await tell(world, "service-stale", event: "stale/2026-47") }
        let own = [CommunityWorld.manager, CommunityWorld.fieldWorker].map(\.caller.account).sorted()
        #expect(try await letters(world, "service-stale") == own)
        #expect(try await notices(world) == 2)
        // Read or not: what was told does not come again.
        try await world.city.database.write { try $0.execute("UPDATE notification SET read_at = 1") }
        try await tell(world, "service-stale", event: "stale/2026-47")
        #expect(try await letters(world, "service-stale").count == 2)
        try await tell(world, "service-stale", event: "stale/2026-48")
        #expect(try await letters(world, "service-stale").count == 4, "the next one is another")
    }

    @Test("Two servers that tell the same thing at the same moment tell it once")
    func together() async throws {
        let world = try await world()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 { group.addTask { try await tell(world, "service-stale", event: "stale/at-once") } }
            try await group.waitForAll()
        }
        #expect(try await letters(world, "service-stale").count == 2)
        #expect(try await notices(world) == 2)
    }

    @Test(
        "Whoever wants no letter of a kind gets none of it, reads it in the page all the same, and changes nobody else's choice"
    )
    func choices() async throws {
        let world = try await world()
        try await choose(world, CommunityWorld.manager, no: ["service-stale"])
        try await tell(world, "service-stale", event: "one")
        #expect(try await letters(world, "service-stale") == [CommunityWorld.fieldWorker.caller.account])
        #expect(try await notices(world) == 2)
        try await tell(world, "service-decided", event: "two")
        #expect(try await letters(world, "service-decided").count == 2, "another kind is another choice")
        // A choice that is taken back holds for what comes, not for what was.
        try await choose(world, CommunityWorld.manager, no: [])
        try await tell(world, "service-stale", event: "one")
        #expect(try await letters(world, "service-stale").count == 1)
        try await tell(world, "service-stale", event: "three")
        #expect(try await letters(world, "service-stale").count == 3)
    }

    @Test("Who left, or whose account is closed, is told nothing more")
    func gone() async throws {
        let world = try await world()
        let (left, closed) = (CommunityWorld.manager.caller.account, CommunityWorld.fieldWorker.caller.account)
        try await world.city.database.write {
            try $0.execute("UPDATE membership SET ended_at = 1 WHERE account = \(left)")
            try $0.execute("UPDATE account SET disabled_at = 1 WHERE id = \(closed)")
        }
        try await tell(world, "service-stale", event: "after")
        #expect(try await letters(world, "service-stale").isEmpty)
        #expect(try await notices(world) == 0)
    }

    @Test("Every kind that one can choose has its words in the page and in the letter, in every language")
    func words() throws {
        let books = try Phrasebooks(folder: TestCity.root.appendingPathComponent("Resources/languages"))
        for kind in NoticeChoices.kinds {
            for tag in ["en", "fr", "es", "ar"] {
                for key in ["notice.\(kind)", "letter.\(kind).subject", "letter.\(kind).text"] {
                    #expect(books.book(tag).has(key), "\(tag): \(key)")
                }
            }
            #expect(NoticeChoices.read(NoticeChoices(byLetter: [kind]).text).byLetter == [kind])
        }
        #expect(NoticeChoices.read("").byLetter == Set(NoticeChoices.kinds), "nothing chosen: everything is told")
        #expect(NoticeChoices.read("-gone-kind").byLetter == Set(NoticeChoices.kinds))
    }
}
