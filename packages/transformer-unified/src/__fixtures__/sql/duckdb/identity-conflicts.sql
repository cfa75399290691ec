-- units by links
SELECT node FROM "UNIFIED"."identity_conflicts" WHERE node IN (SELECT c.value_node FROM changed AS c UNION SELECT c.node FROM changed AS c);

-- units by identities
SELECT value_node FROM "UNIFIED_STAGING".identity_link WHERE value_node IN (SELECT node FROM "UNIFIED"."identity_conflicts" WHERE node >= '') AND node IN (SELECT c.node FROM changed AS c)
UNION SELECT node FROM "UNIFIED_STAGING".identity_link WHERE node IN (SELECT node FROM "UNIFIED"."identity_conflicts" WHERE node >= '') AND value_node IN (SELECT c.node FROM changed AS c);

WITH contested AS (SELECT * FROM "UNIFIED_STAGING"."identity" AS c WHERE contested IS NOT NULL),
concerned AS (
SELECT c.node AS subject, l.node AS other, l.node || ' by ' || l.source || ' ' || l.evidence AS statement
FROM contested AS c JOIN "UNIFIED_STAGING"."identity_link" AS l ON l.value_node = c.node WHERE c.contested <> 'bridge' AND l.tier IS NOT NULL
UNION ALL SELECT c.node, l.value_node, l.value_node || ' by ' || l.source || ' ' || l.evidence
FROM contested AS c JOIN "UNIFIED_STAGING"."identity_link" AS l ON l.node = c.node WHERE c.contested = 'bridge' AND l.tier IS NOT NULL
), known AS (SELECT k.*, i.entity_id FROM concerned AS k
LEFT JOIN "UNIFIED_STAGING"."identity" AS i ON i.node = k.other),
statements AS (SELECT subject, string_agg(statement, '; ' ORDER BY statement) AS evidence FROM (
SELECT subject, statement FROM known GROUP BY subject, statement
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY statement) <= 20) AS told GROUP BY subject),
entities AS (SELECT subject, string_agg(entity_id, ', ' ORDER BY entity_id) AS entities FROM (
SELECT subject, entity_id FROM known WHERE entity_id IS NOT NULL GROUP BY subject, entity_id
QUALIFY row_number() OVER (PARTITION BY subject ORDER BY entity_id) <= 20) AS told GROUP BY subject),
counted AS (SELECT subject, count(DISTINCT other) AS claimant_count, count(DISTINCT entity_id) AS entity_count FROM known GROUP BY subject)
SELECT c.node, split_part(c.node, '/', 1) AS entity_kind, c.contested AS conflict, c.entity_id,
n.claimant_count, n.entity_count, e.entities, s.evidence FROM contested AS c
LEFT JOIN counted AS n ON n.subject = c.node LEFT JOIN entities AS e ON e.subject = c.node LEFT JOIN statements AS s ON s.subject = c.node
