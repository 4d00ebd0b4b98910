CREATE EXTENSION postgis;
CREATE EXTENSION btree_gist;
CREATE EXTENSION fuzzystrmatch;
CREATE EXTENSION unaccent;
CREATE TEXT SEARCH CONFIGURATION plain_french (COPY = french);
ALTER TEXT SEARCH CONFIGURATION plain_french
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

CREATE TABLE services (
    id integer PRIMARY KEY,
    place geometry(Point, 2154),
    district smallint, free boolean,
    languages integer, conditions integer, accessibility integer, amenities integer,
    publics integer, statuses integer, genders integer, ages int4range,
    open int4multirange,
    words tsvector
);
-- One row for each need of each service, with the filters beside it: the nearest of a need are one index scan.
CREATE TABLE offers (
    need smallint, id integer,
    place geometry(Point, 2154),
    district smallint, free boolean,
    languages integer, conditions integer, accessibility integer, amenities integer,
    publics integer, statuses integer, genders integer, ages int4range,
    open int4multirange
);
CREATE TABLE vocabulary (term text PRIMARY KEY, needs smallint[]);
