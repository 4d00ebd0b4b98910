internal import Files
internal import Rules

/// How a site is drawn from a record.
struct SiteRules {
    private let name: MappedValue<LocalisedText>
    private let kind: MappedValue<String>
    private let status: MappedValue<String>?
    private let texts: [WritableKeyPath<Site, String?>: MappedValue<String>]
    private let phone: PhoneRule?
    private let accessibility: MappedValue<[String]>?
    private let amenities: MappedValue<[String]>?
    private let description: MappedValue<LocalisedText>?
    private let precision: Precision?

    static func read(_ record: Record) -> SiteRules? {
        let name = record.needed("name").flatMap { MappedValue.text($0) }
        let kind = record.needed("kind").flatMap { MappedValue.word($0, of: "site-kinds") }
        let status = record.field("status").flatMap { MappedValue.choice($0, of: Site.Status.allCases.map(\.rawValue)) }
        var texts: [WritableKeyPath<Site, String?>: MappedValue<String>] = [:]
        for (field, path) in [
            ("address", \Site.address), ("postcode", \Site.postcode), ("city", \Site.city), ("website", \Site.website),
        ] { texts[path] = record.field(field).flatMap { MappedValue.string($0) } }
        for (field, path) in [("operator", \Site.operatedBy), ("owner", \Site.owner)] {
            texts[path] = record.field(field).flatMap { MappedValue.word($0, of: "organisation") }
        }
        let phone = record.record("phone").flatMap { PhoneRule.read($0) }
        let accessibility = record.field("accessibility").flatMap { MappedValue.words($0, of: "accessibility") }
        let amenities = record.field("amenities").flatMap { MappedValue.words($0, of: "amenities") }
        let description = record.field("description").flatMap { MappedValue.text($0) }
        let precision: Precision? = record.choice("precision")
        record.finish()
        guard let name, let kind else { return nil }
        return SiteRules(
            name: name, kind: kind, status: status, texts: texts, phone: phone, accessibility: accessibility,
            amenities: amenities, description: description, precision: precision)
    }

    func draw(_ record: MappedRecord, _ point: Coordinate) throws -> Site {
        guard let name = try name.draw(record) else {
            throw MappingProblem(what: "it has no name", mend: "give the mapping's name a last resort")
        }
        guard let kind = try kind.draw(record) else {
            throw MappingProblem(what: "it has no kind", mend: "give the mapping's kind a default")
        }
        var site = Site(key: "", name: name, kind: kind)
        site.status = try status?.draw(record).flatMap(Site.Status.init(rawValue:)) ?? .open
        for (path, rule) in texts { site[keyPath: path] = try rule.draw(record) }
        if let website = site.website, !WebAddress.isLawful(website) {
            throw MappingProblem(
                what: "«\(website)» is not a web address", mend: "correct it, or leave «website» out of the mapping")
        }
        site.phone = try phone?.draw(record)
        site.accessibility = try accessibility?.draw(record) ?? []
        site.amenities = try amenities?.draw(record) ?? []
        site.description = try description?.draw(record)
        site.point = point
        site.precision = precision ?? .exact
        return site
    }
}

/// How a service is drawn from a record.
struct ServiceRules {
    /// Added to the site's key; empty for the one service of a record.
    let suffix: String
    private let when: MappedCondition?
    private let name: MappedValue<LocalisedText>
    private let needs: MappedValue<[String]>
    private let status: MappedValue<String>?
    private let hours: MappedValue<String>?
    private let cost: MappedValue<String>?
    private let lists: [WritableKeyPath<Service, [String]>: MappedValue<[String]>]
    private let texts: [WritableKeyPath<Service, LocalisedText?>: MappedValue<LocalisedText>]

