SELECT channel_id, day, count(CASE WHEN is_written THEN 1 END) AS messages,
count(CASE WHEN is_written AND is_reply THEN 1 END) AS replies,
count(CASE WHEN is_written AND is_thread_starter THEN 1 END) AS threads_begun,
count(DISTINCT CASE WHEN is_written THEN sender_id END) AS senders,
count(DISTINCT CASE WHEN is_written AND sender_kind IN ('person', 'guest', 'external', 'deleted_user', 'unknown') THEN sender_id END) AS people,
count(DISTINCT CASE WHEN is_written AND sender_kind = 'external' THEN sender_id END) AS external_people,
CAST(sum(CASE WHEN is_written THEN reactions ELSE 0 END) AS BIGINT) AS reactions, CAST(sum(CASE WHEN is_written THEN words ELSE 0 END) AS BIGINT) AS words, count(CASE WHEN sender_kind = 'system' AND NOT is_tombstone THEN 1 END) AS notices
FROM (SELECT m.*, NOT is_tombstone AND sender_kind <> 'system' AS is_written FROM "SLACK_MARTS"."messages" AS m WHERE day IS NOT NULL) AS m
GROUP BY channel_id, day
