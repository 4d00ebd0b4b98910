internal import Files
internal import Rules
internal import Store

/// What structures and services of data.inclusion mean in this city.
struct DataInclusionReading: Sendable {
    /// Where a structure is, as far as services ask.
    struct Structure: Sendable {
        /// `nil`: it says no place, and became an organisation.
        var site: Site?
        var organisation: String?
        var name: String
    }

    let place: ExchangePlace
    /// Keys of places that are protected here, by hand or otherwise.
    private let protected: Set<String>
    /// Places of services that are at a protected place now, by the service's identifier.
    private let sheltered: [String: Site]
    private let records: DataInclusionRecords
    private var structures: [String: Structure] = [:]
    private var owners: [String: String] = [:]

    init(place: ExchangePlace, protected: Set<String> = [], sheltered: [String: Site] = [:]) {
        self.place = place
        self.protected = protected
        self.sheltered = sheltered
        records = DataInclusionRecords(settings: place.territory.settings, taxonomy: place.territory.taxonomy)
    }

    private var taxonomy: Taxonomy { place.territory.taxonomy }

    /// Knows a structure that an earlier import brought.
    mutating func know(_ record: String, _ structure: Structure) { structures[record] = structure }

    // MARK: Structures

    mutating func structure(_ given: StandardRecord, line: Int?) throws(Rejection) -> ExchangeDraft {
        let record = given.words("id") ?? ""
        let key = try key(of: record, line: line)
        let name = given.words("nom") ?? record
        let point = Self.point(given)
        try refuseStrange(given, point, record, line)
        let isPlaced =
            ["adresse", "commune", "code_postal", "code_insee"].contains { given.words($0) != nil } || point != nil
        guard isPlaced else {
            var organisation = Organisation(key: key, name: name, kind: place.kind(nil, in: .organisationKinds))
            organisation.description = Self.french(given.words("description"))
            organisation.website = given.words("site_web")
            organisation.phone = place.phone(given.words("telephone"))
            structures[record] = Structure(site: nil, organisation: key, name: name)
            return draft(.organisation(organisation), record, given, records.structure(organisation))
        }
        let kinds = taxonomy[.siteKinds]
        let network = given.list("reseaux_porteurs").compactMap { Taxonomy.meaning(of: $0, in: kinds)?.key }.first
        var site = Site(key: key, name: LocalisedText(name: name), kind: place.kind(network, in: .siteKinds))
        site.status = .open
        settle(&site, given, point)
        site.phone = place.phone(given.words("telephone"))
        site.website = given.words("site_web")
        site.description = Self.french(given.words("description"))
        site.confirmed = given.words("date_maj").flatMap { PartialDate($0) }
        structures[record] = Structure(site: site, organisation: nil, name: name)
        return draft(.site(site), record, given, records.structure(site))
    }

    private func settle(_ site: inout Site, _ given: StandardRecord, _ point: Coordinate?) {
        site.address = given.words("adresse")
        site.postcode = given.words("code_postal")
        site.city = given.words("commune")
        site.point = point
    }

    private func draft(
        _ item: ExchangeDraft.Item, _ record: String, _ given: StandardRecord, _ said: StandardRecord
    ) -> ExchangeDraft {
        ExchangeDraft(item: item, record: record, fields: KeptRecord.fields(given: given, said: said))
    }

    /// Two identifiers that differ only by signs would be one public address.
    private mutating func key(of record: String, line: Int?) throws(Rejection) -> String {
        let key = place.key(record)
        if let other = owners[key], other != record {
            throw Rejection(
                record: record, line: line, field: "id", value: record,
                reason: "gives the same public address as «\(other)»", mend: "tell the source to change one of both")
        }
        owners[key] = record
        return key
    }

    private func refuseStrange(_ given: StandardRecord, _ point: Coordinate?, _ record: String, _ line: Int?)
        throws(Rejection)
    {
        guard let reason = place.strange(point: point, postcode: given.words("code_postal")) else { return }
        let value = point.map { "\($0.latitude), \($0.longitude)" } ?? given.words("code_postal") ?? ""
        throw Rejection(
            record: record, line: line, field: point == nil ? "code_postal" : "latitude", value: value, reason: reason,
            mend: "nothing, unless the point is wrong")
    }

