import Files
import Testing

@Suite("Reading CSV")
struct CSVFileTests {
    private func read(_ text: String) throws -> [DataRecord] {
        try CSVFile.read(TextFile(name: "f", text: text), point: .init(latitude: "lat", longitude: "lon"))
    }

    @Test("Quotes, line ends inside cells, semicolons; each record knows its line")
    func cells() throws {
        let records = try read("id;name;lat;lon\n1;\"a \"\"b\"\"; c\nd\";48.5;2.5\n\n2; e ;48.6;2.6")
        #expect(records.map(\.line) == [2, 5])
        #expect(records.map { $0.fields["name"]?.string } == ["a \"b\"; c\nd", "e"])
        guard case .point(let latitude, let longitude)? = records.last?.geometry else {
            Issue.record("no point")
            return
        }
        #expect(latitude == 48.6 && longitude == 2.6)
    }

    @Test(
        "Faults name the line",
        arguments: [
            ("id,lat,lon\n1,48\n", 2, "record 1: it has 2 cells, the header has 3"),
            ("id,lat,lon\n1,48.5,2.5\n2,\"x\n", 3, "a quote is opened and never closed"),
            ("id,lat,lon\n1,48.5,\"2\"5\n", 2, "text after a closing quote"),
            ("id,id,lat,lon\n", 1, "the column «id» is there twice"), ("id,lat\n", 1, "the column «lon» is missing"),
            ("id,lat,lon\n1,652469,6862035\n", 2, "record 1: «652469», «6862035» are not degrees"),
            ("", 1, "the file is empty"),
        ])
    func faults(text: String, line: Int, what: String) {
        let faults = #expect(throws: FileFaults.self) { try read(text) }
        #expect(faults?.faults.first?.line == line)
        #expect(faults?.faults.first?.what == what)
    }
}
