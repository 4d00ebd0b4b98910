internal import Files
internal import Rules
internal import Web

/// The facts of a place as a form has them, and back.
enum SiteForm {
    static let groups: [[String]] = [
        ["name", "name-in"], ["description", "description-in"], ["aliases"], ["kind"], ["status"], ["address"],
        ["postcode"], ["city"], ["latitude", "longitude"], ["precision"], ["opened"], ["closed"], ["moved-to"],
        ["exception-from", "exception-to", "exception-hours", "exception-in", "exception-reason"], ["languages"],
        ["accessibility"], ["amenities"], ["phone"], ["website"], ["capacity", "capacity-in", "capacity-label"],
        ["operator"], ["protected"], ["confirmed"],
    ]

    static func values(_ site: Site, settings: TerritorySettings) -> FormValues {
        var pairs: [(name: String, value: String)] = []
        UpkeepValues.text("name", site.name, settings, mayBeName: true, into: &pairs)
        UpkeepValues.text("description", site.description, settings, into: &pairs)
        pairs += [
            ("aliases", site.aliases.joined(separator: "; ")), ("kind", site.kind), ("status", site.status.rawValue),
            ("address", site.address ?? ""), ("postcode", site.postcode ?? ""), ("city", site.city ?? ""),
            ("latitude", site.point?.latitude.description ?? ""),
            ("longitude", site.point?.longitude.description ?? ""),
            ("precision", site.precision?.rawValue ?? ""), ("opened", site.opened?.description ?? ""),
            ("closed", site.closed?.description ?? ""), ("moved-to", site.movedTo ?? ""),
        ]
        UpkeepValues.exceptions(site.closures, settings, into: &pairs)
        pairs += site.languages.map { ("languages", $0) }
        pairs += site.accessibility.map { ("accessibility", $0) }
        pairs += site.amenities.map { ("amenities", $0) }
        pairs += [("phone", site.phone ?? ""), ("website", site.website ?? "")]
        UpkeepValues.capacity(site.capacity, settings, into: &pairs)
        pairs.append(("operator", site.operatedBy ?? ""))
        if site.protected { pairs.append(("protected", "on")) }
        return FormValues(pairs)
    }

    /// - Parameters:
    ///   - sites: keys of places that it may have moved to.
    ///   - mayProtect: the caller carries the ward; else the flag stays as it is.
    static func read(
        _ reader: inout UpkeepReader, onto former: Site, sites: Set<String>, organisations: Set<String>?,
        mayProtect: Bool, today: LocalDate
    ) -> Site {
        var site = former
        site.name =
            UpkeepValues.merged(
                former.name, reader.text("name", isNeeded: true, mayBeName: true, longest: UpkeepReader.longestName),
                reader) ?? former.name
        site.description = UpkeepValues.merged(former.description, reader.text("description"), reader)
        site.aliases = (reader.line("aliases", longest: 500) ?? "").split(separator: ";").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
        site.kind = reader.term("kind", .siteKinds, isNeeded: true) ?? former.kind
        site.status = reader.choice("status") ?? former.status
        site.address = reader.line("address")
        site.postcode = reader.line("postcode", longest: 20)
        site.city = reader.line("city", longest: 100)
        point(&site, &reader)
        dates(&site, &reader)
        site.movedTo = reader.chosen("moved-to", among: sites.subtracting([former.key])).first
        site.closures = reader.exceptions(former.closures, today: today)
        site.languages = reader.languages()
        site.accessibility = reader.terms("accessibility", .accessibility)
        site.amenities = reader.terms("amenities", .amenities)
        site.phone = reader.phone()
        site.website = reader.website()
        site.capacity = reader.capacity(former.capacity)
        if let organisations { site.operatedBy = reader.chosen("operator", among: organisations).first }
        if mayProtect { site.protected = reader.form.isTicked("protected") }
        if reader.form.isTicked("confirmed") {
            site.confirmed = PartialDate(today)
        }
        return site
    }

    private static func point(_ site: inout Site, _ reader: inout UpkeepReader) {
        let former = site.point
        site.precision = reader.choice("precision")
        let (latitude, longitude) = (reader.form["latitude"], reader.form["longitude"])
        guard latitude != nil || longitude != nil else {
            site.point = nil
            site.precision = nil
            return
        }
        guard let north = latitude.flatMap({ Double($0) }), let east = longitude.flatMap({ Double($0) }) else {
            reader.fault("latitude", "needs two numbers such as 48.8566 and 2.3522", "upkeep.fault.point")
            return
        }
        let point = Coordinate(latitude: north, longitude: east)
        // Whatever stood there before may stay, even where the bounds were drawn closer since.
        if point != former, !reader.settings.bounds.contains(point) {
            reader.fault("latitude", "is outside the territory", "upkeep.fault.outside")
            return
        }
        // The district follows the point and the postal code again.
        if point != former { site.district = nil }
        site.point = point
    }

    private static func dates(_ site: inout Site, _ reader: inout UpkeepReader) {
        site.opened = reader.date("opened")
        site.closed = reader.date("closed")
        if let opened = site.opened, let closed = site.closed, !opened.mayBe(notAfter: closed) {
            reader.fault("closed", "the place closes before it opens", "upkeep.fault.turnedRound")
        }
        if site.closed != nil, site.status == .open {
            reader.fault("closed", "an open place has no closing date", "upkeep.fault.openAndClosed")
        }
    }
}
