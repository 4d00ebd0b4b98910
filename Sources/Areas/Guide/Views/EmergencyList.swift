import Files
import Rules
import Search
import Web

/// Numbers to call or to write to, with when to.
struct EmergencyList {
    private let numbers: [TerritorySettings.EmergencyNumber]

    init(_ numbers: [TerritorySettings.EmergencyNumber]) {
        self.numbers = numbers
    }

    /// Those that help with what somebody looks for: what was chosen, and what the words mean even when no service has them all.
    init(_ query: GuideQuery, _ answer: SearchAnswer, _ guide: GuideSnapshot, _ settings: TerritorySettings) {
        let known = guide.vocabulary.needs
        let meant = answer.needsMeant.map { Int($0.rawValue) }.filter(known.indices.contains).map { known[$0].key }
        let needs = Set(query.needs).union(meant)
        let words = NameFolding.folded(query.text)
        let asked = settings.emergency.filter { $0.isAsked(for: words) }
        self.init(asked + settings.emergency.filter { $0.helps(with: needs) && !asked.contains($0) })
    }

    func html(_ visit: Visit) -> HTML {
        guard !numbers.isEmpty else { return HTML() }
        let items = numbers.map { entry in
            """
            <li class="emergency-card">\(visit.phone(entry.number, class: "emergency-big", isByText: entry.isByText == true))\
            <div><strong>\(visit.text(entry.name))</strong><p>\(visit.text(entry.when))</p></div></li>
            """ as HTML
        }
        return "<ul class=\"emergency-list\">\(items)</ul>"
    }
}
