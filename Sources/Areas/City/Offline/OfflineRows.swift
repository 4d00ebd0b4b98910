import Rules
import Search
import Web

/// The tables of a bundle: rows of columns in a fixed order, each known by its first column (read by `offline/index.js`).
struct OfflineRows {
    let content: OfflineContent
    let visit: Visit
    private var guide: GuideSnapshot { content.guide }

    /// By the name of the table; rows in the order of their keys.
    var tables: [(name: String, rows: [OfflineRow])] {
        let (hours, ofService) = hours()
        return [
            ("services", content.services.map { service($0.service, hours: ofService[$0.position]) }),
            ("sites", content.sites.map(site)), ("organisations", content.organisations.map(organisation)),
            ("hours", hours),
        ]
    }

    private func service(_ service: Service, hours: String?) -> OfflineRow {
        let site = guide.site(of: service)
        let languages = service.languages.isEmpty ? site.languages : service.languages
        let confirmed = service.confirmed ?? site.confirmed
        let ages = service.ages.map { JSONText([optional($0.from), optional($0.to)]) }
        return OfflineRow(
            service.key,
            [
                JSONText(service.site), optional(guide.operatorOf(service)?.key), text(service.name),
                text(service.description), JSONText(service.needs), JSONText(service.publics), ages ?? .null,
                JSONText(GuideDocuments.genders(service.publics).map(GuideQuery.name)), JSONText(service.statuses),
                JSONText(languages), optional(service.cost), text(service.price), JSONText(service.conditions),
                text(service.bring), JSONText(ServiceJSON.union(service.accessibility, site.accessibility)),
                JSONText(ServiceJSON.union(service.amenities, site.amenities)),
                optional(service.phone ?? (site.protected ? nil : site.phone)),
                optional(service.website ?? site.website), optional(confirmed.map { visit.date($0) }),
                optional(confirmed.map(Self.day)), JSONText(guide.rhythm(of: service)), optional(hours),
            ])
    }

    /// The day from which the age of a confirmation counts, in days since 1970 (see `Freshness.age`).
    private static func day(_ date: PartialDate) -> Int {
        let far = LocalDate(daysSinceEpoch: 1 << 20)
        return far.daysSinceEpoch - Freshness.age(of: date, today: far)
    }

    private func site(_ site: Site) -> OfflineRow {
        let point = site.protected ? nil : site.point
        return OfflineRow(
            site.key,
            [
                text(site.name), JSONText(site.aliases), optional(site.address), optional(site.postcode),
                optional(site.city), optional(site.district), point.map { JSONText($0.latitude) } ?? .null,
                point.map { JSONText($0.longitude) } ?? .null, JSONText(site.protected ? 1 : 0),
                JSONText(site.precision == .district ? 1 : 0),
            ])
    }

    private func organisation(_ organisation: Organisation) -> OfflineRow {
        OfflineRow(
            organisation.key,
            [JSONText(organisation.name), optional(organisation.fullName), JSONText(organisation.aliases)])
    }

    /// Hours of the days that the guide knows beforehand, once for all services that keep the same: under the key of the first of them.
    private func hours() -> (rows: [OfflineRow], ofService: [Int: String]) {
        let horizon = guide.hours.horizon(from: guide.made)
        var known: [[OpenSpan]: String] = [:]
        var rows: [OfflineRow] = []
        var ofService: [Int: String] = [:]
        for (position, service) in content.services {
            guard let spans = guide.hours.spans(of: position, instants: horizon.instants) else { continue }
            if let key = known[spans] {
                ofService[position] = key
                continue
            }
            known[spans] = service.key
            ofService[position] = service.key
            rows.append(OfflineRow(service.key, steps(spans, from: horizon.minutes.lowerBound)))
        }
        return (rows, ofService)
    }

    /// Minutes between the end of a span and the next, then its length: below zero where nobody is sure.
    private func steps(_ spans: [OpenSpan], from: Minute) -> [JSONText] {
        var minute = from
        return spans.filter { $0.start < $0.end }.flatMap { span -> [JSONText] in
            defer { minute = span.end }
            let length = Int(span.end - span.start)
            return [JSONText(Int(span.start - minute)), JSONText(span.isCertain ? length : -length)]
        }
    }

    /// A proper name as itself, other words by language.
    private func text(_ text: LocalisedText?) -> JSONText {
        guard let text, !text.byLanguage.isEmpty else { return .null }
        if let name = text.byLanguage[LocalisedText.anyLanguage], text.byLanguage.count == 1 { return JSONText(name) }
        return JSONText(members: text.languages.map { ($0, JSONText(text.byLanguage[$0] ?? "")) })
    }

    private func optional(_ value: String?) -> JSONText { value.map { JSONText($0) } ?? .null }
    private func optional(_ value: Int?) -> JSONText { value.map { JSONText($0) } ?? .null }
}

/// One row of a table, its key in the first column.
struct OfflineRow: Sendable {
    let key: String
    let json: JSONText

    init(_ key: String, _ columns: [JSONText]) {
        self.key = key
        json = JSONText([JSONText(key)] + columns)
    }
}
