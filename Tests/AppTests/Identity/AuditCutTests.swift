import Foundation
import Rules
import Store
import Testing
import Vault

@testable import Areas

/// The book forgets after a year, and what is left is still shown to be whole.
@Suite struct AuditCutTests {
    static let day: Int64 = 86_400_000

    func book() async throws -> (TestCity, AuditBook) {
        let city = try await TestCity("demo-ville")
        for age in [400, 390, 380, 30, 20, 10] {
            let at = Instant(milliseconds: TestCity.now.milliseconds - Int64(age) * Self.day)
            try await city.database.write { connection in
                try city.workplace.note(connection, AuditEntry(nil, .read, "person", "p\(age)"), now: at)
            }
        }
        return (city, AuditBook(keys: city.workplace.keys))
    }

    @Test func theOldLinesGoAndTheRestStillStands() async throws {
        let (city, book) = try await book()
        let whole = try await city.database.read { try book.verify($0, anchor: nil) }
        #expect(whole.lines == 6 && whole.fault == nil)
        _ = try await IdentityCleaning(workplace: city.workplace).run(now: TestCity.now)
        let rest = try await city.database.read { try book.verify($0, anchor: nil) }
        #expect(rest.lines == 3 && rest.fault == nil)
        // An anchor that was kept elsewhere still holds.
        let anchor = try #require(AuditAnchor(whole.anchor, keys: city.workplace.keys))
        #expect(try await city.database.read { try book.verify($0, anchor: anchor).fault } == nil)
        // The book goes on.
        try await city.database.write {
            try city.workplace.note($0, AuditEntry(nil, .read, "person", "new"), now: TestCity.now)
        }
        #expect(try await city.database.read { try book.verify($0, anchor: anchor).lines } == 4)
    }

    @Test func alteredRemovedAndReorderedLinesAreFound() async throws {
        for harm in ["UPDATE", "DELETE", "SWAP"] {
            let (city, book) = try await book()
            try await city.database.write { connection in
                switch harm {
                case "UPDATE": try connection.execute("UPDATE audit SET object = 'other' WHERE sequence = 5")
                case "DELETE": try connection.execute("DELETE FROM audit WHERE sequence = 5")
                default:
                    try connection.execute("UPDATE audit SET sequence = 100 WHERE sequence = 4")
                    try connection.execute("UPDATE audit SET sequence = 4 WHERE sequence = 5")
                    try connection.execute("UPDATE audit SET sequence = 5 WHERE sequence = 100")
                }
            }
            #expect(try await city.database.read { try book.verify($0, anchor: nil).fault } != nil, "\(harm)")
            // A book that was harmed is not cut: the proof stays.
            _ = try await IdentityCleaning(workplace: city.workplace).run(now: TestCity.now)
            #expect(
                try await city.database.read { try $0.row("SELECT count(*) AS n FROM audit")?.get("n", as: Int.self) }
                    ?? 0 >= 5)
        }
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"), ("2001:db8:1:2::9", "2001:db8:1:2"),
        ("2001:db8::1", "2001:db8::"), ("::1", ":::"),
    ])
    func aNetworkIsTheFirstHalfOfALongAddress(_ address: String, _ network: String) {
        #expect(NetworkName.network(of: address) == network)
    }
}
