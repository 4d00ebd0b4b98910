import Rules

/// The events as they are shown: immutable, with the city around them, their dates of the coming weeks computed once.
struct EventsSnapshot: Sendable {
    /// Days ahead that lists and feeds know.
    static let horizon = 60

    let settings: TerritorySettings
    let taxonomy: Taxonomy
    let districts: [District]
    let documents: [String: SourceDocument]
    let zone: CivilZone
    /// The day on which it was made.
    let today: LocalDate
    let events: [StoredEvent]
    /// Of the coming weeks, in the order of their beginning.
    let moments: [EventMoment]
    private let places: [EventPlace]
    private let positions: [String: Int]
    private let sites: [String: Site]
    private let organisations: [String: Organisation]

    /// - Parameters:
    ///   - sites: those of the guide, of protected ones only what the public may know.
    ///   - locate: the district of a postal code or a point.
    init(
        content: EventsContent, territory: TerritoryContent, organisations: [Organisation], sites: [Site],
        locate: (String?, Coordinate?) -> String?, now: Instant
    ) {
        settings = territory.settings
        taxonomy = territory.taxonomy
        districts = territory.districts
        documents = Dictionary(territory.documents.map { ($0.key, $0) }) { first, _ in first }
        zone = CivilZone(territory.settings.timeZone) ?? .utc
        today = zone.date(now)
        let sites = Dictionary(sites.map { ($0.key, $0.withoutSecrets) }) { first, _ in first }
        self.sites = sites
        self.organisations = Dictionary(organisations.map { ($0.key, $0) }) { first, _ in first }
        events = content.events
        positions = Dictionary(content.events.enumerated().map { ($1.event.key, $0) }) { first, _ in first }
        places = content.events.map { EventPlace($0.event, sites: sites, locate: locate) }
        var moments: [EventMoment] = []
        for (position, stored) in content.events.enumerated() {
            moments += EventMoment.of(
                stored.event.timing, position, from: today, through: today.adding(days: Self.horizon), city: zone)
        }
        self.moments = moments.sorted { ($0.start, $0.end, $0.event) < ($1.start, $1.end, $1.event) }
    }

    func position(_ key: String) -> Int? { positions[key] }
    func event(_ moment: EventMoment) -> Event { events[moment.event].event }
    func place(_ position: Int) -> EventPlace { places[position] }
    func site(_ key: String?) -> Site? { key.flatMap { sites[$0] } }
    /// In the order of their keys; of protected ones only what the public may know.
    var allSites: [Site] { sites.values.sorted { $0.key < $1.key } }
    func organisation(_ key: String?) -> Organisation? { key.flatMap { organisations[$0] } }

    /// The next dates of one event, those that are over left out.
    func next(_ position: Int, after now: Instant, most: Int) -> [EventMoment] {
        Array(moments.lazy.filter { $0.event == position && $0.end > now }.prefix(most))
    }

    /// The next dates at a place of the guide, of a mobile unit, or of a service.
    func next(site: String? = nil, service: String? = nil, after now: Instant, most: Int) -> [EventMoment] {
        Array(
            moments.lazy.filter { moment in
                let event = event(moment)
                guard moment.end > now else { return false }
                if let service { return event.service == service }
                return site != nil && (event.site == site || event.unit == site)
            }.prefix(most))
    }
}

/// One date of one event, as a moment of the city.
struct EventMoment: Sendable, Hashable {
    /// Position in the snapshot.
    let event: Int
    let date: EventDate
    let start: Instant
    let end: Instant
    let isAllDay: Bool

    static func of(
        _ timing: EventTiming, _ position: Int, from first: LocalDate, through last: LocalDate, city: CivilZone
    ) -> [EventMoment] {
        let zone = timing.isAllDay ? city : timing.zone.flatMap { CivilZone($0) } ?? city
        return timing.dates(from: first, through: last, zone: zone).map { date in
            EventMoment(
                event: position, date: date, start: date.start.instant(in: zone), end: date.end.instant(in: zone),
                isAllDay: timing.isAllDay)
        }
    }
}

/// Where an event is, as the public may know it.
struct EventPlace: Sendable {
    /// A place of the guide.
    let site: Site?
    let name: LocalisedText?
    /// Street, postal code: lines of an envelope.
    let address: String?
    let point: Coordinate?
    let district: String?
    let isProtected: Bool

    init(_ event: Event, sites: [String: Site], locate: (String?, Coordinate?) -> String?) {
        let site = event.site.flatMap { sites[$0] }
        self.site = site
        isProtected = site?.protected ?? false
        if let site {
            name = site.name
            address = Self.lines([site.address, [site.postcode, site.city].compactMap { $0 }.joined(separator: " ")])
            point = site.point
            district = site.protected ? nil : site.district ?? locate(site.postcode, site.point)
        } else {
            name = event.spot?.name
            address = Self.lines([event.spot?.address, event.spot?.postcode])
            point = event.spot?.point
            district = locate(event.spot?.postcode, event.spot?.point)
        }
    }

    private static func lines(_ parts: [String?]) -> String? {
        let address = parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
        return address.isEmpty ? nil : address
    }
}
