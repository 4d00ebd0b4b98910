/// What the tables of this area hold of people, see `DataTable`.
enum GuideData {
    private static let upkeep = "keeping the guide true, and answering for it (public task)"

    static let map: [DataTable] = [
        DataTable("site", about: .nobody), DataTable("site_partner", about: .nobody),
        DataTable("service", about: .nobody), DataTable("service_need", about: .nobody),
        DataTable("report", about: .nobody), DataTable("desk_record", about: .nobody),
        DataTable(
            "guide_revision", about: .members,
            [
                .clear("account", because: "an id: who changed what"), .clear("decided_by", because: "an id"),
                .clear("act", because: "a code"), .clear("facts", because: "facts of a place or a service"),
                .clear("base", because: "facts of a place or a service"),
                .clear("why", because: "why the facts changed; the form asks not to name anyone"),
                .clear("words", because: "why a change was sent back; the same"),
            ], purpose: upkeep, kept: "with the service"),
        DataTable("freshness_reminder", about: .nobody), DataTable("confirmation_link", about: .nobody),
        DataTable(
            "report_answer", about: .members, row: "report",
            [
                .sealed("note"), .clear("account", because: "an id: who answered"),
                .clear("report", because: "an id"),
            ],
            purpose: upkeep, kept: "with the report"),
    ]
}
