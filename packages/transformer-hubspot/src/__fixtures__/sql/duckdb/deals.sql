WITH stages AS (
SELECT pipeline_id, stage_id, pipeline, stage, probability, is_closed, is_won FROM "HUBSPOT_MARTS"."deal_stages" AS s
),
told AS (
SELECT f.*, s.pipeline, s.stage, s.probability AS stage_probability,
coalesce(s.is_closed, f.told_closed, CASE WHEN f.told_won OR f.told_lost THEN TRUE END) AS is_closed,
coalesce(s.is_won, CASE WHEN f.told_won THEN TRUE WHEN f.told_lost OR (f.told_closed AND NOT f.told_won) THEN FALSE END) AS is_won,
coalesce(f.create_date, f.created_at) AS began_at
FROM "HUBSPOT_STAGING"."deal_fact" AS f LEFT JOIN stages AS s ON s.pipeline_id = f.pipeline_id AND s.stage_id = f.stage_id
),
decided AS (
SELECT *, CASE WHEN NOT is_closed THEN 'open' WHEN is_closed AND is_won THEN 'won'
WHEN is_closed AND NOT is_won THEN 'lost' END AS status,
CASE WHEN is_closed THEN close_date END AS closed_at FROM told
)
SELECT deal_id, name, pipeline_id, pipeline, stage_id, stage, stage_probability, status, is_closed, amount, currency,
CASE WHEN amount >= 100000 THEN 'high' WHEN amount >= 50000 THEN 'medium' WHEN amount >= 0 THEN 'low' END AS amount_band, deal_type, owner_id, began_at AS created_at, close_date, closed_at,
CAST(floor(datediff('second', began_at, closed_at) / CAST(86400 AS DOUBLE)) AS BIGINT) AS days_to_close,
CAST(floor(datediff('second', began_at, CASE WHEN is_closed THEN closed_at ELSE updated_at END) / CAST(86400 AS DOUBLE)) AS BIGINT) AS age_days,
CASE status WHEN 'won' THEN closed_won_reason WHEN 'lost' THEN closed_lost_reason END AS closed_reason, updated_at, url
FROM decided
