import Rules
import Search
import Web

/// The city's own map, drawn from its districts: no tile, no third party. Every point is a link and stands in a list too.
struct CityMap {
    let guide: GuideSnapshot
    let visit: Visit

    /// Width of the drawing in its own units.
    private static let width = 1000.0
    /// Points nearer than this are drawn as one.
    private static let grouping = 44.0

    private struct Projection {
        var bounds: Bounds
        var scale: Double
        var stretch: Double

        var height: Double { (bounds.north - bounds.south) * scale }

        func x(_ point: Coordinate) -> Double { (point.longitude - bounds.west) * scale * stretch }
        func y(_ point: Coordinate) -> Double { (bounds.north - point.latitude) * scale }
    }

    private struct Group {
        var x: Double
        var y: Double
        var positions: [Int]
    }

    /// One place in its surroundings.
    func single(_ site: Site) -> HTML? {
        guard let point = site.point, let projection = projection(including: []), !site.protected else { return nil }
        let x = projection.x(point)
        let y = projection.y(point)
        let frame = (x: x - 180, y: y - 130, width: 360.0, height: 260.0)
        let label = visit.say("map.single", ["place": visit.words(site.name)])
        return """
            <figure class="map map-single">
            <svg viewBox="\(Self.box(frame.x, frame.y, frame.width, frame.height))" role="img" aria-label="\(label)">
            \(districts(projection, linked: false))\(marker(x, y))
            </svg></figure>
            """
    }

    /// The results of a search: groups of places on the districts, each a link, enlarged by a module where there is one.
    func results(_ hits: [SearchHit], query: GuideQuery) -> HTML? {
        let placed: [(position: Int, point: Coordinate)] = hits.compactMap { hit in
            let site = guide.site(of: guide.services[Int(hit.id)])
            guard !site.protected, let point = site.point else { return nil }
            return (Int(hit.id), point)
        }
        guard let projection = projection(including: placed.map(\.point)) else { return nil }
        // Places far outside the city stand in the list; a map that held them would show nothing of the city.
        let points = placed.filter { projection.bounds.contains($0.point) }
        let markers = groups(points, projection).map { drawing($0, projection) }
        let here = query.near.map { "<g class=\"here\">\(circle(projection.x($0), projection.y($0), 12))</g>" as HTML }
        return """
            <figure class="map" id="map" data-labels="\(labels)">
            \(if: !hits.isEmpty, "<figcaption>\(visit.say("map.caption", count: points.count))</figcaption>")
            <svg viewBox="\(Self.box(0, 0, Self.width, projection.height))" role="group" aria-label="\(visit.say("map.label"))">
            \(districts(projection, linked: true))\(here)\(markers)
            </svg></figure>
            """
    }

    /// Words for the buttons that the module adds.
    private var labels: String {
        ["map.zoomIn", "map.zoomOut", "map.whole"].map { visit.say($0) }.joined(separator: "|")
    }

    private func projection(including points: [Coordinate]) -> Projection? {
        let corners = guide.territory.districts.flatMap { $0.outline.rings.flatMap { $0 } }
        let all = corners.isEmpty ? points : corners
        guard let first = all.first else { return nil }
        var bounds = Bounds(south: first.latitude, west: first.longitude, north: first.latitude, east: first.longitude)
        for point in all {
            bounds.south = min(bounds.south, point.latitude)
            bounds.north = max(bounds.north, point.latitude)
            bounds.west = min(bounds.west, point.longitude)
            bounds.east = max(bounds.east, point.longitude)
        }
        let middle = (bounds.north + bounds.south) / 2
        let stretch = Projector.cosine(middle)
        let span = max(bounds.east - bounds.west, 0.005)
        let margin = span * 0.03
        bounds = Bounds(
            south: bounds.south - margin * stretch, west: bounds.west - margin, north: bounds.north + margin * stretch,
            east: bounds.east + margin)
        return Projection(bounds: bounds, scale: Self.width / ((bounds.east - bounds.west) * stretch), stretch: stretch)
    }

