-- units by participants
SELECT deal_id FROM "UNIFIED".deal_timeline WHERE interaction_id IN (SELECT c.interaction_id FROM changed AS c);

WITH activity AS (
SELECT deal_id, count(*) AS interaction_count, count(CASE WHEN kind = 'call' THEN 1 END) AS call_count, count(CASE WHEN kind = 'meeting' THEN 1 END) AS meeting_count, count(CASE WHEN kind = 'email' THEN 1 END) AS email_count, count(CASE WHEN kind = 'message' THEN 1 END) AS message_count, min(CASE WHEN kind IN ('call', 'meeting', 'email', 'message') THEN started_at END) AS first_touch_at,
max(last_touch_at) AS last_touch_at, max(CASE WHEN 2592000000 BETWEEN -946080000000 AND 946080000000 THEN last_touch_at + to_milliseconds(2592000000) END) AS silent_from,
CAST(coalesce(sum(CASE WHEN started_at > CASE WHEN -2592000000 BETWEEN -946080000000 AND 946080000000 THEN last_touch_at + to_milliseconds(-2592000000) END AND started_at <= last_touch_at THEN CASE kind WHEN 'call' THEN 10 WHEN 'meeting' THEN 10 WHEN 'email' THEN 5 WHEN 'message' THEN 2 WHEN 'note' THEN 0 WHEN 'task' THEN 0 WHEN 'other' THEN 0 ELSE 0 END END), 0) AS DOUBLE) AS engagement
FROM (SELECT *, max(CASE WHEN kind IN ('call', 'meeting', 'email', 'message') THEN started_at END) OVER (PARTITION BY deal_id) AS last_touch_at FROM "UNIFIED"."deal_timeline" AS t) AS touched
GROUP BY deal_id
),
people AS (SELECT t.deal_id, count(DISTINCT p.contact_id) AS contact_count FROM "UNIFIED"."deal_timeline" AS t
JOIN "UNIFIED"."interaction_participants" AS p ON p.interaction_id = t.interaction_id
WHERE p.contact_id IS NOT NULL AND p.is_internal IS DISTINCT FROM TRUE GROUP BY t.deal_id)
SELECT d.deal_id, coalesce(a.interaction_count, 0) AS interaction_count, coalesce(a.call_count, 0) AS call_count, coalesce(a.meeting_count, 0) AS meeting_count, coalesce(a.email_count, 0) AS email_count, coalesce(a.message_count, 0) AS message_count, a.first_touch_at, a.last_touch_at, a.silent_from, a.engagement,
coalesce(p.contact_count, 0) AS contact_count, coalesce(p.contact_count, 0) >= 3 AS is_multi_threaded,
CASE WHEN d.is_closed AND d.close_date >= CAST(d.created_at AT TIME ZONE 'UTC' AS DATE) THEN datediff('day', CAST(d.created_at AT TIME ZONE 'UTC' AS DATE), d.close_date) END AS days_to_close
FROM "UNIFIED"."deals" AS d LEFT JOIN activity AS a ON a.deal_id = d.deal_id LEFT JOIN people AS p ON p.deal_id = d.deal_id
