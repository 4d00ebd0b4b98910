internal import Store

/// Accounts, what they may open, and the book of who opened what. Applied after the organisations that memberships point to.
enum IdentityMigrations {
    static let all = [
        Migration(
            area: "identity", number: 1, name: "accounts",
            [
                """
                CREATE TABLE account (
                    id TEXT NOT NULL PRIMARY KEY, email_index TEXT NOT NULL UNIQUE, email TEXT NOT NULL,
                    name TEXT NOT NULL, language TEXT NOT NULL, password TEXT, password_set_at INTEGER,
                    totp TEXT, totp_since INTEGER, totp_step INTEGER NOT NULL DEFAULT 0, choices TEXT NOT NULL,
                    created_at INTEGER NOT NULL, disabled_at INTEGER, anonymised_at INTEGER)
                """,
                """
                CREATE TABLE membership (
                    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
                    organisation TEXT NOT NULL REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    role TEXT NOT NULL, wards TEXT NOT NULL, created_at INTEGER NOT NULL, created_by TEXT,
                    ended_at INTEGER, ended_by TEXT)
                """,
                """
                CREATE UNIQUE INDEX membership_current ON membership (account, organisation) WHERE ended_at IS NULL
                """,
                "CREATE INDEX membership_organisation ON membership (organisation)",
                """
                CREATE TABLE invitation (
                    id TEXT NOT NULL PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE,
                    organisation TEXT NOT NULL REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    role TEXT NOT NULL, wards TEXT NOT NULL, email_index TEXT NOT NULL, email TEXT NOT NULL,
                    language TEXT NOT NULL, invited_by TEXT, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
                    used_at INTEGER, used_by TEXT REFERENCES account (id), withdrawn_at INTEGER)
                """,
                "CREATE INDEX invitation_organisation ON invitation (organisation)",
                """
                CREATE TABLE single_use_link (
                    id TEXT NOT NULL PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE, purpose TEXT NOT NULL,
                    account TEXT NOT NULL REFERENCES account (id), created_at INTEGER NOT NULL,
                    expires_at INTEGER NOT NULL, used_at INTEGER)
                """,
                """
                CREATE TABLE session (
                    id TEXT NOT NULL PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE,
                    account TEXT NOT NULL REFERENCES account (id), membership TEXT REFERENCES membership (id),
                    is_strong INTEGER NOT NULL CHECK (is_strong IN (0, 1)), browser TEXT NOT NULL,
                    provider TEXT, created_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
                    ended_at INTEGER)
                """,
                "CREATE INDEX session_account ON session (account)",
                """
                CREATE TABLE recovery_code (
                    account TEXT NOT NULL REFERENCES account (id), hash TEXT NOT NULL, used_at INTEGER,
                    PRIMARY KEY (account, hash))
                """,
                """
                CREATE TABLE program_key (
                    id TEXT NOT NULL PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE,
                    membership TEXT NOT NULL REFERENCES membership (id), name TEXT NOT NULL, allowed TEXT NOT NULL,
                    is_strong INTEGER NOT NULL CHECK (is_strong IN (0, 1)), created_at INTEGER NOT NULL,
                    expires_at INTEGER NOT NULL, seen_at INTEGER, withdrawn_at INTEGER)
                """,
                "CREATE INDEX program_key_membership ON program_key (membership)",
                """
                CREATE TABLE limit_count (
                    name TEXT NOT NULL PRIMARY KEY, count INTEGER NOT NULL, since INTEGER NOT NULL,
                    blocked_until INTEGER)
                """,
                """
                CREATE TABLE provider_start (
                    door_hash TEXT NOT NULL PRIMARY KEY, pending TEXT NOT NULL, next TEXT,
                    created_at INTEGER NOT NULL)
                """,
                """
                CREATE TABLE half_sign_in (
                    id TEXT NOT NULL PRIMARY KEY, door_hash TEXT NOT NULL UNIQUE,
                    account TEXT NOT NULL REFERENCES account (id), provider TEXT, next TEXT,
                    created_at INTEGER NOT NULL, ends_at INTEGER NOT NULL)
                """,
                """
                CREATE TABLE provider_link (
                    issuer TEXT NOT NULL, subject_index TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id),
                    linked_at INTEGER NOT NULL, PRIMARY KEY (issuer, subject_index))
                """,
                """
                CREATE TABLE audit (
                    sequence INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL, actor TEXT, membership TEXT,
                    organisation TEXT, action TEXT NOT NULL, kind TEXT NOT NULL, object TEXT, outcome TEXT NOT NULL,
                    note TEXT, hash BLOB NOT NULL, mac BLOB NOT NULL, key TEXT NOT NULL)
                """,
                "CREATE INDEX audit_object ON audit (kind, object)",
                "CREATE INDEX audit_organisation ON audit (organisation, at)",
                """
                CREATE TABLE audit_beginning (
                    id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1), anchor TEXT NOT NULL, cut_at INTEGER NOT NULL)
                """,
                """
                CREATE TABLE notification (
                    id TEXT NOT NULL PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
                    membership TEXT REFERENCES membership (id), kind TEXT NOT NULL, path TEXT NOT NULL,
                    event TEXT NOT NULL, created_at INTEGER NOT NULL, read_at INTEGER, UNIQUE (account, event))
                """,
                "CREATE INDEX notification_account ON notification (account, read_at)",
                """
                CREATE TABLE letter (
                    id TEXT NOT NULL PRIMARY KEY, event TEXT NOT NULL UNIQUE, account TEXT REFERENCES account (id),
                    recipient TEXT, language TEXT NOT NULL, kind TEXT NOT NULL, holes TEXT,
                    created_at INTEGER NOT NULL, next_at INTEGER NOT NULL, tries INTEGER NOT NULL,
                    claimed_until INTEGER, sent_at INTEGER, given_up_at INTEGER)
                """,
                "CREATE INDEX letter_next ON letter (sent_at, given_up_at, next_at)",
                """
                CREATE TABLE job (
                    name TEXT NOT NULL PRIMARY KEY, next_at INTEGER NOT NULL, claimed_until INTEGER, last_at INTEGER,
                    last_outcome TEXT)
                """,
                """
                CREATE TABLE key_proof (
                    key TEXT NOT NULL PRIMARY KEY, proof TEXT NOT NULL, since INTEGER NOT NULL)
                """,
                "CREATE TABLE key_index_proof (name TEXT NOT NULL PRIMARY KEY, proof TEXT NOT NULL)",
            ]),
        Migration(
            area: "identity", number: 2, name: "requests for a new password",
            [
                """
                CREATE TABLE reset_request (
                    id TEXT NOT NULL PRIMARY KEY, email_index TEXT NOT NULL, asked_at INTEGER NOT NULL)
                """
            ]),
        Migration(
            area: "identity", number: 3, name: "one open invitation for each address",
            [
                """
                UPDATE invitation SET withdrawn_at = created_at
                WHERE used_at IS NULL AND withdrawn_at IS NULL AND EXISTS (
                    SELECT 1 FROM invitation AS later
                    WHERE later.organisation = invitation.organisation AND later.email_index = invitation.email_index
                        AND later.used_at IS NULL AND later.withdrawn_at IS NULL AND later.id > invitation.id)
                """,
                """
                CREATE UNIQUE INDEX invitation_open ON invitation (organisation, email_index)
                WHERE used_at IS NULL AND withdrawn_at IS NULL
                """,
            ]),
        Migration(
            area: "identity", number: 4, name: "refusals counted",
            [
                """
                CREATE TABLE refusal_count (
                    account TEXT NOT NULL, hour INTEGER NOT NULL, route TEXT NOT NULL, membership TEXT NOT NULL,
                    organisation TEXT NOT NULL, subject TEXT NOT NULL, count INTEGER NOT NULL,
                    PRIMARY KEY (account, hour, route, membership))
                """
            ]),
        Migration(
            area: "identity", number: 5, name: "who opened a record, whatever its kind",
            [
                "CREATE INDEX audit_record ON audit (object)",
                // The newest hundred lines of one organisation, without sorting all of them.
                "CREATE INDEX audit_newest ON audit (organisation, sequence)",
            ]),
    ]
}
