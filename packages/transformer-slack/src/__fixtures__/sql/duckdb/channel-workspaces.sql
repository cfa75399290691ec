SELECT channel_id, team_id FROM (
SELECT DISTINCT channel_id, nullif(CASE WHEN json_type(value) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(value, '$') END, '') AS team_id FROM (
SELECT "channel_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "channel_id", json_extract("record", '$."connected_team_ids"[*]') AS elements FROM (SELECT "channel_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "channel_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "SLACK"."channels" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE (hash(r."channel_id") + batch.number) % 16 = 0) AS live) AS channels) AS arrays
) AS elements
) AS ids WHERE team_id IS NOT NULL
