-- units by identities
SELECT split_part(c.node, '/', 2), substr(c.node, length(split_part(c.node, '/', 1)) + length(split_part(c.node, '/', 2)) + length(split_part(c.node, '/', 3)) + 4) FROM changed AS c WHERE c.node LIKE '%/opportunity/%';

-- units by owners
SELECT source, opportunity_id FROM "UNIFIED_STAGING"."opportunity_record" WHERE owner_node IN (SELECT c.node FROM changed AS c);

SELECT r.*, i.entity_id, o.entity_id AS owner_contact_id FROM (
SELECT 'deal/' || 'calls' || '/opportunity/' || r.opportunity_id AS node, 'contact/' || 'calls' || '/person/' || r.owner_person_id AS owner_node, r.opportunity_id, r.source, r.record_type, r.record_id, r.name, r.stage, r.pipeline, r.amount, r.currency, r.close_date, r.is_closed, r.is_won, r.owner_person_id, r.created_at, r.updated_at FROM "calls_staging"."opportunity" AS r
UNION ALL
SELECT 'deal/' || 'crm' || '/opportunity/' || r.opportunity_id AS node, 'contact/' || 'crm' || '/person/' || r.owner_person_id AS owner_node, r.opportunity_id, r.source, r.record_type, r.record_id, r.name, r.stage, r.pipeline, r.amount, r.currency, r.close_date, r.is_closed, r.is_won, r.owner_person_id, r.created_at, r.updated_at FROM "crm_staging"."opportunity" AS r
) AS r
LEFT JOIN (SELECT n.node, n.entity_id FROM "UNIFIED_STAGING"."identity" AS n WHERE n.node LIKE '%/opportunity/%') AS i ON i.node = r.node
LEFT JOIN (SELECT n.node, n.entity_id FROM "UNIFIED_STAGING"."identity" AS n WHERE n.node LIKE '%/person/%') AS o ON o.node = r.owner_node
