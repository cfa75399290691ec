SELECT 'opportunity:' || o.record_id AS opportunity_id, 'gong' AS source, 'opportunity' AS record_type, o.record_id AS record_id, o.object_name AS name, o.stage_text AS stage, o.pipeline_text AS pipeline, o.amount AS amount, o.currency_text AS currency, o.close_date AS close_date, o.is_closed AS is_closed, CASE WHEN o.is_closed IS DISTINCT FROM FALSE THEN o.is_won END AS is_won, CAST(NULL AS VARCHAR) AS owner_person_id, CAST(NULL AS TIMESTAMPTZ) AS created_at, CAST(NULL AS TIMESTAMPTZ) AS updated_at
FROM (SELECT *, CASE WHEN regexp_full_match(amount_text, '-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,3})?') THEN coalesce(TRY_CAST(amount_text AS DECIMAL(18,9)), TRY_CAST(amount_text AS DECIMAL(38,9))) END AS amount, CASE WHEN regexp_full_match(substr(close_text, 1, 10), '([1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])') THEN TRY_CAST(substr(close_text, 1, 10) AS DATE) END AS close_date, CASE WHEN regexp_full_match(closed_text, 'true|false') THEN TRY_CAST(closed_text AS BOOLEAN) END AS is_closed, CASE WHEN regexp_full_match(won_text, 'true|false') THEN TRY_CAST(won_text AS BOOLEAN) END AS is_won FROM (
WITH objects AS (
SELECT system || ':' || object_id AS record_id, object_name, fields
FROM "GONG_MARTS"."call_crm_links" AS links WHERE object_type = 'Opportunity'
QUALIFY row_number() OVER (PARTITION BY system, object_id
ORDER BY CASE timing WHEN 'Now' THEN 0 ELSE 1 END, call_started_at DESC NULLS LAST, call_id DESC, timing) = 1
),
object_fields AS (
SELECT record_id, lower(field) AS field, text FROM (
SELECT "record_id", "field_number", text_0 AS "field", text_1 AS "text"
FROM (SELECT "record_id", "field_number", CASE WHEN json_type(found[1]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[1], '$') END AS text_0, CASE WHEN json_type(found[2]) NOT IN ('OBJECT', 'ARRAY') THEN json_extract_string(found[2], '$') END AS text_1
FROM (SELECT "record_id", "field_number", json_extract("value", ['/name', '/value']) AS found FROM (SELECT *, position + 1 AS field_number FROM (
SELECT "record_id", unnest(elements) AS value, generate_subscripts(elements, 1) - 1 AS position
FROM (SELECT "record_id", json_extract("fields", '$[*]') AS elements FROM objects) AS arrays
) AS elements WHERE json_type(value) = 'OBJECT') AS objects) AS extracted) AS texts
) AS list
),
values_of_objects AS (
SELECT record_id, coalesce(max(CASE WHEN field = 'dealstage' THEN text END), max(CASE WHEN field = 'stagename' THEN text END), max(CASE WHEN field = 'stage' THEN text END), NULL) AS stage_text, coalesce(max(CASE WHEN field = 'pipeline' THEN text END), NULL) AS pipeline_text, coalesce(max(CASE WHEN field = 'amount' THEN text END), NULL) AS amount_text, coalesce(max(CASE WHEN field = 'deal_currency_code' THEN text END), max(CASE WHEN field = 'currencyisocode' THEN text END), NULL) AS currency_text, coalesce(max(CASE WHEN field = 'closedate' THEN text END), NULL) AS close_text, coalesce(max(CASE WHEN field = 'hs_is_closed' THEN text END), max(CASE WHEN field = 'isclosed' THEN text END), NULL) AS closed_text, coalesce(max(CASE WHEN field = 'hs_is_closed_won' THEN text END), max(CASE WHEN field = 'iswon' THEN text END), NULL) AS won_text
FROM object_fields GROUP BY record_id
)
SELECT o.record_id, o.object_name, v.stage_text, v.pipeline_text, v.amount_text, v.currency_text, v.close_text, v.closed_text, v.won_text
FROM objects AS o LEFT JOIN values_of_objects AS v ON v.record_id = o.record_id
) AS objects) AS o
