internal import Rules

/// Tells the district of a site: by its postal code when that belongs to one district, else by its point.
///
/// The postal code comes first because drawn outlines are schematic: near a border, the address knows better.
struct DistrictLocator {
    private var byPostcode: [String: String] = [:]
    private var outlines: [(key: String, box: Bounds, outline: Outline)] = []

    init(_ districts: [District]) {
        var shared: Set<String> = []
        for district in districts {
            for postcode in district.postcodes {
                if byPostcode.updateValue(district.key, forKey: postcode) != nil { shared.insert(postcode) }
            }
            let corners = district.outline.rings.flatMap { $0 }
            guard let first = corners.first else { continue }
            var box = Bounds(south: first.latitude, west: first.longitude, north: first.latitude, east: first.longitude)
            for corner in corners {
                box.south = min(box.south, corner.latitude)
                box.north = max(box.north, corner.latitude)
                box.west = min(box.west, corner.longitude)
                box.east = max(box.east, corner.longitude)
            }
            outlines.append((district.key, box, district.outline))
        }
        for postcode in shared { byPostcode[postcode] = nil }
    }

    func district(postcode: String?, point: Coordinate?) -> String? {
        if let postcode, let key = byPostcode[postcode] { return key }
        guard let point else { return nil }
        return outlines.first { $0.box.contains(point) && $0.outline.contains(point) }?.key
    }
}
