import Rules
import Search
import Web

/// Results as GeoJSON (RFC 7946); a service without a point has a null geometry.
struct GeoJSONFeatures {
    let guide: GuideSnapshot
    let json: ServiceJSON

    func collection(_ answer: SearchAnswer, now: Instant) -> JSONText {
        JSONText(members: [
            ("type", "FeatureCollection"), ("total", JSONText(answer.total)),
            ("next", answer.next.map { JSONText($0.description) } ?? .null),
            ("features", JSONText(answer.hits.map { feature($0, now: now) })),
        ])
    }

    private func feature(_ hit: SearchHit, now: Instant) -> JSONText {
        let service = guide.services[Int(hit.id)]
        let site = guide.site(of: service)
        let geometry =
            site.protected
            ? nil
            : site.point.map { point in
                JSONText(members: [
                    ("type", "Point"),
                    ("coordinates", JSONText([JSONText(point.longitude), JSONText(point.latitude)])),
                ])
            }
        return JSONText(members: [
            ("type", "Feature"), ("id", JSONText(service.key)), ("geometry", geometry ?? .null),
            ("properties", json.hit(hit, now: now)),
        ])
    }
}
