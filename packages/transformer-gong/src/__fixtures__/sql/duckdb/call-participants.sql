WITH hosts AS (
SELECT "call_id", text_0 AS "primary_user_id", CASE WHEN regexp_full_match(text_1, '([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)?([Zz]|[+-]([01][0-9]|2[0-3]):?[0-5][0-9])') THEN TRY_CAST(upper(text_1) AS TIMESTAMPTZ) END AS "call_started_at"
FROM (SELECT "call_id", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "call_id", json_extract("record", ['/metaData/primaryUserId', '/metaData/started']) AS found FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS calls) AS extracted) AS texts
),
parties AS (
SELECT "call_id", "participant_number", text_0 AS "party_id", text_1 AS "speaker_id", text_2 AS "user_id", text_3 AS "name", text_4 AS "email", text_5 AS "title", text_6 AS "phone", text_7 AS "affiliation", text_8 AS "methods"
FROM (SELECT "call_id", "participant_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, CASE WHEN json_type(found[3]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[3], '$') END AS text_2, CASE WHEN json_type(found[4]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[4], '$') END AS text_3, CASE WHEN json_type(found[5]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[5], '$') END AS text_4, CASE WHEN json_type(found[6]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[6], '$') END AS text_5, CASE WHEN json_type(found[7]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[7], '$') END AS text_6, CASE WHEN json_type(found[8]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[8], '$') END AS text_7, nullif(found[9], 'null') AS text_8
FROM (SELECT "call_id", "participant_number", json_extract("value", ['/id', '/speakerId', '/userId', '/name', '/emailAddress', '/title', '/phoneNumber', '/affiliation', '/methods']) AS found FROM (SELECT *, position + 1 AS participant_number FROM (
SELECT "call_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", json_extract("record", '$."parties"[*]') AS elements FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS calls) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
),
talk AS (
SELECT * FROM (
SELECT "call_id", "place", text_0 AS "party_id", CASE WHEN regexp_full_match(text_1, '-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?') THEN CASE WHEN isfinite(TRY_CAST(text_1 AS DOUBLE)) THEN TRY_CAST(text_1 AS DOUBLE) END END AS "talk_seconds"
FROM (SELECT "call_id", "place", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "call_id", "place", json_extract("value", ['/id', '/talkTime']) AS found FROM (SELECT *, position + 1 AS place FROM (
SELECT "call_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", json_extract("record", '$."interaction"."speakers"[*]') AS elements FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS calls) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
) AS speakers
QUALIFY row_number() OVER (PARTITION BY call_id, party_id ORDER BY place) = 1
),
links AS (
SELECT call_id, participant_number, system, object_type, object_id, timing, link_number FROM "GONG_MARTS"."call_participant_crm_links" AS l
),
first_systems AS (
SELECT call_id, participant_number, system FROM links QUALIFY row_number() OVER (PARTITION BY call_id, participant_number ORDER BY link_number) = 1
),
first_links AS (
SELECT l.* FROM links AS l JOIN first_systems AS s ON s.call_id = l.call_id
AND s.participant_number = l.participant_number AND s.system = l.system
QUALIFY row_number() OVER (PARTITION BY l.call_id, l.participant_number, l.object_type
ORDER BY CASE l.timing WHEN 'Now' THEN 0 ELSE 1 END, l.link_number) = 1
),
crm AS (
SELECT call_id, participant_number, max(system) AS crm_system,
max(CASE WHEN object_type = 'Contact' THEN object_id END) AS crm_contact_id,
max(CASE WHEN object_type = 'Lead' THEN object_id END) AS crm_lead_id,
max(CASE WHEN object_type = 'User' THEN object_id END) AS crm_user_id
FROM first_links GROUP BY call_id, participant_number
)
SELECT p.*, h.call_started_at, coalesce(p.user_id = h.primary_user_id, FALSE) AS is_primary_user,
CAST(p.methods AS VARCHAR) LIKE '%"Invitee"%' AS was_invited, CAST(p.methods AS VARCHAR) LIKE '%"Attendee"%' AS attended,
t.talk_seconds, c.crm_system, c.crm_contact_id, c.crm_lead_id, c.crm_user_id
FROM parties AS p JOIN hosts AS h ON h.call_id = p.call_id
LEFT JOIN talk AS t ON t.call_id = p.call_id AND t.party_id = p.party_id
LEFT JOIN crm AS c ON c.call_id = p.call_id AND c.participant_number = p.participant_number
