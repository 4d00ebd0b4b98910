import Testing

@testable import Areas

@Suite("Reading organisations")
struct CommunityReadingTests {
    @Test(
        "One organisation under two names, and other faults",
        arguments: [
            (
                "- {key: friends, name: \"the helpérs\", kind: association}",
                "friends has the name «the helpers» of helpers"
            ),
            (
                "- {key: friends, name: Friends, aliases: [Helpers], kind: association}",
                "friends has the name «helpers» of helpers"
            ),
            ("- {key: helpers, name: Friends, kind: association}", "the organisation key «helpers» is already used"),
            ("- {key: Friends, name: Friends, kind: association}", "«Friends» is not a key"),
            ("- {key: friends, name: Friends, kind: association, parent: friends}", "friends is its own parent"),
            (
                "- {key: friends, name: Friends, kind: association, website: friends.org}",
                "«friends.org» is not a web address"
            ),
            ("- {key: friends, name: Friends, kind: association, themes: [food, fod]}", "there is no theme «fod»"),
            (
                "- {key: friends, name: Friends, kind: association, description: Nice people}",
                "description must be written by language"
            ),
            ("- {key: friends, kind: association}", "name is missing"),
        ])
    func faults(line: String, fault: String) throws {
        let city = try CityFiles()
        try city.write("organisations.yaml", (CityFiles.files["organisations.yaml"] ?? "") + "\n" + line)
        let found = City.check(folder: city.folder).faults
        #expect(found.count == 1)
        #expect(found.first?.line == 3)
        #expect(found.first?.what.contains(fault) == true)
    }

    @Test("Names in several languages: the source language's is the name, the others are found too")
    func translatedNames() async throws {
        let city = try CityFiles()
        try city.replace("name: Town", with: "name: {fr: Ville, en: Town}", in: "organisations.yaml")
        let town = try await City.load(try await city.imported()).organisations.first { $0.key == "town" }
        #expect(town?.name == "Ville")
        #expect(town?.aliases == ["Town"])
    }
}
