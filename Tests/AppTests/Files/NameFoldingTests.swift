import Files
import Rules
import Testing

@Suite("Names as they are compared")
struct NameFoldingTests {
    @Test(
        "A name of plain letters and one with accents are folded alike",
        arguments: [
            ("2 rue de l'Eglise", "2 rue de l’Église"), ("--Secours  POPULAIRE (75)--", "—Sécours  POPULAIRE (75)—"),
            ("", "’"), ("Cafe", "Café"), ("A", "À"), ("a.b.c.", "à.b.ç."), ("  ", " "),
        ])
    func plainAndAccented(plain: String, accented: String) {
        #expect(NameFolding.folded(plain) == NameFolding.folded(accented))
        #expect(NameFolding.slug(plain) == NameFolding.slug(accented))
    }

    @Test("Signs part words once, and stand neither first nor last")
    func signs() {
        #expect(NameFolding.folded("  L'Accueil -- (Paris 18e) !") == "l accueil paris 18e")
        #expect(NameFolding.slug("2 rue de l’Église") == "2-rue-de-l-eglise")
        #expect(NameFolding.slug("...") == "")
    }

    @Test("A list is ordered by folded names, then keys, and holds those with all words")
    func ordered() {
        let items = [("Écoute", "3"), ("abri", "2"), ("Abri", "1"), ("Zèbre", "4")]
        func order(_ typed: String?) -> [String] {
            NameSearch(typed).ordered(items, name: \.0, others: { [$0.1] }, key: \.1).map(\.1)
        }
        #expect(order(nil) == ["1", "2", "3", "4"])
        #expect(order("ABRI 2") == ["2"])
        #expect(order("zebre") == ["4"])
    }
}