    static func read(_ record: Record) -> ServiceRules? {
        let suffix = record.field("suffix")?.key() ?? ""
        let when = record.record("when").flatMap { MappedCondition.read($0) }
        let name = record.needed("name").flatMap { MappedValue.text($0) }
        let needs = record.needed("needs").flatMap { MappedValue.words($0, of: "need") }
        let status = record.field("status").flatMap {
            MappedValue.choice($0, of: Service.Status.allCases.map(\.rawValue))
        }
        let hours = record.field("hours").flatMap { MappedValue.string($0) }
        let cost = record.field("cost").flatMap { MappedValue.word($0, of: "costs") }
        var lists: [WritableKeyPath<Service, [String]>: MappedValue<[String]>] = [:]
        for (field, path) in [
            ("publics", \Service.publics), ("conditions", \Service.conditions),
            ("accessibility", \Service.accessibility),
            ("amenities", \Service.amenities), ("statuses", \Service.statuses),
        ] { lists[path] = record.field(field).flatMap { MappedValue.words($0, of: field) } }
        var texts: [WritableKeyPath<Service, LocalisedText?>: MappedValue<LocalisedText>] = [:]
        for (field, path) in [
            ("description", \Service.description), ("price", \Service.price), ("bring", \Service.bring),
        ] {
            texts[path] = record.field(field).flatMap { MappedValue.text($0) }
        }
        record.finish()
        guard let name, let needs else { return nil }
        return ServiceRules(
            suffix: suffix, when: when, name: name, needs: needs, status: status, hours: hours, cost: cost,
            lists: lists,
            texts: texts)
    }

    /// `nil` when the record does not offer this service.
    func draw(_ record: MappedRecord, _ reading: Reading) throws -> Service? {
        if let when, !when.isTrue(record) { return nil }
        guard let name = try name.draw(record) else {
            throw MappingProblem(what: "its service has no name", mend: "give the mapping's name a last resort")
        }
        guard let needs = try needs.draw(record), !needs.isEmpty else {
            throw MappingProblem(what: "its service meets no need", mend: "add a need to the mapping")
        }
        var service = Service(key: "", site: "", name: name, needs: needs)
        service.status = try status?.draw(record).flatMap(Service.Status.init(rawValue:))
        service.hours = try hours?.draw(record)
        if let hours = service.hours, let problem = reading.hoursProblem(hours) {
            throw MappingProblem(
                what: "the hours «\(hours)» are not understood: \(problem.message)",
                mend: "map them, or correct the file")
        }
        service.cost = try cost?.draw(record)
        for (path, rule) in lists { service[keyPath: path] = try rule.draw(record) ?? [] }
        for (path, rule) in texts { service[keyPath: path] = try rule.draw(record) }
        return service
    }
}

/// `phone: {field: phone, code: "33", trunk: "0", groups: [1, 2, 2, 2, 2]}`: a national number, written internationally.
struct PhoneRule {
    private let field: String
    private let code: String
    private let trunk: String
    private let groups: [Int]

    static func read(_ record: Record) -> PhoneRule? {
        let field = record.needed("field")?.string()
        let code = record.needed("code")?.string()
        let trunk = record.string("trunk") ?? ""
        let groups = record.field("groups")?.items().compactMap { $0.integer() } ?? []
        record.finish()
        guard let field, let code else { return nil }
        return PhoneRule(field: field, code: code, trunk: trunk, groups: groups)
    }

    func draw(_ record: MappedRecord) throws -> String? {
        guard let words = record.words(field) else { return nil }
        var digits = words.filter(\.isNumber)[...]
        let length = groups.reduce(0, +)
        if digits.hasPrefix(trunk) { digits = digits.dropFirst(trunk.count) }
        guard length == 0 || digits.count == length else {
            throw MappingProblem(
                what: "«\(words)» has not the length of a phone number", mend: "correct it in the file")
        }
        var number = "+\(code)"
        for size in groups.isEmpty ? [digits.count] : groups {
            number += " " + digits.prefix(size)
            digits = digits.dropFirst(size)
        }
        return number
    }
}
