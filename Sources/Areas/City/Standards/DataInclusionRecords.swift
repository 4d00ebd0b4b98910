internal import Files
internal import Rules

/// Our records in the words of data.inclusion, version 1. Each depends on nothing but the record and its place, so that the
/// import can tell what it would say of what it has understood.
struct DataInclusionRecords: Sendable {
    let settings: TerritorySettings
    let taxonomy: Taxonomy

    /// What the standard is written in.
    static let language = "fr"

    func words(_ text: LocalisedText?) -> String? {
        text.map { $0.read(in: Self.language, fallbacks: settings.languages.required).words }
    }

    func structure(_ site: Site) -> StandardRecord {
        var record = heading(site.key, name: words(site.name), changed: site.confirmed, sources: site.sources)
        record.put("description", long(words(site.description)))
        place(site, into: &record)
        record.put("telephone", Self.dialled(site.phone))
        record.put("site_web", site.website)
        return record
    }

    /// An organisation of the directory that has no place of its own here.
    func structure(_ organisation: Organisation) -> StandardRecord {
        var record = heading(
            "organisation--\(organisation.key)", name: organisation.name, changed: nil, sources: organisation.sources)
        record.put("description", long(words(organisation.description)))
        record.put("telephone", Self.dialled(organisation.phone))
        record.put("site_web", organisation.website)
        return record
    }

    func service(_ service: Service, at site: Site) -> StandardRecord {
        var record = heading(
            service.key, name: words(service.name), changed: service.confirmed ?? site.confirmed,
            sources: service.sources + site.sources)
        record.put("structure_id", "\(settings.key)--\(site.key)")
        let themes = service.needs.flatMap { taxonomy.need($0)?.dataInclusion ?? [] }
        record.put("thematiques", themes)
        record.put("description", description(service, themes: themes))
        fees(service, into: &record)
        publics(service, into: &record)
        let conditions = service.conditions.map { label($0, .conditions) } + [words(service.bring)].compactMap { $0 }
        record.put("conditions_acces", conditions.joined(separator: "; "))
        place(site, into: &record)
        record.put("telephone", Self.dialled(service.phone ?? site.phone))
        if site.isSomewhere { record.put("modes_accueil", ["en-presentiel"]) }
        approaches(service, at: site, into: &record)
        record.put("horaires_accueil", service.hours)
        return record
    }

    private func heading(
        _ name: String, name shown: String?, changed: PartialDate?, sources: [SourceNote]
    ) -> StandardRecord {
        var record: StandardRecord = [:]
        record.put("source", settings.key)
        record.put("id", "\(settings.key)--\(name)")
        record.put("nom", Self.name(shown ?? name))
        record.put("date_maj", date(changed, sources).description)
        return record
    }

    /// Required by the standard. Nothing here is older than the standard allows (2000).
    private func date(_ confirmed: PartialDate?, _ sources: [SourceNote]) -> LocalDate {
        let date =
            confirmed
            ?? sources.compactMap { source in settings.documents.first { $0.key == source.document }?.date }.max()
        let day = date.flatMap { LocalDate(firstOf: $0) }
        return max(day ?? Self.earliest, Self.earliest)
    }

    private static let earliest = LocalDate(daysSinceEpoch: 10_957)

    private func place(_ site: Site, into record: inout StandardRecord) {
        record.put("commune", site.city)
        if let postcode = site.postcode, postcode.utf8.count == 5, postcode.utf8.allSatisfy({ (48...57).contains($0) })
        {
            record.put("code_postal", postcode)
        }
        record.put("adresse", site.address)
        record.put("longitude", site.tellablePoint?.longitude)
        record.put("latitude", site.tellablePoint?.latitude)
    }

    private func fees(_ service: Service, into record: inout StandardRecord) {
        let cost = service.cost.flatMap { taxonomy.term($0, in: .costs) }
        record.put("frais", cost?.dataInclusion.first)
        let isSaid = cost.map {
            Taxonomy.meaning(of: $0.dataInclusion.first ?? "", in: taxonomy[.costs])?.key == $0.key
        }
        let label = isSaid == false ? cost.flatMap { words($0.label) } : nil
        record.put("frais_precisions", [label, words(service.price)].compactMap { $0 }.joined(separator: "; "))
    }

