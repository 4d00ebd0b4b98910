internal import Store

enum CommunityMigrations {
    static let all = [
        Migration(
            area: "community", number: 1, name: "organisations",
            [
                """
                CREATE TABLE organisation (
                    id TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL UNIQUE, source TEXT NOT NULL, source_key TEXT,
                    kind TEXT NOT NULL, parent TEXT REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    facts TEXT NOT NULL, added_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, retired_at INTEGER)
                """,
                "CREATE INDEX organisation_parent ON organisation (parent)",
            ])
    ]

    /// Applied after the accounts to which they point.
    static let desk = [
        Migration(
            area: "community", number: 2, name: "work contacts and calendars",
            [
                // Someone who left is nobody here any more: the database itself sees that nothing of them stays.
                """
                CREATE TABLE contact (
                    id TEXT NOT NULL PRIMARY KEY,
                    organisation TEXT NOT NULL REFERENCES organisation (key) DEFERRABLE INITIALLY DEFERRED,
                    identity_index TEXT, name TEXT, function TEXT, phone TEXT, email TEXT,
                    languages TEXT NOT NULL, topics TEXT NOT NULL,
                    is_vouched INTEGER NOT NULL CHECK (is_vouched IN (0, 1)),
                    version INTEGER NOT NULL, confirmed TEXT NOT NULL, confirmed_by TEXT REFERENCES account (id),
                    added_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, left_at INTEGER,
                    left_reason TEXT CHECK (left_reason IN ('moved-on', 'other-function', 'unreachable', 'mistake',
                        'organisation-ended')),
                    CHECK ((left_at IS NULL) = (left_reason IS NULL)),
                    CHECK ((left_at IS NULL) = (identity_index IS NOT NULL)),
                    CHECK ((left_at IS NULL) = (name IS NOT NULL)),
                    CHECK ((left_at IS NULL) = (function IS NOT NULL)),
                    CHECK (left_at IS NULL OR (phone IS NULL AND email IS NULL AND languages = '' AND topics = '')))
                """,
                "CREATE UNIQUE INDEX contact_identity ON contact (organisation, identity_index)",
                "CREATE INDEX contact_confirmed ON contact (left_at, confirmed)",
                """
                CREATE TABLE contact_word (
                    word TEXT NOT NULL, contact TEXT NOT NULL REFERENCES contact (id), PRIMARY KEY (word, contact))
                """,
                "CREATE INDEX contact_word_contact ON contact_word (contact)",
                """
                CREATE TABLE calendar_feed (
                    id TEXT NOT NULL PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE,
                    membership TEXT NOT NULL REFERENCES membership (id), language TEXT NOT NULL,
                    created_at INTEGER NOT NULL, withdrawn_at INTEGER)
                """,
                "CREATE UNIQUE INDEX calendar_feed_membership ON calendar_feed (membership) WHERE withdrawn_at IS NULL",
            ]),
        Migration(
            area: "community", number: 3, name: "calendars that end",
            [
                "ALTER TABLE calendar_feed ADD COLUMN expires_at INTEGER NOT NULL DEFAULT 0",
                "ALTER TABLE calendar_feed ADD COLUMN fetched_at INTEGER",
                "ALTER TABLE calendar_feed ADD COLUMN lapsed_at INTEGER",
                "ALTER TABLE calendar_feed ADD COLUMN standing TEXT NOT NULL DEFAULT ''",
                "UPDATE calendar_feed SET expires_at = created_at + 31536000000",
                // As `CalendarHolder.standing` was written on the day of this step: whoever has not changed since keeps their calendar.
                """
                UPDATE calendar_feed SET standing = (
                    SELECT membership.role || '/' || membership.wards || '/'
                        || coalesce(account.password_set_at, 0) || '/'
                        || coalesce(account.totp_since, 0)
                    FROM membership JOIN account ON account.id = membership.account
                    WHERE membership.id = calendar_feed.membership)
                """,
                // One made before the password or the second factor was renewed does not outlive this step.
                """
                UPDATE calendar_feed SET withdrawn_at = created_at WHERE withdrawn_at IS NULL AND membership IN (
                    SELECT membership.id FROM membership JOIN account ON account.id = membership.account
                    WHERE coalesce(account.password_set_at, 0) > calendar_feed.created_at
                        OR coalesce(account.totp_since, 0) > calendar_feed.created_at)
                """,
            ]),
    ]
}
