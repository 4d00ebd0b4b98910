internal import Files
internal import Foundation
internal import Rules

/// Records of HSDS 3 as they come: a data package (a folder of CSV files), a folder of JSON files, or one JSON document, whose
/// records stand inside each other or name each other. Everything is put side by side first: organizations, locations, services.
struct HSDSFile: ExchangeReader {
    private enum Step: Sendable { case organizations, locations, services }

    private var reading: HSDSReading
    private var records = HSDSCollection()
    private var step = Step.organizations
    private var position = 0
    private var isTold = false

    /// - Throws: `FileFaults` when nothing can be read there.
    init(path: String, reading: HSDSReading) throws {
        self.reading = reading
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FileFaults([Fault(file: path, line: 0, what: "there is no such file", mend: "check the path")])
        }
        do {
            if !isFolder.boolValue {
                try records.read(json: path, list: nil)
            } else if FileManager.default.fileExists(atPath: "\(path)/services.csv") {
                try records.read(package: path)
            } else {
                for name in ["organizations", "locations", "services"] {
                    let file = "\(path)/\(name).json"
                    if FileManager.default.fileExists(atPath: file) { try records.read(json: file, list: name) }
                }
            }
        } catch {
            throw FileFaults([error])
        }
        if records.isEmpty {
            throw FileFaults([
                Fault(
                    file: path, line: 0, what: "there is no organization, location or service",
                    mend: "give a data package of HSDS 3, or its JSON")
            ])
        }
    }

    var complete: Set<ExchangePart> { records.complete }

    mutating func next(_ size: Int) throws -> ExchangeBatch? {
        var batch = ExchangeBatch()
        if !isTold, records.people > 0 { batch.leftOut["contact persons"] = records.people }
        isTold = true
        while batch.count < size {
            guard let given = following() else { return batch.count == 0 ? nil : batch }
            batch.count += 1
            do throws(Rejection) {
                switch step {
                case .organizations: batch.drafts.append(try reading.organization(given))
                case .locations: batch.drafts.append(try reading.location(given))
                case .services:
                    let (drafts, partial) = try reading.service(given)
                    batch.drafts += drafts
                    batch.rejections += partial
                }
            } catch {
                batch.rejections.append(error)
            }
        }
        return batch
    }

    private mutating func following() -> StandardRecord? {
        while true {
            let list =
                switch step {
                case .organizations: records.organizations
                case .locations: records.locations
                case .services: records.services
                }
            if position < list.count {
                position += 1
                return list[position - 1]
            }
            switch step {
            case .organizations: (step, position) = (.locations, 0)
            case .locations: (step, position) = (.services, 0)
            case .services: return nil
            }
        }
    }
}

/// Organizations, locations and services side by side, naming each other by identifier.
struct HSDSCollection: Sendable {
    private(set) var organizations: [StandardRecord] = []
    private(set) var locations: [StandardRecord] = []
    private(set) var services: [StandardRecord] = []
    /// Of what whole lists were there: a page of the read API is not one, nor what stands inside services.
    private(set) var complete: Set<ExchangePart> = []
    /// Contacts that were not taken in: they are people.
    private(set) var people = 0
    private var seen: Set<String> = []

    var isEmpty: Bool { organizations.isEmpty && locations.isEmpty && services.isEmpty }

    /// - Parameter list: what a list at the top, or a page's `contents`, holds; `nil`: services.
    mutating func read(json path: String, list: String?) throws(Fault) {
        var items = try JSONItems(path: path)
        while let item = try items.next() {
            guard case .object(let members) = try JSONReader.parse(item.file).value else { continue }
            let isNamed = ["organizations", "locations", "services"].contains(item.list)
            guard isNamed || ["", "contents"].contains(item.list) else { continue }
            let name = isNamed ? item.list : list ?? "services"
            let record = members.withoutNulls
            if item.list != "contents" { isWhole(name, record) }
            add(record, to: name)
        }
    }

    private mutating func isWhole(_ list: String, _ record: StandardRecord? = nil) {
        switch list {
        case "organizations":
            complete.insert(.organisations)
            if record?["locations"] != nil { complete.insert(.places) }
            if record?["services"] != nil { complete.formUnion([.services, .madePlaces]) }
        case "locations": complete.insert(.places)
        default: complete.formUnion([.services, .madePlaces])
        }
    }

    private mutating func add(_ record: StandardRecord, to list: String) {
        let record = withoutPeople(record)
        switch list {
        case "organizations": add(organization: record)
        case "locations": add(location: record)
        default: add(service: record)
        }
    }

    private mutating func add(organization: StandardRecord) {
        var record = organization
        let (inner, places) = (record.records("services"), record.records("locations"))
        record["services"] = nil
        record["locations"] = nil
        if isNew("organization", record) { organizations.append(record) }
        for var place in places {
            place["organization_id"] = place["organization_id"] ?? record["id"]
            add(location: place)
        }
        for var service in inner {
            service["organization_id"] = service["organization_id"] ?? record["id"]
            add(service: service)
        }
    }

    private mutating func add(location: StandardRecord) {
        if isNew("location", location) { locations.append(location) }
    }

