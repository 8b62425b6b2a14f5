-- Now, in UTC and without a zone.
CREATE OR REPLACE FUNCTION utctimestamp() RETURNS timestamp LANGUAGE sql STABLE AS $body$
    SELECT CURRENT_TIMESTAMP AT TIME ZONE 'UTC';
$body$;
