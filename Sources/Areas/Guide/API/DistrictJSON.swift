import Rules
import Web

/// A district as the API says it, in JSON and as a GeoJSON feature.
struct DistrictJSON {
    let item: ItemJSON

    func whole(_ district: District) -> JSONText {
        JSONText(
            members: properties(district) + [("centre", item.point(district.centre)), ("outline", rings(district))])
    }

    var collection: JSONText {
        JSONText(members: [
            ("type", "FeatureCollection"),
            (
                "features",
                JSONText(
                    item.guide.territory.districts.map { district in
                        JSONText(members: [
                            ("type", "Feature"), ("id", JSONText(district.key)),
                            ("properties", JSONText(members: properties(district))),
                            ("geometry", JSONText(members: [("type", "Polygon"), ("coordinates", rings(district))])),
                        ])
                    })
            ),
        ])
    }

    private func properties(_ district: District) -> [(String, JSONText?)] {
        [("id", JSONText(district.key)), ("number", JSONText(district.number))] + item.words.text("name", district.name)
            + [
                ("aliases", item.words.strings(district.aliases)), ("postcodes", JSONText(district.postcodes)),
                ("population", district.population.map(item.words.figure)),
                ("url", item.words.address(.district(district.key))),
            ]
    }

    /// Rings as GeoJSON wants them: longitude first, closed.
    private func rings(_ district: District) -> JSONText {
        JSONText(
            district.outline.rings.map { ring in
                let closed = ring.first == ring.last ? ring : ring + ring.prefix(1)
                return JSONText(closed.map { JSONText([JSONText($0.longitude), JSONText($0.latitude)]) })
            })
    }
}
