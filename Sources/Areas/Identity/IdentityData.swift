/// What the tables of this area hold of people, see `DataTable`.
enum IdentityData {
    private static let access =
        "letting members in, and nobody else (legitimate interest, GDPR 6(1)(f); public task for the city)"

    static let map: [DataTable] = [
        DataTable(
            "account", about: .members,
            [
                .blindIndex("email_index"), .sealed("email"), .sealed("name"), .secretHash("password"),
                .sealed("totp"), .clear("language", because: "chooses the words of pages and letters"),
                .clear("choices", because: "which letters are wanted"),
            ], purpose: access, kept: "until a year after the last membership ended, then anonymised"),
        DataTable(
            "membership", about: .members,
            [.clear("role", because: "asked at every request"), .clear("wards", because: "asked at every request")],
            purpose: access, kept: "with the account"),
        DataTable(
            "invitation", about: .members,
            [
                .blindIndex("email_index"), .sealed("email"), .secretHash("secret_hash"),
                .clear("role", because: "shown to whoever is invited"),
                .clear("wards", because: "given with the membership"),
            ], purpose: access, kept: "30 days after it ended"),
        DataTable(
            "single_use_link", about: .members, [.secretHash("secret_hash")], purpose: access,
            kept: "30 days after it ended"),
        DataTable(
            "session", about: .members,
            [
                .secretHash("secret_hash"),
                .clear("browser", because: "so that one recognises one's own sessions: family and system only"),
                .sealed("provider"),
            ], purpose: access, kept: "30 days after it ended"),
        DataTable(
            "recovery_code", about: .members, [.secretHash("hash")], purpose: access, kept: "with the account"),
        DataTable(
            "program_key", about: .members,
            [.secretHash("secret_hash"), .sealed("name")],
            purpose: access, kept: "a year after it ended"),
        DataTable("limit_count", about: .machine),
        DataTable(
            "reset_request", about: .members, [.blindIndex("email_index")], purpose: access,
            kept: "seconds; an hour when no letters go out"),
        DataTable(
            "provider_start", about: .machine, row: "door_hash", [.sealed("pending"), .secretHash("door_hash")]),
        DataTable("half_sign_in", about: .machine, [.sealed("provider"), .secretHash("door_hash")]),
        DataTable(
            "provider_link", about: .members, [.blindIndex("subject_index")], purpose: access,
            kept: "with the account"),
        DataTable(
            "audit", about: .members,
            [
                .clear("actor", because: "an id; the name is in the account, sealed"),
                .clear("object", because: "an id; it stays when the file is gone"),
            ],
            purpose: "showing who opened what (GDPR 5(2), 32; CNIL's recommendation on logging)",
            kept: "12 months, then its beginning is cut off with a signed anchor"),
        DataTable(
            "refusal_count", about: .members, row: "account",
            [
                .clear("account", because: "an id; the name is in the account, sealed"),
                .clear("route", because: "as the table of routes writes it: nothing that was typed"),
                .clear("subject", because: "of the table of permission"),
            ],
            purpose: "showing who knocks at closed doors many times (GDPR 32)",
            kept: "an hour, then one line of the audit book"),
        DataTable("audit_beginning", about: .machine),
        DataTable(
            "notification", about: .members, [.clear("path", because: "an address of ours with an id")],
            purpose: "telling what awaits", kept: "90 days after it was read"),
        DataTable(
            "letter", about: .members, [.sealed("recipient"), .sealed("holes")], purpose: "telling what awaits",
            kept: "7 days after it was sent"),
        DataTable("job", about: .machine),
        DataTable("key_proof", about: .machine, row: "key"),
        DataTable("key_index_proof", about: .machine, row: "name"),
    ]
}
