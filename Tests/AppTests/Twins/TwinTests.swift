import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

@Suite("Records of several guides that are one place")
struct TwinTests {
    /// Port-Alder, and a neighbour's guide that names the day centre and one of its services too.
    struct Town {
        let town: DeskTown
        static let place = "duplicates/places/lantern-day-centre/neighbour-lantern"

        init() async throws {
            town = try await DeskTown()
            try await bring(phone: "+33 1 99 00 00 01")
        }

        /// The neighbour's file, as an import writes it.
        func bring(phone: String, description: String = "From the neighbour", lacksIt: Bool = false) async throws {
            try await town.city.database.write { connection in
                let row = try #require(try connection.row("SELECT facts FROM site WHERE key = 'lantern-day-centre'"))
                var site: Site = try Facts.value(from: row.get("facts"))
                site.key = "neighbour-lantern"
                site.phone = phone
                site.operatedBy = nil
                site.owner = nil
                site.partners = []
                site.description = LocalisedText(["en": description])
                var service = Service(
                    key: "neighbour-lantern-legal", site: site.key, name: LocalisedText(["en": "Writing letters"]),
                    needs: ["shower"])
                service.hours = "Mo 09:00-12:00"
                _ = try GuideImport.write(
                    sites: lacksIt ? [] : [IncomingRecord(value: site, sourceKey: "1")],
                    services: lacksIt ? [] : [IncomingRecord(value: service, sourceKey: "1")], source: "neighbour",
                    connection, now: 9)
                try Territory.bumpContentVersion(connection)
            }
        }

        func site(_ key: String) async throws -> Site? {
            try await town.city.database.read { connection in
                try Guide.load(connection, territory: try Territory.load(connection)).sites.first { $0.key == key }
            }
        }

        func post(_ step: String, _ form: [(String, String)] = [], pair: String = Self.place) async throws
            -> TestResponse
        {
            try await town.desk.post("/en/work/\(pair)/\(step)", form, as: DeskTown.coordinator)
        }

        func pairs(_ state: String = "open", as member: TestDesk.Member = DeskTown.coordinator) async throws -> [String]
        {
            let list = try await town.desk.api(.get, "duplicates?state=\(state)", as: member).object()
            return (list["items"] as? [[String: Any]] ?? []).map { "\($0["one"] ?? "") \($0["other"] ?? "")" }
        }
    }

    @Test("The pair is found, shown side by side with sources, and the list is only for coordinators")
    func found() async throws {
        let town = try await Town()
        #expect(try await Guide.findTwins(town.town.city.database, now: 10) >= 1)
        #expect(try await Guide.findTwins(town.town.city.database, now: 11) == 0)
        #expect(try await town.pairs().contains("lantern-day-centre neighbour-lantern"))
        let list = try await town.town.desk.get("/en/work/duplicates", as: DeskTown.coordinator)
        expectSound(list)
        let page = try await town.town.desk.get("/en/work/\(Town.place)", as: DeskTown.coordinator)
        expectSound(page)
        #expect(page.status == .ok && page.text.contains("From the neighbour") && page.text.contains("value=\"phone\""))
        for member in [DeskTown.manager, DeskTown.worker] {
            #expect(try await town.town.desk.get("/en/work/\(Town.place)", as: member).status == .notFound)
            #expect(try await town.town.desk.get("/en/work/duplicates", as: member).status == .notFound)
        }
    }

    @Test(
        "Merged: one record with the chosen facts, the old address leads to it, its services come along, and it can be undone"
    )
    func merge() async throws {
        let town = try await Town()
        let before = try #require(try await town.site("lantern-day-centre"))
        let merged = try await town.post("merge", [("take", "phone")])
        #expect(merged.status == .seeOther, "\(merged.text)")
        let after = try #require(try await town.site("lantern-day-centre"))
        #expect(after.phone == "+33 1 99 00 00 01" && after.description == before.description)
        #expect(try await town.site("neighbour-lantern") == nil)
        #expect(try await town.pairs("merged") == ["lantern-day-centre neighbour-lantern"])

        let gone = try await town.town.publicPage("/en/places/neighbour-lantern")
        #expect(gone.status == .movedPermanently)
        #expect(gone.headers[.location] == "/en/places/lantern-day-centre")
        let service = try await town.town.publicPage("/en/services/neighbour-lantern-legal")
        #expect(service.status == .ok && service.text.contains("/en/places/lantern-day-centre"))
        #expect(
            try await town.town.publicPage("/api/v1/sites/neighbour-lantern").object()["id"] as? String
                == "lantern-day-centre")

