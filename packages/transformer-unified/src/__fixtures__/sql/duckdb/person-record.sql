-- units by identities
SELECT split_part(c.node, '/', 2), substr(c.node, length(split_part(c.node, '/', 1)) + length(split_part(c.node, '/', 2)) + length(split_part(c.node, '/', 3)) + 4) FROM changed AS c WHERE c.node LIKE '%/person/%';

SELECT r.*, i.entity_id FROM (
SELECT 'contact/' || 'calls' || '/person/' || r.person_id AS node, r.person_id, r.source, r.record_type, r.record_id, r.full_name, r.given_name, r.family_name, r.email, r.phone, r.job_title, r.is_internal, r.is_active, r.manager_person_id, r.created_at, r.updated_at FROM "calls_staging"."person" AS r
UNION ALL
SELECT 'contact/' || 'crm' || '/person/' || r.person_id AS node, r.person_id, r.source, r.record_type, r.record_id, r.full_name, r.given_name, r.family_name, r.email, r.phone, r.job_title, r.is_internal, r.is_active, r.manager_person_id, r.created_at, r.updated_at FROM "crm_staging"."person" AS r
) AS r
LEFT JOIN (SELECT n.node, n.entity_id FROM "UNIFIED_STAGING"."identity" AS n WHERE n.node LIKE '%/person/%') AS i ON i.node = r.node
