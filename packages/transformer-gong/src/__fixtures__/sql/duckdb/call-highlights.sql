WITH outer_list AS (
SELECT "call_id", "highlight_number", text_0 AS "title", text_1 AS "items"
FROM (SELECT "call_id", "highlight_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, nullif(found[2], 'null') AS text_1
FROM (SELECT "call_id", "highlight_number", json_extract("value", ['/title', '/items']) AS found FROM (SELECT *, position + 1 AS highlight_number FROM (
SELECT "call_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", json_extract("record", '$."content"."highlights"[*]') AS elements FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS calls) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
),
inner_list AS (
SELECT "call_id", "highlight_number", "item_number", text_0 AS "text", text_1 AS "start_times"
FROM (SELECT "call_id", "highlight_number", "item_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, nullif(found[2], 'null') AS text_1
FROM (SELECT "call_id", "highlight_number", "item_number", json_extract("value", ['/text', '/startTimes']) AS found FROM (SELECT *, position + 1 AS item_number FROM (
SELECT "call_id", "highlight_number", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", "highlight_number", json_extract("items", '$[*]') AS elements FROM outer_list) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
)
SELECT o.call_id, o.highlight_number, coalesce(i.item_number, 0) AS item_number, o.title, i.text, i.start_times
FROM outer_list AS o LEFT JOIN inner_list AS i ON i.call_id = o.call_id AND i.highlight_number = o.highlight_number
