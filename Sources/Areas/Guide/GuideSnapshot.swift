import Foundation
import Rules
import Search

/// The published guide, whole and immutable. Pages and API read nothing else; a new one replaces it when something changes.
struct GuideSnapshot: Sendable {
    /// The content's version in the database, told to the search cursor and to `/ready`.
    let version: Int
    /// When it was made: the days that its index knows begin the day before.
    let made: Instant
    let territory: TerritoryContent
    let organisations: [Organisation]
    let sites: [Site]
    /// Services in the order of the index: position = search id.
    let services: [Service]
    /// Services that ended, closed or are only planned: they keep their pages, the search leaves them out.
    let pastServices: [Service]
    let hours: GuideHours
    /// `nil` for a city without districts.
    let ground: MapGround?
    let vocabulary: Vocabulary
    let index: SearchIndex

    private let organisationByKey: [String: Int]
    private let siteByKey: [String: Int]
    private let serviceByKey: [String: Int]
    private let pastByKey: [String: Int]
    private let servicesBySite: [String: [Service]]
    private let sitesByOperator: [String: [String]]
    private let districtByKey: [String: District]
    private let documentByKey: [String: SourceDocument]
    private let stations: NearestStation
    private let origins: [RecordName: String]
    private let rhythms: [String: Int]
    private let themeByNeed: [String: String]
    private let contradictions: [String: [Instant]]
    private let moved: [RecordName: String]
    /// Languages in which a record is shown in words older than their source.
    let outdated: [RecordName: Set<String>]
    private let holidays: [String: HolidayDefinitions]
    /// The label of welcoming places: what is asked, and what was given.
    let labels: LabelContent
    /// Of this day alone: a snapshot does not outlive it.
    private let labelBySite: [String: PlaceLabel]
    let items = ItemCache()

    var settings: TerritorySettings { territory.settings }
    var taxonomy: Taxonomy { territory.taxonomy }
    var documents: [String: SourceDocument] { documentByKey }

    init(
        version: Int, territory: TerritoryContent, organisations: [Organisation], content: GuideContent,
        holidays: [String: HolidayDefinitions] = [:], following previous: GuideSnapshot? = nil, now: Instant
    ) {
        var content = content
        content.sites = content.sites.map(\.withoutSecrets)
        self.version = version
        made = now
        self.territory = territory
        self.organisations = organisations
        sites = content.sites
        let siteByKey = Dictionary(uniqueKeysWithValues: content.sites.enumerated().map { ($1.key, $0) })
        self.siteByKey = siteByKey
        let known = content.services.filter { siteByKey[$0.site] != nil }
        let today = (CivilZone(territory.settings.timeZone) ?? .utc).date(now)
        let isCurrent: (Service) -> Bool = { service in
            siteByKey[service.site].map { Self.isCurrent(service, at: content.sites[$0], on: today) } ?? false
        }
        services = known.filter(isCurrent)
        pastServices = known.filter { !isCurrent($0) }
        serviceByKey = Dictionary(uniqueKeysWithValues: services.enumerated().map { ($1.key, $0) })
        pastByKey = Dictionary(uniqueKeysWithValues: pastServices.enumerated().map { ($1.key, $0) })
        organisationByKey = Dictionary(uniqueKeysWithValues: organisations.enumerated().map { ($1.key, $0) })
        servicesBySite = Dictionary(grouping: known, by: \.site)
        var operators: [String: [String]] = [:]
        for site in content.sites { if let key = site.operatedBy { operators[key, default: []].append(site.key) } }
        sitesByOperator = operators
        districtByKey = Dictionary(uniqueKeysWithValues: territory.districts.map { ($0.key, $0) })
        documentByKey = Dictionary(territory.documents.map { ($0.key, $0) }) { first, _ in first }
        ground = MapGround(territory.districts)
        stations = NearestStation(territory.stations)
        origins = content.provenance.compactMapValues { Self.ownSources.contains($0.source) ? nil : $0.source }
        rhythms = content.rhythms
        themeByNeed = Dictionary(
            territory.taxonomy.themes.flatMap { theme in theme.needs.map { ($0.key, theme.term.key) } },
            uniquingKeysWith: { first, _ in first })
        contradictions = content.contradictions
        moved = content.moved
        outdated = content.outdated
        self.holidays = holidays
        labels = content.labels
        let labelBySite = content.labels(on: today)
        self.labelBySite = labelBySite

        hours = GuideHours(
            settings: territory.settings, holidays: holidays, services: services, sites: content.sites,
            siteByKey: siteByKey)
        vocabulary = GuideVocabulary.make(
            territory, services: services, sites: content.sites, hasLabels: !labelBySite.isEmpty)
        let documents = GuideDocuments(
            territory: territory, vocabulary: vocabulary, sites: content.sites, siteByKey: siteByKey,
            organisations: organisations, organisationByKey: organisationByKey, hours: hours,
            today: hours.zone.date(now), labelled: Set(labelBySite.keys))
        let horizon = hours.horizon(from: now)
        let hoursOfServices = hours
        index = SearchIndex(
            documents: services.enumerated().map { documents.document($1, position: $0, horizon: horizon.instants) },
            vocabulary: vocabulary, horizon: horizon.minutes, days: horizon.days, version: UInt64(version),
            following: previous?.index,
            beyondHorizon: { id, range in hoursOfServices.spans(of: Int(id), minutes: range) ?? [] })
    }

