INSERT INTO offers
    SELECT n.need, s.id, s.place, s.district, s.free, s.languages, s.conditions, s.accessibility, s.amenities,
           s.publics, s.statuses, s.genders, s.ages, s.open
    FROM service_needs n JOIN services s USING (id);
CREATE INDEX ON services USING gist (place);
CREATE INDEX ON services USING gin (words);
CREATE INDEX ON services USING gist (district, place);
CREATE INDEX ON offers USING gist (need, place);
CLUSTER offers USING offers_need_place_idx;
CLUSTER services USING services_place_idx;
VACUUM ANALYZE;
