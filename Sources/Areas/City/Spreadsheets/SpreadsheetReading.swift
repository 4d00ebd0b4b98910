internal import Files
internal import Rules
internal import Store
internal import Web

/// What the rows of a table mean in this city. A row is a service and its place; rows that name the same place share it.
struct SpreadsheetReading: Sendable {
    private let known: ExchangeKnown
    private let mapping: SpreadsheetMapping
    private let terms: SpreadsheetTerms
    private var seen: Set<String> = []
    private var places: Set<String> = []

    init(known: ExchangeKnown, mapping: SpreadsheetMapping) {
        self.known = known
        self.mapping = mapping
        terms = SpreadsheetTerms(known.place.territory.taxonomy)
    }

    /// One row, its cells by meaning.
    private struct Cells {
        let line: Int
        let record: String
        let values: [String: (heading: String, value: String)]
        var partial: [Rejection] = []

        subscript(_ meaning: SpreadsheetMeaning) -> String? { values[meaning.rawValue]?.value }

        func rejection(
            _ meaning: SpreadsheetMeaning, _ reason: String, _ mend: String, isPartial: Bool = true,
            value: String? = nil
        )
            -> Rejection
        {
            Rejection(
                record: record, line: line, field: values[meaning.rawValue]?.heading ?? meaning.rawValue,
                value: value ?? self[meaning] ?? "", reason: reason, mend: mend, isPartial: isPartial)
        }
    }

    /// - Parameter fault: what is wrong with the row as a whole: then it is only told, and a record that is known stays as it was.
    mutating func take(
        _ row: CSVRows.Row, _ header: [String], number: Int, fault: ServiceTable.RowFault? = nil,
        into batch: inout ExchangeBatch
    ) {
        var values: [String: (heading: String, value: String)] = [:]
        for column in mapping.columns {
            guard let index = header.firstIndex(of: column.heading) else { continue }
            let value = CSVText.unguarded(row.cells[index])
            if !value.isEmpty { values[column.name] = (column.heading, value) }
        }
        if values.isEmpty, fault == nil { return }
        let texts = values.filter { $0.key.hasPrefix("name") }.sorted { $0.key < $1.key }.map(\.value.value)
        let identity = [texts.first, values["address"]?.value, values["postcode"]?.value].compactMap { $0 }
        let record =
            values["id"]?.value
            ?? UUIDv5(NameFolding.folded(identity.joined(separator: " ")), in: .addresses).description
        var cells = Cells(line: row.line, record: record, values: values)
        if let fault {
            batch.rejections.append(
                Rejection(
                    record: record, line: row.line, field: fault.field, value: fault.value,
                    reason: "feature \(number): \(fault.what)", mend: fault.mend))
            return
        }
        do throws(Rejection) {
            try refuse(cells, name: texts.first)
            let site = try site(&cells)
            let service = try service(&cells, at: site)
            let shelter = known.sheltered[record]
            if let shelter, shelter.key != site.key {
                cells.partial.append(
                    cells.rejection(
                        .place, "is not where the service is shown: its place is protected here",
                        "look at it at the desk", value: ""))
                var service = service
                service.site = shelter.key
                batch.drafts.append(ExchangeDraft(item: .service(service), record: record, fields: [:]))
            } else {
                if places.insert(site.key).inserted {
                    batch.drafts.append(ExchangeDraft(item: .site(site), record: cells[.place] ?? record, fields: [:]))
                }
                batch.drafts.append(ExchangeDraft(item: .service(service), record: record, fields: [:]))
            }
            batch.rejections += cells.partial
        } catch {
            batch.rejections.append(error)
        }
    }

    private mutating func refuse(_ cells: Cells, name: String?) throws(Rejection) {
        if name == nil { throw cells.rejection(.name, "there is no name", "write one", isPartial: false) }
        guard seen.insert(known.place.key(cells.record)).inserted else {
            throw cells.rejection(
                .id, "is there twice", "give one identifier to each row", isPartial: false, value: cells.record)
        }
    }

    private func text(_ meaning: SpreadsheetMeaning, _ cells: Cells) -> LocalisedText? {
        var words: [String: String] = [:]
        for column in mapping.columns where column.meaning == meaning {
            let tag =
                column.detail ?? mapping.language
                ?? (meaning == .description
                    ? known.place.territory.settings.languages.preferred : LocalisedText.anyLanguage)
            if let value = cells.values[column.name]?.value { words[tag] = value }
        }
        return words.isEmpty ? nil : LocalisedText(words)
    }

    // MARK: The place

