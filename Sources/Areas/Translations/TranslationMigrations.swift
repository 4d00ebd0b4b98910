internal import Store

enum TranslationMigrations {
    /// Applied after accounts and organisations, to which they point.
    static let all = [
        Migration(
            area: "translations", number: 1, name: "translations, glossary and memory",
            [
                """
                CREATE TABLE translation_version (
                    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL,
                    language TEXT NOT NULL, number INTEGER NOT NULL CHECK (number > 0),
                    stage TEXT NOT NULL CHECK (stage IN ('draft', 'review', 'returned', 'reviewed', 'replaced')),
                    origin TEXT NOT NULL CHECK (origin IN ('person', 'machine', 'file')),
                    words TEXT NOT NULL CHECK (words <> ''), carried TEXT, source_language TEXT NOT NULL,
                    source_mark TEXT NOT NULL, source_words TEXT NOT NULL, account TEXT REFERENCES account (id),
                    organisation TEXT, made_at INTEGER NOT NULL, decided_by TEXT REFERENCES account (id),
                    decided_at INTEGER, remark TEXT, is_alone INTEGER NOT NULL CHECK (is_alone IN (0, 1)),
                    UNIQUE (kind, key, field, language, number),
                    CHECK (stage <> 'reviewed' OR decided_by IS NOT NULL),
                    CHECK (is_alone = 1 OR decided_by IS NULL OR account IS NULL OR stage <> 'reviewed'
                        OR account <> decided_by))
                """,
                """
                CREATE UNIQUE INDEX translation_version_open ON translation_version (kind, key, field, language)
                    WHERE stage IN ('draft', 'review', 'returned')
                """,
                """
                CREATE UNIQUE INDEX translation_version_reviewed ON translation_version (kind, key, field, language)
                    WHERE stage = 'reviewed'
                """,
                """
                CREATE TABLE translation_minor (
                    id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, field TEXT NOT NULL,
                    from_mark TEXT NOT NULL, to_mark TEXT NOT NULL,
                    account TEXT NOT NULL REFERENCES account (id), organisation TEXT, at INTEGER NOT NULL,
                    UNIQUE (kind, key, field, from_mark, to_mark), CHECK (from_mark <> to_mark))
                """,
                """
                CREATE TABLE translation_reviewer (
                    language TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id),
                    named_by TEXT NOT NULL REFERENCES account (id), at INTEGER NOT NULL,
                    PRIMARY KEY (language, account))
                """,
                """
                CREATE TABLE glossary_term (
                    id TEXT NOT NULL PRIMARY KEY, source_language TEXT NOT NULL, language TEXT NOT NULL,
                    source TEXT NOT NULL CHECK (source <> ''), demanded TEXT NOT NULL CHECK (demanded <> ''), note TEXT,
                    forbidden TEXT NOT NULL, account TEXT NOT NULL REFERENCES account (id), at INTEGER NOT NULL,
                    ended_at INTEGER)
                """,
                """
                CREATE UNIQUE INDEX glossary_term_now ON glossary_term (source_language, language, source)
                    WHERE ended_at IS NULL
                """,
                """
                CREATE TABLE translation_memory (
                    id TEXT NOT NULL PRIMARY KEY, source_language TEXT NOT NULL, language TEXT NOT NULL,
                    mark TEXT NOT NULL, source_words TEXT NOT NULL, words TEXT NOT NULL, at INTEGER NOT NULL,
                    UNIQUE (source_language, language, mark))
                """,
                """
                CREATE TABLE translation_memory_key (
                    key INTEGER NOT NULL, memory TEXT NOT NULL REFERENCES translation_memory (id),
                    PRIMARY KEY (key, memory))
                """,
            ]),
        Migration(
            area: "translations", number: 2, name: "recorded voices",
            [
                """
                CREATE TABLE recording (
                    language TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, mark TEXT NOT NULL,
                    words TEXT NOT NULL CHECK (words <> ''), digest TEXT NOT NULL,
                    size INTEGER NOT NULL CHECK (size > 0), milliseconds INTEGER NOT NULL CHECK (milliseconds > 0),
                    content BLOB NOT NULL, account TEXT NOT NULL REFERENCES account (id), organisation TEXT,
                    made_at INTEGER NOT NULL, PRIMARY KEY (language, kind, key))
                """
            ]),
    ]
}
