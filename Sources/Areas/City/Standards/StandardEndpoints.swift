internal import Files
internal import Rules
internal import Web

/// What other guides read: HSDS 3 at `/hsds/`, and data.inclusion as one document.
struct StandardEndpoints {
    let origin: String
    let snapshot: @Sendable () throws -> StandardsSnapshot

    var all: [Endpoint] {
        [root, services, service, organizations, organization, places, place, taxonomies, taxonomy, terms, term]
            + [dataInclusion]
    }

    private typealias Parameter = Endpoint.Parameter

    private static let paging: [Endpoint.Parameter] = [
        .init("page", "Number of the page, from 1", Schema.integer(from: 1)),
        .init(
            "per_page", "Records on one page", Schema.integer(from: 1, to: HSDSQuery.largest, preset: HSDSQuery.preset)),
        .init("search", "Words that all stand in the record's texts", Schema.string()),
        .init("format", "json", Schema.string(allowed: ["json"])),
    ]
    private static let filters: [Endpoint.Parameter] = [
        .init("taxonomy_term_id", "Services with this term", Schema.string()),
        .init("taxonomy_id", "Services with any term of this taxonomy", Schema.string()),
        .init("organization_id", "Services of this organization", Schema.string()),
        .init("modified_after", "Services that were last confirmed on this day or later", Schema.string()),
        .init("full", "Records with what they name inside them", Schema.boolean()),
    ]
    /// The shape is the standard's: https://docs.openreferral.org
    private static let record = Schema.object([])
    private static let page = Schema.object([
        ("total_items", Schema.integer(from: 0)), ("total_pages", Schema.integer(from: 1)),
        ("page_number", Schema.integer(from: 1)), ("size", Schema.integer(from: 0)),
        ("first_page", Schema.boolean()), ("last_page", Schema.boolean()), ("empty", Schema.boolean()),
        ("contents", Schema.array(record)),
    ])

    private var root: Endpoint {
        Endpoint(at: "/hsds", operation: "hsdsRoot", summary: "HSDS 3: what this service is", answer: Self.record) {
            _ in
            JSONText(members: [
                ("version", "3.0"), ("profile", "https://docs.openreferral.org/en/3.0/hsds/"),
                ("openapi_url", JSONText("\(origin)/openapi.json")),
            ])
        }
    }

    private var services: Endpoint {
        Endpoint(
            at: "/hsds/services", operation: "hsdsServices", summary: "HSDS 3: services",
            parameters: Self.paging + Self.filters + [
                .init("minimal", "Only identifier and day of the last confirmation, all on one page", Schema.boolean())
            ], answer: Self.page
        ) { call in
            let snapshot = try snapshot()
            let query = try HSDSQuery(call, districts: snapshot.city.territory.districts)
            let hsds = snapshot.hsds
            return query.answer(hsds.services.filter(query.matches)) { item in
                if query.isMinimal {
                    return item.record.filter { $0.key == "id" || $0.key == "last_modified" }
                }
                if query.isFull { return hsds.export.full(item.record) }
                var record = Self.flat(item.record)
                record["organization"] = hsds.export.organization(item.organization).map { .object(Self.flat($0)) }
                return record
            }
        }
    }

    private var service: Endpoint {
        Endpoint(
            at: "/hsds/services/{id}", operation: "hsdsService", summary: "HSDS 3: one service, whole",
            answer: Self.record, canMiss: true
        ) { call in
            let hsds = try snapshot().hsds
            return try Self.one(hsds.service(call.path["id"]).map { hsds.export.full($0) })
        }
    }

    private var organizations: Endpoint {
        Endpoint(
            at: "/hsds/organizations", operation: "hsdsOrganizations", summary: "HSDS 3: organizations",
            parameters: Self.paging + [
                .init("full", "Records with what they name inside them", Schema.boolean()),
                .init("full_service", "Organizations with their services, whole", Schema.boolean()),
            ], answer: Self.page
        ) { call in
            let snapshot = try snapshot()
            let query = try HSDSQuery(call, districts: [])
            let hsds = snapshot.hsds
            return query.answer(hsds.organizations.filter(query.matches)) { item in
                query.isFull ? Self.whole(item.record, hsds) : Self.flat(item.record)
            }
        }
    }

    private var organization: Endpoint {
        Endpoint(
            at: "/hsds/organizations/{id}", operation: "hsdsOrganization", summary: "HSDS 3: one organization, whole",
            parameters: [.init("full_service", "With its services, whole", Schema.boolean())], answer: Self.record,
            canMiss: true
        ) { call in
            _ = try HSDSQuery(call, districts: [])
            let hsds = try snapshot().hsds
            return try Self.one(
                hsds.organizations.first { $0.id == call.path["id"] }.map { Self.whole($0.record, hsds) })
        }
    }

