internal import Files
internal import Foundation
internal import Rules
internal import Store

/// What records of HSDS 3 mean in this city.
struct HSDSReading: Sendable {
    let place: ExchangePlace
    /// Keys of places that are protected here.
    private let protected: Set<String>
    private let records: HSDSRecords
    private let terms: [String: HSDSTermNames]
    private var organisations: [String: Organisation] = [:]
    private var sites: [String: Site] = [:]
    private var refused: Set<String> = []

    init(place: ExchangePlace, protected: Set<String> = []) {
        self.place = place
        self.protected = protected
        records = HSDSRecords(
            settings: place.territory.settings, taxonomy: place.territory.taxonomy, regions: place.territory.regions)
        terms = HSDSTermNames.all(of: place.territory.taxonomy)
    }

    private var taxonomy: Taxonomy { place.territory.taxonomy }

    private func text(_ words: String?) -> LocalisedText? {
        words.map {
            LocalisedText([place.territory.settings.languages.required.first ?? LocalisedText.anyLanguage: $0])
        }
    }

    private func needed(_ field: String, _ given: StandardRecord) throws(Rejection) -> String {
        guard let words = given.words(field) else {
            throw rejection(given, field, "is missing", "add it: the standard asks for it")
        }
        return words
    }

    private func rejection(
        _ given: StandardRecord, _ field: String, _ reason: String, _ mend: String, isPartial: Bool = false
    ) -> Rejection {
        Rejection(
            record: given.words("id") ?? given.words("name") ?? "?", line: nil, field: field,
            value: given[field]?.words ?? "", reason: reason, mend: mend, isPartial: isPartial)
    }

    private func identifier(_ given: StandardRecord) throws(Rejection) -> String {
        let id = try needed("id", given)
        if UUID(uuidString: id) == nil {
            throw rejection(given, "id", "is not a UUID", "write one: 8-4-4-4-12 hexadecimal digits")
        }
        return id
    }

    private func website(_ field: String, _ given: StandardRecord) -> String? {
        given.words(field).flatMap { WebAddress.isLawful($0) ? $0 : nil }
    }

    private func phone(_ given: StandardRecord) -> String? {
        // A fax, a text line or a mobile number is not where somebody answers the public.
        let voices = given.records("phones").filter { ["voice", nil].contains($0.words("type")?.lowercased()) }
        return place.phone(voices.lazy.compactMap { $0.words("number") }.first)
    }

    // MARK: Organizations

    mutating func organization(_ given: StandardRecord) throws(Rejection) -> ExchangeDraft {
        let id = try identifier(given)
        let name = try needed("name", given)
        let kind = keys(given, "organisation-kinds").first
        var organisation = Organisation(
            key: place.key(id), name: name, fullName: given.words("alternate_name"),
            kind: place.kind(kind, in: .organisationKinds))
        organisation.description = text(given.words("description"))
        organisation.website = website("website", given)
        organisation.phone = phone(given)
        organisations[id] = organisation
        return ExchangeDraft(
            item: .organisation(organisation), record: id,
            fields: KeptRecord.fields(given: given, said: records.organization(organisation)))
    }

    // MARK: Locations

    mutating func location(_ given: StandardRecord) throws(Rejection) -> ExchangeDraft {
        let id = try identifier(given)
        let address = given.records("addresses").first { $0.words("address_type") != "postal" }
        let kind = place.kind(keys(given, "site-kinds").first, in: .siteKinds)
        var site = Site(key: place.key(id), name: name(of: given, kind: kind), kind: kind)
        site.status = .open
        site.address = address?.words("address_1")
        site.postcode = address?.words("postal_code")
        site.city = address?.words("city")
        site.point = try point(given)
        if let reason = place.strange(point: site.point, postcode: site.postcode) {
            refused.insert(id)
            throw rejection(
                given, site.point == nil ? "addresses" : "latitude", reason, "nothing, unless the point is wrong")
        }
        site.aliases = given.words("alternate_name").map { [$0] } ?? []
        site.description = text(given.words("description"))
        site.website = website("url", given)
        site.phone = phone(given)
        site.operatedBy = organisation(of: given)?.key
        site.languages = languages(given)
        site.accessibility = given.records("accessibility").compactMap { accessibility($0) }
        site.amenities = keys(given, "amenities")
        sites[id] = site
        var kept = given
        // A label is given here or not at all: what a file says of one must not go out again after it was taken back.
        let others = given.records("attributes").filter { $0.words("link_type") != HSDSTerms.labels }
        if others.count < given.records("attributes").count { kept.put("attributes", others) }
        return ExchangeDraft(
            item: .site(site), record: id, fields: KeptRecord.fields(given: kept, said: records.location(site)))
    }

