SELECT p.interaction_id || '#' || p.number AS participant_id, 'slack' AS source, p.interaction_id AS interaction_id, CASE WHEN p.is_sender_known THEN 'user:' || p.sender_id END AS person_id, p.sender_name AS name, CAST(NULL AS VARCHAR) AS email, CAST(NULL AS VARCHAR) AS phone, CASE WHEN p.is_initiator THEN 'author' ELSE 'sender' END AS role, CASE WHEN p.is_sender_external THEN FALSE WHEN p.sender_kind = 'person' THEN NOT p.is_sender_external END AS is_internal, CAST(NULL AS DOUBLE) AS talk_seconds
FROM (
WITH found AS (
SELECT 'thread:' || p.channel_id || ':' || p.root_ts AS interaction_id, sender_id, sender_kind, sender_name, is_sender_known, is_sender_external, is_initiator FROM "SLACK_MARTS"."thread_participants" AS p WHERE sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown')
UNION ALL
SELECT 'channel_day:' || d.channel_id || ':' || CAST(d.day AS VARCHAR) AS interaction_id, sender_id, sender_kind, sender_name, is_sender_known, is_sender_external, FALSE AS is_initiator FROM "SLACK_STAGING"."day_talk" AS d WHERE sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown')
)
SELECT f.*, row_number() OVER (PARTITION BY f.interaction_id ORDER BY f.sender_id) AS number
FROM found AS f JOIN "SLACK_STAGING"."interaction" AS i ON i.interaction_id = f.interaction_id
) AS p