        let history = try await town.town.desk.get(
            "/en/work/places/lantern-day-centre/history", as: DeskTown.coordinator)
        #expect(history.text.contains("Merged with another record"))
        // Not brought back through the back door, and not merged twice.
        let back = try await town.town.desk.post(
            "/en/work/places/neighbour-lantern/unarchive", [], as: DeskTown.coordinator)
        #expect(back.status == .conflict)
        #expect(back.text.contains("undo the merge first") && back.text.contains("href=\"/en/work/places\""))
        // A page of the desk that says why, and leads on.
        let twice = try await town.post("merge")
        #expect(twice.status == .conflict && twice.text.contains("was merged with another record before"))
        #expect(twice.text.contains("href=\"/en/work\""))

        #expect(try await town.post("undoing").status == .seeOther)
        #expect(try await town.site("neighbour-lantern") != nil)
        #expect(try await town.site("lantern-day-centre") == before)
        #expect(try await town.town.publicPage("/en/places/neighbour-lantern").status == .ok)
    }

    @Test(
        "Each source goes on updating its own facts of the merged record, corrections by hand stay, the twin stays away"
    )
    func again() async throws {
        let town = try await Town()
        _ = try await town.post("merge", [("take", "phone"), ("take", "description")])
        try await town.town.city.database.write { connection in
            try Guide.edit(
                connection, .site(.description), of: "lantern-day-centre",
                to: .object(["en": .string("Corrected here")]), why: "test", now: 12)
        }
        try await town.bring(phone: "+33 1 99 00 00 02", description: "New words of the neighbour")
        let site = try #require(try await town.site("lantern-day-centre"))
        #expect(site.phone == "+33 1 99 00 00 02")
        #expect(site.description == LocalisedText(["en": "Corrected here"]))
        #expect(try await town.site("neighbour-lantern") == nil)
        _ = try await City.importFolder(
            TestCity.root.appendingPathComponent("Territories/demo-ville").path, into: town.town.city.database, now: 13)
        #expect(try await town.site("lantern-day-centre")?.phone == "+33 1 99 00 00 02")
        #expect(try await town.site("neighbour-lantern") == nil)
        // The neighbour takes it out and brings it back: still one place.
        try await town.bring(phone: "+33 1 99 00 00 02", lacksIt: true)
        try await town.bring(phone: "+33 1 99 00 00 03")
        #expect(try await town.site("neighbour-lantern") == nil)
        #expect(try await town.site("lantern-day-centre")?.phone == "+33 1 99 00 00 03")
    }

    @Test(
        "While only the source of the record that left still has the place, the place stays under the address that was kept"
    )
    func standIn() async throws {
        let town = try await Town()
        let pair = "duplicates/places/neighbour-lantern/lantern-day-centre"
        #expect(try await town.post("merge", pair: pair).status == .seeOther)
        #expect(try await town.site("lantern-day-centre") == nil)
        try await town.bring(phone: "", lacksIt: true)
        let site = try #require(try await town.site("neighbour-lantern"))
        #expect(site.address == "4 Beacon Street")
        #expect(try await town.site("lantern-day-centre") == nil)
    }

    @Test("Kept apart: not asked again, unless one of the two changes much")
    func apart() async throws {
        let town = try await Town()
        let database = town.town.city.database
        try await Guide.findTwins(database, now: 10)
        #expect(try await town.post("separation").status == .seeOther)
        #expect(try await Guide.findTwins(database, now: 11) == 0)
        #expect(try await !town.pairs().contains("lantern-day-centre neighbour-lantern"))
        // Another telephone is no great change.
        try await town.bring(phone: "+33 1 99 00 00 09")
        try await Guide.findTwins(database, now: 12)
        #expect(try await town.pairs("apart") == ["lantern-day-centre neighbour-lantern"])
        // It moves away, then comes back under the old name: both are great changes, the second one is asked about.
        try await database.write { connection in
            try Guide.edit(
                connection, .site(.name), of: "lantern-day-centre", to: .object(["und": .string("Quai aux Fleurs")]),
                why: "test", now: 13)
            try Guide.edit(
                connection, .site(.name), of: "neighbour-lantern", to: .object(["und": .string("Quai aux Fleurs")]),
                why: "test", now: 13)
        }
        #expect(try await Guide.findTwins(database, now: 14) == 1)
        #expect(try await town.pairs().contains("lantern-day-centre neighbour-lantern"))
    }

    @Test("A pair with a protected place is not there without the ward, and is never merged with an open one")
    func ward() async throws {
        let town = try await Town()
        let pair = "duplicates/places/safe-harbour/neighbour-lantern"
        #expect(try await town.town.desk.get("/en/work/\(pair)", as: DeskTown.coordinator).status == .notFound)
        let warded = TestDesk.Member.some(.coordinator, of: "port-alder-council", wards: [.protectedPlaces])
        #expect(try await town.town.desk.get("/en/work/\(pair)", as: warded).status == .ok)
        #expect(try await town.town.desk.post("/en/work/\(pair)/merge", [], as: warded).status == .conflict)
        try await Guide.findTwins(town.town.city.database, now: 10)
        try await town.town.city.database.write { connection in
            try connection.execute(
                """
                INSERT INTO twin_pair (kind, one, other, likeness, aspects, state, found_at)
                SELECT kind, 'safe-harbour', other, likeness, aspects, state, found_at FROM twin_pair
                WHERE kind = 'site' AND one = 'lantern-day-centre'
                """)
        }
        #expect(try await !town.pairs().contains { $0.contains("safe-harbour") })
        #expect(try await town.pairs(as: warded).contains { $0.contains("safe-harbour") })
    }

    @Test("Fields that do not differ, and unknown ones, are refused")
    func strangeFields() async throws {
        let town = try await Town()
        for field in ["key", "protected", "operatedBy", "nonsense", "point"] {
            #expect(try await town.post("merge", [("take", field)]).status == .badRequest, "\(field)")
        }
        #expect(try await town.site("neighbour-lantern") != nil)
    }

    @Test("Twenty thousand records are looked through without comparing each with each", .timeLimit(.minutes(20)))
    func many() async throws {
        let town = try await Town()
        let database = town.town.city.database
        let template = try #require(try await town.site("lantern-day-centre"))
        try await database.write { connection in
            for index in 0..<20_000 {
                var site = Site(
                    key: "many-\(index)", name: LocalisedText(name: "\(Self.word(index)) \(Self.word(index / 3))"),
                    kind: template.kind)
                site.address = "\(index % 80 + 1) \(Self.word(index / 40)) Street"
                site.phone = "+33 1 80 \(10 + index / 2000) \(10 + index / 100 % 20) \(10 + index % 90)"
                site.point = Coordinate(
                    latitude: 48 + Double(index / 150) * 0.002, longitude: 2 + Double(index % 150) * 0.003)
                try GuideQueries.sites.put(
                    connection, IncomingRecord(value: site), facts: try Facts.text(site), source: "many", now: 1)
            }
        }
        try await Guide.findTwins(database, now: 10)
        #expect(try await town.pairs().contains("lantern-day-centre neighbour-lantern"))
    }

    static func word(_ number: Int) -> String {
        let syllables = ["ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pa", "ro", "si", "tu", "va", "xo", "zi"]
        var (rest, word) = (number &* 2_654_435_761 % 759_375, "")
        for _ in 0..<5 {
            word += syllables[rest % 15]
            rest /= 15
        }
        return word
    }
}
