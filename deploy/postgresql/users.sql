-- The users of one city, each with what it needs and no more. Once, as postgres, on the primary:
--   psql -v ON_ERROR_STOP=1 -v owner_password=… -v app_password=… -v backup_password=… -v replica_password=… -f users.sql
-- Then database.sql. For a second city on the same server give other names to the users.

-- Makes and changes tables: `villerefuge migrate`, before an upgrade. Nothing runs as it.
CREATE ROLE villerefuge_owner LOGIN PASSWORD :'owner_password' CONNECTION LIMIT 5;
-- The app servers: rows, not tables.
CREATE ROLE villerefuge LOGIN PASSWORD :'app_password' CONNECTION LIMIT 40;
-- `villerefuge backup`: reads.
CREATE ROLE villerefuge_backup LOGIN PASSWORD :'backup_password' CONNECTION LIMIT 3;
-- The replica's own connection.
CREATE ROLE villerefuge_replica LOGIN REPLICATION PASSWORD :'replica_password' CONNECTION LIMIT 4;

-- The replica reads through this slot: what it has not read yet is kept for it.
SELECT pg_create_physical_replication_slot('replica_1');
