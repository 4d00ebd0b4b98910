internal import Store

enum LabelMigrations {
    /// Applied after accounts and places, to which they point. The two columns `open_site` and `running_site` are the last guard: a place has one
    /// request that waits, and one label, at most.
    static let all = [
        Migration(
            area: "label", number: 1, name: "the label of welcoming places",
            [
                """
                CREATE TABLE label_scheme (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    facts TEXT NOT NULL, added_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, retired_at INTEGER,
                    UNIQUE (source, source_key))
                """,
                """
                CREATE TABLE label_request (
                    id TEXT NOT NULL PRIMARY KEY, site TEXT NOT NULL REFERENCES site (key), organisation TEXT,
                    scheme TEXT NOT NULL REFERENCES label_scheme (key),
                    state TEXT NOT NULL CHECK (state IN ('asked', 'planned', 'visited', 'granted', 'refused',
                        'withdrawn', 'given-up', 'renewed')),
                    claimed TEXT NOT NULL, contact TEXT, visit_on TEXT, visit_by TEXT, findings TEXT NOT NULL,
                    remarks TEXT, first_day TEXT, last_day TEXT, reason TEXT,
                    account TEXT NOT NULL REFERENCES account (id), asked_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, open_site TEXT UNIQUE, running_site TEXT UNIQUE,
                    CHECK ((state IN ('asked', 'planned', 'visited')) = (open_site IS NOT NULL)),
                    CHECK ((state = 'granted') = (running_site IS NOT NULL)),
                    CHECK (state <> 'granted' OR (first_day IS NOT NULL AND last_day IS NOT NULL)))
                """,
                "CREATE INDEX label_request_site ON label_request (site, asked_at)",
                """
                CREATE TABLE label_step (
                    id TEXT NOT NULL PRIMARY KEY, request TEXT NOT NULL REFERENCES label_request (id),
                    state TEXT NOT NULL, day TEXT NOT NULL, words TEXT, account TEXT NOT NULL REFERENCES account (id),
                    organisation TEXT, at INTEGER NOT NULL)
                """,
                "CREATE INDEX label_step_request ON label_step (request, at)",
            ])
    ]
}

/// What the tables of the label hold of people, see `DataTable`.
enum LabelData {
    private static let purpose = "checking how places welcome people, and answering for it (public task)"

    static let map: [DataTable] = [
        DataTable("label_scheme", about: .nobody),
        DataTable(
            "label_request", about: .members,
            [
                .sealed("contact"), .sealed("remarks"),
                .clear("scheme", because: "a version of the criteria"),
                .clear("claimed", because: "keys of criteria"), .clear("findings", because: "keys and codes"),
                .clear("visit_on", because: "a day"),
                .clear("visit_by", because: "an office; the form asks not to name a person"),
                .clear("first_day", because: "a day"), .clear("last_day", because: "a day"),
                .clear("open_site", because: "key of a place"), .clear("running_site", because: "key of a place"),
            ], purpose: purpose,
            kept: "with the place; the contact until the request is refused, given up or withdrawn, "
                + "and half a year after a label has ended"),
        DataTable(
            "label_step", about: .members,
            [.sealed("words"), .clear("request", because: "an id"), .clear("day", because: "a day")],
            purpose: purpose, kept: "with the request"),
    ]
}
