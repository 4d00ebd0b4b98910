import Foundation
import Rules
import Store
import Testing

@testable import Areas
@testable import Web

/// A partner without account is written to by people, not by a machine that asks for a click.
@Suite struct PartnerLetterTests {
    private static func letter(_ town: CaseworkTown) async throws -> OutgoingLetter {
        let holder = Letters.Holder()
        let folder = TestCity.root.appendingPathComponent("Resources/languages")
        let sender = LetterSender(
            workplace: town.workplace, books: try Phrasebooks(folder: folder), now: { TestCity.now },
            carry: { holder.add($0) })
        _ = try await sender.sendDue()
        return try #require(holder.letters.first { $0.to == "accueil@example.org" })
    }

    @Test func theLetterNamesWhoWritesAndHowToKnow() async throws {
        let town = try await CaseworkTown()
        _ = try await PartnerLinkTests.asked(town)
        let letter = try await Self.letter(town)
        let name = town.facts.name(CaseworkTown.a)
        #expect(letter.subject.contains(name))
        #expect(letter.text.contains("This e-mail comes from \(name)"))
        #expect(letter.text.contains("public line, 01 99 00 00 01") && letter.text.contains(town.workplace.origin))
        #expect(!letter.text.contains("Ignore it"), "as one does with mail of strangers")
        for secret in ["Exemple L.", "NoteOfTheFile", "Shower", "shower", "{"] {
            #expect(!letter.text.contains(secret) && !letter.subject.contains(secret), "\(secret)")
        }
    }

    @Test(arguments: ["fr", "en", "es", "ar"])
    func withoutAPublicLineTheGuideSaysHowToKnow(_ language: String) throws {
        let (books, _) = try TestCity.resources.get()
        let words = LetterWords(say: books.book(language), origin: "https://guide.example.org")
        func text(_ holes: [String: String], _ kind: String = "partner-referral") -> String {
            words.compose(
                kind: kind, holes: holes.merging(["path": "work/x", "organisation": "Halte"]) { $1 },
                language: language
            ).text
        }
        let (with, without) = (text(["phone": "01 99 00 00 01"]), text([:]))
        #expect(with.contains("01 99 00 00 01") && !with.contains("{") && !without.contains("{"))
        #expect(with != without && without.contains("(https://guide.example.org)"))
        #expect(!with.contains(books.book(language)("identity.letter.foot")))
        #expect(text([:], "invitation").contains(books.book(language)("identity.letter.foot")))
    }
}
