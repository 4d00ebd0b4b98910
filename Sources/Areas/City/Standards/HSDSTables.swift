/// The tables of HSDS 3 that we read and write, with their columns in the standard's order. Contacts are people, and the history
/// of records names them: neither is taken in nor given out, and the columns that name them (`contact_id`, `attention`) stay empty.
enum HSDSTables {
    struct Table: Sendable {
        /// As a list inside another record is called.
        let member: String
        /// As `link_entity` and the data package call one record.
        let entity: String
        let columns: [String]

        var file: String { (member == "service_at_locations" ? entity : member) + ".csv" }
    }

    static let numbers: Set<String> = [
        "year_incorporated", "minimum_age", "maximum_age", "latitude", "longitude", "extension", "timezone", "count",
        "interval", "amount",
    ]

    static let all: [Table] = [
        Table(
            member: "organizations", entity: "organization",
            columns: [
                "id", "name", "alternate_name", "description", "email", "website", "tax_status", "tax_id",
                "year_incorporated", "legal_status", "logo", "uri", "parent_organization_id",
            ]),
        Table(
            member: "programs", entity: "program",
            columns: [
                "id", "organization_id", "name", "alternate_name", "description",
            ]),
        Table(
            member: "services", entity: "service",
            columns: [
                "id", "organization_id", "program_id", "name", "alternate_name", "description", "url", "email",
                "status", "interpretation_services", "application_process", "fees_description", "wait_time", "fees",
                "accreditations", "eligibility_description", "minimum_age", "maximum_age", "assured_date",
                "assurer_email", "licenses", "alert", "last_modified",
            ]),
        Table(
            member: "attributes", entity: "attribute",
            columns: [
                "id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value",
            ]),
        Table(
            member: "service_at_locations", entity: "service_at_location",
            columns: [
                "id", "service_id", "location_id", "description",
            ]),
        Table(
            member: "locations", entity: "location",
            columns: [
                "id", "location_type", "url", "organization_id", "name", "alternate_name", "description",
                "transportation", "latitude", "longitude", "external_identifier", "external_identifier_type",
            ]),
        Table(
            member: "phones", entity: "phone",
            columns: [
                "id", "location_id", "service_id", "organization_id", "contact_id", "service_at_location_id",
                "number", "extension", "type", "description",
            ]),
        Table(
            member: "addresses", entity: "address",
            columns: [
                "id", "location_id", "attention", "address_1", "address_2", "city", "region", "state_province",
                "postal_code", "country", "address_type",
            ]),
        Table(
            member: "schedules", entity: "schedule",
            columns: [
                "id", "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to", "dtstart",
                "timezone", "until", "count", "wkst", "freq", "interval", "byday", "byweekno", "bymonthday",
                "byyearday", "description", "opens_at", "closes_at", "schedule_link", "attending_type", "notes",
            ]),
        Table(
            member: "funding", entity: "funding",
            columns: [
                "id", "organization_id", "service_id", "source",
            ]),
        Table(
            member: "service_areas", entity: "service_area",
            columns: [
                "id", "service_id", "name", "description", "extent", "extent_type", "uri",
            ]),
        Table(
            member: "required_documents", entity: "required_document",
            columns: [
                "id", "service_id", "document", "uri",
            ]),
        Table(
            member: "languages", entity: "language",
            columns: [
                "id", "service_id", "location_id", "phone_id", "name", "code", "note",
            ]),
        Table(
            member: "accessibility", entity: "accessibility",
            columns: [
                "id", "location_id", "description", "details", "url",
            ]),
        Table(
            member: "cost_options", entity: "cost_option",
            columns: [
                "id", "service_id", "valid_from", "valid_to", "option", "currency", "amount", "amount_description",
            ]),
        Table(
            member: "organization_identifiers", entity: "organization_identifier",
            columns: [
                "id", "organization_id", "identifier_scheme", "identifier_type", "identifier",
            ]),
        Table(
            member: "taxonomy_terms", entity: "taxonomy_term",
            columns: [
                "id", "code", "name", "description", "parent_id", "taxonomy", "language", "taxonomy_id", "term_uri",
            ]),
        Table(
            member: "taxonomies", entity: "taxonomy",
            columns: [
                "id", "name", "description", "uri", "version",
            ]),
    ]

    static func table(_ member: String) -> Table? { all.first { $0.member == member } }
}
