import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

@Suite("What visitors write is sealed, and erased after a time")
struct ReportWordsTests {
    private static let mark = "PlantedVisitorQz"

    /// A report as a release before this one kept it.
    private func plant(_ town: DeskTown, _ words: String?, sent: Instant = TestCity.now, closed: Instant? = nil)
        async throws -> String
    {
        let id = UUIDv7().description
        try await town.city.database.write {
            try $0.execute(
                """
                INSERT INTO report (id, service, matter, words, language, sent_at, closed_at)
                VALUES (\(id), 'lantern-rest', 'hours', \(words), 'en', \(sent.milliseconds), \(closed?.milliseconds))
                """)
        }
        return id
    }

    private func send(_ town: DeskTown, _ words: String) async throws -> String {
        let id = UUIDv7()
        let answer = try await town.city.request(
            "/en/services/lantern-rest/report", method: .post,
            headers: [.contentType: "application/x-www-form-urlencoded"],
            body: "id=\(id)&matter=other&words=\(PercentEncoding.segment(words))")
        #expect(answer.status == .ok)
        return id.description
    }

    private func column(_ town: DeskTown, _ name: StaticString, of id: String) async throws -> String? {
        try await town.city.database.read {
            try $0.row("SELECT \(name: name) AS value FROM report WHERE id = \(id)")?.optional("value")
        }
    }

    private func answer(_ town: DeskTown, _ id: String, note: String) async throws {
        let answered = try await town.desk.api(
            .post, "reports/\(id)/answer", json: ["outcome": "corrected", "note": note], as: DeskTown.manager)
        #expect(answered.status == .ok)
    }

    @Test("The words are sealed, and those who keep the service read them")
    func sealed() async throws {
        let town = try await DeskTown()
        let id = try await send(town, "ask \(Self.mark)")
        #expect(try await column(town, "words", of: id) == nil)
        let kept = try #require(try await column(town, "sealed_words", of: id))
        #expect(!kept.contains(Self.mark))
        #expect(try await town.desk.get("/en/work/reports/\(id)", as: DeskTown.manager).text.contains(Self.mark))
        #expect(try await town.city.reports.open().map(\.words) == ["ask \(Self.mark)"])
        #expect(try await ReportDesk(database: town.city.database).open().map(\.words) == [nil])
    }

