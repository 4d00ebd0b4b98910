import Foundation
import Store

@testable import Areas

/// A tiny city on the disk, with a database of its own: one for each test, gone with it.
final class CityFiles: Sendable {
    let root: String

    /// - Parameter changes: file of the territory → its whole new text; `nil` takes the file away.
    init(_ changes: [String: String?] = [:]) throws {
        root = NSTemporaryDirectory() + "/ville-refuge-city-\(UUIDv7())"
        for (name, text) in Self.files where changes[name] == nil { try write(name, text) }
        for (name, text) in changes { try write(name, text) }
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }

    var folder: String { root + "/small" }

    func write(_ name: String, _ text: String?) throws {
        let path = "\(folder)/\(name)"
        guard let text else {
            try? FileManager.default.removeItem(atPath: path)
            return
        }
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// Replaces words of a file, which must be there.
    func replace(_ words: String, with other: String, in name: String) throws {
        let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        precondition(text.contains(words), "\(name) does not hold «\(words)»")
        try write(name, text.replacingOccurrences(of: words, with: other))
    }

    func database() async throws -> Database {
        let database = try await TestStore.open(root + "/city.sqlite")
        try await database.migrate(City.migrations)
        return database
    }

    /// A database into which the city was brought.
    func imported() async throws -> Database {
        let database = try await database()
        try await load(into: database)
        return database
    }

    @discardableResult
    func load(into database: Database, now: Int64 = 1) async throws -> ImportReport {
        try await City.importFolder(folder, into: database, now: now)
    }

    static let files: [String: String] = [
        "territory.yaml": """
        key: small
        name: Small
        country: FR
        timeZone: Europe/Paris
        currency: EUR
        languages: {default: fr, offered: [fr, en, ar], required: [fr, en]}
        bounds: {south: 48, west: 2, north: 49, east: 3}
        centre: [48.5, 2.5]
        emergency:
          - {number: "112", name: {fr: Urgences, en: Emergencies}, when: {fr: Danger, en: Danger}}
        publisher: {name: {fr: Ville, en: City}, organisation: town}
        taxonomy: [words]
        documents:
          - {key: plan-book, title: {fr: Livre, en: Book}, date: 2019-06}
        """,
        "words/themes.yaml": """
        - key: hygiene
          label: {fr: Hygiène, en: Hygiene}
          needs:
            - {key: shower, label: {fr: Douche, en: Shower}, synonyms: {fr: [se laver]}}
            - {key: toilets, label: {fr: Toilettes, en: Toilets}}
        - key: food
          label: {fr: Manger, en: Food}
          needs:
            - {key: water, label: {fr: Eau, en: Water}}
        """,
        "words/site-kinds.yaml": """
        - {key: day-centre, label: {fr: Accueil de jour, en: Day centre}}
        - {key: fountain, label: {fr: Fontaine, en: Fountain}}
        - {key: toilets, label: {fr: Toilettes, en: Toilets}}
        """,
        "words/organisation-kinds.yaml":
            "- {key: city, label: {fr: Ville, en: City}}\n- {key: association, label: {fr: Association, en: Association}}",
        "words/costs.yaml": "- {key: free, label: {fr: Gratuit, en: Free}}",
        "words/conditions.yaml": "- {key: appointment, label: {fr: Sur rendez-vous, en: By appointment}}",
        "districts.yaml": """
        - key: north
          number: 1
          name: {fr: Nord, en: North}
          postcodes: ["75001"]
          centre: [48.75, 2.5]
          outline: [[48.5, 2], [48.5, 3], [49, 3], [49, 2]]
        - key: south
          number: 2
          name: {fr: Sud, en: South}
          postcodes: ["75002"]
          centre: [48.25, 2.5]
          outline: [[48, 2], [48, 3], [48.5, 3], [48.5, 2]]
        """,
        "areas.yaml": "- {key: region-75, code: \"75\", name: Small, kind: departement}",
        "organisations.yaml": """
        - {key: town, name: Town, kind: city}
        - {key: helpers, name: The Helpers, aliases: [Helpers], kind: association, themes: [hygiene]}
        """,
        "sites/all.yaml": """
        - key: house
          name: The House
          kind: day-centre
          status: open
          address: 1 rue du Lac
          postcode: "75001"
          at: [48.7, 2.4]
          operator: helpers
          phone: "+33 1 43 44 55 00"
          sources: [{document: plan-book, place: page 1}]
          services:
            - key: house-showers
              name: {fr: Douches, en: Showers}
              needs: [shower]
              hours: "Mo-Fr 09:00-12:00"
              phone: "+33 1 43 44 55 01"
              cost: free
            - key: house-water
              name: {fr: Eau, en: Water}
              needs: [water]
        - key: hidden-house
          name: {fr: Lieu protégé, en: Protected place}
          kind: day-centre
          address: 9 rue Secrète
          at: [48.2, 2.2]
          protected: true
          services:
            - {key: hidden-showers, name: {fr: Douches, en: Showers}, needs: [shower]}
        """,
        "plans/book.yaml": """
        key: book
        title: {fr: Le livre, en: The book}
        short: Book
        adopted: 2019-06
        status: running
        commitments:
          - key: c1
            number: 1
            title: {fr: Ouvrir, en: Open}
            partners: [helpers]
            figures: [{value: 12, unit: {fr: places, en: places}, source: {document: plan-book}}]
            became: [{plan: book, actions: [a1], outcome: continued}]
        actions:
          - key: a1
            number: 1
            commitment: c1
            title: {fr: Garder ouvert, en: Keep open}
            sites: [house]
        """,
        "initiatives.yaml": """
        - key: garden
          number: 1
          theme: {fr: Jardins, en: Gardens}
          title: {fr: Un jardin, en: A garden}
          pilot: [helpers, {name: Far Friends}]
        """,
    ]
}