    static func point(_ given: StandardRecord) -> Coordinate? {
        guard let latitude = given["latitude"]?.number, let longitude = given["longitude"]?.number else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    static func french(_ words: String?) -> LocalisedText? {
        words.map { LocalisedText([DataInclusionRecords.language: $0]) }
    }

    // MARK: Services

    /// The service, before it the place that was made for it if the source names one of its own, and what was not understood.
    mutating func service(_ given: StandardRecord, line: Int?) throws(Rejection) -> (
        drafts: [ExchangeDraft], partial: [Rejection]
    ) {
        let record = given.words("id") ?? ""
        let key = try key(of: record, line: line)
        var partial: [Rejection] = []
        let named = records.namedNeeds(given.words("description"))
        let needs = named?.needs ?? records.needs(of: given.list("thematiques"))
        if needs.isEmpty {
            throw Rejection(
                record: record, line: line, field: "thematiques",
                value: given["thematiques"]?.words ?? "",
                reason: "no need of this guide corresponds", mend: "name the theme with «fromDataInclusion» of a need")
        }
        let (site, made) = try site(given, record: record, line: line, &partial)
        var service = Service(
            key: key, site: site.key,
            name: LocalisedText([DataInclusionRecords.language: given.words("nom") ?? record]),
            needs: needs)
        service.status = .open
        if let hours = given.words("horaires_accueil") {
            if (try? OpeningHours(parsing: hours, country: place.territory.settings.country)) != nil {
                service.hours = hours
            } else {
                // As people write them; what is not understood is shown as to be confirmed, never as open.
                let reading = HoursReading(hours)
                service.hours = reading.publishable
                for rest in reading.rest {
                    partial.append(
                        Rejection(
                            record: record, line: line, field: "horaires_accueil", value: rest.text,
                            reason: "is not understood as opening hours", mend: "write it as «Mo-Fr 09:00-17:00»",
                            isPartial: true))
                }
            }
        }
        let phone = place.phone(given.words("telephone"))
        var placePhones = [site.phone]
        // Of a service that stays at a protected place the number of its structure's place must not come out either.
        if protected.contains(site.key) {
            placePhones.append(structures[given.words("structure_id") ?? ""]?.site?.phone)
        }
        service.phone = placePhones.contains(phone) ? nil : phone
        service.website = given.words("lien_mobilisation")
        service.confirmed = given.words("date_maj").flatMap { PartialDate($0) }
        var spoken = given
        if let named { spoken.put("description", named.rest) }
        var words = DataInclusionWords(taxonomy: taxonomy, given: spoken)
        words.tell(&service)
        let said = records.service(service, at: site)
        return ([made].compactMap { $0 } + [draft(.service(service), record, given, said)], partial)
    }

    /// A service does not leave a place that is protected here because its source writes the address otherwise, nor does it tell
    /// the address of a structure that is protected here.
    private func site(
        _ given: StandardRecord, record: String, line: Int?, _ partial: inout [Rejection]
    ) throws(Rejection) -> (Site, made: ExchangeDraft?) {
        let (wanted, made) = try wantedSite(given, record: record, line: line)
        let structure = structures[given.words("structure_id") ?? ""]?.site
        var shelter = sheltered[record]
        if let structure, shelter?.key == structure.key || (shelter == nil && protected.contains(structure.key)) {
            shelter = structure
        }
        guard let shelter, shelter.key != wanted.key else { return (wanted, made) }
        if !Self.isRemote(given) {
            partial.append(
                Rejection(
                    record: record, line: line, field: "adresse", value: "",
                    reason: "is not where the service is shown: its place is protected here, and it stays there",
                    mend: "look at the service and at its place at the desk", isPartial: true))
        }
        return (shelter, nil)
    }

    private func wantedSite(_ given: StandardRecord, record: String, line: Int?) throws(Rejection) -> (
        Site, made: ExchangeDraft?
    ) {
        let point = Self.point(given)
        try refuseStrange(given, point, record, line)
        let structureId = given.words("structure_id") ?? ""
        let structure = structures[structureId]
        let isRemote = Self.isRemote(given)
        let isPlaced = given.words("adresse") != nil || point != nil || given.words("code_postal") != nil
        if let site = structure?.site, !isRemote, !isPlaced || Self.isThere(site, given, point) { return (site, nil) }
        guard isPlaced || structure != nil else {
            throw Rejection(
                record: record, line: line, field: "structure_id", value: structureId,
                reason: "is no structure that was taken, and the service says no place of its own",
                mend: "import the structures too")
        }
        let name = structure?.name ?? given.words("nom") ?? record
        // The key is public, and stays when the source writes the address otherwise: it is drawn of identifiers alone.
        var site = Site(
            key: place.key(UUIDv5("\(structureId) \(record)", in: .addresses).description),
            name: LocalisedText(name: name), kind: place.kind(nil, in: .siteKinds))
        site.status = .open
        if isRemote {
            // Nobody should go to its structure's door. Whoever answers there may be called.
            site.phone = structure?.site?.phone
        } else {
            settle(&site, given, point)
        }
        site.operatedBy = structure?.organisation
        return (site, ExchangeDraft(item: .site(site), record: "", fields: [:]))
    }

    /// Nobody can come: it is given by telephone, by post or on the web alone.
    static func isRemote(_ given: StandardRecord) -> Bool { given.list("modes_accueil") == ["a-distance"] }

    /// The service is where its structure is: what both say of the place agrees, within a street's width.
    private static func isThere(_ site: Site, _ given: StandardRecord, _ point: Coordinate?) -> Bool {
        if let address = given.words("adresse"), let known = site.address,
            NameFolding.folded(address) != NameFolding.folded(known)
        {
            return false
        }
        if let postcode = given.words("code_postal"), let known = site.postcode, postcode != known { return false }
        if let point, let known = site.point, point.distance(to: known) > 150 { return false }
        return true
    }
}