    private func site(_ cells: inout Cells) throws(Rejection) -> Site {
        let point = try point(cells)
        if let point, known.place.isTurnedRound(point) {
            throw cells.rejection(
                .latitude, "is a longitude: the two have changed places", "exchange the two columns in the mapping",
                isPartial: false, value: "\(point.latitude), \(point.longitude)")
        }
        if let reason = known.place.strange(point: point, postcode: cells[.postcode]) {
            throw cells.rejection(
                point == nil ? .postcode : .latitude, reason, "nothing, unless the point is wrong", isPartial: false)
        }
        let name = text(.placeName, cells) ?? text(.name, cells) ?? LocalisedText(name: cells.record)
        let kinds = terms.keys(cells[.kind], in: .siteKinds)
        if let unknown = kinds.unknown.first {
            cells.partial.append(
                cells.rejection(
                    .kind, "is no kind of place here", "see the list site-kinds of the taxonomy", value: unknown))
        }
        var site = Site(
            key: known.place.key(cells[.place] ?? cells.record), name: name,
            kind: known.place.kind(kinds.found.first ?? mapping.kind, in: .siteKinds))
        site.status = .open
        site.address = cells[.address]
        site.postcode = cells[.postcode]
        site.city = cells[.city]
        site.point = point
        return site
    }

    private func point(_ cells: Cells) throws(Rejection) -> Coordinate? {
        guard let latitude = cells[.latitude], let longitude = cells[.longitude] else { return nil }
        // A French spreadsheet writes 48,85.
        guard let y = Double(latitude.replacing(",", with: ".")), let x = Double(longitude.replacing(",", with: ".")),
            abs(y) <= 90, abs(x) <= 180
        else {
            throw cells.rejection(
                .latitude, "are not degrees", "write WGS 84 degrees such as 48.8566 and 2.3522", isPartial: false,
                value: "\(latitude), \(longitude)")
        }
        return Coordinate(latitude: y, longitude: x)
    }

    // MARK: The service

    private func service(_ cells: inout Cells, at site: Site) throws(Rejection) -> Service {
        let needs = terms.needs(cells[.needs])
        for unknown in needs.unknown {
            cells.partial.append(
                cells.rejection(
                    .needs, "is no need of this guide", "write a key or a name of the taxonomy", value: unknown))
        }
        let met = needs.found.isEmpty ? mapping.needs.filter { terms.isNeed($0) } : needs.found
        if met.isEmpty {
            throw cells.rejection(
                .needs, "no need of this guide corresponds", "name one in the row, or «needs: […]» in the mapping",
                isPartial: false)
        }
        var service = Service(
            key: known.place.key(cells.record), site: site.key, name: text(.name, cells) ?? site.name, needs: met)
        service.status = .open
        service.description = text(.description, cells)
        service.phone = known.place.phone(cells[.phone])
        if let website = cells[.website] {
            let whole = website.contains("://") ? website : "https://\(website)"
            if WebAddress.isLawful(whole) {
                service.website = whole
            } else {
                cells.partial.append(cells.rejection(.website, "is no web address", "write https://…"))
            }
        }
        service.hours = hours(&cells)
        func keys(_ meaning: SpreadsheetMeaning, _ list: Taxonomy.List) -> [String] {
            let (found, unknown) = terms.keys(cells[meaning], in: list)
            for word in unknown {
                cells.partial.append(
                    cells.rejection(
                        meaning, "is not in the list \(list.rawValue)", "write a key or a name of the taxonomy",
                        value: word))
            }
            return found
        }
        service.publics = keys(.publics, .publics)
        service.cost = keys(.cost, .costs).first
        service.conditions = keys(.conditions, .conditions)
        service.accessibility = keys(.accessibility, .accessibility)
        service.amenities = keys(.amenities, .amenities)
        service.languages = terms.words(cells[.languages]).map { $0.lowercased() }
        if let date = cells[.confirmed] {
            service.confirmed = PartialDate(date) ?? terms.frenchDate(date)
            if service.confirmed == nil {
                cells.partial.append(cells.rejection(.confirmed, "is not a date", "write 2026-11-21"))
            }
        }
        return service
    }

