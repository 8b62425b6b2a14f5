-- Who owns what, and who may do what with it, one line for each: the catalogs themselves, as the oracle for "owners and grants".
WITH object AS (
  SELECT tableoid, oid, relowner AS owner, relacl AS acl, CASE relkind WHEN 'S' THEN 's' ELSE 'r' END AS kind FROM pg_class
    WHERE relkind IN ('r', 'v', 'm', 'S', 'f') AND relnamespace <> 'information_schema'::regnamespace
  UNION ALL SELECT tableoid, oid, proowner, proacl, 'f' FROM pg_proc
  UNION ALL SELECT tableoid, oid, typowner, typacl, 'T' FROM pg_type WHERE typtype NOT IN ('m', 'p') AND typelem = 0
  UNION ALL SELECT tableoid, oid, nspowner, nspacl, 'n' FROM pg_namespace WHERE nspname !~ '^pg_toast|^pg_temp'
  UNION ALL SELECT tableoid, oid, lanowner, lanacl, 'l' FROM pg_language
  UNION ALL SELECT tableoid, oid, fdwowner, fdwacl, 'F' FROM pg_foreign_data_wrapper
  UNION ALL SELECT tableoid, oid, srvowner, srvacl, 'S' FROM pg_foreign_server
  UNION ALL SELECT 'pg_largeobject'::regclass, oid, lomowner, lomacl, 'L' FROM pg_largeobject_metadata
  UNION ALL SELECT tableoid, oid, oprowner, NULL, '' FROM pg_operator
  UNION ALL SELECT tableoid, oid, opcowner, NULL, '' FROM pg_opclass
  UNION ALL SELECT tableoid, oid, opfowner, NULL, '' FROM pg_opfamily
  UNION ALL SELECT tableoid, oid, collowner, NULL, '' FROM pg_collation
  UNION ALL SELECT tableoid, oid, conowner, NULL, '' FROM pg_conversion
  UNION ALL SELECT tableoid, oid, dictowner, NULL, '' FROM pg_ts_dict
  UNION ALL SELECT tableoid, oid, cfgowner, NULL, '' FROM pg_ts_config
  UNION ALL SELECT tableoid, oid, stxowner, NULL, '' FROM pg_statistic_ext
  UNION ALL SELECT tableoid, oid, evtowner, NULL, '' FROM pg_event_trigger
)
SELECT (pg_identify_object(tableoid, oid, 0)).type || ' ' || (pg_identify_object(tableoid, oid, 0)).identity AS name,
  owner::regrole::text, (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(CASE WHEN kind = '' THEN NULL
    ELSE COALESCE(acl, acldefault(kind::"char", owner)) END) a) AS acl
FROM object
UNION ALL
SELECT 'column ' || attrelid::regclass || '.' || attname, '', array_to_string(attacl, ' ') FROM pg_attribute WHERE attacl IS NOT NULL
UNION ALL
SELECT 'later ' || defaclobjtype::text || COALESCE(' in ' || nspname, ''), defaclrole::regrole::text,
  (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(defaclacl) a)
FROM pg_default_acl LEFT JOIN pg_namespace n ON n.oid = defaclnamespace
UNION ALL
SELECT 'database', datdba::regrole::text, (SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(COALESCE(datacl, acldefault('d', datdba))) a)
FROM pg_database WHERE datname = current_database()
ORDER BY 1, 2
