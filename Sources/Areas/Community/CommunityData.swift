/// What the tables of this area hold of people, see `DataTable`.
enum CommunityData {
    private static let directory =
        "finding who does what, where, for whom, among those who work together (legitimate interest, GDPR 6(1)(f))"

    static let map: [DataTable] = [
        DataTable("organisation", about: .nobody),
        DataTable(
            "contact", about: .members,
            [
                .blindIndex("identity_index"), .sealed("name"), .sealed("function"), .sealed("phone"), .sealed("email"),
                .clear("languages", because: "filtered in the database; of work, not of origin"),
                .clear("topics", because: "filtered in the database"),
                .clear("confirmed", because: "a date"), .clear("confirmed_by", because: "an id"),
                .clear("left_reason", because: "a code"),
            ], purpose: directory, kept: "until the person leaves the function; asked again each year"),
        DataTable(
            "contact_word", about: .members, [.blindIndex("word")], purpose: directory, kept: "with the contact"),
        DataTable(
            "calendar_feed", about: .members,
            [
                .secretHash("secret_hash"),
                .clear("standing", because: "a role, wards and two moments, compared when the feed is read"),
            ], purpose: "a member's own calendar",
            kept: """
                a year unless it is renewed; it ends with the membership, the role or a new password, and goes a month later
                """),
    ]
}
