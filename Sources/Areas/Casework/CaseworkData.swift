/// What the tables of this area hold of people, see `DataTable`.
enum CaseworkData {
    private static let support = "helping a person who asks (public task, GDPR 6(1)(e)); the least that serves"
    private static let kept = "active until 2 years after the last contact, then restricted archive, then counted only"

    static let map: [DataTable] = [
        DataTable(
            "person_file", about: .persons,
            [
                .clear("reference", because: "drawn by lot, said on the telephone; leads to nobody without the file"),
                .sealed("first_name"), .blindIndex("first_name_index"),
                .clear("languages", because: "counted, and filtered in the database"), .sealed("note"),
                .clear("created_month", because: "counted"),
            ], purpose: support, kept: kept),
        DataTable("person_need", about: .persons, row: "person", [], purpose: support, kept: kept),
        DataTable(
            "person_health", about: .persons, row: "person",
            [.sealed("needs"), .sealed("words"), .clear("updated_by", because: "an account's id")],
            purpose: "orientation in health care (explicit consent or social protection, GDPR 9(2)(a), (b))",
            kept: "with the file"),
        DataTable(
            "person_attachment", about: .persons,
            [.sealed("title"), .sealedBytes("content"), .clear("added_by", because: "an account's id")],
            purpose: support, kept: "with the file"),
        DataTable(
            "person_notice", about: .persons,
            [
                .clear("manner", because: "a word of a closed list"), .sealed("reader"),
                .clear("given_by", because: "an account's id"),
            ], purpose: "showing what the person was told (GDPR 5(2), 13)", kept: "with the file"),
        DataTable(
            "person_consent", about: .persons,
            [
                .clear("giver", because: "person or guardian"), .clear("relation", because: "a word of a closed list"),
                .clear("manner", because: "a word of a closed list"), .clear("recorded_by", because: "an account's id"),
                .clear("withdrawn_giver", because: "person or guardian"),
                .clear("withdrawn_by", because: "an account's id"),
            ], purpose: "showing what the person agreed to (GDPR 7(1))", kept: "with the file"),
        DataTable(
            "consent_organisation", about: .persons, row: "consent",
            [.clear("consent", because: "an id")], purpose: "showing what the person agreed to (GDPR 7(1))",
            kept: "with the file"),
        DataTable(
            "consent_partner", about: .persons,
            [.clear("consent", because: "an id"), .sealed("name"), .blindIndex("name_index")],
            purpose: "showing what the person agreed to (GDPR 7(1))", kept: "with the file"),
        DataTable(
            "consent_override", about: .persons,
            [
                .clear("to_organisation", because: "a member's key"), .sealed("partner_name"),
                .clear("code", because: "a word of a closed list"), .sealed("reason"),
                .clear("made_by", because: "an account's id"), .clear("decision", because: "a word of a closed list"),
                .clear("decided_by", because: "an account's id"), .clear("ended_by", because: "an account's id"),
            ], purpose: "sharing without a consent, and its review (GDPR 6(1)(c), (d))", kept: "with the file"),
        DataTable(
            "person_share", about: .persons, row: "person",
            [.clear("override", because: "an id"), .clear("shared_by", because: "an account's id")], purpose: support,
            kept: "until it ends"),
        DataTable(
            "person_reach", about: .persons, row: "person", [],
            purpose: "telling the phones that may hold a copy, when the file is erased", kept: "with the file"),
        DataTable(
            "archive_opening", about: .persons, [.sealed("reason")],
            purpose: "showing why an archived file was opened (GDPR 5(2))", kept: "with the file"),
        DataTable(
            "referral", about: .persons,
            [
                .clear("asked_by", because: "an account's id"), .clear("to_organisation", because: "a key"),
                .clear("to_service", because: "a key"), .sealed("partner_name"), .sealed("partner_address"),
                .clear("partner_language", because: "of the letter"), .sealed("shown"), .sealed("message"),
                .clear("urgency", because: "a word of a closed list"),
                .clear("wanted_on", because: "reminders ask for it"), .clear("consent", because: "an id"),
                .clear("override", because: "an id"), .sealed("reply"), .sealed("report"),
                .clear("reminded", because: "a word of a closed list"),
            ], purpose: "asking another organisation for help (consent, GDPR 6(1)(a), or a reviewed reason)",
            kept: "with the file"),
        DataTable(
            "referral_link", about: .persons, [], purpose: "letting a partner without account answer",
            kept: "with the referral; it opens for 14 days"),
        DataTable("person_count", about: .nobody, row: "value"),
        DataTable(
            "erasure", about: .persons, [.clear("code", because: "a word of a closed list")],
            purpose: "telling phones and restored copies what to forget", kept: "as long as backups may come back"),
        DataTable(
            "erasure_reach", about: .persons, row: "erasure",
            [.clear("erasure", because: "an id")], purpose: "telling the phones that may hold a copy",
            kept: "with the erasure"),
        DataTable(
            "person_export", about: .members, [.clear("file", because: "a path of ours, without a name")],
            purpose: "knowing what was taken out, by whom", kept: "the archive a day, the line with the organisation"),
        DataTable(
            "person_export_content", about: .persons, row: "export",
            [.clear("export", because: "an id")], purpose: "reaching exports when a file is erased",
            kept: "a day, with the export"),
    ]
}
