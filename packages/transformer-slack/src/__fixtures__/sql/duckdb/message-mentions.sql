SELECT channel_id, ts, object_kind, object_id, count(*) AS times FROM (
SELECT *, CASE WHEN object_kind IS NOT NULL THEN regexp_replace(value, '^<(@|#|!subteam\^)([A-Z0-9]+)([|][^<>]*)?>$', '\2', 'g') END AS object_id FROM (
SELECT *, CASE WHEN regexp_full_match(value, '<@[A-Z0-9]+([|][^<>]*)?>') THEN 'user' WHEN regexp_full_match(value, '<#[A-Z0-9]+([|][^<>]*)?>') THEN 'channel' WHEN regexp_full_match(value, '<!subteam\^[A-Z0-9]+([|][^<>]*)?>') THEN 'user_group' END AS object_kind FROM (
SELECT channel_id, ts, unnest(parts) AS value, generate_subscripts(parts, 1) - 1 AS position
FROM (SELECT channel_id, ts, string_split(marked, '') AS parts FROM (SELECT channel_id, ts, regexp_replace(replace(text_as_sent, '', ''), '(<[^<>]*>)', '\1', 'g') AS marked FROM "SLACK_STAGING"."message_fact" AS f WHERE text_as_sent LIKE '%<%') AS texts) AS texts
) AS pieces
) AS known
) AS p WHERE object_id IS NOT NULL GROUP BY channel_id, ts, object_kind, object_id
