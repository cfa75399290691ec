WITH own AS (
SELECT "team_id", nullif(text_0, '') AS "name", nullif(text_1, '') AS "slack_domain", nullif(text_2, '') AS "email_domain", nullif(text_3, '') AS "enterprise_id", nullif(text_4, '') AS "enterprise_name"
FROM (SELECT "team_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, CASE WHEN json_type(found[3]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[3], '$') END AS text_2, CASE WHEN json_type(found[4]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[4], '$') END AS text_3, CASE WHEN json_type(found[5]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[5], '$') END AS text_4
FROM (SELECT "team_id", json_extract("record", ['/name', '/domain', '/email_domain', '/enterprise_id', '/enterprise_name']) AS found FROM (SELECT "team_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "team_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "SLACK"."team" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "team_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "SLACK"."team" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."team_id") + batch.number) % 16 = 0) AS live) AS team) AS extracted) AS texts
),
people AS (
SELECT team_id, count(*) AS users FROM (
SELECT team_id FROM "SLACK_MARTS"."users" AS i WHERE team_id IS NOT NULL
) AS u GROUP BY team_id
),
links AS (
SELECT team_id, count(*) AS shared_channels FROM (
SELECT team_id FROM "SLACK_MARTS"."channel_workspaces" AS i WHERE team_id IS NOT NULL
) AS s GROUP BY team_id
),
teams AS (
SELECT team_id FROM own UNION SELECT team_id FROM people UNION SELECT team_id FROM links
)
SELECT t.team_id, o.name, o.slack_domain, o.email_domain, o.enterprise_id, o.enterprise_name,
o.team_id IS NOT NULL AS is_own,
coalesce(p.users, 0) AS users, coalesce(l.shared_channels, 0) AS shared_channels
FROM teams AS t LEFT JOIN own AS o ON o.team_id = t.team_id
LEFT JOIN people AS p ON p.team_id = t.team_id LEFT JOIN links AS l ON l.team_id = t.team_id
