-- Now, in UTC. H2 has functions in Java only, so here it is a view.
CREATE OR REPLACE VIEW utctimestamp AS SELECT CURRENT_TIMESTAMP AT TIME ZONE 'UTC' AS moment;
