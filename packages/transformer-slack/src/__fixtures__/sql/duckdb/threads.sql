WITH found AS (
SELECT m.*, ts = root_ts AND NOT is_tombstone AS is_root, NOT is_tombstone AND sender_kind <> 'system' AS is_written,
CASE WHEN NOT is_tombstone AND sender_kind <> 'system' AND NOT regexp_full_match(text, '[\s   -     　]*') THEN ts END AS text_ts
FROM "SLACK_MARTS"."messages" AS m
),
counted AS (
SELECT channel_id, root_ts, channel_id || ':' || root_ts AS conversation_id,
coalesce(max(CASE WHEN is_root THEN sender_id END), min(parent_user_id)) AS initiator_id,
max(CASE WHEN is_root THEN 1 ELSE 0 END) = 0 AS is_root_deleted,
count(CASE WHEN is_written THEN 1 END) AS messages,
count(CASE WHEN is_reply AND is_written THEN 1 END) AS replies,
max(CASE WHEN ts = root_ts THEN reply_count END) AS reply_count,
count(DISTINCT CASE WHEN is_written THEN sender_id END) AS participants,
count(DISTINCT CASE WHEN is_written AND sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown') THEN sender_id END) AS people,
count(DISTINCT CASE WHEN is_written AND sender_kind = 'external' THEN sender_id END) AS external_people,
min(CASE WHEN is_written THEN sent_at END) AS first_message_at, max(CASE WHEN is_written THEN sent_at END) AS last_message_at,
CAST(sum(CASE WHEN is_written THEN reactions ELSE 0 END) AS BIGINT) AS reactions,
max(CASE WHEN is_written AND has_file THEN 1 ELSE 0 END) = 1 AS has_file, min_by(text, text_ts) AS first_text
FROM found GROUP BY channel_id, root_ts
HAVING max(CASE WHEN is_thread_starter OR is_reply THEN 1 ELSE 0 END) = 1
)
SELECT *, nullif(left(trim(regexp_replace(first_text, '[\s   -     　]+', ' ', 'g')), 100), '') AS title, datediff('second', first_message_at, last_message_at) AS duration_seconds FROM counted
