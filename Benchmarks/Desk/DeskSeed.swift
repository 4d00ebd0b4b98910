import Areas
import Foundation
import Rules
import Store
import Vault

/// Fills a city that is imported and migrated with what the figures of the desk are measured on: 300 organisations, 3,000 contacts,
/// 3,000 accounts, and as many lines of the audit book as asked for.
///
///     DeskSeed DATABASE KEYS LINES
@main
enum DeskSeed {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let lines = Int(arguments[3]) else {
            print("DeskSeed DATABASE KEYS LINES")
            exit(64)
        }
        let database = try Database(url: arguments[1])
        let workplace = Workplace(database: database, keys: try KeyRing(file: arguments[2]), origin: "http://localhost")
        let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        let accounts = (0..<3_000).map { _ in UUIDv7().description }
        try await fillAccounts(workplace, accounts, now)
        try await CommunitySeed.fill(
            workplace, by: accounts[0], kind: "association", topics: ["legal-help", "meal", "shower"], seed: 1, now: now
        )
        try await fillMemberships(workplace, accounts, now)
        for start in stride(from: 0, to: lines, by: 5_000) {
            try await database.write { connection in
                for number in start..<min(start + 5_000, lines) {
                    var entry = AuditEntry(nil, .read, "person", "seed-\(number % 9_000)")
                    entry.actor = accounts[number % accounts.count]
                    entry.organisation = "bench-\(number % 300)"
                    try workplace.note(connection, entry, now: now)
                }
            }
        }
        try database.close()
        print("filled: 300 organisations, 3000 contacts, 3000 accounts, \(lines) lines")
    }

    private static func fillAccounts(_ workplace: Workplace, _ accounts: [String], _ now: Instant) async throws {
        try await workplace.database.write { connection in
            for (number, id) in accounts.enumerated() {
                let email = try workplace.keys.seal(
                    "seed-\(number)@example.org", for: FieldPlace(table: "account", column: "email", row: id))
                let name = try workplace.keys.seal(
                    "Exemple \(number)", for: FieldPlace(table: "account", column: "name", row: id))
                try connection.execute(
                    """
                    INSERT INTO account (id, email_index, email, name, language, choices, created_at)
                    VALUES (\(id), \("seed-\(number)"), \(email), \(name), 'fr', '', \(now.milliseconds))
                    """)
            }
        }
    }

    private static func fillMemberships(_ workplace: Workplace, _ accounts: [String], _ now: Instant) async throws {
        try await workplace.database.write { connection in
            for (number, id) in accounts.enumerated() {
                let role = Role.allCases[number % Role.allCases.count].rawValue
                try connection.execute(
                    """
                    INSERT INTO membership (id, account, organisation, role, wards, created_at)
                    VALUES (\(UUIDv7()), \(id), \("bench-\(number % 300)"), \(role), '', \(now.milliseconds))
                    """)
            }
        }
    }
}
