SELECT channel_id, day, sender_id, sender_kind, sender_name, is_sender_known, is_sender_external,
count(*) OVER (PARTITION BY channel_id, day, sender_id) AS messages, min(sent_at) OVER (PARTITION BY channel_id, day, sender_id) AS first_message_at, max(sent_at) OVER (PARTITION BY channel_id, day, sender_id) AS last_message_at
FROM "SLACK_MARTS"."messages" AS m WHERE NOT is_tombstone AND sender_kind <> 'system' AND sender_id IS NOT NULL AND (NOT is_reply AND NOT is_thread_starter AND day IS NOT NULL)
QUALIFY row_number() OVER (PARTITION BY channel_id, day, sender_id ORDER BY ts DESC) = 1
