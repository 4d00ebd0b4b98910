import Rules
import Web

/// The surroundings of one place in black and grey: its districts, the nearest station, a drop on the place.
struct PaperMap {
    let guide: GuideSnapshot

    private static let width = 300.0
    private static let height = 170.0

    func svg(_ service: Service) -> String? {
        let site = guide.site(of: service)
        guard !site.protected, site.precision != .district, let point = site.point, let ground = guide.ground,
            ground.holds(point)
        else { return nil }
        let place = ground.point(point)
        let (x, y) = (place.x - Self.width / 2, place.y - Self.height / 2)
        let box = [x, y, Self.width, Self.height].map(MapGround.short).joined(separator: " ")
        let picture =
            """
            <svg xmlns="\(PaperDrawings.space)" viewBox="\(box)" font-family="Noto Sans">\
            <rect x="\(MapGround.short(x))" y="\(MapGround.short(y))" width="\(MapGround.short(Self.width))" \
            height="\(MapGround.short(Self.height))" fill="#fff"/>\(districts(ground, around: place))\(station(site, ground))\
            \(drop(place))</svg>
            """ as HTML
        return picture.text
    }

    /// A number outside the picture would be clipped, but read aloud.
    private func districts(_ ground: MapGround, around place: MapGround.Point) -> [HTML] {
        ground.shapes.map { shape in
            let isSeen = abs(shape.label.x - place.x) < Self.width / 2 && abs(shape.label.y - place.y) < Self.height / 2
            let number = """
                <text x="\(MapGround.short(shape.label.x))" y="\(MapGround.short(shape.label.y))" font-size="20" \
                text-anchor="middle" fill="#999">\(shape.district.number)</text>
                """ as HTML
            return """
                <path d="\(shape.path)" fill="#f1f1f1" stroke="#777" stroke-width="1.2"/>\(if: isSeen, number)
                """
        }
    }

    private func station(_ site: Site, _ ground: MapGround) -> HTML? {
        guard let station = guide.station(near: site)?.station, ground.holds(station.point) else { return nil }
        let point = ground.point(station.point)
        return """
            <circle cx="\(MapGround.short(point.x))" cy="\(MapGround.short(point.y))" r="4" fill="#fff" stroke="#000" \
            stroke-width="2"/><text x="\(MapGround.short(point.x))" y="\(MapGround.short(point.y + 15))" font-size="10" \
            text-anchor="middle" fill="#000">\(station.name)</text>
            """
    }

    private func drop(_ place: MapGround.Point) -> HTML {
        """
        <path d="M\(MapGround.short(place.x)) \(MapGround.short(place.y))c-4-8-11-13-11-21a11 11 0 1 1 22 0c0 8-7 13-11 21Z" \
        fill="#000"/><circle cx="\(MapGround.short(place.x))" cy="\(MapGround.short(place.y - 21))" r="4" fill="#fff"/>
        """
    }
}