    private mutating func add(service: StandardRecord) {
        var record = service
        if case .object(let organization)? = record.removeValue(forKey: "organization") {
            record["organization_id"] = record["organization_id"] ?? organization["id"]
            add(organization: organization)
        }
        let places = record.records("service_at_locations").map { place -> StandardRecord in
            var place = place
            if case .object(let location)? = place.removeValue(forKey: "location") {
                place["location_id"] = place["location_id"] ?? location["id"]
                add(location: location)
            }
            place["service_id"] = place["service_id"] ?? record["id"]
            return place
        }
        record.put("service_at_locations", places)
        if isNew("service", record) { services.append(record) }
    }

    /// The first of those with one identifier; those without any are kept, and told later.
    private mutating func isNew(_ kind: String, _ record: StandardRecord) -> Bool {
        guard let id = record.words("id") else { return true }
        return seen.insert("\(kind) \(id)").inserted
    }

    private static func isNobodys(_ phone: JSONValue) -> Bool {
        guard let contact = phone["contact_id"] else { return true }
        return contact.isNull || contact == .string("")
    }

    /// Contacts, the «attention» line of an address, and the history that names who changed what, are about people.
    private mutating func withoutPeople(_ record: StandardRecord) -> StandardRecord {
        var clean: StandardRecord = [:]
        for (name, value) in record {
            switch (name, value) {
            case ("contacts", .array(let items)): people += items.count
            case ("contacts", _), ("metadata", _), ("assurer_email", _), ("attention", _): break
            case ("phones", .array(let items)):
                // A contact's telephone is a person's, wherever it stands.
                let inner = items.filter { Self.isNobodys($0) }.map { item -> JSONValue in
                    if case .object(let members) = item { .object(withoutPeople(members)) } else { item }
                }
                if !inner.isEmpty { clean[name] = .array(inner) }
            case (_, .object(let members)): clean[name] = .object(withoutPeople(members))
            case (_, .array(let items)):
                let inner = items.map { item -> JSONValue in
                    if case .object(let members) = item { .object(withoutPeople(members)) } else { item }
                }
                if !inner.isEmpty { clean[name] = .array(inner) }
            default: clean[name] = value
            }
        }
        return clean
    }
}

/// Reading a data package.
extension HSDSCollection {
    mutating func read(package path: String) throws(Fault) {
        var rows: [String: [StandardRecord]] = [:]
        for table in HSDSTables.all {
            let file = "\(path)/\(table.file)"
            guard FileManager.default.fileExists(atPath: file) else { continue }
            rows[table.member] = try Self.rows(TextFile(path: file, limit: 1 << 30))
        }
        let contacts = "\(path)/contacts.csv"
        if FileManager.default.fileExists(atPath: contacts) {
            // Counted, and nothing else.
            people += max(0, CSVRows(try TextFile(path: contacts, limit: 1 << 30).text, separator: ",").rows.count - 1)
        }
        let terms = Dictionary(
            (rows["taxonomy_terms"] ?? []).map { ($0.words("id") ?? "", $0) }, uniquingKeysWith: { first, _ in first })
        rows["attributes"] = rows["attributes"]?.map { attribute in
            var attribute = attribute
            attribute["taxonomy_term"] = attribute.words("taxonomy_term_id").flatMap { terms[$0] }.map { .object($0) }
            return attribute
        }
        // The innermost first: what a record holds is complete before it is put into another.
        for (owner, entity, inner) in Self.nesting {
            rows[owner] = Self.nested(rows[owner] ?? [], entity: entity, inner: inner, rows)
        }
        for list in ["organizations", "locations", "services"] {
            if rows[list] != nil { isWhole(list) }
            for record in rows[list] ?? [] { add(record, to: list) }
        }
    }

    private static let nesting: [(owner: String, entity: String, inner: [String])] = [
        ("phones", "phone", ["languages", "attributes"]),
        (
            "organizations", "organization",
            ["phones", "funding", "programs", "organization_identifiers", "attributes"]
        ),
        ("locations", "location", ["addresses", "phones", "schedules", "languages", "accessibility", "attributes"]),
        ("service_at_locations", "service_at_location", ["phones", "schedules", "attributes"]),
        (
            "services", "service",
            [
                "phones", "schedules", "service_areas", "languages", "funding", "cost_options", "required_documents",
                "attributes", "service_at_locations",
            ]
        ),
    ]

    private static func nested(
        _ owners: [StandardRecord], entity: String, inner: [String], _ rows: [String: [StandardRecord]]
    ) -> [StandardRecord] {
        var owners = owners
        for member in inner {
            let link = member == "attributes" ? "link_id" : "\(entity)_id"
            let children = Dictionary(grouping: rows[member] ?? [], by: { $0.words(link) ?? "" })
            if children.isEmpty { continue }
            for index in owners.indices {
                if let id = owners[index].words("id"), let own = children[id] { owners[index].put(member, own) }
            }
        }
        return owners
    }

    private static func rows(_ file: TextFile) throws(Fault) -> [StandardRecord] {
        let table = CSVRows(file.text, separator: ",")
        if let fault = table.fault {
            throw Fault(
                file: file.name, line: fault.line, what: "the table cannot be read further («\(fault.found)»)",
                mend: "check quotes and separators")
        }
        guard let header = table.rows.first?.cells else { return [] }
        return table.rows.dropFirst().map { row in
            var record: StandardRecord = [:]
            for (name, cell) in zip(header, row.cells) where !cell.isEmpty {
                record[name] =
                    HSDSTables.numbers.contains(name)
                    ? Double(cell).map { .number($0) } ?? .string(cell) : .string(cell)
            }
            return record
        }
    }
}
