SELECT 'user' AS object_kind, user_id AS object_id, name, kind, is_external FROM "SLACK_MARTS"."users" AS u
UNION ALL
SELECT 'channel' AS object_kind, channel_id AS object_id, name, CAST(NULL AS VARCHAR) AS kind, is_external FROM "SLACK_MARTS"."channels" AS c
UNION ALL
SELECT object_kind, object_id, coalesce(handle, name) AS name, CAST(NULL AS VARCHAR) AS kind, CAST(NULL AS BOOLEAN) AS is_external FROM (
SELECT "object_kind", "object_id", nullif(text_0, '') AS "handle", nullif(text_1, '') AS "name"
FROM (SELECT "object_kind", "object_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "object_kind", "object_id", json_extract("record", ['/handle', '/name']) AS found FROM (SELECT "object_kind", "object_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT 'user_group' AS "object_kind", i."id" AS "object_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "SLACK"."user_groups" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT 'user_group' AS "object_kind", i."id" AS "object_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "SLACK"."user_groups" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."object_id") + batch.number) % 16 = 0) AS live) AS g) AS extracted) AS texts
) AS f
