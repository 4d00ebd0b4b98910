-- An empty database for a city, as postgres, on the primary:
--   psql -v ON_ERROR_STOP=1 -v city=paris -f database.sql
-- The same again, with another name, for the place in which backups are rehearsed or into which one is restored.

-- C: words sort by their bytes, as in SQLite; people's order is made by the program.
CREATE DATABASE :"city" OWNER villerefuge_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';
REVOKE ALL ON DATABASE :"city" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"city" TO villerefuge, villerefuge_backup;

-- A statement that waits for long is worse than one that fails: the request is answered, and tried again.
ALTER ROLE villerefuge IN DATABASE :"city" SET statement_timeout = '15s';
ALTER ROLE villerefuge IN DATABASE :"city" SET lock_timeout = '5s';
ALTER ROLE villerefuge IN DATABASE :"city" SET idle_in_transaction_session_timeout = '20s';

\connect :"city"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO villerefuge_owner;
GRANT USAGE ON SCHEMA public TO villerefuge, villerefuge_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE villerefuge_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO villerefuge;
ALTER DEFAULT PRIVILEGES FOR ROLE villerefuge_owner IN SCHEMA public GRANT SELECT ON TABLES TO villerefuge_backup;
