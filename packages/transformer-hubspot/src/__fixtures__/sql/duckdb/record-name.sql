SELECT object_type, record_id, coalesce(nullif(trim(coalesce(firstname, '') || ' ' || coalesce(lastname, '')), ''), email, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "email", nullif(text_1, '') AS "firstname", nullif(text_2, '') AS "lastname"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, CASE WHEN json_type(found[3]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[3], '$') END AS text_2
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/email', '/properties/firstname', '/properties/lastname']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'contacts' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."contacts" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(name, domain, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "name", nullif(text_1, '') AS "domain"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/name', '/properties/domain']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'companies' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."companies" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(dealname, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "dealname"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/dealname']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'deals' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."deals" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(subject, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "subject"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/subject']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'tickets' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."tickets" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_lead_name, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_lead_name"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_lead_name']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'leads' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."leads" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(name, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "name"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/name']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'products' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."products" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(name, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "name"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/name']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'line_items' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."line_items" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_title, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_title"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_title']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'quotes' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."quotes" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_call_title, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_call_title"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_call_title']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'calls' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."calls" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_email_subject, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_email_subject"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_email_subject']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'emails' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."emails" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_meeting_title, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_meeting_title"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_meeting_title']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'meetings' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."meetings" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_body_preview, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_body_preview"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_body_preview']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'notes' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."notes" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_task_subject, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_task_subject"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_task_subject']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'tasks' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."tasks" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
UNION ALL
SELECT object_type, record_id, coalesce(hs_body_preview, NULL) AS name FROM (
SELECT "object_type", "record_id", nullif(text_0, '') AS "hs_body_preview"
FROM (SELECT "object_type", "record_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0
FROM (SELECT "object_type", "record_id", json_extract("record", ['/properties/hs_body_preview']) AS found FROM (SELECT "object_type", "record_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT 'communications' AS "object_type", i."id" AS "record_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "HUBSPOT"."communications" AS i) AS loaded WHERE NOT is_deleted) AS records) AS extracted) AS texts
) AS f
