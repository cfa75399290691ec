WITH outer_list AS (
SELECT "call_id", "section_number", text_0 AS "section", CASE WHEN regexp_full_match(text_1, '-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?') THEN CASE WHEN isfinite(TRY_CAST(text_1 AS DOUBLE)) THEN TRY_CAST(text_1 AS DOUBLE) END END AS "section_start_seconds", CASE WHEN regexp_full_match(text_2, '-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?') THEN CASE WHEN isfinite(TRY_CAST(text_2 AS DOUBLE)) THEN TRY_CAST(text_2 AS DOUBLE) END END AS "section_duration_seconds", text_3 AS "items"
FROM (SELECT "call_id", "section_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, CASE WHEN json_type(found[3]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[3], '$') END AS text_2, nullif(found[4], 'null') AS text_3
FROM (SELECT "call_id", "section_number", json_extract("value", ['/section', '/startTime', '/duration', '/items']) AS found FROM (SELECT *, position + 1 AS section_number FROM (
SELECT "call_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", json_extract("record", '$."content"."outline"[*]') AS elements FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS calls) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
),
inner_list AS (
SELECT "call_id", "section_number", "item_number", CASE WHEN regexp_full_match(text_0, '-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?') THEN CASE WHEN isfinite(TRY_CAST(text_0 AS DOUBLE)) THEN TRY_CAST(text_0 AS DOUBLE) END END AS "item_start_seconds", text_1 AS "text"
FROM (SELECT "call_id", "section_number", "item_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "call_id", "section_number", "item_number", json_extract("value", ['/startTime', '/text']) AS found FROM (SELECT *, position + 1 AS item_number FROM (
SELECT "call_id", "section_number", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", "section_number", json_extract("items", '$[*]') AS elements FROM outer_list) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
)
SELECT o.call_id, o.section_number, coalesce(i.item_number, 0) AS item_number, o.section, o.section_start_seconds, o.section_duration_seconds, i.item_start_seconds, i.text
FROM outer_list AS o LEFT JOIN inner_list AS i ON i.call_id = o.call_id AND i.section_number = o.section_number
