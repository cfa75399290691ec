WITH senders AS (
SELECT object_id, name, kind, is_external FROM "SLACK_STAGING"."object_name" AS s WHERE object_kind = 'user'
),
names AS (
SELECT object_kind, object_id, name FROM "SLACK_STAGING"."object_name" AS n
),
texts AS (
SELECT channel_id, ts, string_agg(piece, '' ORDER BY position) AS text FROM (
SELECT p.channel_id, p.ts, p.position, CASE WHEN p.object_kind = 'channel' THEN '#' || coalesce(n.name, regexp_replace(nullif(replace(replace(replace(regexp_replace(p.value, '^<[^|<>]*[|]?([^<>]*)>$', '\1', 'g'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&'), ''), '^[@#]', '', 'g'), p.object_id)
WHEN p.object_kind IS NOT NULL THEN '@' || coalesce(n.name, regexp_replace(nullif(replace(replace(replace(regexp_replace(p.value, '^<[^|<>]*[|]?([^<>]*)>$', '\1', 'g'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&'), ''), '^[@#]', '', 'g'), p.object_id)
WHEN regexp_full_match(p.value, '<!(here|channel|everyone)([|][^<>]*)?>') THEN regexp_replace(p.value, '^<!(here|channel|everyone)([|][^<>]*)?>$', '@\1', 'g')
WHEN regexp_full_match(p.value, '<![^|<>]+[|][^<>]+>') THEN replace(replace(replace(regexp_replace(p.value, '^<[^|<>]*[|]?([^<>]*)>$', '\1', 'g'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&')
WHEN regexp_full_match(p.value, '<[A-Za-z][A-Za-z0-9+.-]*:[^|<>]+([|][^<>]*)?>') THEN coalesce(nullif(replace(replace(replace(regexp_replace(p.value, '^<[^|<>]*[|]?([^<>]*)>$', '\1', 'g'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&'), ''), replace(replace(replace(regexp_replace(p.value, '^<(mailto:|tel:)?([^|<>]*)([|][^<>]*)?>$', '\2', 'g'), '&lt;', '<'), '&gt;', '>'), '&amp;', '&'))
ELSE replace(replace(replace(p.value, '&lt;', '<'), '&gt;', '>'), '&amp;', '&') END AS piece FROM (
SELECT *, CASE WHEN object_kind IS NOT NULL THEN regexp_replace(value, '^<(@|#|!subteam\^)([A-Z0-9]+)([|][^<>]*)?>$', '\2', 'g') END AS object_id FROM (
SELECT *, CASE WHEN regexp_full_match(value, '<@[A-Z0-9]+([|][^<>]*)?>') THEN 'user' WHEN regexp_full_match(value, '<#[A-Z0-9]+([|][^<>]*)?>') THEN 'channel' WHEN regexp_full_match(value, '<!subteam\^[A-Z0-9]+([|][^<>]*)?>') THEN 'user_group' END AS object_kind FROM (
SELECT channel_id, ts, unnest(parts) AS value, generate_subscripts(parts, 1) - 1 AS position
FROM (SELECT channel_id, ts, string_split(marked, '') AS parts FROM (SELECT channel_id, ts, regexp_replace(replace(text_as_sent, '', ''), '(<[^<>]*>)', '\1', 'g') AS marked FROM "SLACK_STAGING"."message_fact" AS f WHERE text_as_sent LIKE '%<%') AS texts) AS texts
) AS pieces
) AS known
) AS p
LEFT JOIN names AS n ON n.object_kind = p.object_kind AND n.object_id = p.object_id
) AS read GROUP BY channel_id, ts
),
told AS (
SELECT f.*, coalesce(r.text, replace(replace(replace(replace(f.text_as_sent, '', ''), '&lt;', '<'), '&gt;', '>'), '&amp;', '&')) AS text, s.object_id IS NOT NULL AS is_sender_known, coalesce(s.name, f.given_name) AS sender_name,
CASE WHEN f.subtype IN ('channel_join', 'channel_leave', 'channel_topic', 'channel_purpose', 'channel_name', 'channel_archive', 'channel_unarchive', 'channel_convert_to_private', 'channel_convert_to_public', 'channel_posting_permissions', 'group_join', 'group_leave', 'group_topic', 'group_purpose', 'group_name', 'group_archive', 'group_unarchive', 'pinned_item', 'unpinned_item', 'reminder_add', 'ekm_access_denied', 'huddle_thread', 'tombstone') OR f.user_id = 'USLACKBOT' OR s.kind = 'system' THEN 'system'
WHEN f.app_id IS NOT NULL THEN 'app'
WHEN f.bot_id IS NOT NULL OR f.subtype = 'bot_message' OR s.kind = 'bot' THEN 'bot'
WHEN s.kind IS NOT NULL THEN s.kind WHEN CASE WHEN f.team_id IS NOT NULL AND EXISTS (SELECT 1 FROM "SLACK_STAGING"."own_workspace" AS o) THEN NOT EXISTS (SELECT 1 FROM "SLACK_STAGING"."own_workspace" AS o WHERE o.team_id = f.team_id OR o.enterprise_id = NULL) END THEN 'external' ELSE 'unknown' END AS sender_kind, coalesce(s.is_external, CASE WHEN f.team_id IS NOT NULL AND EXISTS (SELECT 1 FROM "SLACK_STAGING"."own_workspace" AS o) THEN NOT EXISTS (SELECT 1 FROM "SLACK_STAGING"."own_workspace" AS o WHERE o.team_id = f.team_id OR o.enterprise_id = NULL) END) AS is_sender_external
FROM "SLACK_STAGING"."message_fact" AS f LEFT JOIN senders AS s ON s.object_id = f.user_id
LEFT JOIN texts AS r ON r.channel_id = f.channel_id AND r.ts = f.ts
)
SELECT *, coalesce(user_id, bot_id) AS sender_id,
coalesce(len(regexp_extract_all(text, '[^\s   -     　]+')), 0) AS words, coalesce((text_as_sent LIKE '%<http://%' OR text_as_sent LIKE '%<https://%'), FALSE) AS has_link
FROM told
