import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Areas

/// The technical page speaks the reader's language, and says how the database is.
@Suite struct SystemPageTests {
    @Test func jobsAndTheirOutcomesAreSaidInWords() async throws {
        let town = try await CaseworkTown()
        let desk = try WardScanTests.wholeDesk(town)
        let technician = TestDesk.Member.some(.technicalAdministrator, of: "port-alder-council")
        try await town.database.write { connection in
            for (name, outcome) in [
                ("letters", "sent=3 postponed=0 given-up=1"), ("cleaning", "failed"), ("freshness", "12 reminded"),
            ] {
                try connection.execute(
                    "INSERT INTO job (name, next_at, last_at, last_outcome) VALUES (\(name), 1, 1, \(outcome))")
            }
        }
        let page = try await desk.get("/es/work/system", as: technician)
        #expect(page.text.contains("enviados: 3, aplazados: 0, abandonados: 1"))
        #expect(page.text.contains("ha fallado; el registro dice por qué"))
        // Of an earlier version: as it stands, and said to be English.
        #expect(page.text.contains("<bdi lang=\"en\" dir=\"ltr\">12 reminded</bdi>"))
        #expect(page.text.contains("Conexiones con la base de datos"))
        #expect(page.text.contains(TestStore.isPostgres ? "PostgreSQL" : "SQLite"))
    }

    @Test func everyJobHasANameAndTellsNumbersInEachLanguage() async throws {
        let town = try await CaseworkTown()
        let (books, _) = try TestCity.resources.get()
        let whole = CityDesk(
            workplace: town.workplace, published: town.city.city,
            outside: .init(books: books, passwords: .init(rounds: 10), carry: { _ in }), now: { TestCity.now })
        let done = try await whole.runner.runDue(at: TestCity.now)
        #expect(done.count == 9)
        for job in done {
            #expect(!job.isFailed, "\(job.job): \(job.outcome)")
            #expect(JobOutcome(text: job.outcome) != nil, "\(job.outcome)")
            for tag in books.tags where books.book(tag).speaksDesk {
                #expect(books.book(tag).has("system.job.\(job.job)"), "\(tag) \(job.job)")
            }
        }
    }
}
