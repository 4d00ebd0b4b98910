import Files
import Testing

@Suite("Reading JSON")
struct JSONReaderTests {
    @Test("Values, and the line of each item")
    func values() throws {
        let text = """
            {"a": [1, -2.5e2, true, false, null],
            "b": "q\\"\\\\\\/\\n\\u00e9\\ud83c\\udfe0é",
            "features": [
              {"x": 1},
              {"x": 2}
            ]}
            """
        let (value, lines) = try JSONReader.parse(TextFile(name: "f", text: text))
        #expect(value["a"] == .array([.number(1), .number(-250), .bool(true), .bool(false), .null]))
        #expect(value["b"] == .string("q\"\\/\né🏠é"))
        #expect(lines["features"] == [4, 5])
    }

    @Test(
        "What is not JSON is told with its line",
        arguments: [
            ("", 1, "the file is empty"), ("{\"a\": 1,\n\"b\"", 2, "the file ends in the middle"),
            ("[1,\n2", 2, "the file ends in the middle"),
            ("{\"a\":1,\"a\":2}", 1, "«a» is written twice in one object"), ("[01]", 1, "«01» is not a number"),
            ("[1] 2", 1, "something follows"), ("{a: 1}", 1, "a name in quotes is missing"),
            ("[1 2]", 1, "«,» or «]» is missing"),
            ("\"a\nb\"", 1, "a line ends inside a text"), ("\"\\ud83c\"", 1, "half a character"),
            ("[nul]", 1, "this is not JSON"),
            ("[1e999]", 1, "is not a number"), ("[+1]", 1, "is not a number"), ("\n<html>", 2, "this is not JSON"),
        ])
    func refused(text: String, line: Int, what: String) {
        let fault = #expect(throws: Fault.self) { try JSONReader.parse(TextFile(name: "f", text: text)) }
        #expect(fault?.line == line)
        #expect(fault?.what.contains(what) == true)
    }

    @Test("A nest of 100,000 lists is refused, not followed")
    func deep() {
        #expect(throws: Fault.self) {
            try JSONReader.parse(TextFile(name: "f", text: String(repeating: "[", count: 100_000)))
        }
    }
}
