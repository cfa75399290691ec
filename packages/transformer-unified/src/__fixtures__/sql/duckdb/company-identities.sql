-- units by links
SELECT c.node FROM changed AS c WHERE c.node LIKE 'company/%';

-- units by claimants
SELECT c.node FROM changed AS c WHERE c.node LIKE 'company/%';

-- units by values
SELECT node FROM "UNIFIED_STAGING".identity_link WHERE value_node IN (SELECT c.node FROM changed AS c WHERE c.node LIKE 'company/%');

SELECT l.link_id, l.node, c.entity_id AS company_id, CASE WHEN l.tier IS NULL THEN 'supports' WHEN c.entity_id = v.entity_id THEN 'joins' ELSE 'refused' END AS verdict, l.source, l.claim_type, l.system, l.object_type, l.value, l.strength, l.is_verified, l.evidence, l.origin_type, l.origin_id, l.claimed_at
FROM "UNIFIED_STAGING"."identity_link" AS l LEFT JOIN "UNIFIED_STAGING"."identity" AS c ON c.node = l.node
LEFT JOIN "UNIFIED_STAGING"."identity" AS v ON v.node = l.value_node
WHERE l.node LIKE 'company/%'
