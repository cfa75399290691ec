-- units by identities
SELECT split_part(c.node, '/', 2), substr(c.node, length(split_part(c.node, '/', 1)) + length(split_part(c.node, '/', 2)) + length(split_part(c.node, '/', 3)) + 4) FROM changed AS c WHERE c.node LIKE '%/organization/%';

-- units by owners
SELECT source, organization_id FROM "UNIFIED_STAGING"."organization_record" WHERE owner_node IN (SELECT c.node FROM changed AS c);

SELECT r.*, i.entity_id, o.entity_id AS owner_contact_id FROM (
SELECT 'company/' || 'calls' || '/organization/' || r.organization_id AS node, 'contact/' || 'calls' || '/person/' || r.owner_person_id AS owner_node, r.organization_id, r.source, r.record_type, r.record_id, r.name, r.domain, r.industry, r.employee_count, r.annual_revenue, r.currency, r.country, r.owner_person_id, r.created_at, r.updated_at FROM "calls_staging"."organization" AS r
UNION ALL
SELECT 'company/' || 'crm' || '/organization/' || r.organization_id AS node, 'contact/' || 'crm' || '/person/' || r.owner_person_id AS owner_node, r.organization_id, r.source, r.record_type, r.record_id, r.name, r.domain, r.industry, r.employee_count, r.annual_revenue, r.currency, r.country, r.owner_person_id, r.created_at, r.updated_at FROM "crm_staging"."organization" AS r
) AS r
LEFT JOIN (SELECT n.node, n.entity_id FROM "UNIFIED_STAGING"."identity" AS n WHERE n.node LIKE '%/organization/%') AS i ON i.node = r.node
LEFT JOIN (SELECT n.node, n.entity_id FROM "UNIFIED_STAGING"."identity" AS n WHERE n.node LIKE '%/person/%') AS o ON o.node = r.owner_node
