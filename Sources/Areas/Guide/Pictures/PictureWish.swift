import Rules
import Web

/// How far somebody who finds by pictures has come: a theme, a need, a place. All of it stands in the address.
struct PictureWish: Sendable {
    var theme: String?
    var need: String?
    var near: Coordinate?
    var district: String?
    /// The whole city will do.
    var isAnywhere = false

    private static let anywhere = "anywhere"

    init() {}

    /// What cannot be read is left out: who does not read is asked again, not told of a fault.
    init(_ items: [(name: String, value: String)], guide: GuideSnapshot) {
        let query = GuideQueryReader(
            items.filter { ["theme", "need", "near", "district"].contains($0.name) }, guide: guide
        ).query
        need = query.needs.first
        theme =
            need.flatMap { need in guide.taxonomy.themes.first { $0.needs.contains { $0.key == need } }?.term.key }
            ?? query.themes.first
        near = query.near
        district = near == nil ? query.districts.first : nil
        isAnywhere = near == nil && district == nil && items.contains { $0.name == Self.anywhere && $0.value == "1" }
    }

    var hasPlace: Bool { near != nil || district != nil || isAnywhere }

    /// The place that was given, as address items: it goes along from need to need.
    var place: [(name: String, value: String)] {
        if let near { return [("near", "\(near.latitude),\(near.longitude)")] }
        if let district { return [("district", district)] }
        return isAnywhere ? [(Self.anywhere, "1")] : []
    }

    /// Back to the themes, the needs of a theme, the question where: with what is still to hold.
    var path: SitePath {
        let what = need.map { [("need", $0)] } ?? theme.map { [("theme", $0)] } ?? []
        return SitePath("pictures", query: what + place)
    }

    func with(_ change: (inout PictureWish) -> Void) -> PictureWish {
        var wish = self
        change(&wish)
        return wish
    }

    /// The same search as that of the pages with words.
    var query: GuideQuery {
        var query = GuideQuery()
        query.needs = need.map { [$0] } ?? []
        query.near = near
        query.districts = district.map { [$0] } ?? []
        query.sort = near == nil ? .relevance : .distance
        return query
    }
}

extension SitePath {
    static let pictures = SitePath("pictures")

    static func pictures(of service: String, _ wish: PictureWish) -> SitePath {
        SitePath("pictures", service, query: (wish.need.map { [("need", $0)] } ?? []) + wish.place)
    }
}
