WITH turns AS (
SELECT "call_id", "turn_number", text_0 AS "speaker_id", text_1 AS "topic", text_2 AS "sentences"
FROM (SELECT "call_id", "turn_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, nullif(found[3], 'null') AS text_2
FROM (SELECT "call_id", "turn_number", json_extract("value", ['/speakerId', '/topic', '/sentences']) AS found FROM (SELECT *, position + 1 AS turn_number FROM (
SELECT "call_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", json_extract("record", '$."transcript"[*]') AS elements FROM (SELECT "call_id", CASE WHEN record LIKE '%\ud%' OR record LIKE '%\uD%' THEN replace(regexp_replace(regexp_replace(record, '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}', '\1' || chr(1), 'g'), '(\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})' || chr(1), '\1', 'g'), chr(1), chr(65533)) ELSE record END AS record FROM (SELECT r.* FROM (SELECT * FROM (SELECT i."call_id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."transcripts" AS i) AS loaded WHERE NOT is_deleted) AS r WHERE NOT coalesce(strlen(r.record) > 4096, FALSE)
UNION ALL SELECT r.* FROM (SELECT * FROM (SELECT i."call_id" AS "call_id", i._etl_record AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."transcripts" AS i) AS loaded WHERE NOT is_deleted) AS r CROSS JOIN range(16) AS batch(number) WHERE strlen(r.record) > 4096 AND (hash(r."call_id") + batch.number) % 16 = 0) AS live) AS transcripts) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
),
sentences AS (
SELECT *, row_number() OVER (PARTITION BY call_id ORDER BY turn_number, place) AS sentence_number FROM (
SELECT "call_id", "turn_number", "speaker_id", "topic", "place", CASE WHEN regexp_full_match(text_0, '-?[0-9]+([.]0+)?') THEN TRY_CAST(regexp_replace(text_0, '[.]0+$', '') AS BIGINT) END AS "start_milliseconds", CASE WHEN regexp_full_match(text_1, '-?[0-9]+([.]0+)?') THEN TRY_CAST(regexp_replace(text_1, '[.]0+$', '') AS BIGINT) END AS "end_milliseconds", text_2 AS "text"
FROM (SELECT "call_id", "turn_number", "speaker_id", "topic", "place", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1, CASE WHEN json_type(found[3]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[3], '$') END AS text_2
FROM (SELECT "call_id", "turn_number", "speaker_id", "topic", "place", json_extract("value", ['/start', '/end', '/text']) AS found FROM (SELECT *, position + 1 AS place FROM (
SELECT "call_id", "turn_number", "speaker_id", "topic", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "call_id", "turn_number", "speaker_id", "topic", json_extract("sentences", '$[*]') AS elements FROM turns) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
) AS unnumbered
),
facts AS (
SELECT call_id, started_at FROM "GONG_MARTS"."calls" AS f
),
speakers AS (
SELECT call_id, speaker_id, participant_number, name, email, user_id, affiliation
FROM "GONG_MARTS"."call_participants" AS p WHERE speaker_id IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY call_id, speaker_id ORDER BY participant_number) = 1
)
SELECT s.*, p.participant_number, p.name AS speaker_name, p.email AS speaker_email,
p.user_id AS speaker_user_id, p.affiliation AS speaker_affiliation,
CASE WHEN s.start_milliseconds BETWEEN -946080000000 AND 946080000000 THEN f.started_at + to_milliseconds(s.start_milliseconds) END AS started_at, CASE WHEN s.end_milliseconds BETWEEN -946080000000 AND 946080000000 THEN f.started_at + to_milliseconds(s.end_milliseconds) END AS ended_at
FROM sentences AS s LEFT JOIN facts AS f ON f.call_id = s.call_id
LEFT JOIN speakers AS p ON p.call_id = s.call_id AND p.speaker_id = s.speaker_id
WHERE NOT EXISTS (SELECT 1 FROM (SELECT "call_id" FROM (SELECT i."id" AS "call_id", NULL AS record, i._etl_deleted_at IS NOT NULL AS is_deleted FROM "GONG"."calls" AS i) AS loaded WHERE is_deleted) AS d WHERE d.call_id = s.call_id)
