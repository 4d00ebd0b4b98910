import Foundation

/// Mappings and files of open data for the small city.
enum SampleSources {
    /// Fountains have keys and closures.
    static let fountains = """
        key: fountains
        title: {fr: Fontaines, en: Fountains}
        publisher: Town
        licence: {name: ODbL 1.0, url: "https://example.org/licence"}
        homepage: https://example.org/fountains
        date: 2023-05
        format: geojson
        kind: services
        identity: {key: $id}
        readable: {dictionary: words/fr.yaml, addresses: [address]}
        site:
          kind: fountain
          name: {first: [{fr: "Fontaine, {address}", en: "Fountain, {address}"}, {fr: Fontaine, en: Fountain}]}
          address: "{address}"
        service:
          name: {fr: Eau, en: Water}
          needs: [water]
          hours: {field: hours, map: {"": null}}
          cost: free
        closure:
          when: {field: available, equals: "false"}
          from: since
          to: until
          reason: {field: why, map: {COLD: {fr: Froid, en: Cold}}, default: {fr: Fermée, en: Closed}}
        """

    /// Toilets have no key: place and name.
    static let toilets = """
        key: toilets
        title: {fr: Toilettes, en: Toilets}
        format: geojson
        kind: services
        identity: {place: 40}
        site:
          kind: toilets
          name: {first: [{fr: "Toilettes, {address}", en: "Toilets, {address}"}, {fr: Toilettes, en: Toilets}]}
          address: "{address}"
        service: {name: {fr: Toilettes, en: Toilets}, needs: [toilets], hours: {field: hours, map: {"": null}}}
        """

    static let words = """
        small: [de, la, le, du, des, à]
        elided: [l, d]
        ordinals: {EME: e, ER: er}
        lower: [rue, place, avenue, bibliothèque, bois]
        accented: [Hôtel, Éole, Général]
        words: {CMP: CMP, ST: Saint}
        abbreviations: {R: rue}
        """

    static let files: [String: String?] = [
        "sources/fountains.yaml": fountains, "sources/toilets.yaml": toilets, "sources/words/fr.yaml": words,
    ]

    struct Feature {
        var id: String?
        var latitude: Double
        var longitude: Double
        var fields: [String: String]

        init(_ id: String? = nil, _ latitude: Double, _ longitude: Double, _ fields: [String: String] = [:]) {
            self.id = id
            self.latitude = latitude
            self.longitude = longitude
            self.fields = fields
        }
    }

    /// One feature a line.
    static func geojson(_ features: [Feature]) -> String {
        let lines = features.map { feature in
            let id = feature.id.map { "\"id\":\"\($0)\"," } ?? ""
            let fields = feature.fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(
                separator: ",")
            let point = "[\(feature.longitude),\(feature.latitude)]"
            return
                "{\"type\":\"Feature\",\(id)\"properties\":{\(fields)},\"geometry\":{\"type\":\"Point\",\"coordinates\":\(point)}}"
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[\n\(lines.joined(separator: ",\n"))\n]}"
    }
}
