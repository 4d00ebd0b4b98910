internal import Store

enum GuideMigrations {
    static let all = [
        Migration(
            area: "guide", number: 1, name: "sites and services",
            [
                """
                CREATE TABLE site (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    kind TEXT NOT NULL, status TEXT NOT NULL, district TEXT REFERENCES district (key),
                    operated_by TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    owner TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    latitude REAL, longitude REAL, is_protected INTEGER NOT NULL CHECK (is_protected IN (0, 1)),
                    opened TEXT, closed TEXT, confirmed TEXT, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER,
                    CHECK ((latitude IS NULL) = (longitude IS NULL)))
                """,
                """
                CREATE TABLE site_partner (
                    site TEXT NOT NULL REFERENCES site (key) DEFERRABLE INITIALLY DEFERRED,
                    organisation TEXT NOT NULL REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    PRIMARY KEY (site, organisation))
                """,
                """
                CREATE TABLE service (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    site TEXT NOT NULL REFERENCES site (key) DEFERRABLE INITIALLY DEFERRED, status TEXT,
                    operated_by TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    began TEXT, ended TEXT, confirmed TEXT, facts TEXT NOT NULL, added_at INTEGER NOT NULL,
                    changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                """
                CREATE TABLE service_need (
                    service TEXT NOT NULL REFERENCES service (key) DEFERRABLE INITIALLY DEFERRED,
                    need TEXT NOT NULL REFERENCES need (key) DEFERRABLE INITIALLY DEFERRED,
                    position INTEGER NOT NULL, PRIMARY KEY (service, need))
                """,
                "CREATE INDEX site_source ON site (source)",
                "CREATE INDEX site_partner_organisation ON site_partner (organisation)",
                "CREATE INDEX service_source ON service (source)",
                "CREATE INDEX service_site ON service (site)",
                "CREATE INDEX service_need_need ON service_need (need)",
            ])
    ]
}
