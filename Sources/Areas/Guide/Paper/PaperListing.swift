import Rules

/// Which services a document lists, and under which headings.
struct PaperListing {
    struct Section {
        var key: String
        var label: LocalisedText
        var pictogram: String?
        var services: [Service]
    }

    let guide: GuideSnapshot
    let order: PaperOrder

    /// Of open data (fountains, toilets) a list on paper holds no more than these, and only when nothing else is there.
    private static let mostOfOpenData = 40

    var services: [Service] {
        let all = guide.services.filter(isMeant)
        let own = all.filter { guide.origin(.service, $0.key) == nil }
        return own.isEmpty ? Array(all.prefix(Self.mostOfOpenData)) : own
    }

    private func isMeant(_ service: Service) -> Bool {
        switch order.subject {
        case .city: true
        case .theme(let key):
            service.needs.contains { need in guide.taxonomy.theme(key)?.needs.contains { $0.key == need } ?? false }
        case .need(let key): service.needs.contains(key)
        case .district(let key): guide.site(of: service).district == key && !guide.site(of: service).protected
        case .service(let key): service.key == key
        case .words, .sheet, .checklist: false
        }
    }

    /// Only sections that hold something; each service stands in one.
    var sections: [Section] { grouping == .theme ? byTheme : byDistrict }

    /// One theme is read by district, a district by theme.
    private var grouping: PaperOrder.Grouping {
        if let grouping = order.grouping { return grouping }
        switch order.subject {
        case .theme, .need: return .district
        case .city, .district, .service, .words, .sheet, .checklist: return .theme
        }
    }

    private var byTheme: [Section] {
        let needs = guide.taxonomy.needs.map(\.key)
        let rank = Dictionary(needs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let sorted = services.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            let ranks = (rank[one.needs.first ?? ""] ?? .max, rank[other.needs.first ?? ""] ?? .max)
            return (ranks.0, number(one), left.offset) < (ranks.1, number(other), right.offset)
        }.map(\.element)
        return guide.taxonomy.themes.compactMap { theme in
            let keys = Set(theme.needs.map(\.key))
            let found = sorted.filter { $0.needs.first.map(keys.contains) ?? false }
            guard !found.isEmpty else { return nil }
            return Section(
                key: theme.term.key, label: theme.term.label, pictogram: theme.term.pictogram, services: found)
        }
    }

    /// By district in the city's order; what has none, or must not tell it, comes last without a heading of its own.
    private var byDistrict: [Section] {
        let groups = Dictionary(grouping: services) { service -> String in
            let site = guide.site(of: service)
            return site.protected ? "" : site.district ?? ""
        }
        let named = guide.territory.districts.sorted { $0.number < $1.number }.compactMap { district in
            groups[district.key].map { Section(key: district.key, label: district.name, pictogram: nil, services: $0) }
        }
        let known = Set(named.map(\.key))
        let others = groups.filter { !known.contains($0.key) }.flatMap(\.value).sorted { $0.key < $1.key }
        return named
            + (others.isEmpty
                ? [] : [Section(key: "elsewhere", label: guide.settings.name, pictogram: nil, services: others)])
    }

    private func number(_ service: Service) -> Int {
        let site = guide.site(of: service)
        return site.protected ? .max : guide.district(site.district)?.number ?? .max
    }
}
