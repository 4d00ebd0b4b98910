internal import Rules

/// What the tables of this area hold of people, see `DataTable`.
enum GuideData {
    private static let upkeep = "keeping the guide true, and answering for it (public task)"

    static let map: [DataTable] = [
        DataTable("site", about: .nobody), DataTable("site_partner", about: .nobody),
        DataTable("service", about: .nobody), DataTable("service_need", about: .nobody),
        DataTable("desk_record", about: .nobody),
        DataTable(
            "report", about: .persons,
            [
                .sealed("sealed_words"),
                .clear(
                    "words",
                    because: "always empty: releases before wrote here; it is sealed at the start and each hour"),
                .clear("matter", because: "a code of six"), .clear("language", because: "of the page that was read"),
            ],
            purpose: "mending what a visitor found wrong; nobody is asked who they are (public task)",
            kept:
                "the words and the note of the answer \(ReportRetention.daysAfterClosing) days after the report is closed, "
                + "\(ReportRetention.daysAfterSending) days after it was sent at the latest; the matter with the service"
        ),
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
            purpose: upkeep, kept: "with the report; the note as long as the visitor's words"),
    ]
}
