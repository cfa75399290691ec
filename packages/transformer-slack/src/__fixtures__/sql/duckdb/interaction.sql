SELECT c.record_type || ':' || c.record_id AS interaction_id, 'slack' AS source, c.record_type AS record_type, c.record_id AS record_id, 'message' AS kind, c.direction AS direction, c.first_message_at AS started_at, c.last_message_at AS ended_at, datediff('second', c.first_message_at, c.last_message_at) AS duration_seconds, c.title AS title, CAST(NULL AS VARCHAR) AS summary, c.body AS body, c.channel AS channel, CAST(NULL AS VARCHAR) AS thread_id, CAST(NULL AS VARCHAR) AS outcome, c.owner_person_id AS owner_person_id, CAST(NULL AS VARCHAR) AS url, CAST(NULL AS TIMESTAMPTZ) AS created_at, CAST(NULL AS TIMESTAMPTZ) AS updated_at
FROM (
WITH parties AS (
SELECT conversation_id, max(CASE WHEN sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown') THEN 1 ELSE 0 END) = 1 AS has_people, max(CASE WHEN sender_kind IN ('app', 'bot') OR (sender_kind = 'person' AND NOT is_sender_external) THEN 0 ELSE 1 END) = 0 AS is_among_us, max(CASE WHEN is_initiator AND is_sender_known AND sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown') THEN 'user:' || sender_id END) AS owner_person_id FROM "SLACK_MARTS"."thread_participants" AS p GROUP BY conversation_id
),
threads AS (
SELECT 'thread' AS record_type, t.channel_id || ':' || t.root_ts AS record_id, t.channel_id, t.first_message_at, t.last_message_at,
t.title, t.first_text AS body, p.has_people, p.is_among_us, p.owner_person_id
FROM "SLACK_MARTS"."threads" AS t JOIN parties AS p ON p.conversation_id = t.conversation_id
),
days AS (
SELECT 'channel_day' AS record_type, d.channel_id || ':' || CAST(d.day AS VARCHAR) AS record_id, d.channel_id,
min(first_message_at) AS first_message_at, max(last_message_at) AS last_message_at,
CAST(NULL AS VARCHAR) AS title, CAST(NULL AS VARCHAR) AS body, max(CASE WHEN sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown') THEN 1 ELSE 0 END) = 1 AS has_people, max(CASE WHEN sender_kind IN ('app', 'bot') OR (sender_kind = 'person' AND NOT is_sender_external) THEN 0 ELSE 1 END) = 0 AS is_among_us, CAST(NULL AS VARCHAR) AS owner_person_id
FROM "SLACK_STAGING"."day_talk" AS d GROUP BY d.channel_id, d.day
),
found AS (
SELECT t.*, n.name AS channel, n.is_external AS is_external_channel FROM threads AS t LEFT JOIN (SELECT object_id, name, is_external FROM "SLACK_STAGING"."object_name" AS o WHERE object_kind = 'channel') AS n ON n.object_id = t.channel_id
UNION ALL
SELECT t.*, n.name AS channel, n.is_external AS is_external_channel FROM days AS t LEFT JOIN (SELECT object_id, name, is_external FROM "SLACK_STAGING"."object_name" AS o WHERE object_kind = 'channel') AS n ON n.object_id = t.channel_id
)
SELECT *, CASE WHEN is_among_us AND NOT is_external_channel THEN 'internal' END AS direction FROM found WHERE has_people
) AS c