    private func publics(_ service: Service, into record: inout StandardRecord) {
        let terms =
            service.publics.compactMap { taxonomy.term($0, in: .publics) }
            + service.statuses.compactMap { taxonomy.term($0, in: .statuses) }
        var values = terms.flatMap(\.dataInclusion)
        if terms.isEmpty, service.ages == nil { values = ["tous-publics"] }
        // The standard takes «everyone» only alone.
        if values.contains(where: { $0 != "tous-publics" }) { values.removeAll { $0 == "tous-publics" } }
        record.put("publics", values)
        var precisions = terms.filter { $0.key != "everyone" }.compactMap { words($0.label) }
        if let ages = service.ages {
            switch (ages.from, ages.to) {
            case (let from?, let to?): precisions.append("\(from)–\(to)")
            case (let from?, nil): precisions.append("≥ \(from)")
            case (nil, let to?): precisions.append("≤ \(to)")
            case (nil, nil): break
            }
        }
        record.put("publics_precisions", precisions.joined(separator: "; "))
    }

    private func approaches(_ service: Service, at site: Site, into record: inout StandardRecord) {
        let conditions = Set(service.conditions)
        var approaches: [String] = []
        if site.isSomewhere, !site.protected, conditions.contains("no-appointment") {
            approaches.append("se-presenter")
        }
        if conditions.contains("by-phone") || conditions.contains("call-115") { approaches.append("telephoner") }
        if let website = service.website {
            record.put("lien_mobilisation", website)
            approaches.append("utiliser-lien-mobilisation")
        }
        record.put("modes_mobilisation", approaches)
        if conditions.contains("by-referral") {
            record.put("mobilisable_par", ["professionnels"])
        } else if !approaches.isEmpty {
            record.put("mobilisable_par", ["usagers"])
        }
    }

    func label(_ key: String, _ list: Taxonomy.List) -> String {
        words(taxonomy.term(key, in: list)?.label) ?? key
    }

    /// Required by the standard. Its themes know neither showers nor luggage: needs that they cannot say stand in a line of their own.
    private func description(_ service: Service, themes: [String]) -> String {
        let own = long(words(service.description))
        if own != nil, needs(of: themes) == service.needs { return own ?? "" }
        let labels = service.needs.compactMap { words(taxonomy.need($0)?.label) }
        let line = Self.needLine + labels.joined(separator: "; ")
        return own.map { "\($0)\n\(line)" } ?? line
    }

    /// Begins the last line of a description that names needs by our own words.
    static let needLine = "Besoins : "

    /// What the themes mean, each need once.
    func needs(of themes: [String]) -> [String] {
        let known = taxonomy.needs
        var seen: Set<String> = []
        return themes.compactMap { Taxonomy.meaning(of: $0, in: known)?.key }.filter { seen.insert($0).inserted }
    }

    /// The needs that the last line of a description names, and the description without it; `nil` when it names none.
    func namedNeeds(_ description: String?) -> (needs: [String], rest: String?)? {
        guard let lines = description?.split(separator: "\n", omittingEmptySubsequences: false),
            let last = lines.last, last.hasPrefix(Self.needLine)
        else { return nil }
        let labels = last.dropFirst(Self.needLine.count).split(separator: ";").map {
            $0.drop { $0 == " " }
        }
        let known = taxonomy.needs
        let needs = labels.compactMap { label in known.first { words($0.label) == String(label) }?.key }
        guard !needs.isEmpty, needs.count == labels.count else { return nil }
        let rest = lines.dropLast().joined(separator: "\n")
        return (needs, rest.isEmpty ? nil : rest)
    }

    /// Between 5 and 10,000 characters, or nothing.
    private func long(_ text: String?) -> String? {
        text.flatMap { $0.unicodeScalars.count < 5 ? nil : Self.cut($0, 10_000) }
    }

    /// Between 3 and 150 characters, without a full stop at the end.
    private static func name(_ text: String) -> String {
        var name = cut(text, 150)
        while name.hasSuffix("."), !name.hasSuffix("etc.") { name.removeLast() }
        while name.unicodeScalars.count < 3 { name += "·" }
        return name
    }

    private static func cut(_ text: String, _ length: Int) -> String {
        text.unicodeScalars.count <= length
            ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
    }

    /// E.164, as the standard prefers it: `+33143445500`; short numbers as they are dialled.
    static func dialled(_ phone: String?) -> String? {
        phone.map { String($0.filter { !$0.isWhitespace && $0 != "." }) }
    }
}
