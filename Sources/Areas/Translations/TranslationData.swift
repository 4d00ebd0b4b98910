internal import Rules

/// What the tables of this area hold of people, see `DataTable`.
enum TranslationData {
    private static let answering = "answering for what the public reads in each language (public task)"

    static let map: [DataTable] = [
        DataTable(
            "translation_version", about: .members,
            [
                .clear("account", because: "an id: who wrote it"),
                .clear("decided_by", because: "an id: who reviewed it"),
                .clear("words", because: "a text that the public reads"),
                .clear("carried", because: "a text that the public reads"),
                .clear("source_words", because: "a text that the public reads"),
                .clear("source_language", because: "a language"),
                .clear("source_mark", because: "a fingerprint of a public text"),
                .clear("field", because: "the field of a record of the guide"),
                .clear("stage", because: "a code of five"),
                .clear("origin", because: "a code of three"),
                .clear("remark", because: "what is wrong in a public text; the form asks not to name anyone"),
            ], purpose: answering, kept: "with the text"),
        DataTable(
            "translation_minor", about: .members,
            [
                .clear("account", because: "an id: who called the change minor"),
                .clear("field", because: "the field of a record of the guide"),
                .clear("from_mark", because: "a fingerprint of a public text"),
                .clear("to_mark", because: "a fingerprint of a public text"),
            ], purpose: answering, kept: "with the text"),
        DataTable(
            "translation_reviewer", about: .members,
            [
                .clear("account", because: "an id: who reviews this language"),
                .clear("named_by", because: "an id: who named them"),
            ], purpose: answering, kept: "until they are named no more"),
        DataTable(
            "glossary_term", about: .members,
            [
                .clear("account", because: "an id: who wrote the line"),
                .clear("source", because: "a word of the field"),
                .clear("source_language", because: "a language"),
                .clear("demanded", because: "a word of the field"), .clear("note", because: "about a word"),
                .clear("forbidden", because: "words of the field"),
            ], purpose: answering, kept: "with the glossary"),
        DataTable(
            "recording", about: .members,
            [
                .clear(
                    "content", because: "a voice that says a public text; its speaker agreed that everyone hears it"),
                .clear("account", because: "an id: who sent it, and said that the speaker agrees"),
                .clear("words", because: "a text that the public reads"),
                .clear("mark", because: "a fingerprint of a public text"),
                .clear("digest", because: "a fingerprint of the sound"),
            ], purpose: answering, kept: "until it is replaced or withdrawn: then it is deleted"),
        DataTable("translation_memory", about: .nobody), DataTable("translation_memory_key", about: .nobody),
    ]
}
