import Files
import Rules

/// Looks up what a request names, and refuses what is not there with what was perhaps meant.
struct PaperOrderReading {
    let guide: GuideSnapshot
    var texts = PaperTexts()

    /// The theme whose week is printed when none is named.
    private static let food = "food"

    func order(_ request: PaperRequest) throws(PaperRefusal) -> PaperOrder {
        for tag in [request.language, request.beside].compactMap({ $0 }) {
            let offered = guide.settings.languages.offered
            if !offered.contains(tag) {
                throw .notOffered(language: tag, near: Spelling.nearest(to: tag, among: offered))
            }
        }
        if request.beside == request.language { throw .sameLanguage(request.language) }
        if request.isFoldable, request.kind != .booklet { throw .notFoldable(request.kind.rawValue) }
        var order = PaperOrder(
            request.kind, of: try subject(request), language: request.language, beside: request.beside)
        order.foldable = request.isFoldable
        order.grouping = request.grouping
        if let week = request.week {
            guard let monday = WeekName.monday(week) else { throw .wrongWeek(week) }
            order.week = monday
        }
        if isEmpty(order) { throw .nothingToPrint }
        return order
    }

    private func isEmpty(_ order: PaperOrder) -> Bool {
        switch order.kind {
        case .poster, .card, .sheet, .checklist: false
        case .glossary: !texts.glossary.isOf(guide.settings)
        case .booklet, .leaflet, .week: PaperListing(guide: guide, order: order).services.isEmpty
        }
    }

    private func subject(_ request: PaperRequest) throws(PaperRefusal) -> PaperOrder.Subject {
        let named = request.subjects
        if named.count > 1 { throw .severalSubjects(named.map(\.name)) }
        let takes = Self.takes[request.kind] ?? []
        guard let (name, key) = named.first else {
            if request.kind == .week, guide.taxonomy.theme(Self.food) != nil { return .theme(Self.food) }
            if request.kind == .booklet || request.kind == .poster { return .city }
            if request.kind == .glossary { return .words }
            throw .wrongSubject(kind: request.kind.rawValue, takes: takes)
        }
        guard takes.contains(name) else { throw .wrongSubject(kind: request.kind.rawValue, takes: takes) }
        switch name {
        case "theme": return .theme(try known(key, name, guide.taxonomy.themes.map(\.term.key)))
        case "need": return .need(try known(key, name, guide.taxonomy.needs.map(\.key)))
        case "sheet":
            return .sheet(try known(key, name, texts.rights?.content.sheets.map(\.key) ?? []))
        case "checklist":
            return .checklist(try known(key, name, texts.rights?.content.checklists.map(\.key) ?? []))
        case "district": return .district(try known(key, name, guide.territory.districts.map(\.key)))
        default:
            if guide.service(key) != nil { return .service(key) }
            return .service(try known(key, name, guide.services.map(\.key)))
        }
    }

    private static let takes: [PaperOrder.Kind: [String]] = [
        .booklet: ["theme", "need", "district"], .leaflet: ["theme", "need", "district"], .card: ["service"],
        .week: ["theme", "need"], .poster: ["theme", "need"], .sheet: ["sheet"], .checklist: ["checklist"],
    ]

    private func known(_ key: String, _ what: String, _ keys: [String]) throws(PaperRefusal) -> String {
        guard keys.contains(key) else {
            throw .unknown(what: what, key: key, near: Spelling.nearest(to: key, among: keys))
        }
        return key
    }
}
