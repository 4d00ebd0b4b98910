import Rules
import Search
import Web

/// The city's own map, drawn from its districts: no tile, no third party. Every point is a link and stands in a list too.
struct CityMap {
    let guide: GuideSnapshot
    let visit: Visit

    /// Points nearer than this are drawn as one.
    private static let grouping = 44.0

    private struct Group {
        var x: Double
        var y: Double
        var positions: [Int]
    }

    /// One place in its surroundings, and the way to it as the crow flies for who said where they are.
    func single(_ site: Site, from near: Coordinate? = nil) -> HTML? {
        guard !site.protected, let point = site.point, let ground = guide.ground, ground.holds(point) else {
            return nil
        }
        let place = ground.point(point)
        let start = near.flatMap { ground.holds($0) ? ground.point($0) : nil }
        let frame = Self.frame(place, start)
        let way = start.map { start in
            """
            <path class="way" d="M\(MapGround.short(start.x)) \(MapGround.short(start.y))L\(MapGround.short(place.x)) \
            \(MapGround.short(place.y))"/><g class="here">\(circle(start.x, start.y, 12))</g>
            """ as HTML
        }
        let label = visit.say("map.single", ["place": visit.words(site.name)])
        return """
            <figure class="map map-single\(if: frame.width > 720, " map-far")">
            <svg viewBox="\(Self.box(frame.x, frame.y, frame.width, frame.height))" role="img" aria-label="\(label)">
            \(districts(ground, linked: false))\(way)\(marker(place.x, place.y, isLabelled: guide.label(of: site) != nil))
            </svg></figure>
            """
    }

    /// Wide enough for both ends of a way.
    private static func frame(_ place: MapGround.Point, _ start: MapGround.Point?) -> (
        x: Double, y: Double, width: Double, height: Double
    ) {
        let other = start ?? place
        let width = max(360, abs(place.x - other.x) * 1.3 + 80)
        let height = max(260, abs(place.y - other.y) * 1.3 + 80)
        return ((place.x + other.x - width) / 2, (place.y + other.y - height) / 2, width, height)
    }

    /// The city as a picture: each district leads on.
    func districts(_ address: (District) -> String) -> HTML? {
        guard let ground = guide.ground else { return nil }
        let shapes = ground.shapes.map { shape in
            "<a href=\"\(address(shape.district))\" tabindex=\"-1\" aria-hidden=\"true\">\(drawing(shape))</a>" as HTML
        }
        return """
            <figure class="map"><svg viewBox="\(Self.box(0, 0, MapGround.width, ground.height))" role="group" \
            aria-label="\(visit.say("districts.title"))">\(shapes)</svg></figure>
            """
    }

    /// The results of a search: groups of places on the districts, each a link, enlarged by a module where there is one.
    func results(_ hits: [SearchHit], query: GuideQuery) -> HTML? {
        guard let ground = guide.ground else { return nil }
        // Places far outside the city stand in the list; a map that held them would show nothing of the city.
        let points: [(position: Int, point: Coordinate)] = hits.compactMap { hit in
            let site = guide.site(of: guide.services[Int(hit.id)])
            guard !site.protected, let point = site.point, ground.holds(point) else { return nil }
            return (Int(hit.id), point)
        }
        let markers = groups(points, ground).map { drawing($0, ground) }
        let here = query.near.map { ground.point($0) }.map { "<g class=\"here\">\(circle($0.x, $0.y, 12))</g>" as HTML }
        return """
            <figure class="map" id="map" data-labels="\(labels)">
            \(if: !hits.isEmpty, "<figcaption>\(visit.say("map.caption", count: points.count))</figcaption>")
            <svg viewBox="\(Self.box(0, 0, MapGround.width, ground.height))" role="group" aria-label="\(visit.say("map.label"))">
            \(districts(ground, linked: true))\(here)\(markers)
            </svg></figure>
            """
    }

    /// Words for the buttons that the module adds.
    private var labels: String {
        ["map.zoomIn", "map.zoomOut", "map.whole"].map { visit.say($0) }.joined(separator: "|")
    }

    private func districts(_ ground: MapGround, linked: Bool) -> HTML {
        ground.shapes.map { shape in
            let drawing = drawing(shape)
            guard linked else { return drawing }
            return """
                <a href="\(visit.url(.search(GuideQuery(), with: [("district", shape.district.key)])))" tabindex="-1" \
                aria-hidden="true">\(drawing)</a>
                """
        }.joined()
    }