    /// By the columns of days where they say something, else by the column of all hours. What was not understood is told, and the hours
    /// are published as «to be confirmed», never as open.
    private func hours(_ cells: inout Cells) -> String? {
        let columns = mapping.columns.filter { $0.meaning.day != nil && cells.values[$0.name] != nil }
        var days: [DayColumnHours.Day: [String]] = [:]
        for column in columns {
            guard let day = column.meaning.day, let cell = cells.values[column.name]?.value else { continue }
            days[day, default: []].append(cell)
        }
        let table = DayColumnHours(days)
        for doubt in table.doubts {
            let column = columns.first { column in
                column.meaning.day == doubt.day
                    && cells.values[column.name]?.value.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                        == doubt.cell
            }
            cells.partial.append(
                Rejection(
                    record: cells.record, line: cells.line, field: column?.heading ?? "\(doubt.day)", value: doubt.cell,
                    reason: Self.reason(
                        doubt.reason,
                        table.publishable == nil ? "none are taken" : "this day is shown as to be confirmed"),
                    mend: "write it as «9h-12h / 14h-18h», or confirm the hours at the desk", isPartial: true))
        }
        guard let words = cells[.hours] else { return table.publishable }
        if let published = table.publishable {
            if (try? OpeningHours(parsing: words))?.canonical != published {
                cells.partial.append(
                    cells.rejection(
                        .hours, "says otherwise than the columns of days, which were taken",
                        "see which is right, and empty the other"))
            }
            return published
        }
        return hours(words, &cells)
    }

    private func hours(_ words: String, _ cells: inout Cells) -> String? {
        if (try? OpeningHours(parsing: words))?.warnings.isEmpty == true { return words }
        // A table of days, as guides such as Soliguide give it.
        let table: DayTableHours? = if words.hasPrefix("{") { try? Facts.value(from: words) } else { nil }
        let reading = table?.reading ?? HoursReading(words)
        for rest in reading.rest {
            let reason = Self.reason(
                rest.reason, reading.publishable == nil ? "none are taken" : "they are shown as to be confirmed")
            cells.partial.append(
                cells.rejection(
                    .hours, reason, "write it as «Mo-Fr 09:00-17:00», or confirm the hours at the desk",
                    value: rest.text))
        }
        return reading.publishable
    }

    private static func reason(_ reason: HoursReading.Rest.Reason, _ outcome: String) -> String {
        switch reason {
        case .unknownWords: "is not understood as opening hours; \(outcome)"
        case .daysMissing: "has times without days; \(outcome)"
        case .timesMissing: "has days without times; \(outcome)"
        }
    }
}

/// Words of the taxonomy as people write them: keys, names and synonyms in any language.
struct SpreadsheetTerms: Sendable {
    private let needKeys: [String: String]
    private let listKeys: [Taxonomy.List: [String: String]]

    init(_ taxonomy: Taxonomy) {
        var needKeys: [String: String] = [:]
        for need in taxonomy.themes.flatMap(\.needs) {
            needKeys[NameFolding.folded(need.key)] = need.key
            for words in need.label.byLanguage.values {
                needKeys[NameFolding.folded(words)] = needKeys[NameFolding.folded(words)] ?? need.key
            }
        }
        self.needKeys = needKeys
        var listKeys: [Taxonomy.List: [String: String]] = [:]
        for list in Taxonomy.List.allCases {
            for term in taxonomy[list] {
                listKeys[list, default: [:]][NameFolding.folded(term.key)] = term.key
                for words in term.label.byLanguage.values {
                    listKeys[list, default: [:]][NameFolding.folded(words)] = term.key
                }
            }
        }
        self.listKeys = listKeys
    }

    func isNeed(_ key: String) -> Bool { needKeys[NameFolding.folded(key)] == key }

    func needs(_ cell: String?) -> (found: [String], unknown: [String]) { sorted(cell, needKeys) }
    func keys(_ cell: String?, in list: Taxonomy.List) -> (found: [String], unknown: [String]) {
        sorted(cell, listKeys[list] ?? [:])
    }

    private func sorted(_ cell: String?, _ keys: [String: String]) -> (found: [String], unknown: [String]) {
        if let cell, let whole = keys[NameFolding.folded(cell)] { return ([whole], []) }
        var (found, unknown): ([String], [String]) = ([], [])
        for word in words(cell) {
            if let key = keys[NameFolding.folded(word)] {
                if !found.contains(key) { found.append(key) }
            } else {
                unknown.append(word)
            }
        }
        return (found, unknown)
    }

    func words(_ cell: String?) -> [String] {
        (cell ?? "").split(whereSeparator: { ",;|/\n".contains($0) }).map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
    }

    /// 21/11/2026.
    func frenchDate(_ words: String) -> PartialDate? {
        let parts = words.split(separator: "/").map(String.init)
        guard parts.count == 3, parts[2].utf8.count == 4 else { return nil }
        return PartialDate(
            "\(parts[2])-\(parts[1].count == 1 ? "0" : "")\(parts[1])-\(parts[0].count == 1 ? "0" : "")\(parts[0])")
    }
}
