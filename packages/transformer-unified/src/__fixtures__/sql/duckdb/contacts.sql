WITH placed AS (SELECT *, row_number() OVER (PARTITION BY contact_id ORDER BY is_participant, coalesce(is_active, TRUE) DESC, updated_at DESC NULLS LAST, created_at DESC NULLS LAST, node) AS place FROM (
SELECT entity_id AS contact_id, 0 AS is_participant, node, source, full_name, given_name, family_name, email, phone, job_title, is_internal, is_active, created_at, updated_at FROM "UNIFIED_STAGING"."person_record" AS r WHERE entity_id IS NOT NULL
UNION ALL
SELECT contact_id, 1, participant_id, source, name, CAST(NULL AS VARCHAR), CAST(NULL AS VARCHAR), email, phone, CAST(NULL AS VARCHAR), is_internal, CAST(NULL AS BOOLEAN), CAST(NULL AS TIMESTAMPTZ), CAST(NULL AS TIMESTAMPTZ)
FROM "UNIFIED"."interaction_participants" AS p WHERE contact_id IS NOT NULL
) AS told),
people AS (SELECT contact_id, min_by(full_name, CASE WHEN full_name IS NOT NULL THEN place END) AS full_name, min_by(given_name, CASE WHEN given_name IS NOT NULL THEN place END) AS given_name, min_by(family_name, CASE WHEN family_name IS NOT NULL THEN place END) AS family_name, min_by(email, CASE WHEN email IS NOT NULL THEN place END) AS email, min_by(phone, CASE WHEN phone IS NOT NULL THEN place END) AS phone, min_by(job_title, CASE WHEN job_title IS NOT NULL THEN place END) AS job_title, max(CASE WHEN is_internal THEN 1 WHEN NOT is_internal THEN 0 END) = 1 AS is_internal, max(CASE WHEN is_active THEN 1 WHEN NOT is_active THEN 0 END) = 1 AS is_active,
sum(1 - is_participant) AS record_count, sum(is_participant) AS participation_count, count(DISTINCT source) AS source_count,
min(created_at) AS created_at, max(updated_at) AS updated_at FROM placed GROUP BY contact_id)
SELECT p.*, c.company_id, c.evidence AS company_evidence FROM people AS p
LEFT JOIN "UNIFIED_STAGING"."contact_company" AS c ON c.contact_id = p.contact_id AND c.is_main AND p.is_internal IS DISTINCT FROM TRUE
