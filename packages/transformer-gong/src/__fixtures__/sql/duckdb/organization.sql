SELECT 'account:' || o.record_id AS organization_id, 'gong' AS source, 'account' AS record_type, o.record_id AS record_id, o.object_name AS name, o.domain AS domain, o.industry AS industry, CAST(NULL AS BIGINT) AS employee_count, CAST(NULL AS DECIMAL(38,9)) AS annual_revenue, CAST(NULL AS VARCHAR) AS currency, CAST(NULL AS VARCHAR) AS country, CAST(NULL AS VARCHAR) AS owner_person_id, CAST(NULL AS TIMESTAMPTZ) AS created_at, CAST(NULL AS TIMESTAMPTZ) AS updated_at
FROM (SELECT *, CASE WHEN regexp_full_match(regexp_replace(regexp_replace(regexp_replace(lower(trim(website)), '^[a-z]+://', '', 'g'), '^www[.]', '', 'g'), '[/?#:].*$', '', 'g'), '[^ @.]+([.][^ @.]+)+') THEN regexp_replace(regexp_replace(regexp_replace(lower(trim(website)), '^[a-z]+://', '', 'g'), '^www[.]', '', 'g'), '[/?#:].*$', '', 'g') END AS domain FROM (
WITH objects AS (
SELECT system || ':' || object_id AS record_id, object_name, fields
FROM "GONG_MARTS"."call_crm_links" AS links WHERE object_type = 'Account'
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
SELECT record_id, coalesce(max(CASE WHEN field = 'domain' THEN text END), max(CASE WHEN field = 'website' THEN text END), NULL) AS website, coalesce(max(CASE WHEN field = 'industry' THEN text END), NULL) AS industry
FROM object_fields GROUP BY record_id
)
SELECT o.record_id, o.object_name, v.website, v.industry
FROM objects AS o LEFT JOIN values_of_objects AS v ON v.record_id = o.record_id
) AS objects) AS o
