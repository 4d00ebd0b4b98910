import Testing

@testable import Web

@Suite struct HTMLTests {
    @Test func stringsAreEscapedEverywhere() {
        let name = "<script>\"O'Neil\" & co</script>"
        let html: HTML = "<p title=\"\(name)\">\(name)</p>"
        let safe = "&lt;script&gt;&quot;O&#39;Neil&quot; &amp; co&lt;/script&gt;"
        #expect(html.text == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test func piecesGoInAsTheyAre() {
        let inner: HTML = "<b>\("a & b")</b>"
        let none: HTML? = nil
        let html: HTML = "<p>\(inner)\(none)\([inner, inner])\(if: false, inner)</p>"
        #expect(html.text == "<p><b>a &amp; b</b><b>a &amp; b</b><b>a &amp; b</b></p>")
    }

    @Test func attributesAppearOnlyWithAValue() {
        let html: HTML = "<a\(attribute: "class", nil)\(attribute: "lang", "a\"b")\(flag: "hidden", true)>"
        #expect(html.text == "<a lang=\"a&quot;b\" hidden>")
    }

    @Test func jsonEscapesControlCharactersAndKeepsText() {
        #expect(JSONText("a\"b\\c\n\u{1}é").description == "\"a\\\"b\\\\c\\n\\u0001é\"")
        #expect(JSONText(2.0).description == "2")
        #expect(JSONText(2.5).description == "2.5")
        #expect(JSONText(Double.nan).description == "null")
        #expect(JSONText(members: [("a", JSONText(true)), ("b", nil)]).description == "{\"a\":true}")
    }
}
