WITH systems AS (
SELECT "call_id", "call_started_at", "system_number", text_0 AS "system", text_1 AS "objects"
FROM (SELECT "call_id", "call_started_at", "system_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, nullif(found[2], 'null') AS text_1
FROM (SELECT "call_id", "call_started_at", "system_number", json_extract("value", ['/system', '/objects']) AS found FROM (SELECT *, position + 1 AS system_number FROM (
SELECT "call_id", "call_started_at", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", "call_started_at", json_extract("context", '$[*]') AS elements FROM (
SELECT "call_id", text_0 AS "context", CASE WHEN regexp_full_match(text_1, '([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])') THEN TRY_CAST(upper(text_1) AS TIMESTAMPTZ) END AS "call_started_at"
FROM (SELECT "call_id", nullif(found[1], 'null') AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "call_id", json_extract("record", ['/context', '/metaData/started']) AS found FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS calls) AS extracted) AS texts
) AS contexts) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
),
objects AS (
SELECT "call_id", "call_started_at", "system_number", "system", "object_number", text_0 AS "sent_type", text_1 AS "object_id", text_2 AS "sent_timing", text_3 AS "fields"
FROM (SELECT "call_id", "call_started_at", "system_number", "system", "object_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, CASE WHEN json_type(found[3]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[3], '$') END AS text_2, nullif(found[4], 'null') AS text_3
FROM (SELECT "call_id", "call_started_at", "system_number", "system", "object_number", json_extract("value", ['/objectType', '/objectId', '/timing', '/fields']) AS found FROM (SELECT *, position + 1 AS object_number FROM (
SELECT "call_id", "call_started_at", "system_number", "system", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", "call_started_at", "system_number", "system", json_extract("objects", '$[*]') AS elements FROM systems) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
),
links AS (
SELECT call_id, call_started_at, coalesce(system, 'unknown') AS system, CASE lower(sent_type) WHEN 'account' THEN 'Account' WHEN 'company' THEN 'Account' WHEN 'opportunity' THEN 'Opportunity' WHEN 'deal' THEN 'Opportunity' WHEN 'contact' THEN 'Contact' WHEN 'lead' THEN 'Lead' WHEN 'user' THEN 'User' ELSE coalesce(sent_type, 'unknown') END AS object_type, object_id, CASE lower(sent_timing) WHEN 'now' THEN 'Now' WHEN 'timeofcall' THEN 'TimeOfCall' ELSE coalesce(sent_timing, 'Now') END AS timing,
row_number() OVER (PARTITION BY call_id ORDER BY system_number, object_number) AS link_number, sent_type, fields
FROM objects WHERE object_id IS NOT NULL
),
first_links AS (
SELECT * FROM links QUALIFY row_number() OVER (PARTITION BY call_id, system, object_type, object_id, timing ORDER BY link_number) = 1
),
names AS (
SELECT * FROM (
SELECT "call_id", "link_number", "field_number", text_0 AS "field", text_1 AS "object_name"
FROM (SELECT "call_id", "link_number", "field_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "call_id", "link_number", "field_number", json_extract("value", ['/name', '/value']) AS found FROM (SELECT *, position + 1 AS field_number FROM (
SELECT "call_id", "link_number", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", "link_number", json_extract("fields", '$[*]') AS elements FROM links) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
) AS fields WHERE lower(field) IN ('name', 'dealname') AND object_name IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY call_id, link_number ORDER BY field_number) = 1
)
SELECT l.*, l.sent_type AS object_type_as_sent, n.object_name
FROM first_links AS l LEFT JOIN names AS n ON n.call_id = l.call_id AND n.link_number = l.link_number