    private func districts(_ projection: Projection, linked: Bool) -> HTML {
        guide.territory.districts.map { district in
            let path = district.outline.rings.map { ring in
                "M" + ring.map { "\(Self.short(projection.x($0))) \(Self.short(projection.y($0)))" }.joined(separator: "L") + "Z"
            }.joined()
            let shape = "<path class=\"district\" d=\"\(path)\"/>" as HTML
            let label = """
                <text class="district-number" x="\(Self.short(projection.x(district.centre)))" \
                y="\(Self.short(projection.y(district.centre)))">\(district.number)</text>
                """ as HTML
            guard linked else { return shape + label }
            return """
                <a href="\(visit.url(.search(GuideQuery(), with: [("district", district.key)])))" tabindex="-1" aria-hidden="true">\
                \(shape)\(label)</a>
                """
        }.joined()
    }

    private func groups(_ points: [(position: Int, point: Coordinate)], _ projection: Projection) -> [Group] {
        struct Cell: Hashable {
            var row: Int
            var column: Int
        }
        var cells: [Cell: Group] = [:]
        for (position, point) in points {
            let x = projection.x(point)
            let y = projection.y(point)
            let cell = Cell(row: Int(y / Self.grouping), column: Int(x / Self.grouping))
            var group = cells[cell] ?? Group(x: 0, y: 0, positions: [])
            let count = Double(group.positions.count)
            group.x = (group.x * count + x) / (count + 1)
            group.y = (group.y * count + y) / (count + 1)
            group.positions.append(position)
            cells[cell] = group
        }
        return cells.values.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
    }

    private func drawing(_ group: Group, _ projection: Projection) -> HTML {
        let first = guide.services[group.positions[0]]
        let data = points(group, projection)
        guard group.positions.count > 1 else {
            return """
                <a class="pin" href="\(visit.url(.service(first.key)))" data-points="\(data)">\
                <title>\(title(first))</title>\(marker(group.x, group.y))</a>
                """
        }
        let near = guide.site(of: first).point.map { "\($0.latitude),\($0.longitude)" } ?? ""
        let target = SitePath("search", query: [("near", near), ("radius", "600")] + needsOf(group))
        let radius = 14 + min(8, Double(group.positions.count) / 2)
        return """
            <a class="cluster" href="\(visit.url(target))" data-points="\(data)">\
            <title>\(visit.say("map.group", count: group.positions.count))</title>\
            \(circle(group.x, group.y, radius))<text x="\(Self.short(group.x))" y="\(Self.short(group.y))">\
            \(group.positions.count)</text></a>
            """
    }

    /// Where each place of a group is, for the module that regroups while the map grows: `[[x, y, key, name], …]`.
    private func points(_ group: Group, _ projection: Projection) -> String {
        JSONText(
            group.positions.compactMap { position -> JSONText? in
                let service = guide.services[position]
                guard let point = guide.site(of: service).point else { return nil }
                return JSONText([
                    JSONText((projection.x(point) * 10).rounded() / 10), JSONText((projection.y(point) * 10).rounded() / 10),
                    JSONText(service.key), JSONText(title(service)),
                ])
            }
        ).description
    }

    private func needsOf(_ group: Group) -> [(name: String, value: String)] {
        let needs = Set(group.positions.map { guide.services[$0].needs.first })
        guard needs.count == 1, let need = needs.first ?? nil else { return [] }
        return [("need", need)]
    }

    private func title(_ service: Service) -> String {
        "\(visit.words(service.name)), \(visit.words(guide.site(of: service).name))"
    }

    /// A drop whose point stands on the place. It has no transform, so that a module can draw it larger.
    private func marker(_ x: Double, _ y: Double) -> HTML {
        """
        <path class="marker" d="M\(Self.short(x)) \(Self.short(y))c-4-8-11-13-11-21a11 11 0 1 1 22 0c0 8-7 13-11 21Z\
        m-4-21a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z"/>
        """
    }

    private func circle(_ x: Double, _ y: Double, _ radius: Double) -> HTML {
        "<circle cx=\"\(Self.short(x))\" cy=\"\(Self.short(y))\" r=\"\(Self.short(radius))\"/>"
    }

    private static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> String {
        [x, y, width, height].map(short).joined(separator: " ")
    }

    /// One decimal is a tenth of a drawing unit: enough, and a third of the bytes.
    private static func short(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}
