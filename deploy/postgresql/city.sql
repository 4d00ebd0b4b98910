-- One city: its database and the four users of it, each with what it needs and no more. As postgres, on the primary:
--   psql -v ON_ERROR_STOP=1 -v city=paris -v owner_password=… -v app_password=… -v backup_password=… -v replica_password=… -f city.sql
-- For a second city give other names to the database and the users.

-- Makes and changes tables: `villerefuge migrate`, before an upgrade. Nothing runs as it.
CREATE ROLE villerefuge_owner LOGIN PASSWORD :'owner_password' CONNECTION LIMIT 5;
-- The app servers: rows, not tables.
CREATE ROLE villerefuge LOGIN PASSWORD :'app_password' CONNECTION LIMIT 40;
-- `villerefuge backup`: reads.
CREATE ROLE villerefuge_backup LOGIN PASSWORD :'backup_password' CONNECTION LIMIT 3;
-- The replica's own connection.
CREATE ROLE villerefuge_replica LOGIN REPLICATION PASSWORD :'replica_password' CONNECTION LIMIT 4;

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

-- The replica reads through this slot: what it has not read yet is kept for it.
SELECT pg_create_physical_replication_slot('replica_1');