    @Test("A city without keys asks for no words and keeps none")
    func keyless() async throws {
        let city = try await TestCity("demo-ville")
        let (books, assets) = try TestCity.resources.get()
        let router = CityRouter(
            city: city.city, reports: ReportDesk(database: city.database), books: books, assets: assets,
            metrics: Metrics(), options: .init(logsRequests: false), now: { TestCity.now }
        ).router
        try await Application(router: router).test(.router) { client in
            let path = "/en/services/lantern-rest/report"
            let form = try await client.executeRequest(uri: path, method: .get, headers: [:], body: nil)
            #expect(!form.text.contains("<textarea") && !form.text.contains("value=\"other\""))
            #expect(form.text.contains("value=\"closed\""))
            let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
            let other = try await client.executeRequest(
                uri: path, method: .post, headers: headers, body: ByteBuffer(string: "matter=other&words=\(Self.mark)"))
            #expect(other.status == .unprocessableContent)
            let kept = try await client.executeRequest(
                uri: path, method: .post, headers: headers, body: ByteBuffer(string: "matter=hours&words=\(Self.mark)"))
            #expect(kept.status == .ok)
        }
        let rows = try await city.database.read { try $0.rows("SELECT words, sealed_words FROM report") }
        #expect(rows.count == 1)
        #expect(
            try rows.allSatisfy { row in
                let clear = try row.optional("words", as: String.self)
                let sealed = try row.optional("sealed_words", as: String.self)
                return clear == nil && sealed == nil
            })
    }

    @Test("What an earlier release kept in clear is sealed, in steps that may be cut off, and once")
    func moving() async throws {
        let town = try await DeskTown()
        var ids: [String] = []
        for number in 0..<(ReportWords.batch + 3) { ids.append(try await plant(town, "\(Self.mark) \(number)")) }
        let silent = try await plant(town, nil)
        // Stopped after its first step: what was done stays done, and the next start goes on there.
        let words = ReportWords(workplace: town.city.workplace)
        #expect(try await town.city.database.write { try words.sealSome($0).sealed } == ReportWords.batch)
        #expect(try await Guide.sealReports(town.city.workplace) == 3)
        #expect(try await Guide.sealReports(town.city.workplace) == 0)
        #expect(try await column(town, "sealed_words", of: silent) == nil)
        let page = try await town.desk.get("/en/work/reports/\(ids[7])", as: DeskTown.manager)
        #expect(page.text.contains("\(Self.mark) 7"))
        // A server of the release before writes once more; the job brings it in.
        let late = try await plant(town, "\(Self.mark) late")
        #expect(try await Guide.keepReports(town.city.workplace, now: TestCity.now) == (sealed: 1, erased: 0))
        #expect(try await column(town, "words", of: late) == nil)
    }

    @Test("A new key reaches the words and the notes")
    func rotation() async throws {
        let town = try await DeskTown()
        let id = try await send(town, "ask \(Self.mark)")
        try await answer(town, id, note: "note \(Self.mark)")
        let turned = try town.city.workplace.keys.adding(id: "k2")
        let tallies = try await KeyRotation(database: town.city.database, keys: turned).run()
        #expect(tallies.first { $0.table == "report" && $0.column == "sealed_words" }?.resealed == 1)
        #expect(tallies.first { $0.table == "report_answer" }?.resealed == 1)
        let kept = try #require(try await column(town, "sealed_words", of: id))
        #expect(try turned.keyID(of: kept) == "k2")
        #expect(try turned.open(kept, for: ReportWords.place(id)) == "ask \(Self.mark)")
    }

    @Test("The clock takes words and note a quarter after the answer, and after a year of silence")
    func clock() async throws {
        let town = try await DeskTown()
        let workplace = town.city.workplace
        let answered = try await send(town, "answered \(Self.mark)")
        try await answer(town, answered, note: "note \(Self.mark)")
        let silent = try await send(town, "silent \(Self.mark)")
        let wordless = try await plant(town, nil)
        #expect(try await Guide.keepReports(workplace, now: TestCity.now.adding(days: 89)).erased == 0)
        #expect(try await Guide.keepReports(workplace, now: TestCity.now.adding(days: 91)).erased == 1)
        #expect(try await column(town, "sealed_words", of: answered) == nil)
        #expect(try await column(town, "sealed_words", of: silent) != nil)
        let page = try await town.desk.get("/en/work/reports/\(answered)", as: DeskTown.manager)
        #expect(page.text.contains("was erased on") && !page.text.contains(Self.mark))
        expectSound(page)
        let json = try await town.desk.api(.get, "reports/\(answered)", as: DeskTown.manager).object()
        #expect(json["words"] == nil && json["wordsErasedAt"] is String && json["matter"] as? String == "other")
        #expect(try await Guide.keepReports(workplace, now: TestCity.now.adding(days: 364)).erased == 0)
        #expect(try await Guide.keepReports(workplace, now: TestCity.now.adding(days: 366)).erased == 1)
        #expect(try await column(town, "sealed_words", of: silent) == nil)
        #expect(try await town.desk.get("/en/work/reports/\(wordless)", as: DeskTown.manager).status == .ok)
        #expect(try await Guide.keepReports(workplace, now: TestCity.now.adding(days: 900)).erased == 0)
    }

    @Test(
        "No file of the database holds what a visitor wrote, whichever release took it",
        .enabled(if: !TestStore.isPostgres, "reads the file of SQLite"))
    func files() async throws {
        let town = try await DeskTown()
        _ = try await plant(town, "old \(Self.mark)")
        try await Guide.sealReports(town.city.workplace)
        let id = try await send(town, "new \(Self.mark)")
        try await answer(town, id, note: "note \(Self.mark)")
        _ = try await town.desk.get("/en/work/reports", as: DeskTown.manager)
        #expect(try await town.city.reports.open().first?.words == "old \(Self.mark)", "it did arrive")
        // The log of the old value is emptied when the database is closed.
        try town.city.database.close()
        var searched = 0
        for name in try #require(FileManager.default.enumerator(atPath: town.city.folder.path)).compactMap({
            $0 as? String
        }) {
            let path = town.city.folder.appendingPathComponent(name).path
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            searched += data.count
            #expect(data.range(of: Data(Self.mark.utf8)) == nil, "in \(name)")
        }
        #expect(searched > 100_000)
    }
}
