internal import Files
internal import Rules

/// Our records in the words of Open Referral, HSDS 3: organizations, locations, and services with the place where they are.
/// What is inside another record stands inside it; organizations and locations are named by their identifiers.
struct HSDSRecords: Sendable {
    let settings: TerritorySettings
    let taxonomy: Taxonomy
    let regions: [Region]
    let names: HSDSNames
    let terms: HSDSTerms
    private let language: String

    init(settings: TerritorySettings, taxonomy: Taxonomy, regions: [Region], label: LabelScheme? = nil) {
        self.settings = settings
        self.taxonomy = taxonomy
        self.regions = regions
        names = HSDSNames(city: settings.key)
        language = settings.languages.required.first ?? settings.languages.preferred
        terms = HSDSTerms(
            taxonomy: taxonomy, names: names, language: language, fallbacks: settings.languages.required,
            label: label)
    }

    func words(_ text: LocalisedText?) -> String? {
        text.map { $0.read(in: language, fallbacks: settings.languages.required).words }
    }

    func organization(_ organisation: Organisation) -> StandardRecord {
        let id = names.id("organization", organisation.key)
        var record: StandardRecord = [:]
        record.put("id", id)
        record.put("name", organisation.name)
        record.put("alternate_name", organisation.fullName)
        record.put("description", words(organisation.description) ?? organisation.fullName ?? organisation.name)
        record.put("website", organisation.website)
        record.put("parent_organization_id", organisation.parent.map { names.id("organization", $0) })
        record.put("phones", phones(organisation.phone, "organization_id", id))
        record.put(
            "attributes",
            attributes([("organisation-kinds", [organisation.kind])], of: "organization", id))
        return record
    }

    /// Who answers for a service that names nobody: the publisher of the guide.
    var publisher: StandardRecord {
        var record: StandardRecord = [:]
        record.put("id", names.id("organization", "publisher/\(settings.key)"))
        record.put("name", words(settings.publisherName))
        record.put("description", words(settings.publisherName))
        return record
    }

    /// - Parameter label: of a welcoming place.
    func location(_ site: Site, label: PlaceLabel? = nil) -> StandardRecord {
        let id = names.id("location", site.key)
        var record: StandardRecord = [:]
        record.put("id", id)
        record.put("location_type", site.isSomewhere ? "physical" : "virtual")
        record.put("organization_id", site.operatedBy.map { names.id("organization", $0) })
        record.put("name", words(site.name))
        record.put("alternate_name", site.aliases.joined(separator: "; "))
        record.put("description", words(site.description))
        record.put("url", site.website)
        record.put("latitude", site.tellablePoint?.latitude)
        record.put("longitude", site.tellablePoint?.longitude)
        record.put("addresses", addresses(site, id))
        record.put("languages", languages(site.languages, "location_id", id))
        record.put("phones", phones(site.phone, "location_id", id))
        record.put("accessibility", accessibility(site.accessibility, id))
        record.put(
            "attributes",
            attributes([("site-kinds", [site.kind]), ("amenities", site.amenities)], of: "location", id)
                + [terms.attribute(label, of: "location", id)].compactMap { $0 })
        return record
    }

    func organizationID(_ service: Service, at site: Site) -> JSONValue? {
        let operatedBy = service.operatedBy ?? site.operatedBy ?? settings.publisher
        return operatedBy.map { .string(names.id("organization", $0)) } ?? publisher["id"]
    }

    func service(_ service: Service, at site: Site) -> StandardRecord {
        let id = names.id("service", service.key)
        var record: StandardRecord = [:]
        record.put("id", id)
        record["organization_id"] = organizationID(service, at: site)
        record.put("name", words(service.name))
        record.put("description", words(service.description))
        record.put("url", service.website)
        record.put("status", status(service, site))
        record.put("fees_description", words(service.price))
        record.put("eligibility_description", eligibility(service))
        record.put("application_process", service.conditions.map { label($0, .conditions) }.joined(separator: "; "))
        record.put("minimum_age", service.ages?.from.map { Double($0) })
        record.put("maximum_age", service.ages?.to.map { Double($0) })
        if let day = (service.confirmed ?? site.confirmed).flatMap({ LocalDate(firstOf: $0) }) {
            record.put("assured_date", day.description)
            record.put("last_modified", "\(day)T00:00:00Z")
        }
        record.put("phones", phones(service.phone, "service_id", id))
        record.put("schedules", schedules(service, id))
        record.put("languages", languages(service.languages, "service_id", id))
        record.put("cost_options", costs(service, id))
        record.put("required_documents", documents(service, id))
        record.put(
            "attributes",
            attributes(
                [
                    (HSDSTerms.needs, service.needs), ("publics", service.publics), ("statuses", service.statuses),
                    ("conditions", service.conditions), ("costs", [service.cost].compactMap { $0 }),
                    ("accessibility", service.accessibility), ("amenities", service.amenities),
                ], of: "service", id))
        var place: StandardRecord = [:]
        place.put("id", names.id("service_at_location", service.key))
        place.put("service_id", id)
        place.put("location_id", names.id("location", site.key))
        record.put("service_at_locations", [place])
        return record
    }

