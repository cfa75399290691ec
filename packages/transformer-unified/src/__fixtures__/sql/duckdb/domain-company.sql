-- units by links
SELECT c.value FROM changed AS c WHERE c.value_node LIKE 'company/domain/%';

-- units by identities
SELECT value FROM "UNIFIED_STAGING".identity_link WHERE claim_type = 'domain' AND node IN (SELECT c.node FROM changed AS c);

SELECT l.value AS domain, CASE WHEN count(DISTINCT i.entity_id) = 1 THEN min(i.entity_id) END AS company_id,
count(DISTINCT i.entity_id) AS company_count
FROM "UNIFIED_STAGING"."identity_link" AS l JOIN "UNIFIED_STAGING"."identity" AS i ON i.node = l.node
WHERE l.node LIKE 'company/%' AND l.claim_type = 'domain' AND NOT (l.value IN ('mail.example', 'service.example'))
GROUP BY l.value HAVING count(DISTINCT i.entity_id) > 0
