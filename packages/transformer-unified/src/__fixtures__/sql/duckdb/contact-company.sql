-- units by links
SELECT entity_id FROM "UNIFIED_STAGING".identity WHERE node IN (SELECT c.node FROM changed AS c);

-- units by domains
SELECT entity_id FROM "UNIFIED_STAGING".identity WHERE node IN (SELECT node FROM "UNIFIED_STAGING".identity_link WHERE host IN (SELECT c.domain FROM changed AS c));

WITH told AS (
SELECT CASE WHEN a.from_kind = 'person' THEN a.from_entity ELSE a.to_entity END AS contact_id, CASE WHEN a.from_kind = 'person' THEN a.to_entity ELSE a.from_entity END AS company_id, 0 AS place, coalesce(a.is_primary, FALSE) AS is_primary
FROM "UNIFIED_STAGING"."association_link" AS a WHERE (a.from_kind = 'person' AND a.to_kind = 'organization' OR a.from_kind = 'organization' AND a.to_kind = 'person')
UNION ALL SELECT i.entity_id, d.company_id, 1, FALSE
FROM "UNIFIED_STAGING"."identity" AS i JOIN "UNIFIED_STAGING"."identity_link" AS l ON l.node = i.node
JOIN "UNIFIED_STAGING"."domain_company" AS d ON d.domain = l.host
WHERE i.node LIKE 'contact/%'
), pairs AS (
SELECT contact_id, company_id, min(place) AS place, max(CASE WHEN is_primary THEN 1 ELSE 0 END) AS is_primary FROM told
WHERE contact_id IS NOT NULL AND company_id IS NOT NULL GROUP BY contact_id, company_id
), best AS (
SELECT *, min(place) OVER (PARTITION BY contact_id) AS best_place, max(is_primary) OVER (PARTITION BY contact_id) AS has_primary FROM pairs
), counted AS (
SELECT *, count(*) OVER (PARTITION BY contact_id, place, is_primary) AS rivals FROM best)
SELECT contact_id, company_id, CASE place WHEN 0 THEN 'association' ELSE 'domain' END AS evidence,
place = best_place AND is_primary = has_primary AND rivals = 1 AS is_main FROM counted