    /// The label of a place, when it counts today.
    func label(of site: Site) -> PlaceLabel? { labelBySite[site.key] }
    /// In the order of their keys.
    var labelledSites: [Site] { sites.filter { labelBySite[$0.key] != nil } }

    /// A service is for tonight when neither it nor its place has ended. Unknown is kept, and said on its page.
    static func isCurrent(_ service: Service, at site: Site, on today: LocalDate) -> Bool {
        for end in [service.ended, site.closed] {
            if let last = end.flatMap({ LocalDate(lastOf: $0) }), last < today { return false }
        }
        if site.status == .closed || site.status == .moved || site.status == .planned { return false }
        switch service.status {
        case .closed, .planned: return false
        case .open, .suspended, .unknown, nil: return true
        }
    }

    func organisation(_ key: String?) -> Organisation? {
        key.flatMap { organisationByKey[$0] }.map { organisations[$0] }
    }

    /// Key of the record that took this one in; `nil`: it stands for itself.
    func newKey(_ kind: RecordName.Kind, _ key: String) -> String? { moved[RecordName(kind, key)] }

    func site(_ key: String) -> Site? { siteByKey[newKey(.site, key) ?? key].map { sites[$0] } }
    func position(ofService key: String) -> Int? { serviceByKey[key] }

    func service(_ key: String) -> Service? {
        let key = newKey(.service, key) ?? key
        return serviceByKey[key].map { services[$0] } ?? pastByKey[key].map { pastServices[$0] }
    }

    func site(of service: Service) -> Site {
        site(service.site) ?? Site(key: service.site, name: service.name, kind: "other")
    }
    func services(at site: Site) -> [Service] { servicesBySite[site.key] ?? [] }
    func district(_ key: String?) -> District? { key.flatMap { districtByKey[$0] } }

    func sites(of organisation: Organisation) -> [Site] {
        (sitesByOperator[organisation.key] ?? []).compactMap { site($0) }
    }

    /// The organisation that runs a service: its own, or its place's.
    func operatorOf(_ service: Service) -> Organisation? {
        organisation(service.operatedBy ?? site(of: service).operatedBy)
    }

    func station(near site: Site) -> (station: Station, metres: Double)? {
        guard !site.protected, let point = site.point, site.precision != .district else { return nil }
        return stations.nearest(to: point)
    }

    /// Key of the open-data source that a record came from; `nil`: the city's own files.
    func origin(_ kind: RecordName.Kind, _ key: String) -> String? { origins[RecordName(kind, key)] }

    /// What the store writes for records of the city's own files, and for those made at the desk.
    static let ownSources: Set<String> = [ownSource, "desk"]
    static let ownSource = "territory"

    /// Days after which a service asks to be confirmed again: its organisation's choice, else that of its needs.
    func rhythm(of service: Service) -> Int {
        rhythms[service.key] ?? ConfirmationRhythm.standard(themes: Set(service.needs.compactMap { themeByNeed[$0] }))
    }

    /// Several visitors said, one after the other, that it has closed or moved, and nobody has answered.
    func isContradicted(_ service: Service, now: Instant) -> Bool {
        VisitorContradiction.isTold(sent: contradictions[service.key] ?? [], now: now)
    }

    /// A guide that shows one place with what is offered there, as it would be if `services` were published.
    func preview(of site: Site, with services: [Service], now: Instant) -> GuideSnapshot {
        var site = site
        site.district =
            site.district
            ?? DistrictLocator(territory.districts).district(
                postcode: site.postcode, point: site.point)
        var neighbours = [site]
        if let moved = site.movedTo.flatMap({ self.site($0) }), moved.key != site.key { neighbours.append(moved) }
        let content = GuideContent(
            sites: neighbours.sorted { $0.key < $1.key }, services: services.sorted { $0.key < $1.key },
            rhythms: rhythms, labels: labels)
        return GuideSnapshot(
            version: version, territory: territory, organisations: organisations, content: content,
            holidays: holidays, following: self, now: now)
    }
}
