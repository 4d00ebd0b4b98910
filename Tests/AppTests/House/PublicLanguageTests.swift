import Foundation
import Hummingbird
import HummingbirdTesting
import Testing
import Vault
import Web

@testable import Areas

/// Who reads only one of the languages finds no sentence of another on what the public reads.
@Suite struct PublicLanguageTests {
    /// Every phrase that is borrowed says so.
    private static func marked() throws -> Phrasebooks {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("borrowed-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let manager = FileManager.default
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        let lender = folder.appendingPathComponent("und")
        try manager.createDirectory(at: lender, withIntermediateDirectories: true)
        var keys: [String: String] = [:]
        for tag in try PhraseTests.packs() {
            try manager.copyItem(
                at: PhraseTests.languages.appendingPathComponent(tag), to: folder.appendingPathComponent(tag))
            for key in try PhraseTests.keys(tag).keys { keys[key] = "⟦\(key)⟧" }
        }
        try JSONEncoder().encode(keys).write(to: lender.appendingPathComponent("all.json"))
        try Data(#"{"tag": "und", "name": "–", "direction": "ltr", "state": "draft"}"#.utf8)
            .write(to: lender.appendingPathComponent("language.json"))
        return try Phrasebooks(folder: folder, fallback: "und")
    }

    @Test(.timeLimit(.minutes(20))) func noPublicPageBorrowsASentence() async throws {
        let books = try Self.marked()
        let paris = try await TestCity.paris.value
        let (_, assets) = try TestCity.resources.get()
        let router = CityRouter(
            city: paris.city, reports: paris.reports, books: books, assets: assets, metrics: Metrics(),
            options: CityRouter.Options(logsRequests: false, glossary: try TestCity.glossary.get()),
            now: { TestCity.now }
        ).router
        let offered = paris.settings.languages.offered
        #expect(offered.count >= 20)
        try await Application(router: router).test(.router) { client in
            for tag in offered {
                for path in PublicSideTests.paths + ["services/nothing", "search?open=x&age=999&q=zz"] {
                    let answer = try await client.execute(uri: "/\(tag)/\(path)", method: .get)
                    let page = String(buffer: answer.body)
                    #expect([.ok, .notFound, .badRequest].contains(answer.status), "/\(tag)/\(path)")
                    #expect(
                        !page.contains("⟦"),
                        "/\(tag)/\(path): \(page.split(separator: "⟦").dropFirst().first?.prefix(40) ?? "")")
                    #expect(page.utf8.count < 400_000, "/\(tag)/\(path)")
                    #expect(page.contains("<html lang=\"\(tag)\" dir=\"\(books.book(tag).language.direction)\">"))
                }
            }
        }
    }

    @Test func whoWorksIsLedToALanguageOfTheDesk() async throws {
        let paris = try await TestCity.paris.value
        let (books, _) = try TestCity.resources.get()
        let whole = CityDesk(
            workplace: paris.workplace, published: paris.city,
            outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10)), now: { TestCity.now })
        let desk = TestDesk(city: paris, workplace: paris.workplace, routes: whole.routes)
        let answer = try await desk.get("/ti/work/sign-in", as: nil)
        #expect(answer.status == .found && answer.headers[.location] == "/fr/work/sign-in")
        #expect(try await desk.get("/ar/work/sign-in", as: nil).status == .ok)
    }
}