    private var places: Endpoint {
        Endpoint(
            at: "/hsds/service_at_locations", operation: "hsdsServiceAtLocations",
            summary: "HSDS 3: services at their places",
            parameters: Self.paging + Self.filters + [
                .init("postcode", "Postal code of the place", Schema.string()),
                .init("proximity", "Metres around the middle of the postal code's district", Schema.number(from: 0)),
            ], answer: Self.page
        ) { call in
            let snapshot = try snapshot()
            let query = try HSDSQuery(call, districts: snapshot.city.territory.districts)
            let hsds = snapshot.hsds
            return query.answer(hsds.places.filter(query.matches)) { Self.place($0, hsds, isFull: query.isFull) }
        }
    }

    private var place: Endpoint {
        Endpoint(
            at: "/hsds/service_at_locations/{id}", operation: "hsdsServiceAtLocation",
            summary: "HSDS 3: a service at one place, whole", answer: Self.record, canMiss: true
        ) { call in
            let hsds = try snapshot().hsds
            return try Self.one(
                hsds.places.first { $0.id == call.path["id"] }.map { Self.place($0, hsds, isFull: true) })
        }
    }

    private var taxonomies: Endpoint {
        Endpoint(
            at: "/hsds/taxonomies", operation: "hsdsTaxonomies", summary: "HSDS 3: taxonomies",
            parameters: Self.paging, answer: Self.page
        ) { call in
            let query = try HSDSQuery(call, districts: [])
            let items = try snapshot().hsds.export.taxonomies
            return query.answer(items.filter { query.matches(HSDSItem(organization: $0)) }) { $0 }
        }
    }

    private var taxonomy: Endpoint {
        Endpoint(
            at: "/hsds/taxonomies/{id}", operation: "hsdsTaxonomy", summary: "HSDS 3: one taxonomy",
            answer: Self.record,
            canMiss: true
        ) { call in
            try Self.one(snapshot().hsds.export.taxonomies.first { $0.words("id") == call.path["id"] })
        }
    }

    private var terms: Endpoint {
        Endpoint(
            at: "/hsds/taxonomy_terms", operation: "hsdsTerms", summary: "HSDS 3: terms",
            parameters: Self.paging + [
                .init("taxonomy_id", "Terms of this taxonomy", Schema.string()),
                .init("parent_id", "Terms beneath this term", Schema.string()),
                .init("top_only", "Terms that stand beneath no other", Schema.boolean()),
            ], answer: Self.page
        ) { call in
            var own = call
            own.query.removeAll { $0.name == "taxonomy_id" }
            let query = try HSDSQuery(own, districts: [])
            let items = try snapshot().hsds.export.terms.filter { term in
                (call["taxonomy_id"].map { term.words("taxonomy_id") == $0 } ?? true)
                    && (call["parent_id"].map { term.words("parent_id") == $0 } ?? true)
                    && (!query.isTopOnly || term["parent_id"] == nil)
                    && query.matches(HSDSItem(organization: term))
            }
            return query.answer(items) { $0 }
        }
    }

    private var term: Endpoint {
        Endpoint(
            at: "/hsds/taxonomy_terms/{id}", operation: "hsdsTerm", summary: "HSDS 3: one term", answer: Self.record,
            canMiss: true
        ) { call in
            try Self.one(snapshot().hsds.export.terms.first { $0.words("id") == call.path["id"] })
        }
    }

    private var dataInclusion: Endpoint {
        Endpoint(
            "data-inclusion", operation: "dataInclusion", summary: "Structures and services as data.inclusion 1",
            answer: Schema.object([
                ("structures", Schema.array(Self.record)), ("services", Schema.array(Self.record)),
            ])
        ) { _ in try snapshot().dataInclusionDocument(origin: origin) }
    }

    private static func one(_ record: StandardRecord?) throws -> JSONText {
        guard let record else { throw Problem(.notFound, "There is no record with this identifier.") }
        return JSONText(.object(record))
    }

    /// Without the lists inside.
    private static func flat(_ record: StandardRecord) -> StandardRecord { record.filter { $0.value.array == nil } }

    private static func whole(_ organization: StandardRecord, _ hsds: StandardsSnapshot.Directory) -> StandardRecord {
        var record = organization
        let id = organization.words("id") ?? ""
        record.put("locations", hsds.locations(of: id))
        record.put("services", hsds.services(of: id).map { hsds.export.full($0) })
        return record
    }

    private static func place(_ item: HSDSItem, _ hsds: StandardsSnapshot.Directory, isFull: Bool) -> StandardRecord {
        let service = hsds.service(item.record.words("service_id")) ?? [:]
        var record = item.record
        let location = hsds.export.location(item.record.words("location_id")) ?? [:]
        record["location"] = .object(isFull ? location : flat(location))
        record["service"] = .object(isFull ? hsds.export.full(service) : flat(service))
        return record
    }
}
