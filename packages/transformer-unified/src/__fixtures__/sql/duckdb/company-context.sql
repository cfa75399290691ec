WITH activity AS (
SELECT company_id, count(*) AS interaction_count, count(CASE WHEN kind = 'call' THEN 1 END) AS call_count, count(CASE WHEN kind = 'meeting' THEN 1 END) AS meeting_count, count(CASE WHEN kind = 'email' THEN 1 END) AS email_count, count(CASE WHEN kind = 'message' THEN 1 END) AS message_count, min(CASE WHEN kind IN ('call', 'meeting', 'email', 'message') THEN started_at END) AS first_touch_at,
max(last_touch_at) AS last_touch_at, max(CASE WHEN 2592000000 BETWEEN -946080000000 AND 946080000000 THEN last_touch_at + to_milliseconds(2592000000) END) AS silent_from,
CAST(coalesce(sum(CASE WHEN started_at > CASE WHEN -2592000000 BETWEEN -946080000000 AND 946080000000 THEN last_touch_at + to_milliseconds(-2592000000) END AND started_at <= last_touch_at THEN CASE kind WHEN 'call' THEN 10 WHEN 'meeting' THEN 10 WHEN 'email' THEN 5 WHEN 'message' THEN 2 WHEN 'note' THEN 0 WHEN 'task' THEN 0 WHEN 'other' THEN 0 ELSE 0 END END), 0) AS DOUBLE) AS engagement
FROM (SELECT *, max(CASE WHEN kind IN ('call', 'meeting', 'email', 'message') THEN started_at END) OVER (PARTITION BY company_id) AS last_touch_at FROM "UNIFIED"."company_timeline" AS t) AS touched
GROUP BY company_id
),
people AS (SELECT company_id, count(*) AS contact_count, count(CASE WHEN participation_count > 0 THEN 1 END) AS engaged_contact_count
FROM "UNIFIED"."contacts" AS c WHERE company_id IS NOT NULL GROUP BY company_id),
business AS (SELECT company_id, count(CASE WHEN NOT is_closed THEN 1 END) AS open_deal_count,
count(CASE WHEN is_closed AND is_won THEN 1 END) AS won_deal_count, count(CASE WHEN is_closed AND NOT is_won THEN 1 END) AS lost_deal_count
FROM "UNIFIED"."deals" AS d WHERE company_id IS NOT NULL GROUP BY company_id)
SELECT company_id, coalesce(interaction_count, 0) AS interaction_count, coalesce(call_count, 0) AS call_count, coalesce(meeting_count, 0) AS meeting_count, coalesce(email_count, 0) AS email_count, coalesce(message_count, 0) AS message_count, first_touch_at, last_touch_at, silent_from, engagement, coalesce(contact_count, 0) AS contact_count, coalesce(engaged_contact_count, 0) AS engaged_contact_count, coalesce(open_deal_count, 0) AS open_deal_count, coalesce(won_deal_count, 0) AS won_deal_count, coalesce(lost_deal_count, 0) AS lost_deal_count FROM (SELECT company_id FROM "UNIFIED"."companies" AS c) AS all_companies
LEFT JOIN activity USING (company_id) LEFT JOIN people USING (company_id) LEFT JOIN business USING (company_id)
