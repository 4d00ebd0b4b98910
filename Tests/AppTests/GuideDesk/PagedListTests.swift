import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Long lists of the desk come in pages, and are searched by name")
struct PagedListTests {
    /// Follows `next` to the end.
    private func all(_ town: DeskTown, _ path: String, _ question: String, as member: TestDesk.Member) async throws
        -> (ids: [String], total: Int, pages: Int)
    {
        var ids: [String] = []
        var cursor = ""
        var pages = 0
        while true {
            let answer = try await town.desk.api(.get, "\(path)?\(question)&limit=3\(cursor)", as: member)
            let page = try answer.object()
            let items = try #require(page["items"] as? [[String: Any]], "\(answer.text)")
            #expect(items.count <= 3)
            ids += items.compactMap { $0["id"] as? String ?? ($0["number"] as? Int).map(String.init) }
            pages += 1
            guard let next = page["next"] as? String else { return (ids, page["total"] as? Int ?? -1, pages) }
            cursor = "&cursor=\(next)"
        }
    }

    private func report(_ town: DeskTown, _ service: String, _ number: Int) async throws {
        let sent = TestCity.now.milliseconds - Int64(number) * 1_000
        let id = UUIDv7().description
        try await town.city.database.write {
            try $0.execute(
                """
                INSERT INTO report (id, service, matter, language, sent_at)
                VALUES (\(id), \(service), 'hours', 'en', \(sent))
                """)
        }
    }

    @Test(
        "Every record stands on one page and no other, with the same filter on all",
        arguments: [
            ("services", ""), ("services", "state=stale"), ("places", ""), ("freshness", ""),
        ])
    func pages(_ path: String, _ question: String) async throws {
        let town = try await DeskTown()
        let (ids, total, pages) = try await all(town, path, question, as: DeskTown.coordinator)
        #expect(ids.count == total && Set(ids).count == total)
        #expect(pages == max(1, (total + 2) / 3))
        #expect(total > 3, "the example is too small to be turned over")
        let whole = try await town.desk.api(.get, "\(path)?\(question)&limit=500", as: DeskTown.coordinator).object()
        #expect((whole["items"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == ids)
        #expect(whole["next"] is NSNull)
    }

    @Test("A page leads to the next with the filters that were chosen, and back")
    func links() async throws {
        let town = try await DeskTown()
        let first = try await town.desk.get("/en/work/services?q=e&state=&limit=2", as: DeskTown.coordinator)
        expectSound(first)
        #expect(first.text.contains("rel=\"next\" href=\"/en/work/services?q=e&amp;limit=2&amp;cursor=2\""))
        #expect(!first.text.contains("rel=\"prev\""))
        let second = try await town.desk.get("/en/work/services?q=e&limit=2&cursor=2", as: DeskTown.coordinator)
        #expect(second.text.contains("rel=\"prev\" href=\"/en/work/services?q=e&amp;limit=2\""))
        let beyond = try await town.desk.get("/en/work/services?cursor=5000", as: DeskTown.coordinator)
        #expect(beyond.status == .ok && beyond.text.contains("rel=\"prev\"") && !beyond.text.contains("rel=\"next\""))
        expectSound(beyond)
        for wrong in ["cursor=-1", "cursor=x", "limit=0", "limit=501", "limit=1e3"] {
            #expect(
                try await town.desk.api(.get, "services?\(wrong)", as: DeskTown.coordinator).status == .badRequest,
                "\(wrong)")
        }
    }

    @Test(
        "Parts of words find a name, in any order, without accents; what was typed stays",
        arguments: [
            ("services", "name"), ("places", "name"), ("freshness", "name"),
        ])
    func search(_ path: String, _ member: String) async throws {
        let town = try await DeskTown()
        let found = try await town.desk.api(.get, "\(path)?q=CENTRE%20lan", as: DeskTown.coordinator).object()
        let names = try #require(found["items"] as? [[String: Any]]).map {
            "\($0["name"] as? String ?? "") \($0["place"] as? String ?? "")"
        }
        #expect(!names.isEmpty && names.allSatisfy { $0.contains("Lantern Day Centre") }, "\(names)")
        let none = try await town.desk.get("/en/work/\(path)?q=%3Cb%3Enowhere", as: DeskTown.coordinator)
        #expect(none.text.contains("value=\"&lt;b&gt;nowhere\"") && none.text.contains("class=\"empty\""))
        expectSound(none)
    }

    @Test("More reports than a page holds are counted and read to the last; a stranger counts none of them")
    func reports() async throws {
        let town = try await DeskTown()
        for number in 0..<7 { try await report(town, number < 5 ? "lantern-rest" : "lantern-showers", number) }
        let (ids, total, _) = try await all(town, "reports", "state=all", as: DeskTown.manager)
        #expect(ids.count == 7 && total == 7 && Set(ids).count == 7)
        let rest = try await town.desk.api(.get, "reports?q=shower&limit=1", as: DeskTown.manager).object()
        #expect(rest["total"] as? Int == 2 && rest["next"] as? String == "1")
        #expect(try await town.desk.api(.get, "reports?q=nowhere", as: DeskTown.manager).object()["total"] as? Int == 0)
        #expect(
            try await town.desk.api(.get, "reports?state=all", as: DeskTown.stranger).object()["total"] as? Int == 0)
        let page = try await town.desk.get("/es/work/reports?limit=2&state=open&q=", as: DeskTown.manager)
        #expect(page.text.contains("7 avisos") && page.text.contains("1 a 2 de 7"))
        #expect(page.text.contains("<th scope=\"col\">Error señalado</th>") && page.text.contains(">Abierto</td>"))
        expectSound(page)
    }

    @Test("A long history is turned over, newest first")
    func history() async throws {
        let town = try await DeskTown()
        for number in 1...5 {
            let form = try await town.form("lantern-rest", ["bring": ["Bring \(number)"], "bring-in": ["en"]])
            _ = try await town.desk.post("/en/work/services/lantern-rest/edit", form, as: DeskTown.manager)
        }
        let (numbers, total, pages) = try await all(
            town, "services/lantern-rest/history", "", as: DeskTown.manager)
        #expect(numbers == (1...total).reversed().map(String.init) && total >= 6 && pages == (total + 2) / 3)
        let page = try await town.desk.get(
            "/en/work/services/lantern-rest/history?limit=2&cursor=2", as: DeskTown.manager)
        expectSound(page)
        #expect(page.text.contains("rel=\"next\"") && page.text.contains("rel=\"prev\""))
    }
}
