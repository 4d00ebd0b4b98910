internal import Files
internal import Rules

/// Reads one site with its services.
enum SiteReading {
    static func read(_ record: Record) -> (site: Site, services: [Service])? {
        let key = record.ownKey(of: "site")
        let name = record.needed("name")?.text(mayBeProperName: true)
        let kind = record.needed("kind")?.mention(of: "site-kinds")
        var site = Site(key: key ?? "", name: name ?? LocalisedText([:]), kind: kind ?? "")
        site.aliases = record.strings("aliases")
        site.status = record.choice("status") ?? .unknown
        address(&site, record)
        people(&site, record)
        dates(&site, record)
        site.phone = record.phone("phone")
        site.website = record.webAddress("website")
        site.accessibility = record.mentions("accessibility", of: "accessibility")
        site.amenities = record.mentions("amenities", of: "amenities")
        site.languages = record.languages("languages")
        site.capacity = record.figures("capacity")
        site.figures = record.figures("figures")
        site.protected = record.flag("protected") ?? false
        site.description = record.prose("description")
        site.closures = ClosureReading.read(record, field: "exceptions")
        site.sources = record.sources()
        let services = record.records("services").compactMap { ServiceReading.read($0, site: key ?? "") }
        record.finish()
        refuseDoubles(services, record)
        return key == nil || name == nil || kind == nil ? nil : (site, services)
    }

    private static func address(_ site: inout Site, _ record: Record) {
        site.address = record.string("address")
        site.postcode = record.string("postcode")
        site.city = record.string("city")
        site.district = record.mention("district", of: "district")
        site.point = record.point("at")
        site.precision = record.choice("precision")
        if site.precision != nil, site.point == nil {
            record.fault(
                "a precision without a point", mend: "add «at: [latitude, longitude]», or remove it", at: "precision")
        }
    }

    private static func people(_ site: inout Site, _ record: Record) {
        site.operatedBy = record.mention("operator", of: "organisation")
        site.owner = record.mention("owner", of: "organisation")
        site.partners = record.mentions("partners", of: "organisation")
    }

    private static func dates(_ site: inout Site, _ record: Record) {
        site.opened = record.date("opened")
        site.closed = record.date("closed")
        site.movedTo = record.mention("movedTo", of: "site")
        site.confirmed = record.date("confirmed")
        if let opened = site.opened, let closed = site.closed, !opened.mayBe(notAfter: closed) {
            record.fault(
                "the site closes (\(closed)) before it opens (\(opened))", mend: "check the two dates", at: "closed")
        }
        if site.closed != nil, site.status == .open {
            record.fault(
                "the site is open and has a closing date", mend: "write «status: closed», or remove «closed»",
                at: "closed")
        }
        if site.movedTo == site.key, site.movedTo != nil {
            record.fault("the site moved to itself", mend: "name the other site", at: "movedTo")
        }
    }

    private static func refuseDoubles(_ services: [Service], _ record: Record) {
        var seen: Set<LocalisedText> = []
        for service in services where !seen.insert(service.name).inserted {
            record.fault(
                "two services of this site have the name of \(service.key)", mend: "give each its own name",
                at: "services")
        }
    }
}

/// Reads one service of a site.
enum ServiceReading {
    static func read(_ record: Record, site: String) -> Service? {
        let key = record.ownKey(of: "service")
        let name = record.needed("name")?.text(mayBeProperName: true)
        let needs = record.needed("needs")?.items().compactMap { $0.mention(of: "need") }
        var service = Service(key: key ?? "", site: site, name: name ?? LocalisedText([:]), needs: needs ?? [])
        service.operatedBy = record.mention("operator", of: "organisation")
        service.description = record.prose("description")
        service.status = record.choice("status")
        service.began = record.date("from")
        service.ended = record.date("to")
        service.hours = record.hours("hours")
        service.exceptions = ClosureReading.read(record, field: "exceptions")
        service.publics = record.mentions("publics", of: "publics")
        service.ages = record.record("ages").flatMap { ages($0) }
        service.statuses = record.mentions("statuses", of: "statuses")
        service.cost = record.mention("cost", of: "costs")
        service.price = record.prose("price")
        service.conditions = record.mentions("conditions", of: "conditions")
        service.bring = record.prose("bring")
        service.languages = record.languages("languages")
        service.accessibility = record.mentions("accessibility", of: "accessibility")
        service.amenities = record.mentions("amenities", of: "amenities")
        service.phone = record.phone("phone")
        service.website = record.webAddress("website")
        service.capacity = record.figures("capacity")
        service.figures = record.figures("figures")
        service.confirmed = record.date("confirmed")
        service.sources = record.sources()
        record.finish()
        check(service, record, hasNeeds: needs != nil)
        return key == nil || name == nil || needs == nil ? nil : service
    }

    private static func check(_ service: Service, _ record: Record, hasNeeds: Bool) {
        if hasNeeds, service.needs.isEmpty {
            record.fault("a service needs at least one need", mend: "add one", at: "needs")
        }
        if Set(service.needs).count < service.needs.count {
            record.fault("a need is named twice", mend: "keep one", at: "needs")
        }
        if let began = service.began, let ended = service.ended, !began.mayBe(notAfter: ended) {
            record.fault(
                "the service ends (\(ended)) before it begins (\(began))", mend: "check the two dates", at: "to")
        }
    }

    private static func ages(_ record: Record) -> Service.Ages? {
        let from = record.integer("from")
        let to = record.integer("to")
        record.finish()
        if let from, let to, to < from { record.fault("the ages are turned round", mend: "check from and to") }
        for age in [from, to] where age.map({ !(0...120).contains($0) }) == true {
            record.fault("an age is not between 0 and 120", mend: "check it")
        }
        return Service.Ages(from: from, to: to)
    }
}

/// Reads dated exceptions: closed, or other hours.
enum ClosureReading {
    static func read(_ record: Record, field: String) -> [DatedClosure] {
        record.records(field).compactMap { closure($0) }
    }

    private static func closure(_ record: Record) -> DatedClosure? {
        let from = record.needed("from")?.date()
        let to = record.date("to")
        let closed = record.flag("closed") ?? false
        let hours = record.hours("hours")
        let reason = record.prose("reason")
        record.finish()
        guard let from else { return nil }
        if let to, !from.mayBe(notAfter: to) {
            record.fault("the exception ends before it begins", mend: "check from and to", at: "to")
        }
        if closed, hours != nil { record.fault("an exception is closed and has hours", mend: "keep one of the two") }
        if !closed, hours == nil {
            record.fault("an exception says neither closed nor hours", mend: "add «closed: true» or «hours: …»")
        }
        return DatedClosure(from: from, to: to, hours: hours, reason: reason)
    }
}

extension PartialDate {
    /// Whether some day of this date is on or before some day of the other: `2016` may be before `2016-03`.
    func mayBe(notAfter other: PartialDate) -> Bool {
        if year != other.year { return year < other.year }
        guard let month, let otherMonth = other.month, month != otherMonth else {
            guard let day, let otherDay = other.day, self.month != nil else { return true }
            return day <= otherDay
        }
        return month < otherMonth
    }
}