    private func organisation(of given: StandardRecord) -> Organisation? {
        given.words("organization_id").flatMap { organisations[$0] }
    }

    /// Never the street: a name stays visible when the place is protected.
    private func name(of given: StandardRecord, kind: String) -> LocalisedText {
        let streets = Set(
            given.records("addresses").compactMap { $0.words("address_1").map { NameFolding.folded($0) } })
        if let name = given.words("name"), !streets.contains(NameFolding.folded(name)) {
            return LocalisedText(name: name)
        }
        if let organisation = organisation(of: given) { return LocalisedText(name: organisation.name) }
        return taxonomy.term(kind, in: .siteKinds)?.label ?? LocalisedText(name: kind)
    }

    private func point(_ given: StandardRecord) throws(Rejection) -> Coordinate? {
        guard given["latitude"] != nil || given["longitude"] != nil else { return nil }
        guard let latitude = given["latitude"]?.number, (-90.0...90).contains(latitude) else {
            throw rejection(
                given, "latitude", "is not a number of degrees", "write WGS 84 degrees with a decimal point")
        }
        guard let longitude = given["longitude"]?.number, (-180.0...180).contains(longitude) else {
            throw rejection(
                given, "longitude", "is not a number of degrees", "write WGS 84 degrees with a decimal point")
        }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    private func languages(_ given: StandardRecord) -> [String] {
        given.records("languages").compactMap { $0.words("code") }
            .filter { $0.utf8.allSatisfy { (97...122).contains($0) || $0 == 45 || (65...90).contains($0) } }
    }

    private func accessibility(_ given: StandardRecord) -> String? {
        let ours = terms["accessibility"]
        if let key = given.words("details"), ours?.keys.contains(key) == true { return key }
        return ours?.key(of: given.words("description") ?? "")
    }

    // MARK: Services

    /// One of ours for each place, and what was not understood.
    mutating func service(_ given: StandardRecord) throws(Rejection) -> (drafts: [ExchangeDraft], partial: [Rejection])
    {
        let id = try identifier(given)
        let name = try needed("name", given)
        let needs = keys(given, HSDSTerms.needs)
        if needs.isEmpty {
            throw rejection(
                given, "attributes", "no term is a need of this guide",
                "name the term with «hsds» of a need, or give the service one")
        }
        var service = Service(key: place.key(id), site: "", name: text(name) ?? LocalisedText(name: name), needs: needs)
        service.status = try status(given)
        var partial: [Rejection] = []
        fill(&service, given)
        let places = given.records("service_at_locations")
        let known = places.filter { sites[$0.words("location_id") ?? ""] != nil }
        if known.isEmpty, !places.isEmpty {
            let isStrange = places.contains { refused.contains($0.words("location_id") ?? "") }
            throw rejection(
                given, "service_at_locations",
                isStrange ? "its places were not taken" : "names places that are not in the file",
                isStrange ? "see what is said of them" : "add the locations")
        }
        var drafts: [ExchangeDraft] = []
        for (locationId, there) in Dictionary(grouping: known, by: { $0.words("location_id") ?? "" })
            .sorted(by: { $0.key < $1.key })
        {
            guard let site = sites[locationId] else { continue }
            var record = given
            record.put("service_at_locations", there)
            // One for each place, whatever their order in the file: what was corrected here must stay with its place.
            var own = service
            own.key = place.key(UUIDv5("\(id) \(locationId)", in: .addresses).description)
            // The number of a protected place would tell where it is.
            if own.phone == nil, !protected.contains(site.key) { own.phone = there.compactMap { phone($0) }.first }
            own.hours = hours(given, at: there, &partial)
            drafts.append(draft(own, at: site, record, id))
        }
        if drafts.isEmpty {
            service.hours = hours(given, at: [], &partial)
            let site = madeSite(service, given)
            drafts = [ExchangeDraft(item: .site(site), record: "", fields: [:]), draft(service, at: site, given, id)]
        }
        return (drafts, partial)
    }

    private func draft(_ service: Service, at site: Site, _ given: StandardRecord, _ id: String) -> ExchangeDraft {
        var service = service
        service.site = site.key
        let operatedBy = organisation(of: given)?.key
        service.operatedBy = operatedBy == site.operatedBy ? nil : operatedBy
        return ExchangeDraft(
            item: .service(service), record: id,
            fields: KeptRecord.fields(given: given, said: records.service(service, at: site)))
    }

    /// A service that names no place: by telephone or on the web.
    private func madeSite(_ service: Service, _ given: StandardRecord) -> Site {
        var site = Site(
            key: "\(service.key.prefix(74))-place", name: service.name, kind: place.kind(nil, in: .siteKinds))
        site.status = .open
        site.operatedBy = organisation(of: given)?.key
        return site
    }

    private func status(_ given: StandardRecord) throws(Rejection) -> Service.Status {
        switch try needed("status", given) {
        case "active": .open
        case "temporarily closed": .suspended
        case "inactive", "defunct": .closed
        default:
            throw rejection(
                given, "status", "is not a value of HSDS 3", "write active, inactive, defunct or temporarily closed")
        }
    }

    private func fill(_ service: inout Service, _ given: StandardRecord) {
        service.description = text(given.words("description"))
        service.website = website("url", given)
        service.phone = phone(given)
        service.price = text(given.words("fees_description"))
        service.bring = text(given.records("required_documents").lazy.compactMap { $0.words("document") }.first)
        service.languages = languages(given)
        service.publics = keys(given, "publics")
        service.statuses = keys(given, "statuses")
        service.conditions = keys(given, "conditions")
        service.accessibility = keys(given, "accessibility")
        service.amenities = keys(given, "amenities")
        service.cost = keys(given, "costs").first
        service.confirmed = given.words("assured_date").flatMap { PartialDate($0) }
        let (from, to) = (
            given["minimum_age"]?.number.flatMap { Int(exactly: $0) },
            given["maximum_age"]?.number.flatMap { Int(exactly: $0) }
        )
        if from != nil || to != nil { service.ages = Service.Ages(from: from, to: to) }
    }

    /// When the service is open everywhere, and when at this place.
    private func hours(_ given: StandardRecord, at there: [StandardRecord], _ partial: inout [Rejection]) -> String? {
        let schedules = given.records("schedules") + there.flatMap { $0.records("schedules") }
        guard !schedules.isEmpty else { return nil }
        let settings = place.territory.settings
        let hours = HSDSHours.text(of: schedules, country: settings.country, zone: settings.timeZone)
        guard hours == nil else { return hours }
        let rejection = Rejection(
            record: given.words("id") ?? "", line: nil, field: "schedules",
            value: schedules[0].words("description") ?? schedules[0].words("byday") ?? "",
            reason: "are not understood as opening hours",
            mend: "give byday, opens_at and closes_at in the place's own time", isPartial: true)
        if !partial.contains(rejection) { partial.append(rejection) }
        return nil
    }

    /// Keys of our words that the record's terms mean: by our own code, else by the name of the term.
    private func keys(_ given: StandardRecord, _ list: String) -> [String] {
        guard let terms = terms[list] else { return [] }
        var seen: Set<String> = []
        return given.records("attributes").compactMap { attribute -> String? in
            guard case .object(let term)? = attribute["taxonomy_term"] else { return nil }
            if let code = term.words("code"), let colon = code.firstIndex(of: ":") {
                let key = String(code[code.index(after: colon)...])
                return code[..<colon] == list && terms.keys.contains(key) ? key : nil
            }
            return terms.key(of: term.words("name") ?? "")
        }.filter { seen.insert($0).inserted }
    }
}
