import Testing

@testable import Areas

@Suite("Reading plans and initiatives")
struct PlanReadingTests {
    @Test(
        "Faults of plans",
        arguments: [
            ("commitment: c1", "commitment: c2", "there is no commitment «book/c2»"),
            ("partners: [helpers]", "partners: [helprs]", "there is no organisation «helprs»"),
            ("outcome: continued", "outcome: forgotten", "«forgotten» is not a value of outcome"),
            ("actions: [a1]", "actions: [a9]", "there is no action «book/a9»"),
            ("source: {document: plan-book}", "source: {document: plan-bok}", "there is no document «plan-bok»"),
            ("value: 12", "value: twelve", "value must be a number"),
            ("value: 12", "value: 12, atLeast: true, atMost: true", "a figure is atLeast and atMost"),
            ("status: running", "status: runing", "«runing» is not a value of status"),
            ("title: {fr: Ouvrir, en: Open}", "title: Open", "title must be written by language"),
        ])
    func plans(words: String, wrong: String, fault: String) throws {
        let city = try CityFiles()
        try city.replace(words, with: wrong, in: "plans/book.yaml")
        #expect(City.check(folder: city.folder).faults.map(\.what).filter { $0.contains(fault) }.count == 1)
    }

    @Test("Two initiatives cannot have one number")
    func numbers() throws {
        let city = try CityFiles()
        let second = "- {key: choir, number: 1, theme: {fr: Chant, en: Song}, title: {fr: Chœur, en: Choir}}"
        try city.write("initiatives.yaml", (CityFiles.files["initiatives.yaml"] ?? "") + "\n" + second)
        #expect(City.check(folder: city.folder).faults.map(\.what) == ["two initiatives have the number 1"])
    }
}
