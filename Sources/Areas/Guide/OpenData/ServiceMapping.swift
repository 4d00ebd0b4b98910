internal import Files
internal import Rules

/// A record of an open-data file, read into a site and its services. Keys are given when it meets the database.
struct IncomingPlace: Sendable {
    /// The source's own key, when it has one.
    var sourceKey: String?
    /// Without its key.
    var site: Site
    /// Without their keys and site.
    var services: [Service]
    /// What is added to the key of each service, so that two services of a place differ.
    var suffixes: [String]
}

/// Reads places with services: `site`, `service` or `services`, `closure`, `attach`.
struct ServiceMapping {
    /// A site of another source with the same name within so many metres takes the services in.
    let attach: Double?
    private let site: SiteRules
    private let services: [ServiceRules]
    private let closure: ClosureRules?

    static func read(_ record: Record) -> ServiceMapping? {
        let attach = record.number("attach")
        let site = record.needed("site")?.record().flatMap { SiteRules.read($0) }
        let single = record.record("service").flatMap { ServiceRules.read($0) }
        let several = record.records("services").compactMap { ServiceRules.read($0) }
        let closure = record.record("closure").flatMap { ClosureRules.read($0) }
        let services = [single].compactMap { $0 } + several
        if services.isEmpty {
            record.fault("the mapping gives no service", mend: "add «service: …» or «services: […]»")
        }
        if Set(services.map(\.suffix)).count < services.count {
            record.fault("two services of a record would have the same key", mend: "give all but one a «suffix»")
        }
        return site.map { ServiceMapping(attach: attach, site: $0, services: services, closure: closure) }
    }

    func read(_ file: inout SourceFile, path: String) -> [IncomingPlace] {
        var seen: Set<String> = []
        var places: [IncomingPlace] = []
        for (record, point) in file.located(file.records(path: path)) {
            let place: IncomingPlace? = file.drawing(record.record) {
                let sourceKey = try sourceKey(record, file.mapping)
                if let sourceKey, !seen.insert(sourceKey).inserted {
                    throw MappingProblem(what: "the key \(sourceKey) is there twice", mend: "fetch the file again")
                }
                return try self.place(record, point, sourceKey, file)
            }
            if let place { places.append(place) }
        }
        return places
    }

    private func sourceKey(_ record: MappedRecord, _ mapping: SourceMapping) throws -> String? {
        guard case .key(let rule)? = mapping.identity else { return nil }
        guard let key = try rule.draw(record) else {
            throw MappingProblem(what: "it has no key", mend: "fetch the file again")
        }
        return key
    }

    private func place(_ record: MappedRecord, _ point: Coordinate, _ sourceKey: String?, _ file: SourceFile) throws
        -> IncomingPlace?
    {
        let source = SourceNote(document: file.mapping.key, place: sourceKey)
        var site = try site.draw(record, point)
        site.sources = [source]
        let exceptions = try closure?.draw(record, date: file.mapping.document.date).map { [$0] } ?? []
        var drawn: [Service] = []
        var suffixes: [String] = []
        for rules in services {
            guard var service = try rules.draw(record, file.reading) else { continue }
            service.exceptions = exceptions
            service.sources = [source]
            drawn.append(service)
            suffixes.append(rules.suffix)
        }
        if drawn.isEmpty {
            throw MappingProblem(what: "the mapping draws no service from it", mend: "skip it, or widen a «when»")
        }
        return IncomingPlace(sourceKey: sourceKey, site: site, services: drawn, suffixes: suffixes)
    }
}

/// `closure: {when: …, from: field, to: field, reason: …}`: closed for a time, or until further notice.
struct ClosureRules {
    private let when: MappedCondition
    private let from: String?
    private let to: String?
    private let reason: MappedValue<LocalisedText>?

    static func read(_ record: Record) -> ClosureRules? {
        let when = record.needed("when")?.record().flatMap { MappedCondition.read($0) }
        let from = record.string("from")
        let to = record.string("to")
        let reason = record.field("reason").flatMap { MappedValue.text($0) }
        record.finish()
        return when.map { ClosureRules(when: $0, from: from, to: to, reason: reason) }
    }

    /// - Parameter date: of the file: since then at least, when the record does not say since when.
    func draw(_ record: MappedRecord, date: PartialDate?) throws -> DatedClosure? {
        guard when.isTrue(record) else { return nil }
        guard let begins = try day(record, from) ?? date else {
            throw MappingProblem(what: "it is closed, nobody knows since when", mend: "give the file a «date»")
        }
        var ends = try day(record, to)
        // Some sources close a place again without taking the earlier end away: it tells nothing.
        if let end = ends, end < begins { ends = nil }
        return DatedClosure(from: begins, to: ends, reason: try reason?.draw(record))
    }

    private func day(_ record: MappedRecord, _ field: String?) throws -> PartialDate? {
        guard let field, let words = record.words(field) else { return nil }
        guard let date = PartialDate(String(words.prefix(10))) else {
            throw MappingProblem(what: "«\(words)» of «\(field)» is not a date", mend: "write YYYY-MM-DD")
        }
        return date
    }
}