    private func drawing(_ shape: MapGround.Shape) -> HTML {
        """
        <path class="district" d="\(shape.path)"/><text class="district-number" x="\(MapGround.short(shape.label.x))" \
        y="\(MapGround.short(shape.label.y))">\(shape.district.number)</text>
        """
    }

    private func groups(_ points: [(position: Int, point: Coordinate)], _ ground: MapGround) -> [Group] {
        struct Cell: Hashable {
            var row: Int
            var column: Int
        }
        var cells: [Cell: Group] = [:]
        for (position, point) in points {
            let place = ground.point(point)
            let cell = Cell(row: Int(place.y / Self.grouping), column: Int(place.x / Self.grouping))
            var group = cells[cell] ?? Group(x: 0, y: 0, positions: [])
            let count = Double(group.positions.count)
            group.x = (group.x * count + place.x) / (count + 1)
            group.y = (group.y * count + place.y) / (count + 1)
            group.positions.append(position)
            cells[cell] = group
        }
        return cells.values.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    }

    private func drawing(_ group: Group, _ ground: MapGround) -> HTML {
        let first = guide.services[group.positions[0]]
        let data = points(group, ground)
        guard group.positions.count > 1 else {
            return """
                <a class="pin" href="\(visit.url(.service(first.key)))" data-points="\(data)">\
                <title>\(title(first))</title>\(marker(group.x, group.y, isLabelled: isLabelled(first)))</a>
                """
        }
        let near = guide.site(of: first).point.map { "\($0.latitude),\($0.longitude)" } ?? ""
        let target = SitePath("search", query: [("near", near), ("radius", "600")] + needsOf(group))
        let radius = 14 + min(8, Double(group.positions.count) / 2)
        return """
            <a class="cluster" href="\(visit.url(target))" data-points="\(data)">\
            <title>\(visit.say("map.group", count: group.positions.count))</title>\
            \(circle(group.x, group.y, radius))<text x="\(MapGround.short(group.x))" y="\(MapGround.short(group.y))">\
            \(group.positions.count)</text></a>
            """
    }

    /// Where each place of a group is, for the module that regroups while the map grows: `[[x, y, key, name, label?], …]`.
    private func points(_ group: Group, _ ground: MapGround) -> String {
        JSONText(
            group.positions.compactMap { position -> JSONText? in
                let service = guide.services[position]
                guard let point = guide.site(of: service).point.map({ ground.point($0) }) else { return nil }
                return JSONText(
                    [
                        JSONText((point.x * 10).rounded() / 10), JSONText((point.y * 10).rounded() / 10),
                        JSONText(service.key), JSONText(title(service)),
                    ] + (isLabelled(service) ? [JSONText(1)] : []))
            }
        ).description
    }

    private func needsOf(_ group: Group) -> [(name: String, value: String)] {
        let needs = Set(group.positions.map { guide.services[$0].needs.first })
        guard needs.count == 1, let need = needs.first ?? nil else { return [] }
        return [("need", need)]
    }

    private func title(_ service: Service) -> String {
        let names = [visit.words(service.name), visit.words(guide.site(of: service).name)]
        return visit.say.list(names + (isLabelled(service) ? [visit.say("label.mark")] : []))
    }

    private func isLabelled(_ service: Service) -> Bool { guide.label(of: guide.site(of: service)) != nil }

    /// A drop whose point stands on the place. It has no transform, so that a module can draw it larger.
    /// The hole of a place with the label is a star, of others round.
    private func marker(_ x: Double, _ y: Double, isLabelled: Bool = false) -> HTML {
        """
        <path class="marker" d="M\(MapGround.short(x)) \(MapGround.short(y))c-4-8-11-13-11-21a11 11 0 1 1 22 0c0 8-7 13-11 21Z\
        \(isLabelled ? Self.star : Self.round)"/>
        """
    }

    private static let round = "m-4-21a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z"
    private static let star = "m0-29l2 5.3 5.6.2-4.4 3.5 1.5 5.5-4.7-3.1-4.7 3.1 1.5-5.5-4.4-3.5 5.6-.2Z"

    private func circle(_ x: Double, _ y: Double, _ radius: Double) -> HTML {
        "<circle cx=\"\(MapGround.short(x))\" cy=\"\(MapGround.short(y))\" r=\"\(MapGround.short(radius))\"/>"
    }

    private static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        [x, y, width, height].map(MapGround.short).joined(separator: " ")
    }
}
