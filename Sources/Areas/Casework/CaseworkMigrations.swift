internal import Store

/// The minimal file of a person, what they agreed to, and what is asked of others for them.
/// Words that lead to a person are sealed before they come here; health stands in a table of its own.
enum CaseworkMigrations {
    static let all = [
        Migration(
            area: "casework", number: 1, name: "persons and referrals",
            [
                """
                CREATE TABLE person_file (
                    id TEXT NOT NULL PRIMARY KEY, reference TEXT NOT NULL UNIQUE,
                    organisation TEXT NOT NULL REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    purpose TEXT NOT NULL, first_name TEXT, first_name_index TEXT, languages TEXT NOT NULL, note TEXT,
                    household INTEGER CHECK (household BETWEEN 1 AND 30),
                    ward_health INTEGER NOT NULL CHECK (ward_health IN (0, 1)),
                    ward_minors INTEGER NOT NULL CHECK (ward_minors IN (0, 1)),
                    ward_protected INTEGER NOT NULL CHECK (ward_protected IN (0, 1)),
                    created_at INTEGER NOT NULL, created_month TEXT NOT NULL, created_by TEXT NOT NULL,
                    last_contact_at INTEGER NOT NULL, version INTEGER NOT NULL, archived_at INTEGER,
                    CHECK ((first_name IS NULL) = (first_name_index IS NULL)))
                """,
                "CREATE INDEX person_file_organisation ON person_file (organisation, archived_at)",
                "CREATE INDEX person_file_first_name ON person_file (first_name_index)",
                """
                CREATE TABLE person_need (
                    person TEXT NOT NULL REFERENCES person_file (id), need TEXT NOT NULL, PRIMARY KEY (person, need))
                """,
                """
                CREATE TABLE person_health (
                    person TEXT NOT NULL PRIMARY KEY REFERENCES person_file (id), needs TEXT NOT NULL,
                    words TEXT NOT NULL, has_needs INTEGER NOT NULL CHECK (has_needs IN (0, 1)),
                    version INTEGER NOT NULL, updated_at INTEGER NOT NULL, updated_by TEXT NOT NULL)
                """,
                """
                CREATE TABLE person_attachment (
                    id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES person_file (id), kind TEXT NOT NULL,
                    size INTEGER NOT NULL, title TEXT, is_health INTEGER NOT NULL CHECK (is_health IN (0, 1)),
                    content BLOB NOT NULL, added_at INTEGER NOT NULL, added_by TEXT NOT NULL)
                """,
                "CREATE INDEX person_attachment_person ON person_attachment (person)",
                """
                CREATE TABLE person_notice (
                    id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES person_file (id),
                    version INTEGER NOT NULL, language TEXT NOT NULL, manner TEXT NOT NULL, reader TEXT,
                    given_at INTEGER NOT NULL, given_by TEXT NOT NULL)
                """,
                "CREATE INDEX person_notice_person ON person_notice (person)",
                """
                CREATE TABLE person_consent (
                    id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES person_file (id),
                    purpose TEXT NOT NULL, giver TEXT NOT NULL CHECK (giver IN ('person', 'guardian')), relation TEXT,
                    manner TEXT NOT NULL, recorded_by TEXT NOT NULL, given_at INTEGER NOT NULL, until INTEGER NOT NULL,
                    withdrawn_at INTEGER, withdrawn_giver TEXT, withdrawn_by TEXT,
                    CHECK (until > given_at), CHECK ((giver = 'guardian') = (relation IS NOT NULL)),
                    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
                """,
                "CREATE INDEX person_consent_person ON person_consent (person)",
                """
                CREATE TABLE consent_organisation (
                    consent TEXT NOT NULL REFERENCES person_consent (id), organisation TEXT NOT NULL,
                    PRIMARY KEY (consent, organisation))
                """,
                """
                CREATE TABLE consent_override (
                    id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES person_file (id),
                    organisation TEXT NOT NULL, to_organisation TEXT, code TEXT NOT NULL, reason TEXT NOT NULL,
                    made_by TEXT NOT NULL, made_at INTEGER NOT NULL, decision TEXT, decided_by TEXT,
                    decided_at INTEGER, CHECK ((decision IS NULL) = (decided_by IS NULL)))
                """,
                "CREATE INDEX consent_override_person ON consent_override (person)",
                """
                CREATE TABLE person_share (
                    person TEXT NOT NULL REFERENCES person_file (id), organisation TEXT NOT NULL,
                    override TEXT REFERENCES consent_override (id), since INTEGER NOT NULL, shared_by TEXT NOT NULL,
                    PRIMARY KEY (person, organisation))
                """,
                "CREATE INDEX person_share_organisation ON person_share (organisation)",
                """
                CREATE TABLE archive_opening (
                    id TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL REFERENCES person_file (id),
                    account TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL)
                """,
                "CREATE INDEX archive_opening_person ON archive_opening (person, account)",
                """
                CREATE TABLE referral (
                    id TEXT NOT NULL PRIMARY KEY, person TEXT REFERENCES person_file (id), organisation TEXT NOT NULL,
                    asked_by TEXT NOT NULL, to_organisation TEXT, to_service TEXT, partner_name TEXT,
                    partner_address TEXT, partner_language TEXT, shown TEXT, message TEXT,
                    urgency TEXT NOT NULL, wanted_on TEXT,
                    ward_health INTEGER NOT NULL CHECK (ward_health IN (0, 1)),
                    ward_minors INTEGER NOT NULL CHECK (ward_minors IN (0, 1)),
                    ward_protected INTEGER NOT NULL CHECK (ward_protected IN (0, 1)),
                    consent TEXT REFERENCES person_consent (id), override TEXT REFERENCES consent_override (id),
                    state TEXT NOT NULL, asked_at INTEGER NOT NULL, answered_at INTEGER, reason TEXT, reply TEXT,
                    report TEXT, closed_at INTEGER, reminded TEXT,
                    CHECK ((to_organisation IS NULL) <> (partner_address IS NULL)),
                    CHECK (to_organisation IS NULL OR to_organisation <> organisation),
                    CHECK (person IS NULL OR consent IS NOT NULL OR override IS NOT NULL),
                    CHECK ((state = 'refused') = (reason IS NOT NULL)))
                """,
                "CREATE INDEX referral_organisation ON referral (organisation, state)",
                "CREATE INDEX referral_to_organisation ON referral (to_organisation, state)",
                "CREATE INDEX referral_person ON referral (person)",
                """
                CREATE TABLE referral_link (
                    id TEXT NOT NULL PRIMARY KEY, referral TEXT NOT NULL REFERENCES referral (id),
                    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, withdrawn_at INTEGER)
                """,
                "CREATE INDEX referral_link_referral ON referral_link (referral)",
                """
                CREATE TABLE person_count (
                    month TEXT NOT NULL, organisation TEXT NOT NULL, wards TEXT NOT NULL, dimension TEXT NOT NULL,
                    value TEXT NOT NULL, count INTEGER NOT NULL CHECK (count > 0),
                    PRIMARY KEY (month, organisation, wards, dimension, value))
                """,
                """
                CREATE TABLE erasure (
                    sequence INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL,
                    code TEXT NOT NULL,
                    ward_health INTEGER NOT NULL CHECK (ward_health IN (0, 1)),
                    ward_minors INTEGER NOT NULL CHECK (ward_minors IN (0, 1)),
                    ward_protected INTEGER NOT NULL CHECK (ward_protected IN (0, 1)))
                """,
                """
                CREATE TABLE erasure_reach (
                    erasure TEXT NOT NULL REFERENCES erasure (id), organisation TEXT NOT NULL,
                    PRIMARY KEY (erasure, organisation))
                """,
                """
                CREATE TABLE person_export (
                    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL, organisation TEXT NOT NULL,
                    persons INTEGER NOT NULL, made_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, file TEXT)
                """,
                """
                CREATE TABLE person_export_content (
                    export TEXT NOT NULL REFERENCES person_export (id), person TEXT NOT NULL,
                    PRIMARY KEY (export, person))
                """,
            ]),
        Migration(
            area: "casework", number: 2, name: "overrides that are ended",
            [
                "ALTER TABLE consent_override ADD COLUMN ended_at INTEGER",
                "ALTER TABLE consent_override ADD COLUMN ended_by TEXT",
                "CREATE INDEX consent_override_decision ON consent_override (decision)",
            ]),
        // What stands in clear is moved by the program, which holds the keys: see `Casework.sealOldValues`.
        Migration(
            area: "casework", number: 3, name: "partners sealed",
            [
                """
                CREATE TABLE consent_partner (
                    id TEXT NOT NULL PRIMARY KEY, consent TEXT NOT NULL REFERENCES person_consent (id),
                    name TEXT NOT NULL, name_index TEXT NOT NULL, UNIQUE (consent, name_index))
                """,
                "ALTER TABLE consent_override ADD COLUMN partner_name TEXT",
            ]),
        // Until now a share that ended left no trace but in the audit book: whoever opened the file then is taken from there.
        Migration(
            area: "casework", number: 4, name: "whom a file has reached",
            [
                """
                CREATE TABLE person_reach (
                    person TEXT NOT NULL REFERENCES person_file (id), organisation TEXT NOT NULL,
                    PRIMARY KEY (person, organisation))
                """,
                """
                INSERT INTO person_reach (person, organisation)
                SELECT person, organisation FROM person_share
                UNION SELECT audit.object, audit.organisation FROM audit
                    JOIN person_file ON person_file.id = audit.object
                    WHERE audit.kind = 'person' AND audit.outcome = 'done' AND audit.organisation IS NOT NULL
                        AND audit.organisation <> person_file.organisation
                """,
            ]),
        Migration(
            area: "casework", number: 5, name: "exports in the making",
            ["ALTER TABLE person_export ADD COLUMN making_until INTEGER"]),
    ]
}
