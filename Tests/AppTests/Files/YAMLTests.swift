import Files
import Rules
import Testing

@Suite("Reading YAML")
struct YAMLTests {
    private func faults(_ text: String, _ use: (Field) -> Void = { _ in }) -> [String] {
        let reading = Reading()
        if let field = YAMLFile.read(TextFile(name: "f", text: text), reading: reading) { use(field) }
        return reading.faults.map(\.description)
    }

    @Test("What is not YAML is told with its line")
    func syntax() {
        #expect(faults("a: 1\nb: [1, 2\nc: 3\n").first?.hasPrefix("f:3: this is not YAML") == true)
        #expect(faults("a: 1\na: 2\n").first?.contains("a field is written twice: a") == true)
        #expect(faults("").first == "f:1: the file is empty; fill it or remove it")
    }

    @Test("Alias bombs and deep nests are refused before they are read")
    func bombs() {
        let bomb = "a: &a [x, x]\n" + (1...30).map { "a\($0): &a\($0) [*a, *a]\n" }.joined()
        #expect(
            faults(bomb) == ["f:1: YAML anchors (&name) are not read; write the value out, or put the text in quotes"])
        #expect(faults(String(repeating: "[", count: 100_000)).first?.contains("nested too deep") == true)
        #expect(faults(String(repeating: "- ", count: 100_000)).first?.contains("nested too deep") == true)
        #expect(
            faults((0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined()).first?.contains(
                "nested too deep") == true)
        #expect(
            faults((0..<60).map { String(repeating: " ", count: $0) + "a:\n" }.joined()).first?.contains(
                "nested too deep") == true)
        #expect(
            faults("a: R&D, Mains & cœurs, \"fish &chips\"") != [], "an anchor-like word needs no reading of quotes")
        #expect(faults("a: R&D, mains & cœurs") == [])
    }

    @Test("Every fault of a record is told, with the field that was meant")
    func record() {
        let found = faults("name: Ana\nagge: 12\nheight: tall\nlikes: {}\nwhen: 2019-02-30\n") { field in
            guard let record = field.record() else { return }
            _ = record.string("name")
            _ = record.integer("age")
            _ = record.number("height")
            _ = record.strings("likes")
            _ = record.date("when")
            _ = record.needed("key")
            record.finish()
        }
        #expect(
            Set(found) == [
                "f:2: there is no field «agge» here; did you mean «age»?",
                "f:3: height must be a number, not «tall»; write digits, with a point for decimals",
                "f:4: likes must be a list; write it as [a, b] or with a dash before each item",
                "f:5: «2019-02-30» is not a date; write 2016, 2016-05 or 2016-05-12",
                "f:1: key is missing; add «key: …»",
            ])
    }

    @Test("`on`, `no` and numbers stay what was written")
    func words() {
        let found = faults("on: 2016\nanswer: no\ncode: 075\n") { field in
            let record = field.record()
            #expect(record?.date("on") == PartialDate(year: 2016))
            #expect(record?.string("answer") == "no")
            #expect(record?.string("code") == "075")
            record?.finish()
        }
        #expect(found == [])
    }
}
