import Testing

@testable import Web

@Suite struct CSVTextTests {
    @Test(arguments: [
        "=1+1", "+33 1", "-2", "@SUM(A1)", "|cmd", "%x", "\t=1", "\r=1", "\n=1", " =1", "\u{A0}=1", "\t  @x", "＝1",
        "＋1", "－1", "＠x",
    ])
    func aCellIsNeverComputed(_ text: String) {
        #expect(CSVText.cell(text) == "\"'\(text)\"")
        #expect(CSVText.unguarded("'" + text) == text)
    }

    @Test(arguments: [
        ("Exemple A.", "Exemple A."), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""), ("a\nb", "\"a\nb\""),
        ("dit \"oui\"", "\"dit \"\"oui\"\"\""), ("", ""), ("l'eau", "l'eau"), ("محمد", "محمد"),
        ("2026-11-21", "2026-11-21"),
    ])
    func otherCellsStayAsTheyAre(_ text: String, _ cell: String) {
        #expect(CSVText.cell(text) == cell)
        #expect(CSVText.unguarded(text) == text)
    }

    @Test func rowsEndAsTheNormSays() { #expect(CSVText.text([["a", "b"], ["=1", ""]]) == "a,b\r\n\"'=1\",\r\n") }
}