    func label(_ key: String, _ list: Taxonomy.List) -> String {
        words(taxonomy.term(key, in: list)?.label) ?? key
    }

    private func status(_ service: Service, _ site: Site) -> String {
        switch (site.status, service.status) {
        case (.closed, _), (.moved, _), (_, .closed): "defunct"
        case (_, .suspended): "temporarily closed"
        case (.planned, _), (_, .planned): "inactive"
        default: "active"
        }
    }

    private func eligibility(_ service: Service) -> String {
        (service.publics.map { label($0, .publics) } + service.statuses.map { label($0, .statuses) })
            .joined(separator: "; ")
    }

    private func attributes(_ lists: [(String, [String])], of entity: String, _ owner: String) -> [StandardRecord] {
        lists.flatMap { list, keys in keys.compactMap { terms.attribute(list, $0, of: entity, owner) } }
    }

    private func phones(_ number: String?, _ link: String, _ owner: String) -> [StandardRecord] {
        guard let number else { return [] }
        return [["id": .string(names.id("phone", owner)), link: .string(owner), "number": .string(number)]]
    }

    private func languages(_ codes: [String], _ link: String, _ owner: String) -> [StandardRecord] {
        codes.map { code in
            ["id": .string(names.id("language", "\(owner)/\(code)")), link: .string(owner), "code": .string(code)]
        }
    }

    private func accessibility(_ keys: [String], _ owner: String) -> [StandardRecord] {
        keys.map { key in
            [
                "id": .string(names.id("accessibility", "\(owner)/\(key)")), "location_id": .string(owner),
                "description": .string(label(key, .accessibility)), "details": .string(key),
            ]
        }
    }

    /// All fields of an address are required by the standard: without street or postal code there is none.
    private func addresses(_ site: Site, _ owner: String) -> [StandardRecord] {
        guard let address = site.address, let postcode = site.postcode else { return [] }
        let region = regions.first { postcode.hasPrefix($0.code) }
        var record: StandardRecord = [:]
        record.put("id", names.id("address", owner))
        record.put("location_id", owner)
        record.put("address_1", address)
        record.put("city", site.city ?? words(settings.name))
        record.put("state_province", words(region?.name) ?? words(settings.name))
        record.put("postal_code", postcode)
        record.put("country", settings.country)
        record.put("address_type", "physical")
        return [record]
    }

    private func costs(_ service: Service, _ owner: String) -> [StandardRecord] {
        guard let cost = service.cost else { return [] }
        var record: StandardRecord = [:]
        record.put("id", names.id("cost_option", owner))
        record.put("service_id", owner)
        record.put("option", label(cost, .costs))
        if cost == "free" {
            record.put("amount", 0)
            record.put("currency", settings.currency)
        }
        return [record]
    }

    private func documents(_ service: Service, _ owner: String) -> [StandardRecord] {
        guard let bring = words(service.bring) else { return [] }
        return [
            [
                "id": .string(names.id("required_document", owner)), "service_id": .string(owner),
                "document": .string(bring),
            ]
        ]
    }

    /// Rows that recur, each with the whole text in OpenStreetMap syntax; the text alone when it cannot be said in rows.
    private func schedules(_ service: Service, _ owner: String) -> [StandardRecord] {
        guard let text = service.hours else { return [] }
        let hours = try? OpeningHours(parsing: text, country: settings.country)
        let rows = hours.map { RecurringHours($0).rows } ?? []
        if rows.isEmpty { return [schedule(owner, 0, text)] }
        return rows.enumerated().map { index, row in
            var record = schedule(owner, index, text)
            record.put("freq", row.isMonthly ? "MONTHLY" : "WEEKLY")
            record.put("interval", 1)
            record.put("byday", row.days.joined(separator: ","))
            record.put("opens_at", Self.clock(row.opens))
            // The standard has no 24:00.
            record.put("closes_at", row.closes.map { Self.clock($0 == 1440 ? 1439 : $0) })
            return record
        }
    }

    private func schedule(_ owner: String, _ number: Int, _ text: String) -> StandardRecord {
        var record: StandardRecord = [:]
        record.put("id", names.id("schedule", "\(owner)/\(number)"))
        record.put("service_id", owner)
        record.put("description", text)
        return record
    }

    private static func clock(_ minutes: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(minutes / 60)):\(two(minutes % 60)):00"
    }
}
