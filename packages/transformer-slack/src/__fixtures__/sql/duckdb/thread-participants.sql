SELECT t.conversation_id, t.channel_id, t.root_ts, s.sender_id, s.sender_kind, s.sender_name, s.is_sender_known, s.is_sender_external,
s.sender_id IS NOT DISTINCT FROM t.initiator_id AS is_initiator, s.messages, s.first_message_at, s.last_message_at
FROM "SLACK_MARTS"."threads" AS t JOIN (
SELECT channel_id, root_ts, sender_id, sender_kind, sender_name, is_sender_known, is_sender_external,
count(*) OVER (PARTITION BY channel_id, root_ts, sender_id) AS messages, min(sent_at) OVER (PARTITION BY channel_id, root_ts, sender_id) AS first_message_at, max(sent_at) OVER (PARTITION BY channel_id, root_ts, sender_id) AS last_message_at
FROM "SLACK_MARTS"."messages" AS m WHERE NOT is_tombstone AND sender_kind <> 'system' AND sender_id IS NOT NULL AND (TRUE)
QUALIFY row_number() OVER (PARTITION BY channel_id, root_ts, sender_id ORDER BY ts DESC) = 1
) AS s
ON s.channel_id = t.channel_id AND s.root_ts = t.root_ts
