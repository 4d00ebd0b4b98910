internal import Store

enum PlanMigrations {
    static let all = [
        Migration(
            area: "plan", number: 1, name: "plans and initiatives",
            [
                """
                CREATE TABLE plan (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    adopted TEXT NOT NULL, status TEXT NOT NULL, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                """
                CREATE TABLE plan_partner (
                    plan TEXT NOT NULL REFERENCES plan (key), item TEXT NOT NULL,
                    organisation TEXT NOT NULL REFERENCES organisation (key), PRIMARY KEY (plan, item, organisation))
                """,
                """
                CREATE TABLE plan_site (
                    plan TEXT NOT NULL REFERENCES plan (key), item TEXT NOT NULL,
                    site TEXT NOT NULL REFERENCES site (key), PRIMARY KEY (plan, item, site))
                """,
                """
                CREATE TABLE initiative (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    number INTEGER NOT NULL, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                "CREATE INDEX plan_partner_organisation ON plan_partner (organisation)",
                "CREATE INDEX plan_site_site ON plan_site (site)",
            ])
    ]
}
