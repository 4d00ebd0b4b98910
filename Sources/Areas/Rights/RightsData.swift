internal import Rules

/// What the tables of this area hold of people, see `DataTable`.
enum RightsData {
    static let map: [DataTable] = [
        DataTable("rights_text", about: .nobody), DataTable("rights_questions", about: .nobody),
        DataTable(
            "rights_verdict", about: .members,
            [
                .clear("account", because: "an id: who checked the text"), .clear("verdict", because: "a code of two"),
                .clear("words", because: "what is wrong in a published text of law; the form asks not to name anyone"),
            ],
            purpose: "answering for texts of law that people rely on (public task)",
            kept: "with the version of the text"),
    ]
}
